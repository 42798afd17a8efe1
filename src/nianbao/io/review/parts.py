"""What is put into the package besides the text: page and header, the chart's parts.

Knows nothing of what they say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from nianbao.io.review.looks import Look
from nianbao.io.word.package import DOCUMENT
from nianbao.io.word.paragraph import HINT
from nianbao.io.word.styles import W
from nianbao.io.xml_text import escape

CHART = "word/charts/review-chart.xml"
CHART_ID = "review-chart"

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_BOOK = "word/embeddings/review-chart.xlsx"
_MARGINS = {"top": "1474", "bottom": "1474", "header": "794", "footer": "964"}
"""In twentieths of a point. Less room at top and foot than the public report: fewer pages."""

_PAGES = ("default", "even")
_HERE = "the review"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass
class Parts:
    """The parts of a document that is being put together from those of base.docx."""

    parts: dict[str, bytes]

    @property
    def written(self) -> Mapping[str, bytes]:
        """Every part by its name."""
        return self.parts

    def put_body(self, body: str) -> None:
        """Put what was written before the page set-up, in place of what base.docx has there."""
        document = etree.fromstring(self.parts[DOCUMENT])
        (old,) = document.iterfind(f"{{{W}}}body")
        old[:] = [etree.Comment(_HERE), old[-1]]
        self.parts[DOCUMENT] = _xml(document).replace(f"<!--{_HERE}-->".encode(), body.encode())

    def put_page(self, header: str) -> None:
        """Set up the page, with words on top of odd and even ones.

        A header base.docx may have goes.
        """
        document = etree.fromstring(self.parts[DOCUMENT])
        (section,) = document.iter(f"{{{W}}}sectPr")
        for margins in section.iterfind(f"{{{W}}}pgMar"):
            for side, length in _MARGINS.items():
                margins.set(f"{{{W}}}{side}", length)
        for old in section.findall(f"{{{W}}}headerReference"):
            section.remove(old)
        for at, page in enumerate(_PAGES):
            name = f"review-{page}"
            self.parts[f"word/{name}.xml"] = _header(header).encode()
            reference = etree.Element(f"{{{W}}}headerReference")
            reference.set(f"{{{W}}}type", page)
            reference.set(f"{{{R}}}id", name)
            section.insert(at, reference)
            self._point(name, "header", f"{name}.xml")
            self._name_type(f"word/{name}.xml", f"{_OFFICE}.wordprocessingml.header+xml")
        self.parts[DOCUMENT] = _xml(document)

    def put_chart(self, chart: str, book: bytes) -> None:
        """Put the chart and the workbook that holds its numbers."""
        self.parts[CHART] = (_DECLARATION + chart).encode()
        self.parts["word/charts/_rels/review-chart.xml.rels"] = (
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
            f' Id="rId1" Type="{R}/package" Target="../embeddings/review-chart.xlsx"/>'
            "</Relationships>"
        ).encode()
        self.parts[_BOOK] = book
        self._point(CHART_ID, "chart", "charts/review-chart.xml")
        self._name_type(CHART, f"{_OFFICE}.drawingml.chart+xml")
        self._name_type(_BOOK, f"{_OFFICE}.spreadsheetml.sheet")

    def _point(self, name: str, kind: str, target: str) -> None:
        """Let the document point at a part."""
        relations = etree.fromstring(self.parts[_RELATIONS])
        pointer = {"Id": name, "Type": f"{R}/{kind}", "Target": target}
        etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship", pointer)
        self.parts[_RELATIONS] = _xml(relations)

    def _name_type(self, part: str, kind: str) -> None:
        types = etree.fromstring(self.parts[_TYPES])
        override = {"PartName": f"/{part}", "ContentType": kind}
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", override)
        self.parts[_TYPES] = _xml(types)


def _header(words: str) -> str:
    return (
        f'{_DECLARATION}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{Look.TOP}"/></w:pPr>'
        f"<w:r><w:rPr>{HINT}</w:rPr><w:t>{escape(words)}</w:t></w:r></w:p></w:hdr>"
    )


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
