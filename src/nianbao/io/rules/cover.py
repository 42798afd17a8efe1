"""Declared rules on title, lead and signature, and on the years the texts speak of."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.rules.structure.lead import LeadTellsBasisAndPeriod
from nianbao.core.rules.structure.organ_name import OneOrganName
from nianbao.core.rules.structure.spoken_years import (
    Plan,
    PlansAreForNextYear,
    Reasons,
    YearsSpokenOf,
)
from nianbao.core.rules.structure.title import TitleAsOfficial, TitleFault
from nianbao.io.declared import Declaration
from nianbao.io.rules.expressions import NEVER, check_sections, expression, one_of, sections

FOR_WHICH = ("any", "past", "coming")
NO_REASONS = Reasons(NEVER, NEVER, NEVER)


def title_as_official(declared: Declaration, form: Form) -> Iterable[TitleAsOfficial]:
    """Read the rule on the wording of the title."""
    faults = []
    for entry in declared.each("fault"):
        faults.append(TitleFault(one_of(entry, "words"), entry.pattern("says")))
        entry.finish()
    yield TitleAsOfficial(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "title", "faults"),
        message_year=declared.pattern("says_year", "year"),
        message_organ=declared.pattern("says_organ"),
        message_otherwise=declared.pattern("says_otherwise"),
        faults=tuple(faults),
        form=form,
    )


def lead(declared: Declaration, _form: Form) -> Iterable[LeadTellsBasisAndPeriod]:
    """Read the rule on what the lead tells."""
    yield LeadTellsBasisAndPeriod(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        basis=one_of(declared, "basis"),
        period=one_of(declared, "period"),
        period_unread=one_of(declared, "period_unread", ()),
        message_empty=declared.pattern("message_empty"),
        message_basis=declared.pattern("message_basis"),
        message_period=declared.pattern("message_period"),
        message_year=declared.pattern("message_year", "said", "right"),
    )


def spoken_years(declared: Declaration, form: Form) -> Iterable[YearsSpokenOf]:
    """Read the rule on other years than the one reported on."""
    reasons = dict.fromkeys(FOR_WHICH, NO_REASONS)
    for entry in declared.each("explained"):
        year = entry.text("year")
        if year not in FOR_WHICH:
            entry.note(f"'year' is none of {', '.join(FOR_WHICH)}")
        reasons[year] = Reasons(
            after=one_of(entry, "after", ()),
            clause=one_of(entry, "clause", ()),
            sentence=one_of(entry, "sentence", ()),
        )
        entry.finish()
    plans = declared.texts("plans")
    check_sections(declared, plans, form)
    yield YearsSpokenOf(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_past=declared.pattern("message_past", "named", "year"),
        message_coming=declared.pattern("message_coming", "named", "year"),
        opens=one_of(declared, "opens", ending="$"),
        any_year=reasons["any"],
        past=reasons["past"],
        coming=reasons["coming"],
        own_report=one_of(declared, "own_report"),
        of_period=one_of(declared, "of_period"),
        plans=plans,
    )


def planned_years(declared: Declaration, form: Form) -> Iterable[PlansAreForNextYear]:
    """Read the rule that plans are made for the next year."""
    plans = []
    for entry in declared.each("plan"):
        plans.append(
            Plan(
                before=one_of(entry, "before", ending="$"),
                after=one_of(entry, "after"),
                unless=one_of(entry, "unless", ()),
                certain=entry.flag("certain"),
            )
        )
        entry.finish()
    yield PlansAreForNextYear(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        sections=sections(declared, form),
        plans=tuple(plans),
        message=declared.pattern("message", "year", "next"),
    )


def one_organ_name(declared: Declaration, _form: Form) -> Iterable[OneOrganName]:
    """Read the rule that the organ has one name."""
    yield OneOrganName(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_title=declared.pattern("message_title", "other", "organ"),
        message_lead=declared.pattern("message_lead", "other", "organ"),
        message_signature=declared.pattern("message_signature", "other", "organ"),
        in_title=expression(declared, "in_title", "organ"),
        own_report=one_of(declared, "own_report"),
        offices=declared.texts("offices"),
    )
