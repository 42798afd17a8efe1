"""A table as it is drawn in a form's data: words, reaches and fields, position by position.

`"<"` says that the cell to the left reaches over, `"^"` that the cell above does, and
`"=row.column"` that a number goes here; everything else is an official label.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from nianbao.core.form import Field, GridCell, Kind

LEFT, UP, FIELD = "<", "^", "="

Path: TypeAlias = tuple[str, ...]


class DrawingError(ValueError):
    """The drawing is not a table; `problems` names every mistake."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def draw(
    table: str, drawing: Sequence[Sequence[str]], money: Collection[str]
) -> tuple[GridCell, ...]:
    """Turn a drawing into printed cells with named fields, in reading order.

    `money` lists the fields (`row.column`) that hold amounts. Raises DrawingError naming
    every ragged row, broken reach, malformed and doubled field.
    """
    problems = [
        f"row {i + 1} has {len(row)} positions, row 1 has {len(drawing[0])}"
        for i, row in enumerate(drawing)
        if len(row) != len(drawing[0])
    ]
    if problems:
        raise DrawingError(problems)
    cells = _cells(drawing, problems)
    bare = [_field(table, cell, cells, money, problems) for cell in cells]
    ids = Counter(field.id for field in bare if field)
    problems += [f"field {name} stands twice" for name, times in ids.items() if times > 1]
    problems += [
        f"money field {name} does not exist" for name in money if f"{table}.{name}" not in ids
    ]
    if problems:
        raise DrawingError(problems)
    named = _named([field for field in bare if field])
    return tuple(
        replace(cell, label="", field=named[field.id]) if field else cell
        for cell, field in zip(cells, bare, strict=True)
    )


def _cells(drawing: Sequence[Sequence[str]], problems: list[str]) -> list[GridCell]:
    """Find each origin and how far it reaches; every position must belong to one rectangle."""
    free = {(r, c) for r, row in enumerate(drawing) for c in range(len(row))}
    cells = []
    for r, row in enumerate(drawing):
        for c, mark in enumerate(row):
            if mark in (LEFT, UP):
                continue
            width = 1
            while c + width < len(row) and row[c + width] == LEFT:
                width += 1
            height = 1
            while r + height < len(drawing) and drawing[r + height][c] == UP:
                height += 1
            free -= {(r + i, c + j) for i in range(height) for j in range(width)}
            inside = {drawing[r + i][c + j] for i in range(1, height) for j in range(1, width)}
            if inside - {LEFT, UP}:
                problems.append(f"position ({r + 1}, {c + 1}): the reach is no rectangle")
            cells.append(GridCell(r, c, height, width, label=mark))
    problems += [f"position ({r + 1}, {c + 1}) belongs to no cell" for r, c in sorted(free)]
    return cells


def _field(
    table: str,
    cell: GridCell,
    cells: Sequence[GridCell],
    money: Collection[str],
    problems: list[str],
) -> Field | None:
    """Read a field mark, with the labels that lead to it; None for a label."""
    if not cell.label.startswith(FIELD):
        return None
    name = cell.label.removeprefix(FIELD)
    row, dot, column = name.partition(".")
    if not (row and dot and column) or "." in column:
        problems.append(f"position ({cell.top + 1}, {cell.left + 1}): {name!r} is no row.column")
        return None
    return Field(
        id=f"{table}.{name}",
        table=table,
        row=row,
        column=column,
        kind=Kind.MONEY if name in money else Kind.COUNT,
        row_path=tuple(
            other.label
            for other in cells
            if other.left < cell.left
            and other.top <= cell.top < other.top + other.height
            and not other.label.startswith(FIELD)
        ),
        column_path=_above(cell, cells),
    )


def _above(cell: GridCell, cells: Sequence[GridCell]) -> tuple[str, ...]:
    """Collect the labels over a cell, outermost first: the nearest block of labels upwards."""
    over = [
        other
        for other in cells
        if other.top < cell.top and other.left <= cell.left < other.left + other.width
    ]
    over.sort(key=lambda other: other.top)
    while over and over[-1].label.startswith(FIELD):
        over.pop()
    path: list[str] = []
    while over and not over[-1].label.startswith(FIELD):
        path.insert(0, over.pop().label)
    return tuple(path)


def _named(fields: Sequence[Field]) -> dict[str, Field]:
    """Give each field the shortest wording that tells its row and its column from the others."""
    rows = _shortest({f.id: (f.row_path, f.column_path) for f in fields})
    columns = _shortest({f.id: (f.column_path, f.row_path) for f in fields})
    return {f.id: replace(f, row_name=rows[f.id], column_name=columns[f.id]) for f in fields}


def _shortest(paths: Mapping[str, tuple[Path, Path]]) -> dict[str, str]:
    """Cut each first path to its shortest end that no other one beside it shares.

    Beside it stand the fields with the same second path: the line that runs across.
    """
    beside: dict[Path, set[Path]] = {}
    for path, across in paths.values():
        beside.setdefault(across, set()).add(path)
    short = {}
    for cell, (path, across) in paths.items():
        others = beside[across] - {path}
        size = 1
        while size < len(path) and any(other[-size:] == path[-size:] for other in others):
            size += 1
        short[cell] = "／".join(path[-size:])
    return short
