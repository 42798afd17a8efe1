"""Reads `labels.toml`: how the words of a form are written in files, and what is not among them.

Knows nothing of sheets; the official words themselves are the form's.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from nianbao.io.declared import Declaration
from nianbao.io.locate.labels import tight
from nianbao.io.paths import data

_FILE = "labels.toml"


class WordsError(Exception):
    """The data is wrong; one line for each mistake."""


@dataclass(frozen=True)
class ValueWords:
    """Words that stand in cells: marks for nothing, words for pieces, units of money."""

    blank: frozenset[str]
    counted: tuple[str, ...]
    money: Mapping[str, Decimal]


@dataclass(frozen=True)
class ReportWords:
    """What tells the report's title, year, period, date and organ; patterns for tight text."""

    title: re.Pattern[str]
    year: re.Pattern[str]
    period: re.Pattern[str]
    date: re.Pattern[str]
    organ_named: re.Pattern[str]
    dated: re.Pattern[str]
    not_organ: re.Pattern[str]
    organ_ends: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """Everything `labels.toml` says.

    `also` has other wordings of official labels, `sections` of section titles; `other` are
    words that belong to no line, `narrowing` make a label count less than it says, `older`
    are the given-up headings of each table.
    """

    also: Mapping[str, tuple[str, ...]]
    other: tuple[str, ...]
    narrowing: tuple[str, ...]
    older: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, tuple[str, ...]]
    values: ValueWords
    report: ReportWords


@lru_cache(maxsize=8)
def words_of(form: str) -> Words:
    """Read the words of a form. Raises WordsError naming every mistake."""
    text = (data("forms") / form / _FILE).read_text(encoding="utf-8")
    problems: list[str] = []
    declared = Declaration(tomllib.loads(text), f"form {form}, {_FILE}", problems)
    words = Words(
        also=_lists(declared, "also", "label"),
        other=declared.texts("other"),
        narrowing=declared.texts("narrowing"),
        older=_lists(declared, "older", "table"),
        sections=_lists(declared, "sections", "label"),
        values=_values(declared),
        report=_report(declared),
    )
    declared.finish()
    if problems:
        raise WordsError("\n".join(problems))
    return words


def _lists(declared: Declaration, name: str, key: str) -> Mapping[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for each in declared.each(name):
        lists[each.text(key)] = each.texts("words")
        each.finish()
    return lists


def _values(declared: Declaration) -> ValueWords:
    money: dict[str, Decimal] = {}
    for unit, size in declared.texts_by_key("money").items():
        try:
            money[unit] = Decimal(size)
        except InvalidOperation:
            declared.note(f"{size!r} is no number of {unit}")
    # Longest first: 万元 ends in 元.
    units = sorted(money, key=len, reverse=True)
    return ValueWords(
        blank=frozenset(tight(mark) for mark in declared.texts("blank")),
        counted=tuple(sorted(declared.texts("counted"), key=len, reverse=True)),
        money={unit: money[unit] for unit in units},
    )


def _report(declared: Declaration) -> ReportWords:
    texts = dict(declared.texts_by_key("report"))
    patterns: dict[str, re.Pattern[str]] = {}
    for each in fields(ReportWords):
        try:
            patterns[each.name] = re.compile(texts.pop(each.name))
        except (KeyError, re.error) as error:
            declared.note(f"report: {each.name}: {error}")
            patterns[each.name] = re.compile("")
    for name in texts:
        declared.note(f"report: unknown key {name!r}")
    return ReportWords(**patterns)
