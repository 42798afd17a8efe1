"""Tables that Word can draw: grid, widths, spans, merges, cells that end with a paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nianbao.io.word.lint.fault import Fault, Kind
from nianbao.io.word.styles import W


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_VAL, _WIDTH = _tag("val"), _tag("w")
_TC, _TR, _P, _R = _tag("tc"), _tag("tr"), _tag("p"), _tag("r")
_ABOUT_ROW, _ABOUT_CELL = _tag("trPr"), _tag("tcPr")
_BEFORE, _AFTER, _SPAN = _tag("gridBefore"), _tag("gridAfter"), _tag("gridSpan")
_MERGE, _CELL_WIDTH = _tag("vMerge"), _tag("tcW")


def table_faults(name: str, root: etree._Element) -> Iterator[Fault]:
    """Look through all tables of a part."""
    for number, table in enumerate(root.iter(_tag("tbl")), 1):
        yield from _Walk(name, number, _grid(table)).faults(table)


def _grid(table: etree._Element) -> list[int]:
    return [_whole(column.get(_WIDTH)) for column in table.iterfind(f"{_tag('tblGrid')}/*")]


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else -1


@dataclass
class _Walk:
    """One table walked through row by row; `merged` holds the merges that reach into a row."""

    part: str
    number: int
    grid: list[int]
    row: int = 0
    merged: dict[int, int] = field(default_factory=dict)

    def faults(self, table: etree._Element) -> Iterator[Fault]:
        """Walk."""
        rows = table.findall(_TR)
        if not rows or not self.grid or min(self.grid) <= 0:
            yield self._fault(Kind.GRID, "没有行，或者没有列宽")
            return
        width = table.find(f"{_tag('tblPr')}/{_tag('tblW')}")
        exact = width is not None and width.get(_tag("type")) == "dxa"
        if width is not None and exact and _whole(width.get(_WIDTH)) != sum(self.grid):
            yield self._fault(Kind.GRID, "各列宽度加起来不等于表格的宽度")
        body = False
        for self.row, row in enumerate(rows, 1):
            head = row.find(f"{_tag('trPr')}/{_tag('tblHeader')}") is not None
            if head and body:
                yield self._fault(Kind.HEAD_ROWS, f"第 {self.row} 行标作表头，上面的行却不是")
            body = body or not head
            yield from self._cells(row)

    def _cells(self, row: etree._Element) -> Iterator[Fault]:
        """Walk through a row; a merge goes on only from the row right above."""
        about_row = _said(row, _ABOUT_ROW)
        at = _told(about_row, _BEFORE, 0)
        reaching: dict[int, int] = {}
        for cell in row.iterfind(_TC):
            about = _said(cell, _ABOUT_CELL)
            span = _told(about, _SPAN, 1)
            if _told(about, _CELL_WIDTH, -1, _WIDTH) != sum(self.grid[at : at + span]):
                yield self._fault(Kind.WIDTH, f"第 {self.row} 行有一格的宽度和列宽不一致")
            if _MERGE in about:
                reaching[at] = span
                if about[_MERGE].get(_VAL) != "restart":
                    yield from self._continued(cell, at, span)
            if len(cell) == 0 or cell[-1].tag != _P:
                yield self._fault(Kind.CELL_END, f"第 {self.row} 行有一格不是以段落结束")
            at += span
        at += _told(about_row, _AFTER, 0)
        if at != len(self.grid):
            words = f"第 {self.row} 行有 {at} 列，应有 {len(self.grid)} 列"
            yield self._fault(Kind.ROW, words)
        self.merged = reaching

    def _continued(self, cell: etree._Element, at: int, span: int) -> Iterator[Fault]:
        if self.merged.get(at) != span:
            yield self._fault(Kind.MERGE, f"第 {self.row} 行有一格接着上面合并，上面却没有")
        if next(cell.iter(_R), None) is not None:
            yield self._fault(Kind.MERGED_TEXT, f"第 {self.row} 行被合并的格子里有文字")

    def _fault(self, kind: Kind, words: str) -> Fault:
        return Fault(kind, self.part, f"第 {self.number} 张表{words}")


def _said(element: etree._Element, name: str) -> dict[str, etree._Element]:
    """Give the properties of a row or cell by name."""
    found = element.find(name)
    return {} if found is None else {child.tag: child for child in found}


def _told(said: dict[str, etree._Element], name: str, usual: int, attribute: str = _VAL) -> int:
    """Read one whole number of them."""
    return _whole(said[name].get(attribute)) if name in said else usual
