"""Two windows to type in: the program's own, and the smallest one with the same contents.

The smallest has Qt's own table of as many cells and Qt's own editor with the same text, and
checks nothing.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit, QStackedWidget, QTableView

from nianbao.ui.main_window import MainWindow

CELL = "t3.3-1.natural"


class Desk(Protocol):
    """What the keys need of a window, whichever it is."""

    window: QMainWindow

    def table(self) -> tuple[QTableView, QModelIndex]:
        """Show table three; give it, and a place in its middle."""
        ...

    def text(self) -> QPlainTextEdit:
        """Show the longest passage."""
        ...

    def history(self) -> tuple[Callable[[], object], Callable[[], object]]:
        """Give what takes back, and what makes again."""
        ...

    def turn(self, at: int) -> None:
        """Turn to the table for an even number, to the passages for an odd one."""
        ...

    def after_key(self) -> None:
        """Do what belongs to a key beside the key itself."""
        ...


class OurDesk:
    """The program's window, with a report open in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def table(self) -> tuple[QTableView, QModelIndex]:
        self.window.steps.go_to("3")
        grid = self.window.page.grid
        return grid, grid.grid.place(CELL)

    def text(self) -> QPlainTextEdit:
        self.window.steps.go_to("1")
        editors = self.window.page.findChildren(QPlainTextEdit)
        writable = (editor for editor in editors if not editor.isReadOnly())
        return max(writable, key=lambda editor: editor.document().characterCount())

    def history(self) -> tuple[Callable[[], object], Callable[[], object]]:
        return self.window.session.undo.undo, self.window.session.undo.redo

    def turn(self, at: int) -> None:
        self.window.steps.go_to("31"[at % 2])

    def after_key(self) -> None:
        """Nothing: the program does by itself what is to be done."""


class BareDesk:
    """The smallest window with a table and a text, one shown at a time."""

    def __init__(self, text: str, rows: int, columns: int) -> None:
        self._table, self._text = QTableView(), QPlainTextEdit(text)
        model = QStandardItemModel(rows, columns, self._table)
        for row in range(rows):
            for column in range(columns):
                model.setData(model.index(row, column), "0")
        self._table.setModel(model)
        self._pages = QStackedWidget()
        for page in (self._table, self._text):
            self._pages.addWidget(page)
        self.window = QMainWindow()
        self.window.setCentralWidget(self._pages)

    def table(self) -> tuple[QTableView, QModelIndex]:
        self._pages.setCurrentWidget(self._table)
        model = self._table.model()
        return self._table, model.index(model.rowCount() // 4, 0)

    def text(self) -> QPlainTextEdit:
        self._pages.setCurrentWidget(self._text)
        return self._text

    def history(self) -> tuple[Callable[[], object], Callable[[], object]]:
        return self._text.undo, self._text.redo

    def turn(self, at: int) -> None:
        self._pages.setCurrentIndex(at % 2)

    def after_key(self) -> None:
        """Paint the whole page: the strip of one letter takes too little time to divide by."""
        self._pages.currentWidget().viewport().update()
