"""What is wrong with a written document: the kind, the part, and a few words."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a written document can have against it."""

    CONTAINER = "container"
    PART_MISSING = "part missing"
    CONTENT_TYPE = "content type"
    RELATION = "relation"
    XML = "xml"
    CHARACTER = "character"
    BLANKS = "blanks"
    ORDER = "order"
    UNKNOWN = "unknown element"
    TWICE = "element twice"
    VALUE = "value"
    STYLE = "style"
    NUMBERING = "numbering"
    SAME_ID = "same id"
    GRID = "grid"
    WIDTH = "cell width"
    ROW = "row length"
    MERGE = "merge"
    MERGED_TEXT = "text in a merged cell"
    CELL_END = "cell end"
    HEAD_ROWS = "head rows"
    THEME_FONT = "theme font"
    FONT_NAME = "font name"
    HINT = "font hint"
    PAGE = "page"
    FOOTER = "header or footer"
    PROPERTIES = "properties"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault found in a part; `words` are Chinese, for the one sentence the clerk gets."""

    kind: Kind
    part: str
    words: str


class UnsoundError(Exception):
    """What was written is no sound document; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{one.part}: {one.kind}: {one.words}" for one in faults))
        self.faults = faults
