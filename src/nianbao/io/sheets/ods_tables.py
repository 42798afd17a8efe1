"""Gathers the tables of an .ods as its elements come by: rows, columns, cells, repetitions.

What is repeated two thousand million times costs nothing as long as nothing stands in it.
Knows nothing of the container around the document.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes
from nianbao.io.sheets.gathering import Gathering, near
from nianbao.io.sheets.ods_cell import CellReading, gap
from nianbao.io.workbook import Sheet, SheetCell
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT
from nianbao.io.xlsx.values import CellContext

_PASSED_OVER = {
    *{"shapes", "tracked-changes", "dde-links", "forms", "ruby-text", "note"},
    *{"frame", "custom-shape", "rect", "line", "g", "control", "ellipse", "caption", "connector"},
}
"""Elements whose words stand in no cell: drawings, history, copies of other files."""

_PARAGRAPHS = {"p", "h"}
_CELLS = {"table-cell", "covered-table-cell"}
_HIDDEN = {"collapse", "filter"}
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell, the columns it stands in, and how far it reaches."""

    columns: range
    cell: SheetCell
    height: int
    width: int


class TablesListener:
    """Listens to a document and gathers its sheets, at most `cell_limit` cells of them.

    `has_links` tells whether there are copies of other files' tables; they are left out.
    """

    def __init__(self, file: str, cell_limit: int, sheet_limit: int) -> None:
        self._file = file
        self._room = cell_limit
        self._sheet_limit = sheet_limit
        self._context = CellContext(file)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table: _Table | None = None
        self._cell: CellReading | None = None
        self._passing = 0
        self.sheets: list[Sheet] = []
        self.remarks: list[str] = []
        self.has_links = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Enter an element."""
        is_nested = name == "table" and self._table is not None
        if self._passing or name in _PASSED_OVER or is_nested:
            self._passing += 1
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        elif name in _STARTS:
            _STARTS[name](self, attributes)

    def words(self, text: str) -> None:
        """Take words of a cell."""
        if self._cell is not None and not self._passing:
            self._cell.words.take(text)

    def end(self, name: str) -> None:
        """Leave an element."""
        if self._passing:
            self._passing -= 1
        elif self._cell is not None and name in _PARAGRAPHS:
            self._cell.words.end()
        elif self._cell is not None and name == "annotation":
            self._cell.in_note = False
        elif name in _CELLS and self._cell is not None and self._table is not None:
            self._table.end_cell(self._cell.cell())
            self._cell = None
        elif name == "table-row" and self._table is not None:
            self._table.end_row()
        elif name == "table":
            self._end_table()

    def begin_style(self, attributes: Attributes) -> None:
        """Remember whose properties come."""
        self._style = attributes.get("name", "")

    def properties_of_style(self, attributes: Attributes) -> None:
        """Note the style of a table that is not shown."""
        if attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def begin_table(self, attributes: Attributes) -> None:
        """Start a sheet."""
        if len(self.sheets) >= self._sheet_limit:
            raise Refused(Refusal.TOO_BIG, self._file, "工作表太多")
        hidden = attributes.get("style-name") in self._hidden_styles
        name = attributes.get("name", "")
        self._table = _Table(name, Gathering(self._file, self._room), self._file, hidden=hidden)

    def source_of_table(self, _attributes: Attributes) -> None:
        """Notice that a table is a copy of another file's."""
        self.has_links = True
        if self._table is not None:
            self._table.is_copy = True

    def begin_column(self, attributes: Attributes) -> None:
        """Take a run of columns."""
        if self._table is not None:
            self._table.columns(attributes)

    def begin_row(self, attributes: Attributes) -> None:
        """Start a row, or several alike."""
        if self._table is not None:
            self._table.begin_row(attributes)

    def begin_cell(self, attributes: Attributes) -> None:
        """Start a cell, or several alike."""
        if self._table is not None:
            self._table.begin_cell(attributes)
            self._cell = CellReading(attributes, self._context)

    def _start_in_cell(self, name: str, attributes: Attributes) -> None:
        """Enter an element of a cell's text or comment."""
        if self._cell is None:
            return
        if name == "annotation":
            self._cell.in_note = True
        elif name in _PARAGRAPHS:
            self._cell.words.begin()
        elif name in _INSERTED:
            self._cell.words.insert(_INSERTED[name](attributes))

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is not None and not table.is_copy:
            sheet = table.gathering.sheet(table.name, hidden=table.hidden)
            self._room -= len(sheet.cells)
            self.sheets.append(sheet)
            self.remarks += table.gathering.remarks(table.name)


