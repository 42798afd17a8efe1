"""All labels one may meet, and which of them a text says.

Knows no label of its own and nothing of where labels stand.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from nianbao.io.locate.labels import (
    ALIKE,
    LONG,
    SHORT,
    bracketed,
    forms_of,
    label,
    similarity,
)

_PATIENCE = 5_000
"""So many different unknown texts are compared; a workbook with more is no report."""

_ALIAS_SCORE = 0.98
"""Another wording counts a little less than the official one."""

Reading: TypeAlias = Mapping[str, float]
"""How well a text says each label: 1 is exactly, labels it does not say are not there."""

_NOTHING: Reading = MappingProxyType({})


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
        self._near: dict[int, tuple[_Candidate, ...]] = {}
        self._alphabet = frozenset("".join(self._exact))
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
            strange = len(characters - self._alphabet)
            for wording, others, most, names in self._as_long_as(size):
                if strange > most or len(characters - others) > most:
                    continue
                alike = similarity(form, wording)
                if alike >= ALIKE:
                    for name in names:
                        scores[name] = max(alike, scores.get(name, 0.0))
        return scores

    def _as_long_as(self, size: int) -> "tuple[_Candidate, ...]":
        """List the wordings that a text of so many characters may be meant for."""
        near = self._near.get(size)
        if near is None:
            near = self._near[size] = tuple(
                _Candidate(wording, characters, most, names)
                for wording, length, characters, names in self._long
                if abs(size - length) <= (most := int((1 - ALIKE) * max(size, length)))
            )
        return near


class _Candidate(NamedTuple):
    """A wording, its characters, how many of a text's may be others, and the labels it says."""

    wording: str
    characters: frozenset[str]
    most: int
    names: Iterable[str]
