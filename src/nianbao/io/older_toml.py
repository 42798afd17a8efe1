"""Reads `older.toml`: which cells of older forms mean the same as a cell of this one.

All mistakes at once. Knows nothing of how older tables are found.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.core.form import CellId, Form
from nianbao.io.declared import Declaration
from nianbao.io.form_toml import FormError, known_forms
from nianbao.io.paths import data

_FILE = "older.toml"


@dataclass(frozen=True)
class DeclaredOlder:
    """An older form: the cells that mean the same, and wordings of its labels ({label: words})."""

    form: str
    same: frozenset[CellId]
    also: Mapping[str, tuple[str, ...]]


def declared_older(form: Form, forms: Mapping[str, Form]) -> tuple[DeclaredOlder, ...]:
    """Read which of `forms` are older ones of this form. Raises FormError naming every mistake."""
    path = data("forms") / form.id / _FILE
    if not path.is_file():
        return ()
    problems: list[str] = []
    declared = Declaration(tomllib.loads(path.read_text(encoding="utf-8")), _FILE, problems)
    older = tuple(_older(each, form, forms) for each in declared.each("form"))
    declared.finish()
    if problems:
        raise FormError(form.id, problems)
    return older


def older_ids(form: str) -> tuple[str, ...]:
    """List the forms that came before this one."""
    return tuple(known for known in known_forms() if known < form)


def _older(declared: Declaration, form: Form, forms: Mapping[str, Form]) -> DeclaredOlder:
    name = declared.text("id")
    also = {each.text("label"): each.texts("words") for each in _finished(declared, "also")}
    older = forms.get(name)
    if older is None:
        declared.note(f"there is no form {name!r}")
    same = frozenset(
        cell for each in _finished(declared, "same") for cell in _cells(each, form, older or form)
    )
    declared.finish()
    return DeclaredOlder(name, same, also)


def _finished(declared: Declaration, key: str) -> Iterator[Declaration]:
    for each in declared.each(key):
        yield each
        each.finish()


def _cells(declared: Declaration, form: Form, older: Form) -> Iterator[CellId]:
    """Spell out the cells of some rows and columns; both forms must have them, of one kind."""
    table, columns = declared.text("table"), declared.texts("columns")
    for row in declared.texts("rows"):
        for column in columns:
            cell = f"{table}.{row}.{column}"
            ours, theirs = form.fields.get(cell), older.fields.get(cell)
            if ours is None or theirs is None:
                declared.note(f"there is no cell {cell} in both forms")
            elif ours.kind is not theirs.kind:
                declared.note(f"{cell} is not of one kind in both forms")
            else:
                yield cell
