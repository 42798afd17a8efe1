"""Puts tables together to whole reports, and tells which of several is meant.

A workbook may hold several years, several organs, copies and blank templates. Nothing is
picked in silence: either one is left, or the clerk has to choose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nianbao.io.locate.labels import tight
from nianbao.io.locate.narrative import is_title, year_in
from nianbao.io.locate.reading import TableRead
from nianbao.io.locate.words import ReportWords
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Position, Sheet


@dataclass(frozen=True, slots=True)
class Caption:
    """The title over a table ("" if there is none) and the year it names."""

    title: str
    year: int | None
    at: Position | None = None


@dataclass
class TableSet:
    """The tables of one report, by id."""

    tables: dict[str, TableRead] = field(default_factory=dict)
    captions: list[Caption] = field(default_factory=list)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets its tables stand in."""
        return tuple({id(t.located.sheet): t.located.sheet for t in self.tables.values()}.values())

    @property
    def year(self) -> int | None:
        """The year its titles or sheets name."""
        return next((caption.year for caption in self.captions if caption.year is not None), None)

    @property
    def title(self) -> str:
        """The title over its tables."""
        return next((caption.title for caption in self.captions if caption.title), "")

    @property
    def filled(self) -> bool:
        """Tell whether it holds a number anywhere."""
        return any(table.filled for table in self.tables.values())

    def same_as(self, other: "TableSet") -> bool:
        """Tell whether it is a copy: the same tables with the same numbers, for the same year."""
        return {name: table.entries for name, table in self.tables.items()} == {
            name: table.entries for name, table in other.tables.items()
        } and len({self.year, other.year} - {None}) <= 1

    def takes(self, table: TableRead, caption: Caption) -> bool:
        """Tell whether a table may belong to it."""
        years = {self.year, caption.year} - {None}
        titles = {tight(self.title), tight(caption.title)} - {""}
        return table.table.id not in self.tables and len(years) <= 1 and len(titles) <= 1


def group_tables(tables: Iterable[TableRead], words: ReportWords) -> list[TableSet]:
    """Put the tables of a workbook, in their order, together to sets."""
    sets: list[TableSet] = []
    for table in tables:
        caption = _caption(table, words)
        chosen = _home(sets, table, caption)
        if chosen is None:
            chosen = TableSet()
            sets.append(chosen)
        chosen.tables[table.table.id] = table
        chosen.captions.append(caption)
    return sets


def _home(sets: Sequence[TableSet], table: TableRead, caption: Caption) -> TableSet | None:
    """Find the set a table belongs to: on its own sheet first, then the one begun last."""
    able = [each for each in sets if each.takes(table, caption)]
    beside = [each for each in able if table.located.sheet in each.sheets]
    if beside:
        # Several begun on one sheet: tables come kind by kind, so the first is served first.
        return beside[0]
    on_sheet = [each for each in sets if table.located.sheet in each.sheets]
    if on_sheet or not able:
        return None
    alike = len({frozenset(each.tables) for each in able}) == 1
    return able[0] if alike else able[-1]


def _caption(table: TableRead, words: ReportWords) -> Caption:
    """Find the title nearest over a table; the sheet's name says the year at least."""
    sheet, area = table.located.sheet, table.located.area
    over = [
        at
        for at, cell in sheet.cells.items()
        if at[0] < area[0] and isinstance(cell.value, str) and is_title(cell.value, words)
    ]
    if over:
        row = max(at[0] for at in over)
        beside = [at for at in over if at[0] == row]
        at = max((at for at in beside if at[1] <= area[1]), default=min(beside))
        title = str(sheet.cells[at].value)
        year = year_in(title, words)
        return Caption(title, year or year_in(sheet.name, words), at)
    return Caption("", year_in(sheet.name, words))


def names_of(sets: Sequence[TableSet]) -> list[str]:
    """Name each set so that the clerk can tell it from the others: by sheet, else by title."""
    sheets = ["、".join(sheet.name for sheet in each.sheets) for each in sets]
    titles = [tight(each.title) for each in sets]
    for names in (sheets, titles):
        if len(set(names)) == len(names) and all(names):
            return names
    return [f"{name}（第{number}套）" for number, name in enumerate(sheets, 1)]


def without_copies(sets: Iterable[TableSet]) -> list[TableSet]:
    """Leave identical copies out."""
    kept: list[TableSet] = []
    for each in sets:
        if not any(each.same_as(other) for other in kept):
            kept.append(each)
    return kept


def whole_ones(sets: Sequence[TableSet]) -> list[TableSet]:
    """Keep the sets with the most tables; a single stray table is no rival of a report."""
    most = max(len(each.tables) for each in sets)
    return [each for each in sets if len(each.tables) == most]


def choose(sets: Sequence[TableSet], file: str, wanted: str | None, year: int | None) -> TableSet:
    """Leave one set. Raise `Refused`: CHOOSE, with the names of those there are."""
    rivals = without_copies(whole_ones(sets))
    names = names_of(rivals)
    left = [
        each
        for each, name in zip(rivals, names, strict=True)
        if (wanted is None or _called(each, name, wanted))
        and each.year in (year or each.year, None)
    ]
    if len(left) != 1:
        quoted = "、".join(f"“{name}”" for name in names)
        raise Refused(Refusal.CHOOSE, file, quoted, choices=tuple(names))
    return left[0]


def _called(each: TableSet, name: str, wanted: str) -> bool:
    """Tell whether a set goes by a name: its own, or that of the sheet all of it stands in."""
    own = [sheet.name for sheet in each.sheets]
    return tight(wanted) in {tight(name), tight(each.title) or None, *map(tight, own[:1])}