_INSERTED: Mapping[str, Callable[[Attributes], str]] = {
    "s": gap,
    "tab": lambda _attributes: "\t",
    "line-break": lambda _attributes: "\n",
}
_STARTS: Mapping[str, Callable[[TablesListener, Attributes], None]] = {
    "style": TablesListener.begin_style,
    "table-properties": TablesListener.properties_of_style,
    "table": TablesListener.begin_table,
    "table-source": TablesListener.source_of_table,
    "table-column": TablesListener.begin_column,
    "table-row": TablesListener.begin_row,
    "table-cell": TablesListener.begin_cell,
    "covered-table-cell": TablesListener.begin_cell,
}


class _Table:
    """One sheet, and the place where the next cell stands."""

    def __init__(self, name: str, gathering: Gathering, file: str, *, hidden: bool) -> None:
        self.name = name
        self.gathering = gathering
        self.hidden = hidden
        self.is_copy = False
        self._file = file
        self._next_column = 0
        self._rows = range(0)
        self._column = 0
        self._placed: list[_Placed] = []
        self._cell: Attributes = {}

    def columns(self, attributes: Attributes) -> None:
        """Note a run of columns, which matters only if it is hidden."""
        first = self._next_column
        self._next_column += self._count(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _HIDDEN:
            self.gathering.hide_columns(near(first, self._next_column - 1, COLUMN_LIMIT))

    def begin_row(self, attributes: Attributes) -> None:
        count = self._count(attributes, "number-rows-repeated")
        self._rows = range(self._rows.stop, self._rows.stop + count)
        self._column = 0
        self._placed = []
        if attributes.get("visibility") in _HIDDEN:
            self.gathering.hide_rows(near(self._rows.start, self._rows.stop - 1, ROW_LIMIT))

    def begin_cell(self, attributes: Attributes) -> None:
        self._cell = attributes

    def end_cell(self, cell: SheetCell) -> None:
        """Place a cell, as often as it is repeated."""
        count = self._count(self._cell, "number-columns-repeated")
        columns = range(self._column, self._column + count)
        self._column = columns.stop
        height = self._count(self._cell, "number-rows-spanned")
        width = self._count(self._cell, "number-columns-spanned")
        is_filled = cell.value is not None or cell.formula or cell.note
        if is_filled or height > 1 or width > 1:
            self._placed.append(_Placed(columns, cell, height, width))

    def end_row(self) -> None:
        """Write the row down, as often as it is repeated."""
        for placed in self._placed:
            for row in _reachable(self._rows, ROW_LIMIT):
                for column in _reachable(placed.columns, COLUMN_LIMIT):
                    self.gathering.keep((row, column), placed.cell)
                    bottom, right = row + placed.height - 1, column + placed.width - 1
                    self.gathering.merge(row, column, bottom, right)

    def _count(self, attributes: Attributes, name: str) -> int:
        """Read a number of repetitions; nonsense would shift every cell behind it."""
        text = attributes.get(name, "1").strip()
        if not (text.isascii() and text.isdigit()):
            raise Refused(Refusal.CORRUPT, self._file, "重复次数不是数字")
        return min(int(text), _MOST) or 1 if len(text) < len(str(_MOST)) else _MOST


def _reachable(places: range, limit: int) -> Iterator[int]:
    """List places up to the limit, and the first beyond it so that it is noticed."""
    yield from range(places.start, min(places.stop, limit))
    if places.stop > limit:
        yield max(places.start, limit)
