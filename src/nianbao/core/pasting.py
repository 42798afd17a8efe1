"""What would become of a pasted block: what each piece of it does to the report, and why.

Works on pieces that already know the cell they land on. Knows neither clipboards nor labels.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from nianbao.core.checker import RuleBook
from nianbao.core.form import CellId
from nianbao.core.numbers import write_number
from nianbao.core.report import Change, Entry, Report, Unread, Value
from nianbao.core.rules.tables.identity import Identity
from nianbao.core.totals import sum_of_parts


class Fate(StrEnum):
    """What becomes of a piece."""

    FILL = "fill"
    """A plain number for a cell that may be typed into."""

    DOUBT = "doubt"
    """A number, but the clerk has to look: a unit went with it, a label was damaged."""

    UNREAD = "unread"
    """No number of the kind asked for; kept as it stood only if the clerk says so."""

    SAME = "same"
    BLANK = "blank"
    """Nothing stood there. Blank is not zero: what the cell holds stays."""

    AGREES = "agrees"
    """A total that is what the program works out."""

    DISAGREES = "disagrees"
    """A total that is not; the worked-out one stays."""

    LOCKED = "locked"
    REFUSED = "refused"


TAKEN = frozenset({Fate.FILL, Fate.DOUBT})
"""What is taken over unless the clerk says otherwise."""

TAKEABLE = TAKEN | {Fate.UNREAD}
QUIET = frozenset({Fate.FILL, Fate.SAME, Fate.BLANK, Fate.AGREES})
"""What needs no question."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One place of a block: where, what stood there, the cell it lands on, what it is read as.

    `remark` says what is doubtful about it, or why it lands nowhere (`cell` is None).
    """

    place: str
    as_read: str
    cell: CellId | None
    entry: Entry
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PasteLine:
    """A piece with what becomes of it; `now` is what the cell holds, `words` say why."""

    piece: Piece
    fate: Fate
    now: Entry = None
    words: str = ""


@dataclass(frozen=True)
class PastePlan:
    """Where a block would go and what it would do there.

    `remarks` are doubts about the block as a whole; `misplaced` tells that it does not seem
    to belong there at all.
    """

    lines: tuple[PasteLine, ...]
    remarks: tuple[str, ...] = ()
    misplaced: bool = False
    where: str = ""

    @property
    def is_plain(self) -> bool:
        """Tell whether it may be done without a question."""
        return not self.remarks and all(line.fate in QUIET for line in self.lines)

    @property
    def usual(self) -> frozenset[int]:
        """The lines (by number) that are taken unless the clerk says otherwise."""
        return frozenset(n for n, line in enumerate(self.lines) if line.fate in TAKEN)

    @property
    def clearable(self) -> tuple[CellId, ...]:
        """The cells that would be emptied if blanks were pasted too."""
        return tuple(
            line.piece.cell
            for line in self.lines
            if line.fate is Fate.BLANK and line.piece.cell is not None and line.now is not None
        )

    def count(self, fate: Fate) -> int:
        """Count the lines with one fate."""
        return sum(line.fate is fate for line in self.lines)

    def entries(self, taken: Collection[int], *, clear: bool = False) -> dict[CellId, Entry]:
        """Give what is to be entered for the lines taken; `clear` empties under the blanks."""
        entries: dict[CellId, Entry] = {}
        for number, line in enumerate(self.lines):
            cell = line.piece.cell
            if cell is not None and number in taken and line.fate in TAKEABLE:
                entries[cell] = line.piece.entry
        return entries | dict.fromkeys(self.clearable if clear else ())

    def change(
        self, book: RuleBook, report: Report, taken: Collection[int], *, clear: bool = False
    ) -> Change:
        """Make the change, with the totals that follow; empty where nothing would be another."""
        entries = self.entries(taken, clear=clear)
        return book.edit(report, entries) if entries else Change()


def judge(
    book: RuleBook, report: Report, pieces: Iterable[Piece], remarks: Iterable[str] = ()
) -> PastePlan:
    """Say what becomes of each piece.

    A computed cell is never overwritten: the pasted total is compared with what the total
    comes to once the rest is in.
    """
    pieces = tuple(pieces)
    times = Counter(piece.cell for piece in pieces if piece.cell and piece.as_read)
    lines = [_line(book, report, piece, times) for piece in pieces]
    plan = PastePlan(tuple(lines))
    after = book.edit(report, plan.entries(plan.usual)).cells

    def entry_after(cell: CellId) -> Entry:
        return after[cell] if cell in after else report.entry(cell)

    totals: dict[CellId, Identity] = {}
    for identity in book.identities:
        if identity.computed is not None:
            totals.setdefault(identity.computed, identity)
    judged = [
        _compared(line, sum_of_parts(totals[line.piece.cell], entry_after))
        if line.piece.cell in totals and line.fate is Fate.AGREES
        else line
        for line in lines
    ]
    return PastePlan(tuple(judged), tuple(dict.fromkeys(remarks)))


def _line(book: RuleBook, report: Report, piece: Piece, times: Mapping[str, int]) -> PasteLine:
    """Judge one piece by itself; a total is only marked to be compared."""
    if piece.cell is None:
        return PasteLine(piece, Fate.REFUSED, words=piece.remark)
    now, locked = report.entry(piece.cell), report.is_locked(piece.cell)
    if times[piece.cell] > 1 and piece.as_read:
        return PasteLine(piece, Fate.REFUSED, now, "不止一个数指向这一格，没有采用，请自己填写。")
    if piece.cell in book.computed:
        return _total(piece, now)
    if piece.entry is None:
        # What is locked is not emptied either: then nothing is there to be cleared.
        return PasteLine(piece, Fate.BLANK, None if locked else now, piece.remark)
    if locked and piece.entry != now:
        words = f"是从上一年结转来的，已锁定，保留“{write_number(now)}”。"
        return PasteLine(piece, Fate.LOCKED, now, words)
    return PasteLine(piece, _fate(piece, now), now, piece.remark)


def _fate(piece: Piece, now: Entry) -> Fate:
    if piece.entry == now:
        return Fate.SAME
    if isinstance(piece.entry, Unread):
        return Fate.UNREAD
    return Fate.DOUBT if piece.remark else Fate.FILL


def _total(piece: Piece, now: Entry) -> PasteLine:
    if piece.entry is None:
        return PasteLine(piece, Fate.BLANK, words=piece.remark)
    if isinstance(piece.entry, Unread):
        words = "不是数字；总计由程序算出，不用粘贴。"
        return PasteLine(piece, Fate.REFUSED, now, words)
    return PasteLine(piece, Fate.AGREES, now)


def _compared(line: PasteLine, value: Value | None) -> PasteLine:
    """Compare a pasted total with what it comes to; 0 says nothing against blank parts."""
    entry = line.piece.entry
    if entry == value or (value is None and entry == 0):
        return replace(line, now=value)
    comes_to = "各项还是空白" if value is None else f"按各项算出来是 {write_number(value)}"
    words = f"复制的总计是“{line.piece.as_read}”，{comes_to}；总计由程序算出，请核对各项。"
    return PasteLine(line.piece, Fate.DISAGREES, value, words)


def totals_within(book: RuleBook, pieces: Iterable[Piece]) -> tuple[int, int]:
    """Count the totals inside a block that come out where it lands, and those that do not.

    Only totals above zero whose parts all lie in the block tell anything.
    """
    landed = {p.cell: p.entry for p in pieces if p.cell is not None}
    agree = differ = 0
    for identity in book.identities:
        total = landed.get(identity.computed) if identity.computed else None
        if not isinstance(total, Unread) and total and set(identity.parts) <= landed.keys():
            value = sum_of_parts(identity, landed.__getitem__)
            agree += value == total
            differ += value != total
    return agree, differ


def ends_in_sums(rows: Sequence[Sequence[Decimal | None]]) -> bool:
    """Tell whether the last number of every row is the sum of those before it.

    Two equal numbers prove nothing: somewhere two numbers must have been added up.
    """
    rows = [row for row in rows if any(row)]
    if not rows or any(sum(n or 0 for n in row[:-1]) != (row[-1] or 0) for row in rows):
        return False
    return any(sum(bool(n) for n in row[:-1]) > 1 for row in rows)


def paste_words(plan: PastePlan, taken: Collection[int], *, clear: bool = False) -> str:
    """Sum up for the clerk what a paste did."""
    lines = [line for n, line in enumerate(plan.lines) if n in taken and line.fate in TAKEABLE]
    emptied = len(plan.clearable) if clear else 0
    over = sum(line.now is not None for line in lines) + emptied
    done = f"粘贴了 {len(lines) + emptied} 格" if lines or emptied else "没有粘贴新的数"
    if over:
        done += f"（其中 {over} 格原来有数，已经替换）"
    marks = sum(line.fate is Fate.BLANK and bool(line.words) for line in plan.lines)
    skipped = [
        (plan.count(Fate.SAME), "{} 格与原来相同"),
        (0 if clear else len(plan.clearable), "{} 处空白，保留原来的数"),
        (marks, "{} 处写着“/”一类的符号，按空白处理"),
        (plan.count(Fate.AGREES), "{} 个总计核对相符"),
        (plan.count(Fate.DISAGREES), "{} 个总计不符"),
        (plan.count(Fate.LOCKED), "{} 格已锁定"),
        (len([n for n, line in enumerate(plan.lines) if _left(n, line, taken)]), "{} 处没有采用"),
    ]
    told = [words.format(number) for number, words in skipped if number]
    return f"{done}；{'，'.join(told)}" if told else done


def _left(number: int, line: PasteLine, taken: Collection[int]) -> bool:
    """Tell whether a line was left out that is not counted otherwise."""
    return line.fate is Fate.REFUSED or (line.fate in TAKEABLE and number not in taken)
