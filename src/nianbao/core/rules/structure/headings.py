"""First-level headings: the program prints all six itself, so none may stand in the texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.core.finding import Finding, Part, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Paragraph, Reading
from nianbao.core.rules.structure.spoken import pointing, without_blanks


@dataclass(frozen=True, eq=False)
class TitleWords:
    """How first-level headings look, and how the sections' titles are worded, by section.

    `numbered` has the groups `number` (with its mark) and `ordinal`; each of `titles` is the
    title without its number. A line longer than `longest` characters is no heading.
    """

    numbered: re.Pattern[str]
    titles: Mapping[str, re.Pattern[str]]
    longest: int

    def heading(self, words: str, part: Part) -> re.Match[str] | None:
        """Match a line that is a first-level heading by itself; most end without a mark."""
        line = words.strip()
        if len(line) > self.longest or (part is Part.BODY and line[-1:] in "。；，：！？.;,:!?"):
            return None
        return self.numbered.match(words)

    def is_own_title(self, words: str, section: str) -> bool:
        """Tell whether a numbered line is the title of this section, in whatever wording."""
        match = self.numbered.match(words)
        title = self.titles.get(section)
        if match is None or title is None:
            return False
        return title.fullmatch(words[match.end() :].strip().rstrip("。：")) is not None

    def titles_within(self, words: str) -> tuple[tuple[int, int, str], ...]:
        """Find numbered titles at the beginning or after a full stop: begin, end, section."""
        return tuple(
            (begin, found.end(), section)
            for begin, after in self._numbers(words)
            for section, title in self.titles.items()
            if (found := title.match(words, after)) is not None
        )

    def _numbers(self, words: str) -> Iterator[tuple[int, int]]:
        for opening in re.finditer(r"^\s*|[。！？；…]\s*", words):
            match = self.numbered.match(words, opening.end())
            if match is not None:
                yield opening.end(), match.end()


@dataclass(frozen=True, eq=False)
class FirstLevelOnce:
    """No line of a text is a first-level heading: its number would stand twice."""

    rule: str
    severity: Severity
    message: str
    form: Form
    words: TitleWords

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each such line; where all can simply go one level down, propose that."""
        lines = [p for p in reading.narrative if reading.recall(self._is_slip, *_key(p))]
        taken = {section: reading.section_text(section) for section in {p.section for p in lines}}
        crowded = {p.section for p in lines if f"（{self._ordinal(p)}）" in taken[p.section]}
        for line in lines:
            match = self.words.numbered.match(line.words)
            if match is None:
                continue
            new = None if line.section in crowded else f"（{match['ordinal']}）"
            message = self.message.format(
                section=self.form.section(line.section).title, heading=line.words.strip()
            )
            yield pointing(self, line, match.span("number"), message, new)

    def _is_slip(self, words: str, section: str, part: Part) -> bool:
        heading = self.words.heading(words, part)
        return heading is not None and not self.words.is_own_title(words, section)

    def _ordinal(self, line: Paragraph) -> str:
        match = self.words.numbered.match(line.words)
        return "" if match is None else match["ordinal"]


@dataclass(frozen=True, eq=False)
class NoTitleInText:
    """No text repeats the printed title of a section, be it a line or run into a sentence.

    Where several stand in one paragraph they are a list of contents, and that is allowed.
    """

    rule: str
    severity: Severity
    message_own: str
    message_other: str
    form: Form
    words: TitleWords
    several: int

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each title; propose to leave out that of the section it stands in."""
        for paragraph in reading.narrative:
            for begin, end, named in reading.recall(self._slips, *_key(paragraph)):
                own = named == paragraph.section
                message = (self.message_own if own else self.message_other).format(
                    section=self.form.section(paragraph.section).title,
                    title=without_blanks(paragraph.words[begin:end]),
                )
                new = "" if own and not paragraph.words[:begin].strip() else None
                span = (begin, end)
                yield pointing(self, paragraph, span, message, new)

    def _slips(self, words: str, section: str, part: Part) -> tuple[tuple[int, int, str], ...]:
        found = self.words.titles_within(words)
        if len(found) >= self.several:
            return ()
        if self.words.is_own_title(words, section):
            return ((len(words) - len(words.lstrip()), len(words.rstrip()), section),)
        if self.words.heading(words, part):
            return ()  # the other rule's
        return tuple((begin, _past(words, end), named) for begin, end, named in found)


def _key(paragraph: Paragraph) -> tuple[str, str, Part]:
    return paragraph.words, paragraph.section, paragraph.part


def _past(words: str, end: int) -> int:
    """Go past the marks and blanks that part a title from what follows it."""
    return end + len(words[end:]) - len(words[end:].lstrip(" \u3000：:。"))
