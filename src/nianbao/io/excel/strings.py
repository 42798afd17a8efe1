"""The texts of a workbook, written once and named by their numbers. Knows no sheet."""

from html import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Strings:
    """The texts of a workbook, each once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        """Give the number by which cells name a text."""
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        """Write `sharedStrings.xml`."""
        texts = "".join(
            f'<si><t xml:space="preserve">{escape(text, quote=False)}</t></si>'
            for text in self._numbers
        )
        return (
            f'<sst xmlns="{_MAIN}" count="{self._uses}" uniqueCount="{len(self._numbers)}">'
            f"{texts}</sst>"
        )
