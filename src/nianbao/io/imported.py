"""What came out of a file: the answers it holds, and all that the clerk should know of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.core.form import CellId
from nianbao.core.report import Change


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was not read, or not plainly: where, what, in the clerk's words.

    `code` is a short English word for programs; `place` says where in the file, `as_read`
    what stood there; `cell` is None for what belongs to no cell.
    """

    code: str
    cell: CellId | None
    place: str
    as_read: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds, ready to be looked at before anything is taken over.

    `found` says for each table where in the file it stands, `layouts` by which form (its id) it
    is laid out there. `own` tells that it is a report file of this program, to go on with as
    it is.
    """

    form: str
    change: Change
    problems: tuple[Problem, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    layouts: Mapping[str, str] = field(default_factory=dict)
