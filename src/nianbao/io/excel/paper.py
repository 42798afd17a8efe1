"""The paper a sheet is printed on: A4, upright or on its side, with its margins and footer.

Knows nothing of what is printed.
"""

from dataclasses import dataclass

from nianbao.io.xml_text import escape

MARGIN = 15 / 25.4 * 72
"""At the left and right of the paper, in points."""

_A4 = 9
_DRAFT = "草稿"
_TITLE_LIMIT = 100
"""Characters of the title above each page; a spreadsheet refuses headers of more than 255."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is printed: as wide as the paper, on `one_page` or on as many as it takes."""

    landscape: bool = False
    one_page: bool = False

    @property
    def width(self) -> float:
        """What is left between the margins, in points."""
        return (297 if self.landscape else 210) / 25.4 * 72 - 2 * MARGIN

    def xml(self, title: str, *, draft: bool) -> str:
        """Write the page set-up; the title stands above each page and, on a draft, 草稿."""
        side, edge = MARGIN / 72, 2 * MARGIN / 72
        line = " ".join(title.split())[:_TITLE_LIMIT].replace("&", "&&")
        mark = f"&L&20&KFF0000{_DRAFT}" if draft else ""
        return (
            '<printOptions horizontalCentered="1"/>'
            f'<pageMargins left="{side:.4f}" right="{side:.4f}" top="{edge:.4f}"'
            f' bottom="{edge:.4f}" header="{side:.4f}" footer="{side:.4f}"/>'
            f'<pageSetup paperSize="{_A4}" fitToWidth="1" fitToHeight="{int(self.one_page)}"'
            f' orientation="{"landscape" if self.landscape else "portrait"}"/>'
            f"<headerFooter><oddHeader>{escape(f'{mark}&C{line}')}</oddHeader>"
            "<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
        )
