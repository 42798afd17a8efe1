"""Declared rules on which form a report is on, and how the tables of a file are laid out."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.rules.tables.layout import FormOfYear, OfficialLayout
from nianbao.io.declared import Declaration


def from_year(declared: Declaration, form: Form) -> Iterable[FormOfYear]:
    """Read the rule that no year before the form's first is reported on it."""
    yield _form_of_year(declared, form.first_year, None)


def until_year(declared: Declaration, _form: Form) -> Iterable[FormOfYear]:
    """Read the rule that no year after its last is reported on a form that was given up."""
    yield _form_of_year(declared, None, declared.number("last_year"))


def official_layout(declared: Declaration, form: Form) -> Iterable[OfficialLayout]:
    """Read the rule on the tables of a file."""
    yield OfficialLayout(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_older=declared.pattern("message_older", "table", "year"),
        message_missing=declared.pattern("message_missing", "table", "count", "name"),
        message_noted=declared.pattern("message_noted", "table", "count", "name"),
        message_strange=declared.pattern("message_strange", "table", "count"),
        form=form,
    )


def _form_of_year(declared: Declaration, first: int | None, last: int | None) -> FormOfYear:
    return FormOfYear(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "year"),
        first=first,
        last=last,
    )
