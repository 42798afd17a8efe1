"""Declared rules → the kinds of rule in core. What each kind asks for is in its module."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from nianbao.core.form import Form
from nianbao.core.rules import Rule
from nianbao.io.declared import Declaration
from nianbao.io.rules import tables

KINDS: Mapping[str, Callable[[Declaration, Form], Iterable[Rule]]] = {
    "identity": tables.identities,
    "readable": tables.readable,
    "filled": tables.filled,
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
