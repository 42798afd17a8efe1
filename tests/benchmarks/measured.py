"""What was measured, as plain data: the measuring processes hand it on as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

SIZES = (1, 10)
"""Everything is measured at the usual size and, where there is such a thing, at ten times it."""


class Limit(NamedTuple):
    """What was promised of the ratio at 1×, or of our own milliseconds, typical and worst."""

    ratio: float | None = None
    typical: float | None = None
    worst: float | None = None


@dataclass(frozen=True)
class Pair:
    """The same quantity of ours and of the floor; `worst` of ours, where a person feels it."""

    ours: float
    floor: float
    worst: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor


NO_LIMIT = Limit()


@dataclass(frozen=True)
class Row:
    """One line of the table: a pair for each size that was measured.

    `kind` is the kind of measurement it came from, as in one_run.py.
    """

    what: str
    floor: str
    unit: str
    sizes: Mapping[int, Pair]
    limit: Limit = NO_LIMIT
    kind: str = ""

    @property
    def name(self) -> str:
        """Tell it from all others."""
        return f"{self.what} / {self.floor}"


@dataclass(frozen=True)
class Effort:
    """How long to measure: about so many seconds each, in at least and at most so many rounds."""

    seconds: float
    least: int
    most: int

    def rounds(self, once: float) -> int:
        """Tell how many rounds are made of what takes so many seconds once."""
        return max(self.least, min(self.most, int(self.seconds / once)))


SMALLEST = Effort(seconds=0, least=1, most=1)
QUICK = Effort(seconds=0.6, least=7, most=60)
FULL = Effort(seconds=2, least=15, most=200)


def as_json(rows: Iterable[Row]) -> str:
    """Write rows down."""
    return json.dumps([asdict(row) for row in rows])


def from_json(text: str) -> list[Row]:
    """Read rows again."""
    return [
        Row(
            plain["what"],
            plain["floor"],
            plain["unit"],
            {int(size): Pair(**pair) for size, pair in plain["sizes"].items()},
            Limit(*plain["limit"]),
            plain["kind"],
        )
        for plain in json.loads(text)
    ]
