"""The colours by what they mean, three times: light, dark, high contrast. Data and nothing else.

No other module holds a colour. What is a ground is named for what lies on it; `_ink` is for words
and signs. `edge` bounds what can be used, `line` only parts one thing from the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final, Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(eq=False, repr=False)  # neither is used, and each takes time at the start
class Palette(Generic[T]):
    """One value for each meaning: a colour's name, a QColor, a QBrush."""

    desk: T
    """The ground of the window."""

    paper: T
    """The ground of what is read and written: cards, lists, fields, cells."""

    ink: T
    faint: T
    """Words of less weight: guidance, last year's numbers."""

    dim: T
    """Words of what cannot be used now."""

    line: T
    edge: T
    accent: T
    accent_over: T
    """The accent under the mouse."""

    accent_ink: T
    """Words on the accent."""

    selected: T
    hover: T
    label: T
    """The printed labels of a table."""

    computed: T
    """Cells the program works out."""

    locked: T
    """Cells carried over from last year."""

    broken: T
    """What must be fixed."""

    broken_ink: T
    doubtful: T
    """What wants a reason or a look."""

    warn_ink: T
    done_ink: T

    def each(self, make: Callable[[T], U]) -> "Palette[U]":
        """Make something of every colour."""
        return Palette(**{field.name: make(getattr(self, field.name)) for field in fields(self)})


LIGHT: Final = Palette(
    desk="#f4f6f9",
    paper="#ffffff",
    ink="#1b2430",
    faint="#566270",
    dim="#7d8793",
    line="#d5dbe3",
    edge="#7f8a97",
    accent="#1d5fae",
    accent_over="#174d8f",
    accent_ink="#ffffff",
    selected="#d9e7f8",
    hover="#eef3fa",
    label="#eef2f7",
    computed="#f2f4f7",
    locked="#e4f1e8",
    broken="#fde5e3",
    broken_ink="#a3160f",
    doubtful="#fff3d1",
    warn_ink="#7a5000",
    done_ink="#1a6b35",
)

DARK: Final = Palette(
    desk="#1a1e24",
    paper="#22272e",
    ink="#e6ebf1",
    faint="#a9b4c1",
    dim="#76818d",
    line="#3a434e",
    edge="#8591a0",
    accent="#7db4f0",
    accent_over="#9cc7f6",
    accent_ink="#0d2036",
    selected="#2b4561",
    hover="#2c343e",
    label="#2a3139",
    computed="#272e36",
    locked="#1f3a2b",
    broken="#4a2123",
    broken_ink="#ffa59d",
    doubtful="#41361c",
    warn_ink="#f0c268",
    done_ink="#7fd198",
)

CONTRAST: Final = Palette(
    desk="#000000",
    paper="#000000",
    ink="#ffffff",
    faint="#ffffff",
    dim="#b4b4b4",
    line="#8c8c8c",
    edge="#ffffff",
    accent="#ffe14d",
    accent_over="#ffffff",
    accent_ink="#000000",
    selected="#00407a",
    hover="#2a2a2a",
    label="#1a1a1a",
    computed="#1a1a1a",
    locked="#003014",
    broken="#4a0000",
    broken_ink="#ffb3ad",
    doubtful="#3d2e00",
    warn_ink="#ffd75e",
    done_ink="#7dff9b",
)
