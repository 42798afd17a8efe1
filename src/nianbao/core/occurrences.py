"""Where words occur in the texts of a report as they are printed, and others put in their place.

A linked number is found by the number it is printed as, and never replaced: it follows its cell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao.core.finding import COVER, Part, TextPlace
from nianbao.core.form import CellId
from nianbao.core.links import Link, expanded
from nianbao.core.report import Change, Passage, Report


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Found words: their place in the text as typed, and whether a linked number is among them."""

    place: TextPlace
    linked: bool


def occurrences(
    report: Report,
    sections: Sequence[str],
    sought: str,
    number: Callable[[CellId], str | None],
) -> tuple[Occurrence, ...]:
    """Find words in lead, headings and paragraphs, in the order of print; Latin letters alike.

    `number` gives what a linked number is printed as, None for what is no link.
    """
    if not sought:
        return ()
    pattern = re.compile(re.escape(sought), re.IGNORECASE)
    return tuple(
        found
        for place, text in _texts(report, sections)
        for found in _in_text(place, *expanded(text, number), pattern)
    )


def replaced(report: Report, found: Iterable[Occurrence], new: str) -> Change:
    """Make the change that puts `new` in place of found words; linked numbers are left alone."""
    places: dict[tuple[str, int, Part], list[TextPlace]] = {}
    for it in found:
        if not it.linked:
            where = it.place.section, it.place.passage, it.place.part
            places.setdefault(where, []).append(it.place)
    text: dict[str, tuple[Passage, ...]] = {}
    told = report.particulars
    for (section, at, part), spans in places.items():
        if part is Part.PREAMBLE:
            told = replace(told, preamble=_put(told.preamble, spans, new))
            continue
        passages = list(text.get(section, report.text[section]))
        old = passages[at]
        if part is Part.HEADING:
            passages[at] = Passage(_put(old.heading, spans, new), old.body)
        else:
            passages[at] = Passage(old.heading, _put(old.body, spans, new))
        text[section] = tuple(passages)
    text = {section: now for section, now in text.items() if now != report.text[section]}
    return Change(text=text, particulars=None if told == report.particulars else told)


def _texts(report: Report, sections: Sequence[str]) -> Iterator[tuple[TextPlace, str]]:
    yield TextPlace(COVER, 0, Part.PREAMBLE, 0, 0), report.particulars.preamble
    for section in sections:
        for at, passage in enumerate(report.text.get(section, ())):
            yield TextPlace(section, at, Part.HEADING, 0, 0), passage.heading
            yield TextPlace(section, at, Part.BODY, 0, 0), passage.body


def _in_text(
    whole: TextPlace, printed: str, links: tuple[Link, ...], pattern: re.Pattern[str]
) -> Iterator[Occurrence]:
    for match in pattern.finditer(printed):
        begin, end = match.span()
        linked = any(it.printed[0] < end and begin < it.printed[1] for it in links)
        place = replace(whole, begin=_typed(links, begin, 0), end=_typed(links, end, 1))
        yield Occurrence(place, linked)


def _typed(links: tuple[Link, ...], printed: int, side: int) -> int:
    """Find a place of the printed text in the text as typed; of a link one of its ends."""
    moved = 0
    for link in links:
        first, last = link.printed
        if first < printed < last or printed == (first if side == 0 else last):
            return link.typed[side]
        if printed >= last:
            moved = link.typed[1] - last
    return printed + moved


def _put(text: str, spans: Iterable[TextPlace], new: str) -> str:
    """Put words in place of those at `spans`, the last first."""
    for span in sorted(spans, key=lambda it: it.begin, reverse=True):
        text = text[: span.begin] + new + text[span.end :]
    return text
