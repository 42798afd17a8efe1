"""Declared rules that tie the narrative to the tables and its numbers to one another."""

import re
from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.narrative.vocabulary import Domain
from nianbao.core.rules.narrative.agreement import Agreement
from nianbao.core.rules.narrative.claims import NotDenied, WhollySo
from nianbao.core.rules.narrative.contradiction import NotContradicted, SaidOnce
from nianbao.core.rules.narrative.growth import GrowthAgrees, LastYearsNumber
from nianbao.core.rules.narrative.ledger import Ledger
from nianbao.core.rules.narrative.lists import PartsAddUp
from nianbao.core.rules.narrative.shares import RatesAgree, SharesAgree
from nianbao.io.declared import Declaration
from nianbao.io.vocabulary_toml import expression


def agreement(declared: Declaration, form: Form) -> Iterable[Agreement]:
    """Read the rule that a number in the text is the tables' number."""
    yield Agreement(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "name", "value"),
        domains=_domains(declared, form),
    )


def not_denied(declared: Declaration, form: Form) -> Iterable[NotDenied]:
    """Read the rule that the text does not deny what the tables hold."""
    yield NotDenied(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "name", "value"),
        domains=_domains(declared, form),
    )


def wholly_so(declared: Declaration, form: Form) -> Iterable[WhollySo]:
    """Read the rule that what is said of all holds for all."""
    yield WhollySo(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "name", "value"),
        message_all=declared.pattern("message_all", "said", "name", "value", "whole"),
        domains=_domains(declared, form),
    )


def parts_add_up(declared: Declaration, _: Form) -> Iterable[PartsAddUp]:
    """Read the rule that a list adds up to its whole."""
    places = ("whole", "sum", "total", "difference")
    yield PartsAddUp(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", *places),
        message_more=declared.pattern("message_more", *places),
    )


def ledger(declared: Declaration, form: Form) -> Iterable[Ledger]:
    """Read the rule that outcomes named one by one add up to what came in."""
    name = declared.text("domain")
    domains = [domain for domain in form.vocabulary.domains if domain.id == name]
    if not domains:
        declared.note(f"there is no domain {name!r}")
        return
    yield Ledger(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "whole", "sum", "total", "difference"),
        domain=domains[0],
        came=declared.texts("came"),
        carried=declared.texts("carried"),
        outcomes=declared.drawing("outcomes"),
        left=declared.texts("left"),
        least=declared.number("least"),
    )


def shares_agree(declared: Declaration, _: Form) -> Iterable[SharesAgree]:
    """Read the rule that a percentage is what comes out."""
    yield SharesAgree(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "part", "whole", "right"),
    )


def rates_agree(declared: Declaration, _: Form) -> Iterable[RatesAgree]:
    """Read the rule that a named percentage is what comes out of the tables."""
    yield RatesAgree(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "name", "part", "whole", "right"),
    )


def last_years_number(declared: Declaration, _: Form) -> Iterable[LastYearsNumber]:
    """Read the rule that a number given for last year is last year's."""
    yield LastYearsNumber(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "name", "value"),
    )


def growth_agrees(declared: Declaration, _: Form) -> Iterable[GrowthAgrees]:
    """Read the rule that a change against last year is what comes out."""
    yield GrowthAgrees(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "now", "then", "change"),
    )


def not_contradicted(declared: Declaration, _: Form) -> Iterable[NotContradicted]:
    """Read the rule that what is denied is not counted elsewhere."""
    yield NotContradicted(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "denied"),
        claim=re.compile(expression(declared, "claim")),
        number=re.compile(expression(declared, "number")),
    )


def said_once(declared: Declaration, _: Form) -> Iterable[SaidOnce]:
    """Read the rule that the same fact has the same number wherever it stands."""
    fact = re.compile(expression(declared, "fact"))
    if "number" not in fact.groupindex:
        declared.note("'fact' has no group called number")
        fact = re.compile(r"(?!)(?P<number>)")
    yield SaidOnce(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "said", "before"),
        fact=fact,
    )


def _domains(declared: Declaration, form: Form) -> frozenset[Domain]:
    """Find the domains a rule names."""
    names = declared.texts("domains")
    known = {domain.id: domain for domain in form.vocabulary.domains}
    for name in names:
        if name not in known:
            declared.note(f"there is no domain {name!r}")
    return frozenset(known[name] for name in names if name in known)
