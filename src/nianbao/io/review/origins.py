"""Where the numbers come from, in words: counts for each table, files, and whatever is in doubt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from nianbao.core.checker import RuleBook
from nianbao.core.form import CellId, Field, Form
from nianbao.core.numbers import read_number, write_number
from nianbao.core.reading import Reading
from nianbao.core.report import Entry, Report, Source, Unread
from nianbao.core.totals import sum_of_parts
from nianbao.io.imported import Problem
from nianbao.io.preview import NOT_FOUND
from nianbao.io.review.said import Block, Column, Grid, Heading, Role, Row, Side, Words

SUM_DISAGREES = "sum_disagrees"
"""The code of a remark on a sum: a finding says the same."""

_FILES = (
    Column("文件", 2545),
    Column("表", 700, Side.CENTRE),
    Column("方式", 1300, Side.CENTRE),
    Column("格数", 700, Side.CENTRE),
    Column("在文件里的位置", 3600),
)
_DOUBTS = (Column("位置", 3000), Column("现在的数", 1200, Side.RIGHT), Column("说明", 4645))


class Origin(StrEnum):
    """How a number came into the report, by the head of its column."""

    CARRIED = "上年结转"
    READ = "文件读入"
    TYPED = "自己填写"
    COMPUTED = "程序计算"
    UNREAD = "读不懂"
    BLANK = "空白"


def origins(
    book: RuleBook, report: Report, reading: Reading, problems: Sequence[Problem]
) -> Iterator[Block]:
    """Count where the numbers come from, name the files, and list what was not plainly read."""
    yield Heading("数字的来源")
    form = book.form
    of_cell = {cell: _origin(book, report, reading, cell) for cell in form.fields}
    columns = (
        Column("表", 1145, Side.CENTRE),
        *(Column(origin.value, 1100, Side.CENTRE) for origin in Origin),
        Column("合计", 1100, Side.CENTRE),
    )
    rows = []
    for table in form.tables:
        found = [of_cell[field.id] for field in table.fields]
        counts = [str(found.count(origin)) for origin in Origin]
        rows.append(Row((table.name, *counts, str(len(found)))))
    everything = list(of_cell.values())
    sums = [str(everything.count(origin)) for origin in Origin]
    rows.append(Row(("合计", *sums, str(len(everything)))))
    yield Grid("数字的来源", columns, tuple(rows), whole=True)
    yield Words("“自己填写”包括在空白处一次填上的 0；“程序计算”包括与计算结果相同的数。", Role.NOTE)
    if files := tuple(_files(form, report, of_cell)):
        yield Words("来自文件的数字：", Role.LEAD)
        yield Grid("来自文件的数字", _FILES, files)
    if doubts := tuple(_doubts(form, report, problems)):
        yield Words("读入时有疑问的、没有读懂的，以及解除锁定的数字，请核对：", Role.LEAD)
        yield Grid("要留意的数字", _DOUBTS, doubts)
    else:
        yield Words("读入的数字都清楚，结转的数字都没有改动。")


def _origin(book: RuleBook, report: Report, reading: Reading, cell: CellId) -> Origin:
    """Tell how a number came in, as far as the report knows."""
    entry, source = report.entry(cell), report.sources.get(cell)
    if entry is None:
        return Origin.BLANK
    if isinstance(entry, Unread):
        return Origin.UNREAD
    if source is not None:
        if not source.carried:
            return Origin.READ
        return Origin.CARRIED if write_number(entry) == source.as_read else Origin.TYPED
    return Origin.COMPUTED if entry in _worked_out(book, report, reading, cell) else Origin.TYPED


def _worked_out(book: RuleBook, report: Report, reading: Reading, cell: CellId) -> Iterator[Entry]:
    """Give what the program would put into a cell: the sum of its parts, the stock rolled on."""
    for identity in book.identities:
        if identity.computed == cell:
            yield sum_of_parts(identity, report.entry)
    for stock in book.form.rolled:
        if stock.cell == cell:
            base, plus, minus = (
                reading.last(cell),
                report.value(stock.plus),
                report.value(stock.minus),
            )
            if base is not None and plus is not None and minus is not None:
                yield base + plus - minus


def _files(form: Form, report: Report, of_cell: Mapping[CellId, Origin]) -> Iterator[Row]:
    """Name each file with what was taken from it, table by table and sheet by sheet."""
    taken: dict[tuple[str, str, Origin, str], list[str]] = {}
    for cell, origin in of_cell.items():
        if origin in (Origin.CARRIED, Origin.READ):
            source = report.sources[cell]
            table = form.table(form.fields[cell].table).name
            sheet = source.place.rpartition("!")[0]
            taken.setdefault((source.file, table, origin, sheet), []).append(source.place)
    for (file, table, origin, _), places in taken.items():
        ends = dict.fromkeys(place for place in (places[0], places[-1]) if place)
        where = " 至 ".join(ends) or "没有记下位置"
        yield Row((file or "没有记下文件名", table, origin.value, str(len(places)), where))


def _doubts(form: Form, report: Report, problems: Sequence[Problem]) -> Iterator[Row]:
    """List the numbers a reviewer should see for himself, in the order of the form."""
    remarks: dict[CellId, list[Problem]] = {}
    for problem in problems:
        if problem.cell is not None and problem.code not in (NOT_FOUND, SUM_DISAGREES):
            remarks.setdefault(problem.cell, []).append(problem)
    for field in form.fields.values():
        name = form.table(field.table).name + field.name
        entry, source = report.entry(field.id), report.sources.get(field.id)
        said = [each.message.removeprefix(f"{name}：") for each in remarks.get(field.id, ())]
        told = said or list(_doubt(field, entry, source))
        if source is not None and source.carried:
            told += _unlocked(entry, source)
        if told:
            yield Row((name, write_number(entry) or "空白", "\n".join(dict.fromkeys(told))))
    for problem in problems:
        if problem.cell is None:
            yield Row((problem.place or "整个文件", "", problem.message))


def _doubt(field: Field, entry: Entry, source: Source | None) -> Iterable[str]:
    """Say what is doubtful about a value, as far as the report itself remembers."""
    if isinstance(entry, Unread):
        place = f"（{source.file}，{source.place}）" if source is not None else ""
        yield f"没有读懂{place}，原样保留，还没有改正。"
    elif source is not None and not source.carried and source.as_read:
        plain = read_number(field.kind, source.as_read)
        if plain != entry and _decimal(source.as_read) != entry:
            yield f"文件里（{source.file}，{source.place}）写的是“{source.as_read}”，请核对。"


def _decimal(text: str) -> Decimal | None:
    """Read a number as programs store it (`3.0` for a count of 3)."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _unlocked(entry: Entry, source: Source) -> Iterable[str]:
    """Say why a number carried over from last year was opened, and what became of it."""
    now = write_number(entry) or "空白"
    changed = now != source.as_read
    if source.unlocked:
        became = f"由{source.as_read}改为{now}" if changed else "没有改动"
        yield f"上年结转的数，解除了锁定，{became}。理由：{source.unlocked}"
    elif changed:
        yield f"上年结转的数是{source.as_read}，现在是{now}，没有说明理由。"
