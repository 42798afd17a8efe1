"""One statutory table as HTML that can be listened to: caption, heads, and which head what.

Drawn from the form's grid, so a form of another year needs no code. Knows nothing of the
report: it is given the words of each field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from nianbao.core.form import CellId, GridCell, Table
from nianbao.io.web.dress import Dress, Part
from nianbao.io.web.heads import Group, Heads

_WITHOUT_STYLES = ' border="1" cellspacing="0" cellpadding="4"'
"""Keeps a table's lines where a content system throws even its styles away."""


def table_html(table: Table, written: Mapping[CellId, str], dress: Dress, *, alone: bool) -> str:
    """Write a table; a table that does not stand `alone` keeps its lines without any styles."""
    return _Drawing(table, written, dress, alone=alone).html()


@dataclass(frozen=True)
class _Drawing:
    table: Table
    written: Mapping[CellId, str]
    dress: Dress
    alone: bool

    @cached_property
    def heads(self) -> Heads:
        """Which labels head which cells."""
        return Heads(self.table)

    def html(self) -> str:
        """Write the table with the room to scroll it in, which the keyboard reaches."""
        table, name = self.table, f"nb-{self.table.id}"
        caption = f'<caption id="{name}"{self.dress(Part.CAPTION)}>{escape(table.title)}</caption>'
        more = f' style="--columns: {table.width}"' if self.alone else _WITHOUT_STYLES
        return (
            f'<div{self.dress(Part.ROOM)} role="region" aria-labelledby="{name}" tabindex="0">\n'
            f"<table{more}{self.dress(Part.TABLE)}>\n{caption}\n{self._columns()}\n"
            f"{''.join(map(self._group, self.heads.groups))}</table>\n</div>\n"
        )

    def _columns(self) -> str:
        whole = sum(self.table.widths)
        columns = "".join(
            f'<col style="width:{width / whole * 100:.2f}%">' for width in self.table.widths
        )
        return f"<colgroup>{columns}</colgroup>"

    def _group(self, group: Group) -> str:
        name = "thead" if group.head else "tbody"
        rows = "".join(f"{self._row(row)}\n" for row in range(group.first, group.last))
        return f"<{name}>\n{rows}</{name}>\n"

    def _row(self, row: int) -> str:
        cells = sorted((c for c in self.table.cells if c.top == row), key=lambda cell: cell.left)
        return f"<tr>{''.join(map(self._cell, cells))}</tr>"

    def _cell(self, cell: GridCell) -> str:
        reach = f' colspan="{cell.width}"' if cell.width > 1 else ""
        reach += f' rowspan="{cell.height}"' if cell.height > 1 else ""
        if cell.field is None:
            scope = self.heads.scope(cell)
            return (
                f'<th id="{self._id(cell)}" scope="{scope}"{reach}'
                f"{self.dress(self._part(cell))}>{escape(cell.label, quote=False)}</th>"
            )
        heads = " ".join(map(self._id, self.heads.of(cell)))
        words = escape(self.written[cell.field.id], quote=False)
        centred = "" if self.alone else ' align="center"'
        return f'<td headers="{heads}"{reach}{centred}{self.dress(Part.NUMBER)}>{words}</td>'

    def _id(self, cell: GridCell) -> str:
        return f"nb-{self.table.id}-{cell.top}-{cell.left}"

    def _part(self, cell: GridCell) -> Part:
        if cell.label in self.table.vertical:
            return Part.LABEL_UPRIGHT
        beside = cell.left + cell.width <= self.table.label_columns
        # A table without a head has its labels centred, as it is printed.
        left = beside and 0 < self.table.head_rows <= cell.top
        return Part.LABEL_LEFT if left else Part.LABEL
