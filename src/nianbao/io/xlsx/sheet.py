"""Reads one sheet of an .xlsx workbook: the cells that hold something, and where they stand.

Formatted but empty cells cost next to nothing. Cells beyond the limits are noticed, not
kept. Formulas are text. Knows nothing of the workbook around the sheet.
"""

from collections.abc import Mapping
from dataclasses import replace

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import Attributes, OnEnd, OnStart
from nianbao.io.workbook import CellValue, Position, Sheet, SheetCell, address
from nianbao.io.xlsx.formulas import moved
from nianbao.io.xlsx.layout import COLUMN_LIMIT, ROW_LIMIT, Layout, position
from nianbao.io.xlsx.text import TextRuns
from nianbao.io.xlsx.values import CellContext

UNKNOWN_FORMULA = "?"


class SheetBuilder:
    """Listens to a sheet's elements and gathers the sheet.

    `room` is how many cells may be kept. `far_cell` names the first filled cell beyond the
    limits.
    """

    def __init__(self, context: CellContext, room: int) -> None:
        self._context = context
        self._room = room
        self._layout = Layout(context.file)
        self._cells: dict[Position, SheetCell] = {}
        self._shared: dict[str, tuple[Position, str]] = {}
        self._row = -1
        # The last address in this row, and how many cells without one came since.
        self._reference = ""
        self._since_reference = 0
        # The cell being read.
        self._cell: Attributes | None = None
        self._raw: str | None = None
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._runs: TextRuns | None = None
        self.far_cell = ""

    @property
    def starts(self) -> dict[str, OnStart]:
        """What to call where an element begins."""
        return {
            "row": self._begin_row,
            "c": self._begin_cell,
            "f": self._begin_formula,
            "is": self._begin_text,
            "rPh": self._begin_phonetic,
            "col": self._layout.take_columns,
            "mergeCell": self._layout.take_merge,
        }

    @property
    def ends(self) -> dict[str, OnEnd]:
        """What to call where an element ends."""
        return {
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_run,
            "rPh": self._end_phonetic,
        }

    def sheet(self, name: str, *, hidden: bool, notes: Mapping[str, str]) -> Sheet:
        """Give what was gathered."""
        for reference, note in notes.items():
            place = position(reference)
            if place is not None and _is_near(place):
                cell = self._cells.get(place, SheetCell(None))
                self._cells[place] = replace(cell, note=note)
        return Sheet(
            name=name,
            cells=self._cells,
            merges=tuple(self._layout.merges),
            hidden=hidden,
            hidden_rows=frozenset(self._layout.hidden_rows),
            hidden_columns=frozenset(self._layout.hidden_columns),
        )

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() else self._row + 1
        self._reference = ""
        self._since_reference = 0
        self._layout.take_row(self._row, attributes)

    def _begin_cell(self, attributes: Attributes) -> None:
        # A million formatted cells come this way: only note, work out nothing.
        self._cell = attributes
        reference = attributes.get("r")
        if reference is None:
            self._since_reference += 1
        else:
            self._reference = reference
            self._since_reference = 0

    def _begin_formula(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._formula = attributes

    def _end_formula(self, text: str) -> None:
        self._formula_text = text.strip().removeprefix("=")

    def _end_value(self, text: str) -> None:
        self._raw = text

    def _begin_text(self, _attributes: Attributes) -> None:
        self._runs = TextRuns()

    def _end_run(self, text: str) -> None:
        if self._runs is not None:
            self._runs.add(text)

    def _begin_phonetic(self, attributes: Attributes) -> None:
        if self._runs is not None:
            self._runs.begin_phonetic(attributes)

    def _end_phonetic(self, text: str) -> None:
        if self._runs is not None:
            self._runs.end_phonetic(text)

    def _end_cell(self, _text: str) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:
            return
        if self._raw is not None or self._formula is not None or self._runs is not None:
            place = self._place()
            value, shown = self._value(attributes)
            formula = self._spelled_out(place)
            if formula or value not in (None, ""):
                self._keep(place, SheetCell(value, formula, shown=shown))
            self._raw = self._formula = self._runs = None
            self._formula_text = ""

    def _place(self) -> Position:
        """Work out where the cell stands; cells without an address follow each other."""
        if not self._reference:
            return self._row, self._since_reference - 1
        place = position(self._reference)
        if place is None:
            raise Refused(Refusal.CORRUPT, self._context.file, "有的格子不知道在哪里")
        return place[0], place[1] + self._since_reference

    def _value(self, attributes: Attributes) -> tuple[CellValue | None, str | None]:
        """Read the cell's value; an empty text of a formula is a result, not its absence."""
        if self._runs is not None:
            return self._runs.text or self._raw, None
        if self._raw is None:
            return None, None
        kind = attributes.get("t", "n")
        if kind == "str" and not self._raw:
            return "", None
        return self._context.read(kind, self._raw, attributes.get("s"))

    def _spelled_out(self, place: Position) -> str:
        """Give the cell's own formula, also where it is shared with other cells."""
        if self._formula is None:
            return ""
        kind, text = self._formula.get("t", "normal"), self._formula_text
        if kind == "dataTable":
            return text or UNKNOWN_FORMULA
        if kind != "shared":
            return text
        group = self._formula.get("si", "")
        if text:
            self._shared[group] = place, text
            return text
        if group not in self._shared:
            return UNKNOWN_FORMULA
        (row, column), text = self._shared[group]
        return moved(text, place[0] - row, place[1] - column)

    def _keep(self, place: Position, cell: SheetCell) -> None:
        """Keep a cell, or notice it if it stands too far out."""
        if not _is_near(place):
            self.far_cell = self.far_cell or address(*place)
            return
        held = self._cells.get(place)
        if held is not None and held != cell:
            # Which of the two the clerk saw cannot be known.
            raise Refused(Refusal.CORRUPT, self._context.file, f"{address(*place)} 出现了两次")
        self._cells[place] = cell
        if len(self._cells) > self._room:
            raise Refused(Refusal.TOO_BIG, self._context.file, "填了内容的格子太多")


def _is_near(place: Position) -> bool:
    return place[0] < ROW_LIMIT and place[1] < COLUMN_LIMIT
