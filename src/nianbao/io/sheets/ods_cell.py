"""What one cell of an .ods means: its value, what is seen of it, its formula and comment.

Knows nothing of places in a sheet.
"""

import datetime as dt
import re

from nianbao.io.safe_xml import Attributes
from nianbao.io.sheets.ods_formulas import as_excel_writes
from nianbao.io.workbook import CellError, CellValue, SheetCell
from nianbao.io.xlsx.values import CellContext

_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:[0-9]{3}|错误:[0-9]{3}")
_DURATION = re.compile(r"PT([0-9]{1,2})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_BLANKS = re.compile(r"[ \t\r\n]+")
_LAST_HOUR = 23
_LONGEST_GAP = 1_000


class Words:
    """Paragraphs as they are being read."""

    def __init__(self) -> None:
        self._paragraphs: list[list[str]] = []
        self._open = 0

    def begin(self) -> None:
        """Start a paragraph; one inside another goes on with it."""
        if not self._open:
            self._paragraphs.append([])
        self._open += 1

    def end(self) -> None:
        """Close a paragraph."""
        self._open -= 1

    def take(self, text: str) -> None:
        """Take words of the file, where any run of blanks is one and none stands first."""
        if self._open:
            pieces = self._paragraphs[-1]
            text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and (not pieces or pieces[-1].endswith(" ")):
                text = text[1:]
            if text:
                pieces.append(text)

    def insert(self, text: str) -> None:
        """Take a blank, tab or line break that is an element."""
        if self._open:
            self._paragraphs[-1].append(text)

    @property
    def text(self) -> str | None:
        """All words; None where there is no paragraph, not even an empty one."""
        if not self._paragraphs:
            return None
        return "\n".join("".join(pieces) for pieces in self._paragraphs)


class CellReading:
    """One cell while it is being read."""

    def __init__(self, attributes: Attributes, context: CellContext) -> None:
        self._attributes = attributes
        self._context = context
        self._words = Words()
        self._note = Words()
        self.in_note = False

    @property
    def words(self) -> Words:
        """Where words go: to the cell's text or to its comment."""
        return self._note if self.in_note else self._words

    def cell(self) -> SheetCell:
        """Give what was read."""
        text = self._words.text
        formula = self._attributes.get("formula", "")
        value, shown = self._value(text)
        return SheetCell(
            value,
            as_excel_writes(formula) if formula else "",
            (self._note.text or "").strip(),
            None if shown is None or shown == str(value) else shown,
        )

    def _value(self, text: str | None) -> tuple[CellValue | None, str | None]:
        """Give the value, and what was seen of it."""
        if self._is_error(text):
            return CellError(text or "#ERROR!"), None
        if self._attributes.get("value-type") in {"", "string", None}:
            return self._text(text), None
        return self._typed(text)

    def _typed(self, text: str | None) -> tuple[CellValue | None, str | None]:
        """Read a value that is more than text; without one the text is all there is."""
        kind = self._attributes["value-type"]
        if kind in {"float", "percentage", "currency"} and "value" in self._attributes:
            return self._context.read("n", self._attributes["value"], None)[0], text
        if kind == "date" and "date-value" in self._attributes:
            return self._context.read("d", self._attributes["date-value"], None)[0], text
        if kind == "time" and "time-value" in self._attributes:
            return _time(self._attributes["time-value"]) or text, text
        if kind == "boolean" and "boolean-value" in self._attributes:
            return self._attributes["boolean-value"] == "true", None
        return self._text(text), None

    def _text(self, text: str | None) -> str | None:
        """Read a text; an empty one of a formula is a result, not its absence."""
        if text is None:
            text = self._attributes.get("string-value")
        is_result = "formula" in self._attributes and "value-type" in self._attributes
        return text if text or is_result else None

    def _is_error(self, text: str | None) -> bool:
        """Tell an error, which older programs save as text or as zero."""
        if "error" in {self._attributes.get(key) for key in ("value-type", "calcext:value-type")}:
            return True
        return "formula" in self._attributes and bool(text) and bool(_ERROR.fullmatch(text or ""))


def gap(attributes: Attributes) -> str:
    """Spell out an element that stands for blanks."""
    count = attributes.get("c", "1")
    return " " * (min(int(count), _LONGEST_GAP) if count.isdecimal() and len(count) < 6 else 1)  # noqa: PLR2004


def _time(text: str) -> dt.time | None:
    """Read a time of the day; a longer duration is none."""
    found = _DURATION.fullmatch(text)
    if found is None or int(found[1]) > _LAST_HOUR:
        return None
    try:
        return dt.time(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
