"""A table that was found in a sheet: where each field's value must stand, and how sure that is.

Says nothing of what stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.core.form import CellId
from nianbao.io.locate.stacks import Doubt
from nianbao.io.workbook import Position, Sheet

_SURE = frozenset({Doubt.NONE, Doubt.UNEVEN})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a field's value stands, in positions of the sheet.

    `places` are the cells under its headings, `beside` cells next to them under no heading at
    all, `heading` the words above and beside it (they may name a unit).
    """

    places: tuple[Position, ...]
    beside: tuple[Position, ...] = ()
    heading: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True)
class Located:
    """A table found in a sheet.

    `area` is top, left, bottom, right. `older` lists what stands under labels of an earlier
    form or beside labels that only head others: (place, words), never taken for a value.
    Where the sheet is running text the values stand in `parted`, each in a cell of its own.
    """

    table: str
    sheet: Sheet
    spots: Mapping[CellId, Spot]
    area: tuple[int, int, int, int]
    older: tuple[tuple[Position, str], ...] = ()
    parted: Sheet | None = None

    @property
    def values(self) -> Sheet:
        """The cells that hold the values."""
        return self.parted or self.sheet

    @property
    def taken(self) -> int:
        """How many fields get what stands in their place, with a doubt or without."""
        return sum(spot.doubt is not Doubt.COUNT for spot in self.spots.values())

    @property
    def is_shifted(self) -> bool:
        """Tell whether its rows do not stand under its headings."""
        return any(spot.doubt is Doubt.SHIFTED for spot in self.spots.values())

    @property
    def certain(self) -> int:
        """How many fields were found without a doubt which they are."""
        return sum(spot.doubt in _SURE for spot in self.spots.values())

    @property
    def place(self) -> str:
        """Say where the table stands, as the clerk would: `表三!A3:J29`."""
        return self.sheet.area(*self.area)

    def overlaps(self, other: "Located") -> bool:
        """Tell whether two tables claim the same place."""
        if self.sheet is not other.sheet:
            return False
        top, left, bottom, right = self.area
        above, before, below, behind = other.area
        return top <= below and above <= bottom and left <= behind and before <= right
