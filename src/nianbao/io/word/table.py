"""One statutory table as WordprocessingML: merges, widths, heads, numbers.

Drawn from the form's grid, so a form of another year needs no code. Never through
python-docx's cell.merge, which takes a hundred times as long. Knows nothing of the report:
it asks for the words of a field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nianbao.core.form import Field, GridCell, Table
from nianbao.io.word.fit import FittedTable
from nianbao.io.word.paragraph import Paragraph
from nianbao.io.word.styles import Style, StyleIds
from nianbao.io.xml_text import quoteattr

_VERTICAL = '<w:textDirection w:val="tbRlV"/>'


def table_xml(
    fitted: FittedTable, heights: Sequence[int], ids: StyleIds, written: Callable[[Field], str]
) -> str:
    """Write a table. `written` gives what stands in a field, cleaned; "" leaves the cell empty.

    Every row is kept whole and with the next, so the table stands on one page; rows of the
    head are marked as such for readers and, should it be broken after all, repeated.
    """
    table = fitted.table
    drawing = _Drawing(fitted, ids, written)
    reaching: list[list[GridCell]] = [[] for _ in heights]
    for cell in sorted(table.cells, key=lambda cell: cell.left):
        for row in reaching[cell.top : cell.top + cell.height]:
            row.append(cell)
    # LibreOffice goes by gridCol, Word by tcW: both are written, and equal.
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    rows = "".join(
        drawing.row(number, height, cells)
        for number, (height, cells) in enumerate(zip(heights, reaching, strict=True))
    )
    return f"<w:tbl>{_properties(table, ids)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _properties(table: Table, ids: StyleIds) -> str:
    """Write the width, and for readers who do not see the table its name and what it holds."""
    caption = quoteattr(f"{table.name} {table.title}")
    shape = quoteattr(
        f"{table.title}，{table.height}行{table.width}列，{len(table.fields)}项数据。"
    )
    return (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(ids[Style.TABLE])}/>"
        f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={caption}/><w:tblDescription w:val={shape}/></w:tblPr>"
    )


@dataclass(frozen=True)
class _Drawing:
    """A table being written, row by row."""

    fitted: FittedTable
    ids: StyleIds
    written: Callable[[Field], str]

    def row(self, number: int, height: int, cells: Sequence[GridCell]) -> str:
        """Write a row with the cells that begin or go on in it, from left to right."""
        head = "<w:tblHeader/>" if number < self.fitted.table.head_rows else ""
        written = "".join(self._cell(cell, number) for cell in cells)
        return (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}'
            f"</w:trPr>{written}</w:tr>"
        )

    def _cell(self, cell: GridCell, number: int) -> str:
        """Write the cell, or its continuation: empty, or Word would show its text nowhere."""
        table, begins = self.fitted.table, number == cell.top
        properties = f'<w:tcW w:w="{self.fitted.width(cell)}" w:type="dxa"/>'
        if cell.width > 1:
            properties += f'<w:gridSpan w:val="{cell.width}"/>'
        if cell.height > 1:
            properties += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        if cell.label in table.vertical:
            properties += _VERTICAL
        text = self._text(cell) if begins else ""
        size = None if cell.field is None else self.fitted.number_size(text, cell)
        content = Paragraph(
            self.fitted.style(cell),
            (text,) if text else (),
            keep_with_next=number < table.height - 1,
            size=size,
        )
        return (
            f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>'
            f"{content.xml(self.ids)}</w:tc>"
        )

    def _text(self, cell: GridCell) -> str:
        return cell.label if cell.field is None else self.written(cell.field)
