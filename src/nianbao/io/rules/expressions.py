"""Words of declared rules: lists of regular expressions → one expression."""

import re
from collections.abc import Mapping, Sequence

from nianbao.core.form import Form
from nianbao.io.declared import Declaration

NEVER = re.compile(r"(?!)")


def one_of(
    declared: Declaration, key: str, default: tuple[str, ...] | None = None, *, ending: str = ""
) -> re.Pattern[str]:
    """Read a list of regular expressions as one that finds any of them; an empty one, nothing.

    `ending` is what must follow: `$` where the words must be the last.
    """
    return _joined(
        declared, key, [f"(?:{words}){ending}" for words in declared.texts(key, default)]
    )


def each_of(declared: Declaration, key: str) -> tuple[re.Pattern[str], ...]:
    """Read a list of regular expressions, each with one group."""
    patterns = tuple(_joined(declared, key, [words]) for words in declared.texts(key))
    for pattern in patterns:
        if pattern is not NEVER and pattern.groups != 1:
            declared.note(f"{key!r}: {pattern.pattern!r} has not one group")
    return patterns


def expression(declared: Declaration, key: str, *groups: str) -> re.Pattern[str]:
    """Read one regular expression that has groups of these names."""
    pattern = _joined(declared, key, [declared.text(key)])
    for group in groups:
        if group not in pattern.groupindex:
            declared.note(f"{key!r} has no group {group!r}")
    return pattern


def by_section(declared: Declaration, key: str, form: Form) -> Mapping[str, re.Pattern[str]]:
    """Read a list of tables with `section` and its `words`."""
    found = {}
    for entry in declared.each(key):
        found[section(entry, form)] = one_of(entry, "words")
        entry.finish()
    return found


def section(declared: Declaration, form: Form) -> str:
    """Read the id of a section that the form has."""
    name = declared.text("section")
    check_sections(declared, [name], form)
    return name


def sections(declared: Declaration, form: Form) -> tuple[str, ...]:
    """Read the ids of sections that the form has."""
    names = declared.texts("sections")
    check_sections(declared, names, form)
    return names


def check_sections(declared: Declaration, names: Sequence[str], form: Form) -> None:
    """Note the names of sections that are not there."""
    known = {known.id for known in form.sections}
    for name in names:
        if name not in known:
            declared.note(f"there is no section {name!r}")


def _joined(declared: Declaration, key: str, words: Sequence[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{word})" for word in words)) if words else NEVER
    except re.error as error:
        declared.note(f"{key!r}: {error}")
        return NEVER
