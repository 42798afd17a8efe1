"""The report of an organ that received nothing: zeros in the tables, the usual sentences.

Nothing that is there already is touched: what was typed, what came from last year, what was
written. Where a zero would contradict it, the cell stays blank and the reason is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Severity
from nianbao.core.form import CellId, Section, Table
from nianbao.core.report import Change, Entry, Passage, ProcessingFee, Report, Source
from nianbao.core.zero_filling import fill_with_zeros, report_after, without_doubtful


@dataclass(frozen=True, slots=True)
class ZeroSentence:
    """A sentence that says there was none; `words` has places for `{year}`.

    It belongs into the passage of a section whose heading has the words `topic`. `fee` tells
    that the three figures of the processing fee become 0 with it.
    """

    section: str
    topic: str
    words: str
    fee: bool = False


@dataclass(frozen=True, slots=True)
class ZeroPart:
    """One thing a zero report would do, in words; the clerk may leave it out.

    `objection` says why it is not proposed, or what of it is left open.
    """

    id: str
    title: str
    words: str
    change: Change
    objection: str = ""

    @property
    def proposed(self) -> bool:
        """Tell whether it would do anything that may be right."""
        return bool(self.change)


def zero_parts(
    book: RuleBook, report: Report, sentences: Sequence[ZeroSentence]
) -> tuple[ZeroPart, ...]:
    """Work out everything a zero report would do to the report at hand."""
    tables = tuple(_table_part(book, report, table) for table in book.form.tables)
    filled = report_after(report, merged(report, (part.change for part in tables)))
    texts = tuple(
        _text_part(book, filled, book.form.section(section), topic, sentences)
        for section, topic in dict.fromkeys((s.section, s.topic) for s in sentences)
    )
    return (*tables, *texts)


def merged(report: Report, changes: Iterable[Change]) -> Change:
    """Make one change of several: of two texts of a section each has its own passages."""
    cells: dict[CellId, Entry] = {}
    sources: dict[CellId, Source | None] = {}
    text: dict[str, tuple[Passage, ...]] = {}
    particulars = None
    for change in changes:
        cells.update(change.cells)
        sources.update(change.sources)
        for section, passages in change.text.items():
            held = text.get(section, report.text.get(section, ()))
            text[section] = _joined(held, passages)
        particulars = change.particulars or particulars
    return Change(cells=cells, sources=sources, text=text, particulars=particulars)


def _table_part(book: RuleBook, report: Report, table: Table) -> ZeroPart:
    filling = fill_with_zeros(book, report, tuple(field.id for field in table.fields))
    title = f"{table.name} {table.title}"
    there = [field.id for field in table.fields if report.entry(field.id) is not None]
    carried = sum(1 for cell in there if report.is_locked(cell))
    kept = [f"从上一年结转来的 {carried} 格"] if carried else []
    kept += [f"已经填好的 {len(there) - carried} 格"] if len(there) > carried else []
    keeping = f"，{'、'.join(kept)}保留不动" if kept else ""
    objection = ""
    if filling.objections:
        left = len(filling.doubtful)
        objection = f"有 {left} 格填 0 会对不上，先留空：{filling.objections[0].message}"
        filling = without_doubtful(book, report, filling)
    filled = [cell for cell in filling.change.cells if report.entry(cell) is None]
    zeros = sum(1 for cell in filled if filling.change.cells[cell] == 0)
    follows = len(filled) - zeros
    words = f"{zeros} 格填 0（含总计）" if zeros else "没有可以填 0 的空白"
    words += f"，{follows} 格按上一年的数算出" if follows else ""
    return ZeroPart(table.id, title, f"{words}{keeping}。", filling.change, objection)


def _text_part(
    book: RuleBook, report: Report, section: Section, topic: str, all_of: Sequence[ZeroSentence]
) -> ZeroPart:
    """Put the sentences on one topic into its passage, if that is there and still empty."""
    told = report.particulars
    here = [s for s in all_of if (s.section, s.topic) == (section.id, topic)]
    year = f"{told.year}年" if told.year is not None else "本年"
    words = "".join(sentence.words.format(year=year) for sentence in here)
    passages = report.text.get(section.id, ()) or tuple(Passage(h, "") for h in section.headings)
    at = next((at for at, passage in enumerate(passages) if topic in passage.heading), None)
    part = ZeroPart(f"{section.id}.{topic}", f"{section.short}：{topic}", "", Change())
    if at is None:
        return replace(part, words=f"没有写“{topic}”的小标题，不写入，请自己写。")
    if passages[at].body.strip():
        return replace(part, words="已经有文字，保留不动。")
    new = (*passages[:at], Passage(passages[at].heading, words), *passages[at + 1 :])
    fee = ProcessingFee(0, Decimal(0), Decimal(0))
    with_fee = any(s.fee for s in here) and told.processing_fee is None
    particulars = replace(told, processing_fee=fee) if with_fee else None
    change = Change(text={section.id: new}, particulars=particulars)
    findings = book.check(report_after(report, change))
    against = [
        finding
        for finding in findings
        if finding.section == section.id
        and finding.severity is not Severity.HINT
        and finding.sentence
        and finding.sentence in words
    ]
    if against:
        return replace(part, words="不写入。", objection=against[0].message)
    return replace(part, words=f"写入“{words}”写入以后可以改。", change=change)


def _joined(held: Sequence[Passage], new: Sequence[Passage]) -> tuple[Passage, ...]:
    """Take from the new passages those that were empty before."""
    if len(held) != len(new):
        return tuple(new)
    pairs = zip(held, new, strict=True)
    return tuple(old if old.body.strip() else passage for old, passage in pairs)
