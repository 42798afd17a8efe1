"""Compares labels the way a reader does: numbering, blanks and punctuation do not count.

Knows no label of its own and nothing of where labels stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import copy
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

SHORT = 3
"""Labels up to this length have to stand there exactly."""

LONG = 60
"""Texts beyond this length are prose, not labels."""

ALIKE = 0.62
"""Below this two labels have nothing to do with each other."""

_PATIENCE = 5_000
"""So many different unknown texts are compared; a workbook with more is no report."""

_ALIAS_SCORE = 0.98
"""Another wording counts a little less than the official one."""

Reading: TypeAlias = Mapping[str, float]
"""How well a text says each label: 1 is exactly, labels it does not say are not there."""

_NOTHING: Reading = MappingProxyType({})

_SAME_SIGN = str.maketrans({"它": "他", "己": "已", "臵": "置"})
_NUMBERING = re.compile(
    r"^(?:第?[（(]?[一二三四五六七八九十]{1,3}[）)、.．,]"
    r"|[（(][0-9]{1,2}[）)]|[0-9]{1,2}[）)、.．](?![0-9])|[①-⑳])+"
)
_BRACKETS = re.compile(r"[（(〔\[【][^（(〔\[【）)〕\]】]*[）)〕\]】]")
_LETTERS = frozenset("LNM")


@lru_cache(maxsize=20_000)
def tight(text: str) -> str:
    """Take out all blanks, visible or not, and bring full-width letters to one form."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isalnum():
        return plain
    return "".join(
        char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf"
    )


@lru_cache(maxsize=20_000)
def forms_of(text: str) -> tuple[str, ...]:
    """Give what is compared of a label: with its bracketed explanation, and without it."""
    # ① would turn into a bare 1 below and could not be told from a label's own digit.
    plain = tight(_NUMBERING.sub("", text.strip())).translate(_SAME_SIGN)
    plain = _NUMBERING.sub("", plain)
    whole = _bare(plain)
    without = _bare(_BRACKETS.sub("", plain))
    return (whole,) if without in ("", whole) else (whole, without)


def bracketed(text: str) -> str:
    """Give all that stands in brackets."""
    return "".join(_BRACKETS.findall(tight(text)))


def label(text: str) -> str:
    """Name a label: its whole wording as it is compared."""
    return forms_of(text)[0]


def _bare(text: str) -> str:
    if text.isalnum():
        return text
    return "".join(char for char in text if unicodedata.category(char)[0] in _LETTERS)


@lru_cache(maxsize=50_000)
def similarity(one: str, other: str) -> float:
    """Tell how alike two texts are: 1 minus the share of characters to be edited."""
    return 1 - _distance(one, other) / max(len(one), len(other), 1)


def _distance(one: str, other: str) -> int:
    """Count the characters to insert, drop or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            step = corner if char == against else 1 + min(corner, row[j], row[j - 1])
            corner, row[j] = row[j], step
    return row[-1]


class Lexicon:
    """All labels one may meet, each with its wordings; tells which of them a text says."""

    def __init__(
        self, official: Iterable[str], also: Mapping[str, Iterable[str]], parts: Iterable[str]
    ) -> None:
        """Take the labels and {label: other wordings}; `parts` make a label count less."""
        self._exact: dict[str, dict[str, float]] = {}
        for text in official:
            self._enter(text, label(text), 1.0)
        for text, others in also.items():
            for other in others:
                self._enter(other, label(text), _ALIAS_SCORE)
        self._parts = tuple(parts)
        self._long = [
            (wording, len(wording), frozenset(wording), names)
            for wording, names in self._exact.items()
            if len(wording) > SHORT
        ]
        self._known: dict[str, Reading]
        self._patience: int
        self.forget()

    def fresh(self) -> "Lexicon":
        """Give one that knows the same labels, and has all its patience for another file."""
        other = copy(self)
        other.forget()
        return other

    def forget(self) -> None:
        """Forget what was read so far."""
        self._known = {}
        self._patience = _PATIENCE

    def read(self, text: str) -> Reading:
        """Tell which labels a text says and how well."""
        reading = self._known.get(text)
        if reading is None:
            reading = self._known[text] = self._read(text)
        return reading

    def read_exactly(self, text: str) -> Reading:
        """Tell which labels a text says word for word."""
        found = (self._exact[form] for form in self._forms(text) if form in self._exact)
        return next(found, _NOTHING)

    def _enter(self, text: str, name: str, score: float) -> None:
        for form in forms_of(text):
            held = self._exact.setdefault(form, {})
            held[name] = max(score, held.get(name, 0.0))

    def _forms(self, text: str) -> tuple[str, ...]:
        """Give the forms to compare; an explanation that narrows the label belongs to it."""
        forms = forms_of(text)
        if len(forms) > 1 and any(part in bracketed(text) for part in self._parts):
            return forms[:1]
        return forms

    def _read(self, text: str) -> Reading:
        if len(text) > 2 * LONG or text.isascii():
            return _NOTHING
        forms = self._forms(text)
        if len(forms[0]) > LONG:
            return _NOTHING
        for form in forms:
            if form in self._exact:
                return self._exact[form]
        if not self._patience:
            return _NOTHING
        self._patience -= 1
        alike = self._similar(forms)
        part = next((part for part in self._parts if forms[0].startswith(part)), "")
        return {name: score for name, score in alike.items() if name.startswith(part)}

    def _similar(self, forms: Iterable[str]) -> Reading:
        """Compare with every label that is about as long and has about the same characters."""
        scores: dict[str, float] = {}
        for form in forms:
            size, characters = len(form), set(form)
            if size <= SHORT:
                continue
            for wording, length, others, names in self._long:
                most = int((1 - ALIKE) * max(size, length))
                if abs(size - length) > most or len(characters - others) > most:
                    continue
                alike = similarity(form, wording)
                if alike >= ALIKE:
                    for name in names:
                        scores[name] = max(alike, scores.get(name, 0.0))
        return scores
