"""Reads the texts of an .xlsx workbook that stand outside its sheets: shared strings, comments.

Knows nothing of cells' types or of the workbook's structure.
"""

import re
from collections.abc import Sequence

from nianbao.io.ooxml import Package
from nianbao.io.safe_xml import Attributes

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST_PRINTABLE = 0x20
_SURROGATES = range(0xD800, 0xE000)


class TextRuns:
    """Joins the runs of one text as it is read; the reading aids of a phonetic run stay out."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._phonetic = False

    def begin(self, _attributes: Attributes | None = None) -> None:
        """Start a new text."""
        self._runs.clear()
        self._phonetic = False

    def begin_phonetic(self, _attributes: Attributes) -> None:
        """Stop listening: the pronunciation follows."""
        self._phonetic = True

    def end_phonetic(self, _text: str) -> None:
        """Listen again."""
        self._phonetic = False

    def add(self, text: str) -> None:
        """Take one run."""
        if not self._phonetic:
            self._runs.append(text)

    @property
    def text(self) -> str:
        """Everything taken so far."""
        return plain_text("".join(self._runs))


def plain_text(text: str) -> str:
    """Undo the spelling of unusual characters (`_x000D_`) and bring line ends to one form."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_shared_strings(package: Package, part: str) -> Sequence[str]:
    """List the texts that cells refer to by number. Raise `Refused` as `Package.parse` does."""
    texts: list[str] = []
    runs = TextRuns()
    package.parse(
        part,
        {"si": runs.begin, "rPh": runs.begin_phonetic},
        {
            "t": runs.add,
            "rPh": runs.end_phonetic,
            "si": lambda _text: texts.append(runs.text),
        },
    )
    return texts


def read_notes(package: Package, part: str) -> dict[str, str]:
    """Collect comments by the address of their cell. Raise `Refused` as `Package.parse` does."""
    notes: dict[str, str] = {}
    runs = TextRuns()
    reference = ""

    def begin(attributes: Attributes) -> None:
        nonlocal reference
        reference = attributes.get("ref", "")
        runs.begin()

    def end(_text: str) -> None:
        if runs.text.strip():
            notes[reference] = runs.text.strip()

    package.parse(
        part,
        {"comment": begin, "rPh": runs.begin_phonetic},
        {"t": runs.add, "rPh": runs.end_phonetic, "comment": end},
    )
    return notes


def _unescaped(found: re.Match[str]) -> str:
    """Put one character back, unless no text may hold it."""
    code = int(found.group(1), 16)
    if code in _SURROGATES:
        return "\ufffd"
    char = chr(code)
    return char if code >= _FIRST_PRINTABLE or char in "\t\n\r" else ""
