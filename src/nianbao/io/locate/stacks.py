"""The lines of a sheet as they are matched: their labels, what they are taken for, how surely."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nianbao.io.locate.lexicon import Reading


class Doubt(StrEnum):
    """Why it is not certain which line this is."""

    NONE = ""
    LABEL = "label_unsure"
    GROUP = "group_unsure"
    ORDER = "out_of_order"
    PLACE = "by_position"
    TWICE = "label_twice"
    SHIFTED = "rows_shifted"
    UNEVEN = "row_uneven"
    LINES = "without_columns"
    COUNT = "count_differs"


@dataclass(frozen=True, slots=True)
class Stack:
    """The labels of one line of a sheet, by level (0 is outermost); `filled`: it has values."""

    index: int
    texts: Mapping[int, Reading]
    filled: bool

    @property
    def unread(self) -> bool:
        """Tell whether it has values, but a label of its own that says nothing known."""
        return self.filled and not (self.texts and self.texts[max(self.texts)])


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the sheet (`index`) that is a line of the axis (`key`)."""

    index: int
    key: str
    doubt: Doubt = Doubt.NONE
