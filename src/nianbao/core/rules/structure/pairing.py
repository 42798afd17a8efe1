"""Problems and measures: both are told, and there are as many of one as of the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.core.finding import Finding, Part, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.rules.structure.spoken import told

ORDINALS = "一二三四五六七八九十"
MARKS = re.compile(r"[\s，。；：、！？,.;:!?]+")


@dataclass(frozen=True, slots=True)
class PairWords:
    """How problems and measures are known.

    `problems` and `measures` are looked for in headings and, where there are no such
    headings, in the text; `begins` is where running text turns to the measures; `nothing` is
    all of a text that tells nothing; each of `items` counts, its first group is the ordinal.
    """

    problems_heading: re.Pattern[str]
    measures_heading: re.Pattern[str]
    problems: re.Pattern[str]
    measures: re.Pattern[str]
    begins: re.Pattern[str]
    nothing: re.Pattern[str]
    items: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two halves of the section; None where the half has no heading or beginning."""

    whole: str
    problems: str | None
    measures: str | None


@dataclass(frozen=True, eq=False)
class ProblemsAndMeasures:
    """A section tells problems and measures, and as many of one as of the other."""

    rule: str
    severity: Severity
    section: str
    message_empty: str
    message_nothing: str
    message_problems: str
    message_measures: str
    message_count: str
    words: PairWords
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Say the first thing that is wrong: nothing told, one half missing, not in pairs."""
        lines = tuple((p.part is Part.HEADING, p.words) for p in told(reading, self.section))
        slip, problems, measures = reading.recall(self._slip, lines)
        if slip:
            pattern: str = {
                "空": self.message_empty,
                "无": self.message_nothing,
                "问题": self.message_problems,
                "措施": self.message_measures,
                "项数": self.message_count,
            }[slip]
            title = self.form.section(self.section).title
            words = pattern.format(section=title, problems=problems, measures=measures)
            about = f"{slip}{problems}对{measures}" if slip == "项数" else slip
            yield Finding(self.rule, self.severity, self.section, (), words, about=about)

    def _slip(self, lines: tuple[tuple[bool, str], ...]) -> tuple[str, int, int]:
        """Name what is wrong, "" for nothing, and how many of each were counted."""
        if all(is_heading for is_heading, _ in lines):
            return "空", 0, 0
        pair = self._parted(lines)
        if self._is_nothing(pair.whole):
            return "无", 0, 0
        if not self._tells(pair.problems, pair.whole, self.words.problems):
            return "问题", 0, 0
        if not self._tells(pair.measures, pair.whole, self.words.measures):
            return "措施", 0, 0
        problems, measures = self._count(pair.problems), self._count(pair.measures)
        differ = problems and measures and problems != measures
        return ("项数", problems, measures) if differ else ("", 0, 0)

    def _tells(self, part: str | None, whole: str, words: re.Pattern[str]) -> bool:
        """Tell whether a half says something: its own text, else some word anywhere."""
        if part is None:
            return words.search(whole) is not None
        return not self._is_nothing(part)

    def _is_nothing(self, text: str) -> bool:
        words = MARKS.sub("", text)
        return not words or self.words.nothing.fullmatch(words) is not None

    def _parted(self, lines: tuple[tuple[bool, str], ...]) -> Pair:
        """Part the section at its headings, else where running text turns to the measures."""
        halves: dict[str, list[str]] = {}
        first: list[str] = []
        half = ""
        for is_heading, words in lines:
            named = self._named(words) if is_heading else ""
            if named:
                half = named
                halves.setdefault(half, [])
            else:
                halves.get(half, first).append(words)
        whole = "\n".join(words for is_heading, words in lines if not is_heading)
        problems = "\n".join(first + halves["问题"]) if "问题" in halves else None
        if "措施" in halves:
            before = "\n".join(first) if problems is None and first else problems
            return Pair(whole, before, "\n".join(halves["措施"]))
        text = whole if problems is None else problems
        turn = self.words.begins.search(text)
        if turn is None:
            return Pair(whole, problems, None)
        # Running text may turn to the measures before it names a problem, as an answer to it.
        before = text[: turn.start()]
        opened = self.words.problems.search(before) is not None
        return Pair(whole, before if opened else None, text[turn.start() :])

    def _named(self, heading: str) -> str:
        """Tell which half a heading opens; one that names both opens neither."""
        problems = self.words.problems_heading.search(heading) is not None
        measures = self.words.measures_heading.search(heading) is not None
        if problems == measures:
            return ""
        return "问题" if problems else "措施"

    def _count(self, text: str | None) -> int:
        """Count the items of the outermost numbering; 0 where there is none to rely on."""
        outermost: list[re.Match[str]] = []
        for pattern in self.words.items:
            found = list(pattern.finditer(text or ""))
            if found and (not outermost or found[0].start() < outermost[0].start()):
                outermost = found
        numbers = [_ordinal(match[1]) for match in outermost]
        in_order = numbers == list(range(1, len(numbers) + 1))
        return len(numbers) if in_order and len(numbers) > 1 else 0


def _ordinal(words: str) -> int:
    return int(words) if words.isdigit() else ORDINALS.find(words) + 1
