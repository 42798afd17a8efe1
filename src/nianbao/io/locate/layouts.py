"""How a table of the form may stand in a sheet: as a grid of two axes, or as one list of fields.

Made from the form alone. An axis is the lines that run one way, each with the labels that
lead to it; which way it runs in a sheet is not said here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nianbao.core.form import CellId, Field, Form, Kind, Table
from nianbao.io.locate.labels import SHORT, label
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.words import Words

_LIST_LIMIT = 30
"""Tables with more fields than this are never written as one list."""

_TELLING = 3
"""So many headings of one axis side by side are no accident."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an axis: its own label, the labels of the groups around it, outermost first.

    `joint` are wordings that say group and label in one, `hint` one that says it by half;
    `shared` tells that other lines have the same label and only the group tells them apart.
    """

    key: str
    leaf: str
    groups: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    hint: str = ""
    shared: bool = False


@dataclass(frozen=True)
class Axis:
    """The lines that run one way, in official order."""

    lines: tuple[Line, ...]

    @cached_property
    def leaves(self) -> frozenset[str]:
        """Every label that names a line by itself."""
        return frozenset(
            name for line in self.lines for name in (line.leaf, *line.joint, line.hint) if name
        )

    @cached_property
    def wordings(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        """For each label, the lines it speaks of (by number), and as what: leaf, joint, hint."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, line in enumerate(self.lines):
            found.setdefault(line.leaf, []).append((number, "leaf"))
            for name in line.joint:
                found.setdefault(name, []).append((number, "joint"))
            if line.hint:
                found.setdefault(line.hint, []).append((number, "hint"))
        return {name: tuple(lines) for name, lines in found.items()}

    @cached_property
    def groups(self) -> frozenset[str]:
        """Every label that names a group of lines."""
        return frozenset(name for line in self.lines for name in line.groups)


@dataclass(frozen=True)
class Layout:
    """A table of the form with its axes.

    `cells` says which field stands where `across` and `down` meet. `listed` is the axis of
    all fields one after the other, None where that would be too long. `marks` are labels
    that only stand in headings, `older` those of earlier forms, `foreign` labels that only
    other tables have.
    """

    table: Table
    across: Axis
    down: Axis
    cells: Mapping[tuple[str, str], CellId]
    listed: Axis | None
    marks: frozenset[str]
    older: frozenset[str]
    foreign: frozenset[str] = frozenset()

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label that stands in the table."""
        axes = (self.across, self.down, *([self.listed] if self.listed else []))
        named = frozenset(name for axis in axes for name in axis.leaves | axis.groups)
        return named | self.marks | self.older

    @cached_property
    def telling(self) -> frozenset[str]:
        """The labels that do not stand in every table."""
        return frozenset(name for name in self.labels if len(name) > SHORT)

    @cached_property
    def amounts(self) -> frozenset[CellId]:
        """The fields that hold money."""
        return frozenset(field.id for field in self.table.fields if field.kind is Kind.MONEY)

    @property
    def least_headings(self) -> int:
        """How many headings make a heading row."""
        # A table without a common head is a stack of small tables; each row below proves it.
        return _TELLING if self.table.head_rows else 1


def layouts_of(form: Form, words: Words) -> tuple[Layout, ...]:
    """Lay out every table of a form."""
    layouts = [_layout(table, words) for table in form.tables]
    return tuple(
        replace(layout, foreign=frozenset().union(*(o.labels for o in layouts)) - layout.labels)
        for layout in layouts
    )


def lexicon_of(form: Form, layouts: Iterable[Layout], words: Words) -> Lexicon:
    """Gather every label one may meet, so that each is told from all the others."""
    official = [cell.label for table in form.tables for cell in table.cells if cell.label]
    official += [words_ for table in form.tables for words_ in (table.title,)]
    official += [section.title for section in form.sections]
    axes = [axis for lay in layouts for axis in (lay.down, lay.listed) if axis]
    official += [name for axis in axes for line in axis.lines for name in line.joint]
    official += [*words.other, *(each for names in words.older.values() for each in names)]
    return Lexicon(official, {**words.also, **words.sections}, words.narrowing)


def _layout(table: Table, words: Words) -> Layout:
    fields = table.fields
    across = Axis(_lines((field.column, _column_path(field)) for field in fields))
    down = Axis(_lines((field.row, _row_path(field)) for field in fields))
    used = across.leaves | across.groups | down.leaves | down.groups
    return Layout(
        table=table,
        across=across,
        down=down,
        cells={(field.row, field.column): field.id for field in fields},
        listed=_listed(fields) if len(fields) <= _LIST_LIMIT else None,
        marks=frozenset(label(cell.label) for cell in table.cells if cell.label) - used,
        older=frozenset(label(text) for text in words.older.get(table.id, ())),
    )


def _row_path(field: Field) -> tuple[str, ...]:
    """Find the labels that tell the row; where no label stands beside it, they stand above."""
    return field.row_path or field.column_path[:-1]


def _column_path(field: Field) -> tuple[str, ...]:
    """Find the labels that tell the column."""
    return field.column_path if field.row_path else field.column_path[-1:]


def _lines(paths: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Line, ...]:
    """Make one line of each key; only groups that all its fields stand in are its own."""
    known: dict[str, tuple[str, ...]] = {}
    for key, path in paths:
        before = known.setdefault(key, path)
        known[key] = (*(text for text in before[:-1] if text in path[:-1]), before[-1])
    times = Counter(label(path[-1]) for path in known.values())
    return tuple(
        Line(
            key,
            label(path[-1]),
            tuple(map(label, path[:-1])),
            _joint(path[:-1], path[-1]),
            shared=times[label(path[-1])] > 1,
        )
        for key, path in known.items()
    )


def _joint(groups: tuple[str, ...], leaf: str) -> tuple[str, ...]:
    """Word group and label as one, with and without the label's own numbering."""
    return (label(groups[-1]) + label(leaf), label(groups[-1] + leaf)) if groups else ()


def _listed(fields: Iterable[Field]) -> Axis:
    """Line up all fields of a table, each under the labels of its row."""
    fields = tuple(fields)
    alone = Counter(field.row for field in fields)
    lines = []
    for field in fields:
        leaf, path = label(field.column_path[-1]), _row_path(field)
        groups = tuple(map(label, path))
        hint = groups[-1] if alone[field.row] == 1 and field.row_path else ""
        joint = _joint(path, field.column_path[-1])
        # In a list a label says nothing without its group.
        lines.append(Line(field.id, leaf, groups, joint, hint, shared=True))
    return Axis(tuple(lines))
