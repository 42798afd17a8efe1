"""Puts a sheet that only goes on with the table of the one before under that one.

Whether it does is for those who know the tables to say.
"""

from dataclasses import replace

from nianbao.io.workbook import Block, Merge, Sheet, SheetCell

_APART = 2
"""So many rows further down the second sheet begins, lest its first row join a heading."""


def below(first: Sheet, second: Sheet) -> Sheet:
    """Append one sheet to another, column by column."""
    down = _APART + max((row for row, _ in first.cells), default=-1)
    cells = dict(first.cells)
    cells |= {(row + down, column): _moved(cell) for (row, column), cell in second.cells.items()}
    merges = [
        Merge(merge.top + down, merge.left, merge.bottom + down, merge.right)
        for merge in second.merges
    ]
    blocks = [replace(block, top=block.top + down) for block in second.blocks]
    return replace(
        first,
        cells=cells,
        merges=(*first.merges, *merges),
        hidden_rows=first.hidden_rows | {row + down for row in second.hidden_rows},
        hidden_columns=first.hidden_columns | second.hidden_columns,
        blocks=(*first.blocks, *(blocks or [Block(down, f"工作表“{second.name}”", 1)])),
    )


def _moved(cell: SheetCell) -> SheetCell:
    """Keep a formula's result alone: the places it speaks of have moved."""
    if not cell.formula:
        return cell
    return replace(cell, formula="" if cell.value is not None else "?")
