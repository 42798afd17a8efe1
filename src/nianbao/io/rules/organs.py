"""Declared rules on what kind of organ reports, how it is called and when it signs."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.report import OrganKind
from nianbao.core.rules.tables.organs import Amount, Expected, NamedOrgans, Reserved
from nianbao.core.rules.tables.signing import MonthDay, SignedInTime
from nianbao.io.declared import Declaration
from nianbao.io.rules.cells import declared_cells

LEAP_YEAR = 2000
"""A year that has every day."""


def reserved(declared: Declaration, form: Form) -> Iterable[Reserved]:
    """Read a rule on what only some kinds of organ have."""
    yield Reserved(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "table", "names"),
        cells=declared_cells(declared, "cells", form),
        organs=frozenset(_organ_kinds(declared, declared.texts("organs"))),
        form=form,
    )


def expected(declared: Declaration, form: Form) -> Iterable[Expected]:
    """Read a rule on what departments of some names have or have not."""
    names = declared.texts("names")
    if not names or "" in names:
        declared.note("'names' has nothing to go by")
    yield Expected(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "table", "names", "organ"),
        organs=NamedOrgans(names, declared.texts("branches", ()), declared.texts("but", ())),
        cells=declared_cells(declared, "cells", form),
        expects=declared.choice("expects", Amount),
        form=form,
    )


def signed_in_time(declared: Declaration, _form: Form) -> Iterable[SignedInTime]:
    """Read the rule on the date of the signature; `last_day` has a day (`01-31`) a kind."""
    places = ("date", "year", "next", "day")
    yield SignedInTime(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_year=declared.pattern("message_year", *places),
        message_late=declared.pattern("message_late", *places),
        last_day=_last_days(declared),
    )


def _last_days(declared: Declaration) -> Mapping[OrganKind, MonthDay]:
    days = declared.texts_by_key("last_day")
    found: dict[OrganKind, MonthDay] = {}
    for kind in _organ_kinds(declared, days):
        try:
            day = dt.date.fromisoformat(f"{LEAP_YEAR}-{days[kind]}")
        except ValueError:
            declared.note(f"'last_day' of {kind} is no day such as '01-31'")
        else:
            found[kind] = (day.month, day.day)
    return found


def _organ_kinds(declared: Declaration, names: Iterable[str]) -> Iterator[OrganKind]:
    """Give the kinds of organ of these names; what is none is noted."""
    for name in names:
        if name in list(OrganKind):
            yield OrganKind(name)
        else:
            declared.note(f"there is no kind of organ {name!r}")
