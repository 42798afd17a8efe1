"""The official form as declared: sections, tables drawn cell by cell, fields.

Knows nothing of answers, files or screens. A form is read from a folder of
`forms/` and never changes afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from nianbao.core.narrative.vocabulary import Vocabulary

CellId: TypeAlias = str
"""`table.row.column`, for example `t3.3-3-1.natural`."""


class Kind(StrEnum):
    """What a field holds."""

    COUNT = "count"
    """A whole number from 0 to 999,999,999."""

    MONEY = "money"
    """A decimal of 0 or more, in the unit the form prints beside it (万元)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One of the numbers the form asks for.

    `row_path` and `column_path` are the official labels that lead to it, outermost first;
    `row_name` and `column_name` are their shortest ends that tell it from its neighbours
    (either is "" where the table prints no such label).
    """

    id: CellId
    table: str
    row: str
    column: str
    kind: Kind
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    row_name: str = ""
    column_name: str = ""

    @property
    def zero(self) -> int | Decimal:
        """Nothing, as a number of this kind."""
        return Decimal(0) if self.kind is Kind.MONEY else 0

    @property
    def name(self) -> str:
        """The field in words: its row and column, each in quotation marks."""
        return "".join(f"“{words}”" for words in (self.row_name, self.column_name) if words)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell of a table: where it begins, how far it reaches, what stands in it.

    Positions count from 0; `height` and `width` are in grid rows and columns. Exactly one
    of `label` (official words) and `field` is there.
    """

    top: int
    left: int
    height: int
    width: int
    label: str = ""
    field: Field | None = None


@dataclass(frozen=True)
class Table:
    """A statutory table, drawn as it is printed.

    `cells` holds each printed cell once, in reading order; together they cover `height` ×
    `width` grid positions without gap or overlap. `head_rows` rows on top and
    `label_columns` columns at the left hold official labels only. `widths` are the column
    widths on paper in twentieths of a point; `vertical` names the labels set vertically.
    """

    id: str
    name: str
    title: str
    cells: tuple[GridCell, ...]
    height: int
    width: int
    head_rows: int
    label_columns: int
    widths: tuple[int, ...]
    vertical: frozenset[str]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields in reading order."""
        return tuple(cell.field for cell in self.cells if cell.field is not None)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The row ids in the order in which they first stand in the table."""
        return tuple(dict.fromkeys(field.row for field in self.fields))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column ids in the order in which they first stand in the table."""
        return tuple(dict.fromkeys(field.column for field in self.fields))


class SectionKind(StrEnum):
    """What a section is filled with."""

    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts of the report: its official title and what the clerk puts there.

    `headings` are the sub-headings a new report starts with; `guidance` says in plain words
    what belongs here.
    """

    id: str
    title: str
    short: str
    kind: SectionKind
    guidance: str
    table: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A cell that is last year's `source`: what was handed on is what comes in."""

    source: CellId
    cell: CellId


@dataclass(frozen=True, slots=True)
class Rolled:
    """A stock that rolls on: last year's `cell` plus this year's `plus` less its `minus`."""

    cell: CellId
    plus: CellId
    minus: CellId


@dataclass(frozen=True)
class Form:
    """A whole form: its sections in official order and its tables.

    `title`, `preamble` and `contact` (how the organ is reached, a paragraph of the lead) are
    patterns with `{organ}` and `{year}`; `row_guidance` maps
    `table.row` to the explanation of that row; `carried` and `rolled` tie it to last year's;
    `vocabulary` is how a narrative words what the tables hold.
    """

    id: str
    source: str
    first_year: int
    title: str
    preamble: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    row_guidance: Mapping[str, str]
    carried: tuple[Carried, ...] = ()
    rolled: tuple[Rolled, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    contact: str = ""

    @cached_property
    def fields(self) -> Mapping[CellId, Field]:
        """Every field by its id, in official order."""
        return MappingProxyType({f.id: f for table in self.tables for f in table.fields})

    def table(self, table_id: str) -> Table:
        """Find a table. Raises KeyError when the form has none of that id."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)

    def section(self, section_id: str) -> Section:
        """Find a section. Raises KeyError when the form has none of that id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def section_of(self, cell: CellId) -> Section:
        """Find the section in whose table a cell stands. Raises KeyError for an unknown cell."""
        table = self.fields[cell].table
        for section in self.sections:
            if section.table == table:
                return section
        raise KeyError(cell)
