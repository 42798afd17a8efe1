"""Where in the report a change is to be seen: the step, and the characters or cells in it."""

from collections.abc import Container
from dataclasses import dataclass

from nianbao.core.finding import COVER, Part, TextPlace
from nianbao.core.form import CellId, Form
from nianbao.core.report import Change, Passage
from nianbao.ui.text.shown import difference


@dataclass(frozen=True, slots=True)
class ChangePlace:
    """A step, and what of its page was changed: characters of a text, or cells."""

    step: str
    text: TextPlace | None = None
    cells: tuple[CellId, ...] = ()


def place_of(form: Form, made: Change, before: Change) -> ChangePlace | None:
    """Find where a change that was just made is to be seen; `before` is what was there.

    Words come first, then cells, then the cover; None for what no page shows.
    """
    for section, now in made.text.items():
        was = before.text.get(section, ())
        text = _first_difference(section, was, now, form.fields)
        if text is not None:
            return ChangePlace(section, text=text)
    cells = tuple(
        cell
        for cell in form.fields
        if cell in made.cells and made.cells[cell] != before.cells.get(cell)
    )
    cells = cells or tuple(cell for cell in form.fields if cell in made.sources)
    if cells:
        section = form.section_of(cells[0]).id
        here = tuple(cell for cell in cells if form.section_of(cell).id == section)
        return ChangePlace(section, cells=here)
    if made.particulars is not None and made.particulars != before.particulars:
        return ChangePlace(COVER)
    return None


def _first_difference(
    section: str,
    was: tuple[Passage, ...],
    now: tuple[Passage, ...],
    known: Container[CellId],
) -> TextPlace | None:
    """Find the end of the first stretch that is other than before; None where all is the same."""
    for at in range(max(len(was), len(now))):
        old = was[at] if at < len(was) else Passage("", "")
        if at >= len(now):
            return TextPlace(section, max(0, at - 1), Part.BODY, 0, 0)
        new = now[at]
        for part, before, after in (
            (Part.BODY, old.body, new.body),
            (Part.HEADING, old.heading, new.heading),
        ):
            if before != after:
                end = difference(before, after, known)[2]
                return TextPlace(section, at, part, end, end)
    return None
