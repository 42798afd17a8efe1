"""Finds all tables of a form in a sheet, whichever way they stand.

Where two ways of reading claim the same place, the one that leaves less in doubt is taken.
"""

from collections.abc import Sequence
from itertools import islice

from nianbao.io.locate.bands import find_bands
from nianbao.io.locate.grids import find_grids
from nianbao.io.locate.headings import best_label
from nianbao.io.locate.layouts import Layout
from nianbao.io.locate.lexicon import Lexicon
from nianbao.io.locate.lists import find_lists
from nianbao.io.locate.located import Located
from nianbao.io.locate.plane import Plane
from nianbao.io.workbook import Sheet

_LEAST_SAID = 2
"""So many labels of a table must be there to look for it at all."""

_MOST_LABELS = 20_000
"""A sheet with more cells that say labels is no report; a report has a hundred."""

_MOST_BANDS = 400
"""So many headings are looked at; ten years of reports in one sheet have some sixty."""

_ENOUGH = 0.6
"""A table of which this share was found without a doubt need not be sought turned over."""


def find_tables(sheet: Sheet, layouts: Sequence[Layout], lexicon: Lexicon) -> tuple[Located, ...]:
    """Find every table in a sheet, from the top."""
    plane = Plane(sheet, lexicon)
    layouts = _said(plane, layouts)
    found = _on_plane(plane, layouts)
    open_layouts = [layout for layout in layouts if not _settled(layout, found)]
    if open_layouts:
        found += _on_plane(Plane(sheet, lexicon, turned=True), open_layouts)
    taken: list[Located] = []
    for table in sorted(found, key=lambda each: (-each.certain, -len(each.spots), each.area)):
        if not any(table.table == other.table and table.overlaps(other) for other in taken):
            taken.append(table)
    return tuple(sorted(taken, key=lambda each: each.area))


def _said(plane: Plane, layouts: Sequence[Layout]) -> list[Layout]:
    """Keep the tables some of whose labels are there."""
    if len(plane.readings) > _MOST_LABELS:
        return []
    said = {best_label(reading) for reading in plane.readings.values()}
    return [layout for layout in layouts if len(said & layout.telling) >= _LEAST_SAID]


def _on_plane(plane: Plane, layouts: Sequence[Layout]) -> list[Located]:
    bands = [tuple(islice(find_bands(plane, layout), _MOST_BANDS)) for layout in layouts]
    others = [band for own in bands for band in own]
    found: list[Located] = []
    for layout, own in zip(layouts, bands, strict=True):
        found += find_grids(plane, layout, own, others)
        found += find_lists(plane, layout)
    return found


def _settled(layout: Layout, found: Sequence[Located]) -> bool:
    enough = _ENOUGH * len(layout.table.fields)
    return any(table.table == layout.table.id and table.certain >= enough for table in found)
