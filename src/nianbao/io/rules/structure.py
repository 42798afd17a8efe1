"""Declared rules on the build of the report: headings, what each section must tell."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.report import OrganKind
from nianbao.core.rules import Rule
from nianbao.core.rules.structure.contents_list import ListsAllParts
from nianbao.core.rules.structure.headings import FirstLevelOnce, NoTitleInText, TitleWords
from nianbao.core.rules.structure.items import Item, Mentions, NotTooLong
from nianbao.core.rules.structure.pairing import PairWords, ProblemsAndMeasures
from nianbao.core.rules.structure.similarity import UnlikeLastYear
from nianbao.io.declared import Declaration
from nianbao.io.rules.expressions import (
    by_section,
    each_of,
    expression,
    one_of,
    section,
    sections,
)


def first_level(declared: Declaration, form: Form) -> Iterable[Rule]:
    """Read the two rules on first-level headings in the texts: lines, and printed titles."""
    rule = declared.text("id")
    words = TitleWords(
        numbered=expression(declared, "numbered", "number", "ordinal"),
        titles=by_section(declared, "title", form),
        longest=declared.number("longest"),
    )
    yield FirstLevelOnce(
        rule=rule,
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "section", "heading"),
        form=form,
        words=words,
    )
    yield NoTitleInText(
        rule=rule,
        severity=declared.choice("severity_title", Severity),
        message_own=declared.pattern("message_own", "section", "title"),
        message_other=declared.pattern("message_other", "section", "title"),
        form=form,
        words=words,
        several=declared.number("several"),
    )


def mentions(declared: Declaration, form: Form) -> Iterable[Mentions]:
    """Read the rule that a section speaks of certain things."""
    items = []
    for entry in declared.each("item"):
        items.append(Item(entry.text("name"), one_of(entry, "words")))
        entry.finish()
    if not items:
        declared.note("there is no item to speak of")
    kinds = declared.texts("organ_kinds", ())
    for kind in kinds:
        if kind not in list(OrganKind):
            declared.note(f"there is no kind of organ {kind!r}")
    yield Mentions(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        section=section(declared, form),
        items=tuple(items),
        kinds=frozenset(OrganKind(kind) for kind in kinds if kind in list(OrganKind)),
        message=declared.pattern("message", "section", "missing"),
        message_empty=declared.pattern("message_empty", "section", "missing", default=""),
        form=form,
    )


def problems_and_measures(declared: Declaration, form: Form) -> Iterable[ProblemsAndMeasures]:
    """Read the rule that problems and measures are told in pairs."""
    yield ProblemsAndMeasures(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        section=section(declared, form),
        message_empty=declared.pattern("message_empty", "section"),
        message_nothing=declared.pattern("message_nothing", "section"),
        message_problems=declared.pattern("message_problems", "section"),
        message_measures=declared.pattern("message_measures", "section"),
        message_count=declared.pattern("message_count", "section", "problems", "measures"),
        words=PairWords(
            problems_heading=one_of(declared, "problems_heading"),
            measures_heading=one_of(declared, "measures_heading"),
            problems=one_of(declared, "problems"),
            measures=one_of(declared, "measures"),
            begins=one_of(declared, "begins"),
            nothing=one_of(declared, "nothing"),
            items=each_of(declared, "items"),
        ),
        form=form,
    )


def unlike_last_year(declared: Declaration, form: Form) -> Iterable[UnlikeLastYear]:
    """Read the rule that a section is not last year's."""
    yield UnlikeLastYear(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        sections=sections(declared, form),
        percent=declared.number("percent"),
        least=declared.number("least"),
        message=declared.pattern("message", "section", "percent"),
        form=form,
    )


def not_too_long(declared: Declaration, form: Form) -> Iterable[NotTooLong]:
    """Read the rule that a section has at most so many characters."""
    yield NotTooLong(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        section=section(declared, form),
        most=declared.number("most"),
        message=declared.pattern("message", "section", "count", "most"),
        form=form,
    )


def lists_all_parts(declared: Declaration, form: Form) -> Iterable[ListsAllParts]:
    """Read the rule on sentences that list the parts of the report."""
    names = by_section(declared, "part", form)
    for known in form.sections:
        if known.id not in names:
            declared.note(f"section {known.id!r} has no words among the parts")
    counts = one_of(declared, "counts")
    if counts.groups != 1:
        declared.note("'counts' has not one group")
    yield ListsAllParts(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        speaks=one_of(declared, "speaks"),
        counts=counts,
        names=names,
        least=declared.number("least"),
        message_count=declared.pattern("message_count", "said", "parts"),
        message_missing=declared.pattern("message_missing", "said", "parts", "missing"),
        form=form,
    )
