"""Where long names break, and where the signature stands. Lengths only, no XML.

GB/T 9704-2012 7.3.1 (the title in a 梯形 or 菱形, no word broken), 7.3.5.1 and 7.3.5.2
(signature of a document with and without a seal).
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from nianbao.io.word.text import width

TITLE_LINE = 20
"""Characters of 22 pt in the width of the type area."""

SIGNER_LINE = 24
"""Characters of 16 pt left for the signer, 2 of 28 being kept free at each side."""

LINE = 28
"""Characters of the text in the width of the type area."""

CHARACTER = 315
"""One character of the text in twentieths of a point: 156 mm / 28."""

AIR = 0.25
"""Of a character, that some programs put where Chinese and Latin meet, asked for or not."""

_MEETING = re.compile(r"(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])")

# After these a name may be parted: they end the name of a place or of an organ.
_ENDS = frozenset("省市区县州盟旗乡镇局会厅部委院府处室署办团所校心、）和与及")
# After 市 in 城市管理局 or 区 in 社区, and the like, no word ends.
_NO_START = frozenset("局会厅部委院府处室署办所中级、和与及（）()")

# Never broken, as long as a break is found elsewhere; nor are numbers and Latin words.
_WHOLE = re.compile(
    "政府信息公开|工作|年度报告|人民政府|委员会|办公[室厅]|办事处|管理|服务|中心|行政|执法|[!-~]+年?"
)


def title_lines(title: str, organ: str) -> tuple[str, ...]:
    """Part a title as it is set: the organ's name, and what it reports.

    A short title stays whole, and lines that the clerk parted stay as they are.
    """
    if "\n" in title:
        return tuple(line for line in (part.strip() for part in title.split("\n")) if line)
    if width(title) + AIR * len(_MEETING.findall(title)) <= TITLE_LINE:
        return (title,) if title else ()
    if organ and title.startswith(organ) and title != organ:
        return (*broken(organ, TITLE_LINE), *broken(title[len(organ) :].strip(), TITLE_LINE))
    return broken(title, TITLE_LINE)


def broken(name: str, limit: float) -> tuple[str, ...]:
    """Part a name into as few lines as hold it, about equally long, at the ends of words.

    The ends are guessed from the words names are made of; where none is near, the name is
    parted in equal lengths.
    """
    reach = tuple(accumulate(width(character) for character in name))
    count = math.ceil(reach[-1] / limit) if reach else 0
    if count <= 1:
        return (name,) if name else ()
    within = {at for word in _WHOLE.finditer(name) for at in range(word.start() + 1, word.end())}
    fitting = [at for at in range(1, len(name)) if reach[at - 1] <= limit and at not in within]
    ideal = reach[-1] / count
    good = [
        at
        for at in fitting
        if _word_ends(name, at)
        and abs(reach[at - 1] - ideal) <= limit / 4
        and reach[-1] - reach[at - 1] <= limit * (count - 1)
    ]
    nearest = min(good or fitting or [int(limit)], key=lambda at: abs(reach[at - 1] - ideal))
    return (name[:nearest].rstrip(), *broken(name[nearest:].lstrip(), limit))


def _word_ends(name: str, at: int) -> bool:
    """Tell whether a word is likely to end before this place."""
    before, after = name[at - 1], name[at]
    return after.isdigit() or (before in _ENDS and after not in _NO_START)


@dataclass(frozen=True, slots=True)
class Placed:
    """A signature set: its lines, and their indents in twentieths of a point.

    Without a `signer_left` the signer is flush right, with one it is centred between the two.
    """

    signer: tuple[str, ...]
    signer_right: int
    date: str
    date_right: int
    signer_left: int | None = None


def written_day(day: date) -> str:
    """Write a day in Arabic figures without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def placed_for_seal(organ: str, day: date | None) -> Placed:
    """Place the signature of a document that gets a seal (7.3.5.1).

    The date ends 4 characters from the right and the signer is centred over it; for a signer
    too long for that the date moves to the left, under its middle.
    """
    signer = broken(organ, SIGNER_LINE)
    written = "" if day is None else written_day(day)
    longest = max(map(width, signer), default=0.0)
    date_width = width(written) or longest
    # Half a character beside the longest line, or another font would break it once more.
    right = max(4.0, (longest - date_width + 1) / 2)
    left = LINE - 2 * right - date_width
    return Placed(signer, 0, written, round(right * CHARACTER), signer_left=round(left * CHARACTER))


def placed(organ: str, day: date | None) -> Placed:
    """Place the signature of a document without a seal (7.3.5.2).

    The signer ends 2 characters from the right and the date begins 2 characters after the
    signer; a date that would end further right ends there and pushes the signer left.
    """
    signer = broken(organ, SIGNER_LINE)
    written = "" if day is None else written_day(day)
    longer = max(map(width, signer), default=0.0) - width(written)
    if not (signer and written):
        return Placed(signer, 2 * CHARACTER, written, 2 * CHARACTER)
    return Placed(
        signer,
        round((2 + max(0.0, 2 - longer)) * CHARACTER),
        written,
        round(max(longer, 2.0) * CHARACTER),
    )
