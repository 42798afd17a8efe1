"""One table of a 核对说明 as WordprocessingML.

Rows are never torn, and the head stands again on every page.
"""

from collections.abc import Callable

from nianbao.io.review.looks import Look
from nianbao.io.review.said import Column, Grid, Row, Side
from nianbao.io.word.paragraph import HINT
from nianbao.io.word.styles import Style, StyleIds
from nianbao.io.xml_text import escape, quoteattr

_TOGETHER = 3
"""Rows at the end of a table that stay on one page."""

_LOOKS = {Side.LEFT: Look.LEFT, Side.CENTRE: Look.CENTRE, Side.RIGHT: Look.RIGHT}
_AIR = (
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)


def paragraph_xml(look: Look, words: str, *, keep_with_next: bool = False) -> str:
    """Write a paragraph of cleaned words."""
    keep = "<w:keepNext/>" if keep_with_next else ""
    run = (
        f'<w:r><w:rPr>{HINT}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
        if words
        else ""
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/>{keep}</w:pPr>{run}</w:p>'


def grid_xml(grid: Grid, ids: StyleIds, lines: Callable[[str], tuple[str, ...]]) -> str:
    """Write a table; `lines` parts words into cleaned paragraphs."""
    columns = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in grid.columns)
    rows = [_head(grid)] if grid.headed else []
    for at, row in enumerate(grid.rows):
        left = len(grid.rows) - 1 - at
        # Neither a line that heads others nor the last rows stand alone on a page.
        keep = left > 0 and (grid.whole or row.across or left < _TOGETHER)
        rows.append(_row(grid, row, lines, keep=keep))
    properties = (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(ids[Style.TABLE])}/>"
        f'<w:tblW w:w="{sum(column.width for column in grid.columns)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{_AIR}'
        f'<w:tblLook w:val="0620" w:firstRow="{int(grid.headed)}" w:lastRow="0"'
        f' w:firstColumn="{int(not grid.headed)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(grid.name)}/>"
        f"<w:tblDescription w:val={quoteattr(grid.shape)}/></w:tblPr>"
    )
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _head(grid: Grid) -> str:
    cells = "".join(
        _cell(column.width, paragraph_xml(Look.HEAD, column.head, keep_with_next=True))
        for column in grid.columns
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(grid: Grid, row: Row, lines: Callable[[str], tuple[str, ...]], *, keep: bool) -> str:
    height = f'<w:trHeight w:val="{grid.room}" w:hRule="atLeast"/>' if grid.room else ""
    if row.across:
        whole = sum(column.width for column in grid.columns)
        words = _words(Look.GROUP, lines(row.cells[0]), keep=keep)
        cells = _cell(whole, words, reach=len(grid.columns))
    else:
        cells = "".join(
            _cell(column.width, _words(_look(grid, column, at), lines(words), keep=keep))
            for at, (column, words) in enumerate(zip(grid.columns, row.cells, strict=True))
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _look(grid: Grid, column: Column, at: int) -> Look:
    """Set the first column of a table without heads as its heads."""
    return Look.HEAD if at == 0 and not grid.headed else _LOOKS[column.side]


def _words(look: Look, lines: tuple[str, ...], *, keep: bool) -> str:
    return "".join(paragraph_xml(look, line, keep_with_next=keep) for line in lines or ("",))


def _cell(width: int, content: str, reach: int = 1) -> str:
    span = f'<w:gridSpan w:val="{reach}"/>' if reach > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )
