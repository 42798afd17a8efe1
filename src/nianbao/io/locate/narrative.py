"""Reads whose report it is, of which year, and its text, from the words around the tables.

Knows nothing of the tables but where they stand.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.core.form import Form, SectionKind
from nianbao.core.report import Passage, Signature
from nianbao.io.locate.labels import label, tight
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.words import ReportWords

_TITLE_LENGTH = 60
_MOST_AFTER_DATE = 5
_SENTENCE_ENDS = ("。", "；", "！")
_NAME_LENGTH = 40
_SHORTEST_LEAD = 20
_SHORTEST_ORGAN = 3
_HEADING = 0.8
_SUBHEADING = re.compile(r"^\s*[（(][一二三四五六七八九十]{1,3}[）)]")
_INNER_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph in reading order; None as text marks where a table stands."""

    text: str | None


@dataclass
class Narrative:
    """What the words around the tables say; what is not there is empty.

    `years` has each year found with how it was found, the best first.
    """

    title: str = ""
    organ: str = ""
    organ_guessed: bool = False
    years: list[tuple[int, str]] = field(default_factory=list)
    preamble: str = ""
    sections: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    signature: Signature = field(default_factory=Signature)


def is_title(text: str, words: ReportWords) -> bool:
    """Tell whether a text is the title of such a report."""
    if len(text) > 2 * _TITLE_LENGTH or text.rstrip().endswith("。"):
        return False
    plain = tight(text)
    return len(plain) <= _TITLE_LENGTH and words.title.search(plain) is not None


def year_in(text: str, words: ReportWords) -> int | None:
    """Read a year as it is written in names: 2024年, 2024年度."""
    found = words.year.search(tight(text))
    return int(found[1]) if found else None


def read_narrative(
    lines: Iterable[TextLine], form: Form, lexicon: Lexicon, words: ReportWords
) -> Narrative:
    """Read the words of one report."""
    reading = _Reading(form, lexicon, words)
    for line in lines:
        reading.take(line)
    return reading.finish()


