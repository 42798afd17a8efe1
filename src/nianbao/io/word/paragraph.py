"""One paragraph as WordprocessingML.

Fonts, sizes and spacing are the style's; only what differs from one paragraph to the next
is written here. Knows nothing of the report.
"""

from dataclasses import dataclass

from nianbao.io.word.styles import Style, StyleIds
from nianbao.io.xml_text import escape, quoteattr

# Without the hint Word takes “ ” — … from the Latin font (MS-OI29500 2.1.88).
HINT = '<w:rFonts w:hint="eastAsia"/>'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Cleaned text and how it stands.

    `lines` are parted by line breaks within the paragraph; `before` and `after` are white space
    and `left` and `right` indents in twentieths of a point, `size` a font size in half-points;
    None leaves it to the style.
    """

    style: Style
    lines: tuple[str, ...] = ()
    keep_with_next: bool = False
    new_page: bool = False
    before: int | None = None
    after: int | None = None
    left: int | None = None
    right: int | None = None
    centred: bool = False
    size: int | None = None

    def xml(self, ids: StyleIds) -> str:
        """Write the paragraph; children stand in the order the schema asks for."""
        properties = f"<w:pStyle w:val={quoteattr(ids[self.style])}/>"
        if self.keep_with_next:
            properties += "<w:keepNext/>"
        if self.new_page:
            properties += "<w:pageBreakBefore/>"
        properties += _lengths("spacing", before=self.before, after=self.after)
        properties += _lengths("ind", left=self.left, right=self.right)
        if self.centred:
            properties += '<w:jc w:val="center"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._run()}</w:p>"

    def _run(self) -> str:
        if not self.lines:
            return ""
        size = (
            "" if self.size is None else f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        )
        text = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in self.lines
        )
        return f"<w:r><w:rPr>{HINT}{size}</w:rPr>{text}</w:r>"


def _lengths(name: str, **lengths: int | None) -> str:
    """Write an element that says lengths; nothing where none is said."""
    said = "".join(f' w:{side}="{n}"' for side, n in lengths.items() if n is not None)
    return f"<w:{name}{said}/>" if said else ""
