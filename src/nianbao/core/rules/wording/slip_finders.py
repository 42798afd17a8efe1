"""Finders of slips: declared patterns, lists of wrong words, brackets without a partner.

What is looked for is data; each finder is a pure function of one paragraph's words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nianbao.core.rules.wording.personal_numbers import Check
from nianbao.core.rules.wording.slips import Slip

HEAD = 2
"""Characters by which a wrong word is looked up; none is shorter."""


@dataclass(frozen=True, slots=True)
class SlipPattern:
    """One pattern: what it finds (its group "said", else all), and what would be right.

    With `begin` it is tried at the beginning of a paragraph only. `instead` is a template as for
    `Match.expand`, or None; `without` is tried on what was found: where it matches, nothing is
    wrong. A number must pass `check`.
    """

    find: re.Pattern[str]
    message: str
    begin: bool = False
    instead: str | None = None
    without: re.Pattern[str] | None = None
    check: Check | None = None


@dataclass(frozen=True, eq=False)
class Patterns:
    """Whatever one of the patterns finds outside of what `skip` finds (addresses and the like)."""

    patterns: tuple[SlipPattern, ...]
    skip: re.Pattern[str]

    def slips(self, words: str) -> tuple[Slip, ...]:
        """Find them pattern by pattern."""
        found = tuple(slip for it in self.patterns for slip in _by_pattern(it, words))
        if not found:
            return ()
        skipped = {at for it in self.skip.finditer(words) for at in range(*it.span())}
        return tuple(slip for slip in found if slip.begin not in skipped)


def _by_pattern(pattern: SlipPattern, words: str) -> Iterator[Slip]:
    group = "said" if "said" in pattern.find.groupindex else 0
    for found in _matches(pattern, words):
        said = found[group]
        if pattern.without is not None and pattern.without.match(said):
            continue
        if pattern.check is not None and not pattern.check.passes(said):
            continue
        new = None if pattern.instead is None else found.expand(pattern.instead)
        if said and said != new:
            yield Slip(*found.span(group), pattern.message, new)


def _matches(pattern: SlipPattern, words: str) -> Iterable[re.Match[str]]:
    if not pattern.begin:
        return pattern.find.finditer(words)
    first = pattern.find.match(words)
    return () if first is None else (first,)


@dataclass(frozen=True, eq=False)
class WordList:
    """Words that are wrong wherever they stand: {wrong: right}, "" where none is proposed.

    Inside one of the `exceptions`, or inside its own right word, a wrong one is none.
    `office` marks the list that holds what the office itself has written down.
    """

    words: Mapping[str, str]
    exceptions: Sequence[str]
    message: str
    message_avoid: str
    office: bool = False

    def slips(self, words: str) -> tuple[Slip, ...]:
        """Find them from left to right, of several at one place the longest."""
        found: list[Slip] = []
        for candidate in self._candidates.finditer(words):
            at = candidate.start()
            if found and at < found[-1].end:
                continue
            for wrong in self._heads.get(words[at : at + HEAD], ()):
                if words.startswith(wrong, at) and self._stands_alone(words, at, wrong):
                    right = self.words[wrong]
                    message = self.message if right else self.message_avoid
                    found.append(Slip(at, at + len(wrong), message, right or None))
                    break
        return tuple(found)

    @cached_property
    def _candidates(self) -> re.Pattern[str]:
        """Where a wrong word may begin: far fewer places than there are characters."""
        if not self.words:
            return re.compile(r"(?!)")
        first, second = ("".join(sorted({wrong[at] for wrong in self.words})) for at in (0, 1))
        return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")

    @cached_property
    def _heads(self) -> Mapping[str, tuple[str, ...]]:
        """The wrong words by their first characters, longest first."""
        by_head: defaultdict[str, list[str]] = defaultdict(list)
        for wrong in sorted(self.words, key=len, reverse=True):
            by_head[wrong[:HEAD]].append(wrong)
        return {head: tuple(wrong) for head, wrong in by_head.items()}

    @cached_property
    def _around(self) -> Mapping[str, frozenset[tuple[str, int]]]:
        """The longer right words around each wrong one, and where in them it begins."""
        around: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        for longer in (*self.exceptions, *self.words.values()):
            for at in range(len(longer) - HEAD + 1):
                for wrong in self._heads.get(longer[at : at + HEAD], ()):
                    if longer.startswith(wrong, at):
                        around[wrong].add((longer, at))
        return {wrong: frozenset(longer) for wrong, longer in around.items()}

    def _stands_alone(self, words: str, at: int, wrong: str) -> bool:
        """Tell whether a wrong word is no part of a right one, nor of a longer Latin word."""
        end = at + len(wrong)
        if _is_latin(wrong[0]) and at and _is_latin(words[at - 1]):
            return False
        if _is_latin(wrong[-1]) and end < len(words) and _is_latin(words[end]):
            return False
        return not any(
            inside <= at and words.startswith(longer, at - inside)
            for longer, inside in self._around.get(wrong, ())
        )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@dataclass(frozen=True, eq=False)
class Partners:
    """Brackets and quotation marks that come in pairs, within one paragraph.

    `pairs` are given as they are written, opening and closing mark; of marks that are drawn
    differently and mean the same, all stand in one pair: "（）()". `aside` finds what has
    marks of its own kind (numbering such as 1）, years of document numbers).
    Of each kind of pair only the first slip in a paragraph is told: the rest follows from it.
    """

    pairs: tuple[str, ...]
    aside: re.Pattern[str]
    message_opening: str
    message_closing: str

    def slips(self, words: str) -> tuple[Slip, ...]:
        """Find marks without a partner."""
        if not self._any.search(words):
            return ()
        plain = self.aside.sub(lambda found: " " * len(found[0]), words)
        marks = [(mark.start(), mark[0]) for mark in self._any.finditer(plain)]
        found = (
            self._unpaired([(at, mark) for at, mark in marks if mark in pair], pair[::2])
            for pair in self.pairs
        )
        return tuple(slip for slip in found if slip is not None)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(''.join(self.pairs))}]")

    def _unpaired(self, marks: Sequence[tuple[int, str]], opening: str) -> Slip | None:
        """Find the first closing mark too many, else the last opening one that stays open."""
        opened: list[int] = []
        for at, mark in marks:
            if mark in opening:
                opened.append(at)
            elif opened:
                opened.pop()
            else:
                return Slip(at, at + 1, self.message_closing)
        return Slip(opened[-1], opened[-1] + 1, self.message_opening) if opened else None
