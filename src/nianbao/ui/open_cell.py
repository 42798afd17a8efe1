"""The cell that is open for typing, whichever table it stands in."""

from PySide6.QtWidgets import QAbstractItemView, QApplication


def is_cell_open() -> bool:
    """Tell whether a cell is open: what stands in it is no change yet."""
    return _table() is not None


def enter_open_cell() -> None:
    """Enter what stands in the open cell, as Excel does before it saves."""
    table = _table()
    if table is not None:
        table.setFocus()  # a cell that loses the focus is entered and closed


def _table() -> QAbstractItemView | None:
    """Find the table with the open cell."""
    focused = QApplication.focusWidget()
    viewport = None if focused is None else focused.parentWidget()
    table = None if viewport is None else viewport.parentWidget()
    return table if isinstance(table, QAbstractItemView) else None
