"""Takes the values of a located table, with everything the clerk should know of each.

Knows nothing of labels; what disagrees with what is not judged here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nianbao.core.form import CellId, Field, Table
from nianbao.core.numbers import checked, write_number
from nianbao.core.report import Entry, Unread
from nianbao.io.imported import Problem
from nianbao.io.locate.formulas import Sums
from nianbao.io.locate.located import Located, Spot
from nianbao.io.locate.messages import words_for
from nianbao.io.locate.plane import is_empty
from nianbao.io.locate.stacks import Doubt
from nianbao.io.locate.values import Taken, read_value, words_of_value
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import Position, SheetCell


@dataclass(frozen=True, slots=True)
class Read:
    """What one field came to: its entry, where that stood and as what, and remarks by code."""

    entry: Entry
    place: str
    as_read: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableRead:
    """A located table with its values; fields of the table that were not found are missing.

    `layout` is the form it is laid out by; `left` are numbers of an older form that mean
    something else.
    """

    table: Table
    located: Located
    fields: Mapping[CellId, Read]
    layout: str = ""
    left: tuple[tuple[Field, Read], ...] = ()

    @property
    def filled(self) -> bool:
        """Tell whether there is a number, or something that was meant as one."""
        return any(read.entry is not None for read in self.fields.values())

    @property
    def entries(self) -> Mapping[CellId, Entry]:
        """The entries alone, to compare with another table's."""
        return {cell: read.entry for cell, read in self.fields.items() if read.entry is not None}

    def problems(self) -> Iterator[Problem]:
        """Say everything the clerk should know of the values."""
        for field in self.table.fields:
            where = f"{self.table.name}{field.name}"
            read = self.fields.get(field.id)
            if read is None:
                message = words_for("not_found", where, "")
                yield Problem("not_found", field.id, self.located.sheet.name, "", message)
                continue
            for code in read.remarks:
                message = words_for(code, where, read.as_read, write_number(read.entry))
                yield Problem(str(code), field.id, read.place, read.as_read, message)
        for field, read in self.left:
            where = f"{self.table.name}{field.name}"
            message = words_for("older_heading", where, read.as_read)
            yield Problem("older_heading", None, read.place, read.as_read, message)
        for at, heading in self.located.older:
            place = self.located.values.place(*at)
            cell = self.located.values.cells[at]
            where = f"{self.table.name}“{''.join(heading.split())}”"
            as_read = words_of_value(cell.value)
            message = words_for("older_heading", where, as_read)
            yield Problem("older_heading", None, place, as_read, message)


def read_table(table: Table, located: Located, sums: Sums, words: ValueWords) -> TableRead:
    """Read every field of a table that has a place."""
    uses = Counter(
        at for spot in located.spots.values() for at in spot.places if at in located.values.cells
    )
    taking = _Taking(located, sums, words, {at for at, times in uses.items() if times > 1})
    fields = {
        field.id: taking.read(field, located.spots[field.id])
        for field in table.fields
        if field.id in located.spots
    }
    return TableRead(table, located, fields)


def translated(
    old: TableRead, now: TableRead | None, table: Table, same: frozenset[CellId]
) -> TableRead:
    """Read a table of an older form as one of the current: only what means the same.

    `now` is what was found of the current form in the same place, where a table mixes both.
    """
    found = now.located.spots if now else {}
    sure = {cell for cell, spot in found.items() if cell not in same and not spot.doubt}
    mixed = {cell: read for cell, read in (now.fields if now else {}).items() if cell in sure}
    shared = {cell: read for cell, read in old.fields.items() if cell in same}
    left = tuple(
        (field, old.fields[field.id])
        for field in old.table.fields
        if field.id not in same and field.id in old.fields and old.fields[field.id].as_read
    )
    used = {at for cell in mixed for at in found[cell].places}
    older = tuple(each for each in old.located.older if each[0] not in used)
    located = replace(old.located, older=older)
    return TableRead(table, located, {**mixed, **shared}, old.layout, left)


@dataclass(frozen=True)
class _Taking:
    """Takes values out of one sheet; `claimed` are cells that several fields lay claim to."""

    located: Located
    sums: Sums
    words: ValueWords
    claimed: set[Position]

    def read(self, field: Field, spot: Spot) -> Read:
        """Read one field."""
        held = self._held(spot.places)
        if not held:
            return self._blank(spot)
        if spot.doubt is Doubt.COUNT:
            return Read(None, self._place(held[0]), self._words(held), (str(spot.doubt),))
        if len(held) > 1:
            return self._several(held)
        at = held[0]
        cell = self.located.values.cells[at]
        taken, codes = self._taken(field, at, cell, spot)
        if at in self.claimed:
            taken, codes = replace(taken, entry=None), ("merged_value",)
        if spot.doubt:
            codes = (*codes, str(spot.doubt))
        if self._hidden(at):
            codes = (*codes, "hidden")
        return Read(taken.entry, self._place(at), taken.as_read, codes)

    def _held(self, places: Sequence[Position]) -> list[Position]:
        cells = self.located.values.cells
        return [at for at in places if at in cells and not is_empty(cells[at])]

    def _blank(self, spot: Spot) -> Read:
        place = self._place(spot.places[0])
        beside = self._held(spot.beside)
        if beside:
            return Read(None, place, self._words(beside), ("beside_heading",))
        return Read(None, place, "", (str(spot.doubt),) if spot.doubt else ())

    def _several(self, held: Sequence[Position]) -> Read:
        words = self._words(held)
        return Read(Unread(words), self._place(held[0]), words, ("several_values",))

    def _taken(
        self, field: Field, at: Position, cell: SheetCell, spot: Spot
    ) -> tuple[Taken, tuple[str, ...]]:
        """Read a cell, working out a formula whose result was not saved."""
        if cell.formula and cell.value is None:
            return self._worked_out(field, at, cell, spot)
        taken = read_value(field.kind, cell, spot.heading, self.words)
        codes: tuple[str, ...] = taken.remarks
        if cell.formula:
            codes = (*codes, *self._against_formula(field, at, cell))
        return taken, codes

    def _worked_out(
        self, field: Field, at: Position, cell: SheetCell, spot: Spot
    ) -> tuple[Taken, tuple[str, ...]]:
        total = self.sums.work_out(self.located.sheet, at)
        if total is None:
            return Taken(Unread(f"={cell.formula}"), cell.formula), ("formula_unread",)
        if total.empty:
            return Taken(None, cell.formula), ("formula_empty",)
        taken = read_value(field.kind, SheetCell(total.total), spot.heading, self.words)
        return replace(taken, as_read=cell.formula), (*taken.remarks, "formula_computed")

    def _against_formula(self, field: Field, at: Position, cell: SheetCell) -> tuple[str, ...]:
        """Tell whether the saved result is still what the formula comes to."""
        if "[" in cell.formula:
            return ("formula_elsewhere",)
        total = self.sums.work_out(self.located.sheet, at)
        if total is None or (total.empty and not cell.value):
            return ()
        saved = read_value(field.kind, SheetCell(cell.value), "", self.words).entry
        agrees = saved == checked(field.kind, total.total, "")
        return () if agrees else ("formula_differs",)

    def _hidden(self, at: Position) -> bool:
        sheet = self.located.values
        return at[0] in sheet.hidden_rows or at[1] in sheet.hidden_columns

    def _place(self, at: Position) -> str:
        return self.located.values.place(*at)

    def _words(self, held: Sequence[Position]) -> str:
        cells = self.located.values.cells
        return " ".join(cells[at].shown or words_of_value(cells[at].value) for at in held)
