"""One sheet of a workbook being written: its cells, and all that stands around them.

Written as text: openpyxl takes several times as long and cannot put the result of a formula
beside it, without which viewers show nothing. Knows nothing of the annual report.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, Unread, Value
from nianbao.io.excel.cells import clean, in_cell, is_exact, number_format
from nianbao.io.excel.looks import Look, Styles
from nianbao.io.excel.paper import Paper
from nianbao.io.excel.strings import Strings
from nianbao.io.workbook import Position, address

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RED = "FFFF0000"
_FILTER = '<autoFilter ref="{}"/>'
_CALM = '<ignoredErrors><ignoredError sqref="{}" formulaRange="1"/></ignoredErrors>'


@dataclass
class SheetXml:
    """A sheet being written; rows and columns are counted from 0, sizes are in points.

    `frozen` is the first cell that moves, `start` the one chosen when the sheet is opened;
    `locked` are the attributes of the protection, which has no password. `calm` cells are not
    marked by the spreadsheet's own advice. Rows of a `growing` sheet follow their text.
    """

    name: str
    paper: Paper
    styles: Styles
    strings: Strings
    widths: tuple[float, ...] = ()
    hidden: tuple[int, ...] = ()
    heights: dict[int, float] = field(default_factory=dict)
    growing: bool = False
    merges: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    calm: list[str] = field(default_factory=list)
    frozen: Position | None = None
    start: Position = (0, 0)
    locked: Mapping[str, int] | None = None
    filtered: str = ""
    repeated_rows: int = 0
    _rows: dict[int, dict[int, str]] = field(default_factory=dict)

    def blank(self, row: int, column: int, look: Look) -> None:
        """Dress a cell in which nothing stands."""
        self._put(row, column, self.styles.number(look), "")

    def label(self, row: int, column: int, look: Look, words: str) -> None:
        """Put official words into a cell."""
        if words:
            self._put(row, column, self.styles.number(look), self._shared(words), "s")
        else:
            self.blank(row, column, look)

    def text(self, row: int, column: int, look: Look, text: str) -> None:
        """Put what somebody wrote into a cell: `=1+1` is text, and stays so when it is edited."""
        if text:
            style = self.styles.number(look, quoted=True)
            self._put(row, column, style, self._shared(in_cell(clean(text))), "s")
        else:
            self.blank(row, column, look)

    def entry(self, row: int, column: int, look: Look, entry: Entry) -> None:
        """Put what a field holds into a cell; blank stays blank."""
        if entry is None:
            self.blank(row, column, look)
        elif isinstance(entry, Unread) or not is_exact(entry):
            self.text(row, column, look, write_number(entry))
        else:
            style = self.styles.number(look, number_format(entry))
            self._put(row, column, style, f"<v>{write_number(entry)}</v>")

    def formula(self, row: int, column: int, look: Look, formula: str, result: Value | str) -> None:
        """Put a formula into a cell, and what it comes to."""
        written = f"<f>{escape(formula, quote=False)}</f>"
        if isinstance(result, str):
            value = escape(result, quote=False)
            self._put(row, column, self.styles.number(look), f"{written}<v>{value}</v>", "str")
        else:
            style = self.styles.number(look, number_format(result))
            self._put(row, column, style, f"{written}<v>{write_number(result)}</v>")

    def xml(self, title: str, *, draft: bool, shown_first: bool) -> str:
        """Write the sheet; the order of its parts is fixed by the format."""
        tab = f'<tabColor rgb="{_RED}"/>' if draft else ""
        last = max(self._rows), max(map(max, self._rows.values()))
        merges = [f'<mergeCell ref="{merge}"/>' for merge in self.merges]
        return (
            f'<worksheet xmlns="{_MAIN}"><sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{address(*last)}"/>{self._view(shown_first=shown_first)}'
            f'<sheetFormatPr defaultRowHeight="15"/>{self._columns()}'
            f"<sheetData>{''.join(map(self._row, sorted(self._rows)))}</sheetData>"
            f"{self._protection()}{_one(_FILTER, self.filtered)}"
            f"{_all('mergeCells', merges)}{_all('dataValidations', self.choices)}"
            f"{self.paper.xml(title, draft=draft)}{self._ignored()}</worksheet>"
        )

    def _put(self, row: int, column: int, style: int, content: str, kind: str = "") -> None:
        typed = f' t="{kind}"' if kind else ""
        cells = self._rows.setdefault(row, {})
        cells[column] = (
            f'<c r="{address(row, column)}" s="{style}"{typed}>{content}</c>'
            if content
            else f'<c r="{address(row, column)}" s="{style}"/>'
        )

    def _shared(self, text: str) -> str:
        return f"<v>{self.strings.number(text)}</v>"

    def _row(self, row: int) -> str:
        height = self.heights.get(row)
        size = "" if height is None else f' ht="{height:g}"'
        if size and not self.growing:
            size += ' customHeight="1"'
        cells = self._rows[row]
        return f'<row r="{row + 1}"{size}>{"".join(cells[at] for at in sorted(cells))}</row>'

    def _columns(self) -> str:
        # The file counts in digits of the standard font, 7 pixels each.
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{points / 72 * 96 / 7:.2f}" customWidth="1"/>'
            for n, points in enumerate(self.widths, 1)
        )
        columns += "".join(f'<col min="{n + 1}" max="{n + 1}" hidden="1"/>' for n in self.hidden)
        return f"<cols>{columns}</cols>"

    def _view(self, *, shown_first: bool) -> str:
        chosen = f'activeCell="{address(*self.start)}" sqref="{address(*self.start)}"'
        pane, which = "", ""
        if self.frozen is not None:
            rows, columns = self.frozen
            which = "bottomRight" if columns and rows else "bottomLeft"
            split = f' xSplit="{columns}"' * bool(columns) + f' ySplit="{rows}"' * bool(rows)
            pane = (
                f'<pane{split} topLeftCell="{address(rows, columns)}" activePane="{which}"'
                ' state="frozen"/>'
            )
            which = f' pane="{which}"'
        selected = ' tabSelected="1"' * shown_first
        return (
            f'<sheetViews><sheetView{selected} workbookViewId="0">'
            f"{pane}<selection{which} {chosen}/></sheetView></sheetViews>"
        )

    def _protection(self) -> str:
        if self.locked is None:
            return ""
        allowed = "".join(f' {name}="{value}"' for name, value in self.locked.items())
        return f'<sheetProtection sheet="1"{allowed}/>'

    def _ignored(self) -> str:
        """Keep the green corners away from sums that are meant to leave cells out."""
        return _one(_CALM, " ".join(self.calm))


def _one(pattern: str, content: str) -> str:
    return pattern.format(content) if content else ""


def _all(name: str, parts: list[str]) -> str:
    return f'<{name} count="{len(parts)}">{"".join(parts)}</{name}>' if parts else ""