class _Reading:
    """Goes through the paragraphs and remembers which section it is in."""

    def __init__(self, form: Form, lexicon: Lexicon, words: ReportWords) -> None:
        self._lexicon = lexicon
        self._words = words
        self._form = form
        self._titles = {label(section.title): section for section in form.sections}
        self._known_headings = {
            label(heading) for section in form.sections for heading in section.headings
        }
        self._result = Narrative()
        self._before: list[str] = []
        self._section = ""
        self._bodies: dict[str, list[str]] = {}
        self._named = ""
        self._above = ""
        self._tail: list[str] = []
        self._lead_over = False

    def take(self, line: TextLine) -> None:
        """Take the next paragraph."""
        if line.text is None:
            self._section = ""
            self._lead_over = True
            return
        text = line.text.strip()
        if not text or self._is_title(text) or self._is_section(text):
            return
        self._look_for_facts(text)
        if self._section:
            self._bodies[self._section].append(text)
        elif not self._lead_over:
            self._before.append(text)
        else:
            self._tail.append(text)

    def finish(self) -> Narrative:
        """Put everything together."""
        result = self._result
        last = self._bodies[next(reversed(self._bodies))] if self._bodies else self._tail
        result.signature = self._signature(last)
        if result.signature.date:
            result.years.append((result.signature.date.year - 1, "signature"))
        result.sections = {
            section: tuple(self._passages(body)) for section, body in self._bodies.items() if body
        }
        lead = [text for text in self._before if len(text) >= _SHORTEST_LEAD]
        result.preamble = "\n".join(lead)
        self._settle_organ()
        return result

    def _is_title(self, text: str) -> bool:
        if self._result.title or not is_title(text, self._words):
            return False
        self._result.title = "".join(text.split("\n"))
        year = year_in(text, self._words)
        if year is not None:
            self._result.years.insert(0, (year, "title"))
        self._result.organ = self._organ_in_title(tight(text))
        self._above = self._before[-1] if self._before else ""
        self._before.clear()
        if not self._result.organ and self._organ(tight(self._above)):
            # A title in two lines: the organ on the first, the rest on the second.
            self._result.organ = tight(self._above)
            self._result.title = tight(self._above) + self._result.title
        return True

    def _is_section(self, text: str) -> bool:
        if len(text) > _NAME_LENGTH or _SUBHEADING.match(text) or text.endswith(_SENTENCE_ENDS):
            return False
        reading = self._lexicon.read(text)
        title = max(reading, key=lambda name: reading[name], default="")
        if title not in self._titles or reading[title] < _HEADING:
            return False
        section = self._titles[title]
        self._section = section.id if section.kind is SectionKind.TEXT else ""
        self._lead_over = True
        if self._section:
            self._bodies.setdefault(self._section, [])
        return True

    def _look_for_facts(self, text: str) -> None:
        plain = tight(text)
        period = self._words.period.search(plain)
        if period:
            self._result.years.append((int(period[1]), "period"))
        named = self._words.organ_named.match(plain) if len(plain) <= _NAME_LENGTH else None
        if named and not self._named:
            self._named = named[1]

    def _organ_in_title(self, title: str) -> str:
        """Take what stands before 政府信息公开…, without the year and words like 关于."""
        kernel = self._words.title.search(title)
        before = title[: kernel.start()] if kernel else ""
        without = _INNER_BRACKETS.sub("", self._words.year.sub("", before))
        return self._organ(self._words.not_organ.sub("", without))

    def _organ(self, name: str) -> str:
        """Take a name for an organ's only if it ends like one."""
        good = len(name) >= _SHORTEST_ORGAN and self._words.organ_ends.search(name)
        return name if good else ""

    def _settle_organ(self) -> None:
        """Look for the organ elsewhere if the title does not name it."""
        result = self._result
        if result.organ:
            return
        for name in (self._named, self._above, result.signature.organ):
            plain = tight(name)
            if len(plain) <= _NAME_LENGTH and self._organ(plain):
                result.organ = plain
                result.organ_guessed = True
                return

    def _signature(self, body: list[str]) -> Signature:
        """Take organ and date off the end of the text.

        A date by itself is one only on the last line; under an organ's name a few lines may
        follow it (what a web page puts under a document).
        """
        for at in range(len(body) - 1, max(len(body) - 1 - _MOST_AFTER_DATE, -1), -1):
            found = self._words.date.fullmatch(tight(body[at]))
            date = _date(found) if found else None
            above = body[at - 1] if at else ""
            organ = tight(above) if len(above) <= _NAME_LENGTH else ""
            if date is not None and self._organ(organ):
                del body[at - 1 : at + 1]
                return Signature(organ, date)
            if date is not None and at == len(body) - 1:
                body.pop()
                return Signature("", date)
        if body and self._result.organ and tight(body[-1]) == self._result.organ:
            # Signed and not dated yet: the very name in the title, on the last line.
            return Signature(tight(body.pop()))
        return Signature()

    def _passages(self, body: Sequence[str]) -> Iterator[Passage]:
        """Part a section at its sub-headings."""
        heading, paragraphs = "", list[str]()
        for text in body:
            head, rest = self._parted(text)
            if head:
                if heading or paragraphs:
                    yield Passage(heading, "\n".join(paragraphs))
                heading, paragraphs = head, []
            if rest:
                paragraphs.append(rest)
        if heading or paragraphs:
            yield Passage(heading, "\n".join(paragraphs))

    def _parted(self, text: str) -> tuple[str, str]:
        """Part a paragraph into a sub-heading and what follows it on the same line."""
        if not _SUBHEADING.match(text):
            return "", text
        if len(text) <= _NAME_LENGTH and "。" not in text:
            return text, ""
        head, stop, rest = text.partition("。")
        if stop and len(head) <= _NAME_LENGTH and label(head) in self._known_headings:
            return head, rest.strip()
        return "", text


def _date(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
