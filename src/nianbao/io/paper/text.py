"""Paragraphs read: their runs, their breaks, the number of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nianbao.io.paper.document import Face, Paragraph, Run
from nianbao.io.paper.sayings import Said, Unknown, name_of, said_by
from nianbao.io.paper.styles import OF_PARAGRAPHS, OF_RUNS, Styles, face, paragraph
from nianbao.io.word.package import attributes
from nianbao.io.word.styles import W

_W = f"{{{W}}}"
_PAGE_NUMBER = "PAGE"
_NOT_SEEN = frozenset(("rPr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr"))
_BREAK = {"br": "\n", "cr": "\n", "tab": " "}


@dataclass
class Paragraphs:
    """Reads paragraphs with the styles of a document."""

    styles: Styles
    unknown: Unknown

    def read(self, element: etree._Element) -> Paragraph:
        """Read a `w:p`."""
        own = said_by(element.find(f"{_W}pPr"), OF_PARAGRAPHS, self.unknown, "pPr")
        looks = self.styles.looks(own.get("pStyle.val", ""))
        runs = tuple(run for run in self._runs(element, looks.characters) if run.text)
        return paragraph({**looks.paragraph, **own}, runs)

    def _runs(self, element: etree._Element, characters: Said) -> Iterator[Run]:
        field: str | None = None
        for child in element:
            match name_of(child):
                case "pPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr" | "":
                    continue
                case "fldSimple":
                    instruction = child.get(f"{_W}instr", "")
                    for result in child.iterfind(f"{_W}r"):
                        yield self._field(instruction, self._run(result, characters))
                case "r" if child.find(f"{_W}fldChar") is not None:
                    field = self._edge(child, field)
                case "r" if child.find(f"{_W}instrText") is not None:
                    field = (field or "") + (child.findtext(f"{_W}instrText") or "")
                case "r":
                    run = self._run(child, characters)
                    yield run if field is None else self._field(field, run)
                case other:
                    self.unknown.note("p", other)

    def _edge(self, run: etree._Element, field: str | None) -> str | None:
        """Read where a field begins, where its result begins, or where it ends."""
        (edge,) = run.iterfind(f"{_W}fldChar")
        match edge.get(f"{_W}fldCharType"):
            case "begin":
                return ""
            case "end":
                return None
        return field

    def _field(self, instruction: str, run: Run) -> Run:
        """Give what a field shows: the page's number, or what was worked out last."""
        words = instruction.split()
        if words and words[0].upper() == _PAGE_NUMBER:
            return Run(run.text, run.face, numbers_page=True)
        self.unknown.note("field", instruction.strip())
        return run

    def _run(self, element: etree._Element, characters: Said) -> Run:
        own = said_by(element.find(f"{_W}rPr"), OF_RUNS, self.unknown, "rPr")
        text = "".join(self._pieces(element))
        return Run(text, _face(characters, own))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = name_of(child)
            if name == "t":
                yield child.text or ""
            elif name in _BREAK:
                if child.attrib:
                    self.unknown.note("r", f"{name} {attributes(child)}")
                yield _BREAK[name]
            elif name and name not in _NOT_SEEN and name != "pict":
                self.unknown.note("r", name)


def _face(characters: Said, own: Said) -> Face:
    return face({**characters, **own})
