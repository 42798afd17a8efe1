"""Reads the labels before the values of running text, however they are broken.

A label is the last of the words before its values; those before it may be the rest of it,
headings, or the group it stands in. Knows no table.
"""

from collections.abc import Iterator, Sequence

from nianbao.io.locate.lexicon import Lexicon, Reading
from nianbao.io.locate.lines import Phrase, Run
from nianbao.io.locate.stacks import Stack

_MOST_TOKENS = 8
_MOST_PHRASES = 3
"""A label is broken into no more pieces than this."""

_HEADING = 3
"""Likewise a heading or a group's label."""


def stack_of(
    number: int, run: Run, names: frozenset[str], groups: frozenset[str], lexicon: Lexicon
) -> Stack:
    """Read the label of a run among `names`, and the last of `groups` before it."""
    tokens = [token for phrase in run.phrases for token in phrase.text.split()]
    size, reading = _last_words(tokens, names, lexicon)
    if not reading:
        reading = _last_phrases([phrase.text for phrase in run.phrases], names, lexicon)
    before = tokens[: len(tokens) - size]
    group = next((each for _, each in _said(before[::-1], groups, lexicon, back=True)), "")
    texts: dict[int, Reading] = {0: {group: 1.0}} if group else {}
    if run.phrases:
        texts[1] = reading
    return Stack(number, texts, filled=True)


def headings_in(
    phrases: Sequence[Phrase], names: frozenset[str], lexicon: Lexicon
) -> list[tuple[int, str]]:
    """List the labels among `names` that some phrases say, each with its row, in order."""
    tokens = [(phrase.row, token) for phrase in phrases for token in phrase.text.split()]
    said = _said([token for _, token in tokens], names, lexicon)
    return [(tokens[at][0], name) for at, name in said]


def _last_words(
    tokens: Sequence[str], names: frozenset[str], lexicon: Lexicon
) -> tuple[int, Reading]:
    """Find the longest end of the words that says a label word for word."""
    for size in range(min(_MOST_TOKENS, len(tokens)), 0, -1):
        reading = lexicon.read_exactly("".join(tokens[-size:]))
        if not names.isdisjoint(reading):
            return size, reading
    return 0, {}


def _last_phrases(phrases: Sequence[str], names: frozenset[str], lexicon: Lexicon) -> Reading:
    """Find the end that says a damaged label best."""
    ends = ("".join(phrases[-size:]) for size in range(1, min(_MOST_PHRASES, len(phrases)) + 1))
    readings = [lexicon.read(end) for end in ends]
    return max(
        readings,
        key=lambda reading: max((reading[name] for name in names & reading.keys()), default=0.0),
        default={},
    )


def _said(
    tokens: Sequence[str], names: frozenset[str], lexicon: Lexicon, *, back: bool = False
) -> Iterator[tuple[int, str]]:
    """Go through words and name the labels they say; `back`: they come last word first."""
    at = 0
    while at < len(tokens):
        for size in range(min(_HEADING, len(tokens) - at), 0, -1):
            pieces = tokens[at : at + size]
            reading = lexicon.read_exactly("".join(pieces[::-1] if back else pieces))
            name = next((each for each in reading if each in names), "")
            if name:
                yield at, name
                at += size
                break
        else:
            at += 1
