"""Declared rules → the kinds of rule in core. What each kind asks for is in its module."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from nianbao.core.form import Form
from nianbao.core.rules import Rule
from nianbao.io.declared import Declaration
from nianbao.io.rules import (
    cover,
    layout,
    narrative,
    organs,
    plausible,
    structure,
    tables,
    wording,
    years,
)

KINDS: Mapping[str, Callable[[Declaration, Form], Iterable[Rule]]] = {
    "identity": tables.identities,
    "readable": tables.readable,
    "filled": tables.filled,
    "agreement": narrative.agreement,
    "not_denied": narrative.not_denied,
    "wholly_so": narrative.wholly_so,
    "parts_add_up": narrative.parts_add_up,
    "ledger": narrative.ledger,
    "shares_agree": narrative.shares_agree,
    "rates_agree": narrative.rates_agree,
    "last_years_number": narrative.last_years_number,
    "not_contradicted": narrative.not_contradicted,
    "said_once": narrative.said_once,
    "growth_agrees": narrative.growth_agrees,
    "carried_over": years.carried_over,
    "rolled_on": years.rolled_on,
    "stock_covers": years.stock_covers,
    "reappears": years.reappears,
    "jump": years.jump,
    "share": plausible.share,
    "nothing_from_nothing": plausible.nothing_from_nothing,
    "within_notices": plausible.within_notices,
    "reserved": organs.reserved,
    "expected": organs.expected,
    "signed_in_time": organs.signed_in_time,
    "from_year": layout.from_year,
    "until_year": layout.until_year,
    "official_layout": layout.official_layout,
    "first_level": structure.first_level,
    "mentions": structure.mentions,
    "problems_and_measures": structure.problems_and_measures,
    "unlike_last_year": structure.unlike_last_year,
    "not_too_long": structure.not_too_long,
    "lists_all_parts": structure.lists_all_parts,
    "title_as_official": cover.title_as_official,
    "lead": cover.lead,
    "spoken_years": cover.spoken_years,
    "planned_years": cover.planned_years,
    "one_organ_name": cover.one_organ_name,
    "wording": wording.wording,
    "office_words": wording.office_words,
}
"""How each kind of rule is read."""


def declared_rules(declarations: Sequence[Declaration], form: Form) -> tuple[Rule, ...]:
    """Read each declared rule; a mistake is noted in its declaration."""
    rules: list[Rule] = []
    for declared in declarations:
        declared.text("source")  # for whoever reads the data; checked to be there
        kind = declared.text("kind")
        if kind in KINDS:
            rules += KINDS[kind](declared, form)
        else:
            declared.note(f"there is no kind of rule {kind!r}")
        declared.finish()
    return tuple(rules)
