"""The figures that matter beside last year's, in words: a table with marks, and a chart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add

from nianbao.core.form import CellId, Field, Form
from nianbao.core.numbers import write_number
from nianbao.core.reading import Reading
from nianbao.core.report import PreviousReport, Value
from nianbao.io.review.said import (
    Block,
    Chart,
    Column,
    Grid,
    Heading,
    Role,
    Row,
    Series,
    Side,
    Words,
)
from nianbao.io.review_toml import Compared, FigureGroup

UNKNOWN = "—"
"""Stands where a number is not known or cannot be worked out."""

LARGE = "变化较大"

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of last year's and of this year's, None where it is not known."""

    last: Value | None
    now: Value | None

    @property
    def difference(self) -> Value | None:
        """The number of this year less that of last year."""
        if self.last is None or self.now is None:
            return None
        return self.now - self.last

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of last year's; None where that is 0 or not known."""
        if self.difference is None or not self.last:
            return None
        exact = Decimal(self.difference) * 100 / Decimal(self.last)
        return exact.quantize(_TENTH, ROUND_HALF_UP) if abs(exact) < 10**9 else exact.to_integral()

    def is_large(self, least: int, percent: int) -> bool:
        """Tell whether the change is large: in itself, and beside last year's number."""
        if self.difference is None or self.last is None:
            return False
        size = _size(self.difference)
        return size >= least and size * 100 >= percent * self.last


def changes(form: Form, reading: Reading, compared: Compared) -> Iterator[Block]:
    """Set this year's figures beside last year's; say why where that cannot be done."""
    yield Heading("与上一年的对比")
    previous = reading.previous
    if previous is None:
        beside = reading.particulars.previous
        wrong = f"所附的年报是{beside.year}年的，不是上一年的" if beside else "没有附上一年的年报"
        yield Words(f"{wrong}，没有可以对比的数字。")
        return
    if not compared.groups:
        yield Words("这种格式没有设定要对比的数字。")
        return
    if previous.form != form.id:
        yield Words("上一年的年报用的是另一种格式，含义不同的栏目没有对比。")
    last_year, this_year = _years(previous, reading.year)
    columns = (
        Column("项目", 3525),
        Column(last_year, 1060, Side.RIGHT),
        Column(this_year, 1060, Side.RIGHT),
        Column("增减", 1160, Side.RIGHT),
        Column("幅度", 1040, Side.RIGHT),
        Column("标记", 1000, Side.CENTRE),
    )
    rows = tuple(row for group in compared.groups for row in _rows(form, reading, group))
    yield Grid("与上一年的对比", columns, rows)
    yield Words(_limits(form, compared.groups), Role.NOTE)
    if compared.bars:
        both = [_change(reading, bar.cells) for bar in compared.bars]
        yield Chart(
            title=f"{compared.chart_title}（{compared.chart_unit}）",
            categories=tuple(bar.words for bar in compared.bars),
            series=(
                Series(last_year, tuple(_plain(change.last) for change in both)),
                Series(this_year, tuple(_plain(change.now) for change in both)),
            ),
            unit=compared.chart_unit,
        )


def names(form: Form, group: FigureGroup) -> tuple[str, tuple[str, ...]]:
    """Name a group and its figures in official words.

    What all figures share, such as the column 总计, is said once.
    """
    figures = [[form.fields[cell] for cell in cells] for cells in group.figures]
    shared = {field.column_name for fields in figures for field in fields}
    column = next(iter(shared)) if len(shared) == 1 else ""
    table = form.table(group.table)
    title = f"{table.name}　{table.title}" + (f"（“{column}”列）" if column else "")
    return title, tuple(_name(fields, with_column=not column) for fields in figures)


def _name(fields: list[Field], *, with_column: bool) -> str:
    first = fields[0]
    if len(fields) == 1:
        words = (first.row_name, first.column_name if with_column else "")
        return "：".join(word for word in words if word)
    shared = [
        word for word in first.row_path if all(word in other.row_path for other in fields)
    ] or [word for word in first.column_path if all(word in f.column_path for f in fields)]
    return f"{shared[-1] if shared else first.row_name}（各项之和）"


def _rows(form: Form, reading: Reading, group: FigureGroup) -> Iterator[Row]:
    title, figures = names(form, group)
    yield Row((title,), across=True)
    for name, cells in zip(figures, group.figures, strict=True):
        change = _change(reading, cells)
        numbers = (_shown(change.last), _shown(change.now), _signed(change.difference))
        percent = "" if change.percent is None else "%"
        mark = LARGE if change.is_large(group.least, group.percent) else ""
        yield Row((name, *numbers, _signed(change.percent) + percent, mark))


def _change(reading: Reading, cells: Iterable[CellId]) -> Change:
    cells = tuple(cells)
    return Change(_sum(map(reading.last, cells)), _sum(map(reading.value, cells)))


def _sum(values: Iterable[Value | None]) -> Value | None:
    """Add up; with one number unknown the sum is."""
    known = list(values)
    return None if None in known else reduce(add, (value for value in known if value is not None))


def _shown(value: Value | None) -> str:
    return UNKNOWN if value is None else write_number(value)


def _plain(value: Value | None) -> str | None:
    return None if value is None else write_number(value)


def _signed(value: Value | None) -> str:
    """Write a difference with its sign; nothing has none."""
    if value is None:
        return UNKNOWN
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + write_number(_size(value))


def _size(value: Value) -> Value:
    return -value if value < 0 else value


def _years(previous: PreviousReport, year: int | None) -> tuple[str, str]:
    """Head both columns; a last year that does not say its year is the one before."""
    last = previous.year if previous.year is not None else None if year is None else year - 1
    return (
        "上年" if last is None else f"{last}年",
        "本年" if year is None else f"{year}年",
    )


def _limits(form: Form, groups: Iterable[FigureGroup]) -> str:
    """Say what is meant by a large change, the tables of one measure together."""
    tables: dict[tuple[int, int], list[str]] = {}
    for group in groups:
        tables.setdefault((group.least, group.percent), []).append(form.table(group.table).name)
    measures = "；".join(
        f"{'、'.join(dict.fromkeys(named))}增减{least}以上，并且达到上年数的{percent}%以上"
        for (least, percent), named in tables.items()
    )
    return f"“{LARGE}”指：{measures}。“{UNKNOWN}”表示没有数字，或者算不出来。"
