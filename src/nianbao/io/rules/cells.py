"""Cells named in a declared rule: they must be there."""

from nianbao.core.form import CellId, Form
from nianbao.io.declared import Declaration


def declared_cells(declared: Declaration, key: str, form: Form) -> tuple[CellId, ...]:
    """Read a list of cells; those the form does not have, and an empty list, are noted."""
    cells = declared.texts(key)
    if not cells:
        declared.note(f"{key!r} names no cell")
    for cell in cells:
        _note_stranger(declared, cell, form)
    return cells


def declared_cell(declared: Declaration, key: str, form: Form) -> CellId:
    """Read one cell; it is noted where the form does not have it."""
    cell = declared.text(key)
    _note_stranger(declared, cell, form)
    return cell


def _note_stranger(declared: Declaration, cell: CellId, form: Form) -> None:
    if cell not in form.fields:
        declared.note(f"there is no cell {cell}")
