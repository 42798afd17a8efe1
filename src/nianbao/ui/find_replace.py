"""Find and replace in all texts of the report, in a bar below the page.

What is found is shown where it stands; the focus stays in the bar until it is closed.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from nianbao.core.finding import COVER, Part, TextPlace
from nianbao.core.form import CellId
from nianbao.core.links import UNFILLED
from nianbao.core.numbers import write_number
from nianbao.core.occurrences import Occurrence, occurrences, replaced
from nianbao.ui import theme
from nianbao.ui.flow import Flow, together
from nianbao.ui.session import Session
from nianbao.ui.text.editor import TextEditor
from nianbao.ui.text.shown import SIGN
from nianbao.ui.theme.icons import icon

NONE: Final = "没有找到"
LINKED: Final = "（是表格中的数，随表格变化，不能替换）"
WIDEST: Final = 260


class FindReplace(QFrame):
    """Finds words in lead, headings and paragraphs.

    `shown` asks to select a place; `closed` to go to the last one, None where there is none.
    """

    shown = Signal(object)
    closed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[Occurrence, ...] = ()
        self._at: int | None = None
        self._note = ""
        self._step = COVER
        self.setObjectName("findReplace")
        self.setProperty("card", True)
        self.sought = self._field("查找", "要找的文字")
        self.new = self._field("替换为", "留空就是删去")
        self.count = QLabel(self)
        self.next = self._button("下一处", lambda: self.go(1), "Enter 或 F3")
        self.before = self._button("上一处", lambda: self.go(-1), "Shift+Enter 或 Shift+F3")
        self.replace = self._button("替换", self.replace_one, "替换这一处，到下一处")
        self.replace_all = self._button("全部替换", self.replace_every, "一步撤销")
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip("关闭（Esc）")
        self.close_button.setAccessibleName("关闭查找")
        self.close_button.clicked.connect(self.leave)
        self._lay_out()
        self.sought.textChanged.connect(self._on_sought)
        session.changed.connect(self._on_change)
        session.replaced.connect(self._on_change)
        self.hide()

    @property
    def at_hand(self) -> Occurrence | None:
        """What is found and shown just now."""
        return None if self._at is None else self._found[self._at]

    def open(self, step: str, *, replacing: bool) -> None:
        """Show the bar, looking for what is selected in the text if anything is.

        `step` is the page at hand: what is on it or after it is shown first.
        """
        self._step = step
        for widget in (self.new, self.new_label, self.replace, self.replace_all):
            widget.setVisible(replacing)
        words = _selected_words()
        self.show()
        if words and words != self.sought.text():
            self.sought.setText(words)
        else:
            self._look_again()
        self.sought.selectAll()
        self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self, way: int) -> None:
        """Show the next place (way 1) or the one before (-1), round and round."""
        if self._found:
            first = self._first() if way > 0 else self._first() - 1
            at = first if self._at is None else self._at + way
            self._show(at % len(self._found))

    def replace_one(self) -> None:
        """Put the new words in place of those at hand, and go on."""
        here = self.at_hand
        if here is None:
            self.go(1)
            return
        new = self.new.text()
        self._session.do(replaced(self._session.report, (here,), new), "替换")
        # What was put in may have the sought words in it: those are stepped over.
        after = self._order(here.place, here.place.begin + len(new))
        later = (at for at, it in enumerate(self._found) if self._order(it.place) >= after)
        self._step_to(next(later, 0))

    def replace_every(self) -> None:
        """Put the new words in place of all that can be replaced, as one step."""
        open_ones = [it for it in self._found if not it.linked]
        kept = len(self._found) - len(open_ones)
        change = replaced(self._session.report, open_ones, self.new.text())
        done = len(open_ones) if change else 0
        self._session.do(change, f"全部替换 {done} 处")
        left = f"，另有 {kept} 处是表格中的数，没有替换" if kept else ""
        self._at = None
        self._note = f"已替换 {done} 处{left}"
        self._tell()

    def leave(self) -> None:
        """Close the bar; the focus goes to what was found last."""
        here = self.at_hand
        self.hide()
        self.closed.emit(here.place if here is not None else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter goes back, Esc closes."""
        keys = event.key()
        enter = keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if keys == Qt.Key.Key_Escape:
            self.leave()
        elif enter and isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        elif enter and self.new.hasFocus():
            self.replace_one()
        elif enter:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _on_sought(self) -> None:
        self._at = None
        self._look_again()
        if self._found:
            self._show(self._first())

    def _on_change(self, *_change: object) -> None:
        if self.isVisible():
            self._look_again()

    def _look_again(self) -> None:
        """Find everything anew; what was at hand stays so if it is still there."""
        here = self.at_hand
        report = self._session.report
        self._found = occurrences(report, self._sections()[1:], self.sought.text(), self._number)
        self._at = self._found.index(here) if here in self._found else None
        self._note = ""
        self._tell()

    def _first(self) -> int:
        """Find the first place from the page at hand on; round to the beginning without one."""
        sections = self._sections()
        begin = sections.index(self._step) if self._step in sections else 0
        places = (sections.index(it.place.section) for it in self._found)
        return next((at for at, place in enumerate(places) if place >= begin), 0)

    def _sections(self) -> list[str]:
        return [COVER, *(section.id for section in self._session.form.sections)]

    def _step_to(self, at: int) -> None:
        if self._found:
            self._show(at)
        else:
            self._tell()

    def _order(self, place: TextPlace, begin: int | None = None) -> tuple[int, int, bool, int]:
        """Put places in the order of print; `begin` stands for another one in the same text."""
        body = place.part is Part.BODY
        at = place.begin if begin is None else begin
        return self._sections().index(place.section), place.passage, body, at

    def _show(self, at: int) -> None:
        self._at = at
        self._note = ""
        self._tell()
        self.shown.emit(self._found[at].place)

    def _tell(self) -> None:
        """Say how many there are, and which of them is at hand."""
        here, total = self.at_hand, len(self._found)
        if self._note:
            words = self._note
        elif not self.sought.text():
            words = ""
        elif not total:
            words = NONE
        elif here is None or self._at is None:
            words = f"共 {total} 处"
        else:
            words = f"第 {self._at + 1} 处，共 {total} 处" + (LINKED if here.linked else "")
        self.count.setText(words)
        for button in (self.next, self.before):
            button.setEnabled(bool(total))
        self.replace.setEnabled(bool(total) and not (here is not None and here.linked))
        self.replace_all.setEnabled(any(not it.linked for it in self._found))

    def _number(self, cell: CellId) -> str | None:
        if cell not in self._session.form.fields:
            return None
        return write_number(self._session.report.entry(cell)) or UNFILLED

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setMaximumWidth(WIDEST)
        return field

    def _button(self, words: str, act: Callable[[], object], tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        parts = Flow()
        self.new_label = QLabel("替换为", self)
        self.new_label.setBuddy(self.new)
        label = QLabel("查找", self)
        label.setBuddy(self.sought)
        parts.addWidget(together(self, label, self.sought, self.before, self.next))
        parts.addWidget(together(self, self.new_label, self.new, self.replace, self.replace_all))
        self.count.setMinimumHeight(self.sought.sizeHint().height())
        parts.addWidget(self.count)
        row.addLayout(parts, stretch=1)
        row.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)


def _selected_words() -> str:
    """Give what is selected in the text that has the focus, if it is within one line."""
    field = QApplication.focusWidget()
    words = ""
    if isinstance(field, TextEditor):
        words = field.textCursor().selectedText()
    elif isinstance(field, QLineEdit):
        words = field.selectedText()
    return "" if SIGN in words or "\u2029" in words else words
