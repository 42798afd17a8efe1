"""What a form declares to come from last year's report, spelled out cell by cell."""

from collections.abc import Sequence

from nianbao.core.form import Carried, CellId, Rolled, Table
from nianbao.io.declared import Declaration


def declared_carried(declared: Declaration, tables: Sequence[Table]) -> tuple[Carried, ...]:
    """Read which rows of last year come in as which rows of this year, column by column."""
    pairs: list[Carried] = []
    for each in declared.each("carried"):
        each.text("id")
        table, old, new = each.text("table"), each.text("from"), each.text("to")
        columns = [column for known in tables if known.id == table for column in known.columns]
        if not columns:
            each.note(f"there is no table {table!r}")
        found = [Carried(f"{table}.{old}.{c}", f"{table}.{new}.{c}") for c in columns]
        _note_strangers(each, tables, [cell for pair in found for cell in (pair.source, pair.cell)])
        pairs += found
        each.finish()
    return tuple(pairs)


def declared_rolled(declared: Declaration, tables: Sequence[Table]) -> tuple[Rolled, ...]:
    """Read which stocks roll on from last year."""
    stocks: list[Rolled] = []
    for each in declared.each("rolled"):
        each.text("id")
        table = each.text("table")
        columns = (each.text("result"), each.text("plus"), each.text("minus"))
        for row in each.texts("rows"):
            result, plus, minus = (f"{table}.{row}.{column}" for column in columns)
            _note_strangers(each, tables, (result, plus, minus))
            stocks.append(Rolled(result, plus, minus))
        each.finish()
    return tuple(stocks)


def _note_strangers(
    declared: Declaration, tables: Sequence[Table], cells: Sequence[CellId]
) -> None:
    """Note the cells that the form does not have."""
    known = {field.id for table in tables for field in table.fields}
    for cell in cells:
        if cell not in known:
            declared.note(f"there is no cell {cell}")
