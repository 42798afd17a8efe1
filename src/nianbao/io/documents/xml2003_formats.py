"""The number formats of an XML spreadsheet of 2003, and what a cell's value is under them."""

from collections.abc import Mapping
from types import MappingProxyType

from nianbao.io.number_format import NumberFormat, number_format
from nianbao.io.safe_xml import Attributes, local
from nianbao.io.workbook import CellValue
from nianbao.io.xlsx.values import CellContext

_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "Fixed": "0.00",
        "Standard": "#,##0.00",
        "Percent": "0.00%",
        "Scientific": "0.00E+00",
        "Currency": '"¥"#,##0.00',
        "General Date": "yyyy/m/d h:mm",
        "Long Date": 'yyyy"年"m"月"d"日"',
        "Medium Date": "d-mmm-yy",
        "Short Date": "yyyy/m/d",
        "Long Time": "h:mm:ss",
        "Medium Time": "h:mm AM/PM",
        "Short Time": "h:mm",
    }
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {"Number": "n", "DateTime": "d", "Boolean": "b", "Error": "e"}
)


class Formats:
    """The cell styles by id."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._formats: list[NumberFormat] = []
        self._numbers: dict[str, int] = {}
        self._context = CellContext(file, formats=self._formats)

    def begin(self, attributes: Attributes) -> None:
        """Begin a style: it has the format of its parent until it says another."""
        parent = self._numbers.get(local(attributes, "Parent") or "")
        form = number_format("General") if parent is None else self._formats[parent]
        self._numbers[local(attributes, "ID") or ""] = len(self._formats)
        self._formats.append(form)

    def take(self, attributes: Attributes) -> None:
        """Take the number format of the style begun last."""
        code = local(attributes, "Format")
        if code and self._formats:
            self._formats[-1] = number_format(_NAMED.get(code, code))

    def read(self, kind: str, text: str, style: str) -> tuple[CellValue | None, str | None]:
        """Give a value, and what was seen of it where that differs."""
        number = self._numbers.get(style)
        if kind == "Number" and not text.strip():
            return None, None
        return self._context.read(
            _KINDS.get(kind, "str"), text, None if number is None else str(number)
        )
