"""A text to be edited: linked numbers in one piece, marks, and no undo of its own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolTip, QWidget

from nianbao.core.clean_text import Removed, clean
from nianbao.core.finding import Finding, TextPlace
from nianbao.core.form import CellId
from nianbao.core.links import link, with_numbers
from nianbao.core.report import Change
from nianbao.io.left_out import told
from nianbao.ui.session import Session
from nianbao.ui.text.chips import Chips
from nianbao.ui.text.document import cell_near, put, read, take_links
from nianbao.ui.text.marks import Mark, Marks
from nianbao.ui.text.offers import offers_about
from nianbao.ui.text.shown import SIGN, Shown, difference, pieces
from nianbao.ui.text.underlines import draw_run

STORED_TEXT: Final = "application/x-nianbao-text"
"""A copied text with its links, for pasting within the program; others get the numbers."""

PASTED: Final = "粘贴的文字"


class TextEditor(QPlainTextEdit):
    """Edits one stored text. Undo belongs to the whole report, so its keys are passed on.

    `entered` tells that the focus came here; `let_stand` which of last year's sentences the
    clerk keeps; `linking` that a number of the tables is wanted at the caret. `menu_asked`
    hands out the context menu and the finding at its place, for others to add to. `apart`
    comes before and after what is to be undone by itself. `cells` are those of its links.
    """

    entered = Signal()
    let_stand = Signal(str)
    linking = Signal()
    apart = Signal()
    menu_asked = Signal(QMenu, object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._known = session.form.fields
        self._given = ("", "")
        self._stored: str | None = None
        self.cells: frozenset[CellId] = frozenset()
        self._taking = False
        self._chips = Chips(session, self)
        self.marks = Marks(self.document())
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().contentsChange.connect(self._forget)
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._tell_number)
        session.changed.connect(self._on_change)

    @property
    def stored(self) -> str:
        """The text as the report keeps it; as it was given, as long as nobody changed it."""
        if self._stored is None:
            now = read(self.document())
            self._stored = self._given[1] if now == self._given[0] else now
        return self._stored

    @property
    def printed(self) -> str:
        """The text as it is printed, with the numbers of the links."""
        return with_numbers(self.stored, self._number)

    def show_text(self, stored: str) -> None:
        """Show a text, touching only what is other than before; the caret goes there."""
        before = self.stored
        if stored == before:
            return
        begin, end, end_new = difference(before, stored, self._known)
        shown = Shown(before, self._known)
        cursor = QTextCursor(self.document())
        cursor.setPosition(shown.place(begin))
        cursor.setPosition(shown.place(end), QTextCursor.MoveMode.KeepAnchor)
        put(cursor, stored[begin:end_new], self._known)
        self._given = (read(self.document()), stored)
        self._stored = stored
        if self.hasFocus():
            self.setTextCursor(cursor)

    def insert_link(self, cell: CellId) -> None:
        """Put a linked number where the caret is, in place of what is selected."""
        self._put_apart(link(cell))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these stretches and no others; what is found there is said too."""
        self.marks.show_marks(marks)
        self.viewport().update()
        self._describe()

    def select(self, begin: int, end: int) -> None:
        """Select from one place of the editor up to another."""
        cursor = self.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def select_place(self, place: TextPlace) -> None:
        """Select what stands at a place of the text as it is kept."""
        shown = Shown(self.stored, self._known)
        self.select(shown.place(place.begin), shown.place(place.end, end=True))

    def select_finding(self, finding: Finding) -> bool:
        """Select what a finding speaks of; tell whether that is here."""
        if finding.place is not None:
            self.select_place(finding.place)
            return True
        shown = Shown(self.stored, self._known)
        at = self.stored.find(finding.sentence) if finding.sentence else -1
        if at >= 0 and finding.sentence:
            self.select(shown.place(at), shown.place(at + len(finding.sentence), end=True))
        return at >= 0

    def changeEvent(self, event: QEvent) -> None:
        """Lay the grounds of what is marked anew when the colours are others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.marks.rehighlight()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window; say at a mark what is the matter."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return False
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, point: QPoint) -> str:
        """Say what there is to say about a point of the editor."""
        at = self.cursorForPosition(self.viewport().mapFrom(self, point)).position()
        words = [m.words for m in self.marks.at(at) if m.finding or m.words not in self.stored]
        if (cell := cell_near(self.document(), at)) is not None:
            words.append(f"{self._name(cell)}的数，随表格变化")
        return "\n".join(dict.fromkeys(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the lines under what is marked."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self.firstVisibleBlock()
        while block.isValid():
            origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
            if origin.y() > event.rect().bottom():
                break
            if origin.y() + block.layout().boundingRect().height() >= event.rect().top():
                for run in self.marks.runs(block.blockNumber()):
                    draw_run(painter, block, origin, run)
            block = block.next()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done at this place, besides cut and paste."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.menu_at(cursor.position())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_at(self, place: int) -> QMenu:
        """Make the context menu for a place of the text."""
        menu = QMenu(self)
        about = self._findings_at(place)
        self.menu_asked.emit(menu, about[0] if about else None)
        self._offer_to_keep(menu, place)
        menu.addAction("插入表格中的数…", self.linking.emit)
        menu.addSeparator()
        usual = self.createStandardContextMenu()
        usual.setParent(menu)
        menu.addActions(usual.actions())
        return menu

    def offers(self) -> QMenu | None:
        """Make the menu of what can be done about what is marked at the caret; None for nothing."""
        place = self.textCursor().position()
        findings = self._findings_at(place)
        menu = offers_about(self, findings, self._offer)
        self._offer_to_keep(menu, place)
        return menu if menu.actions() else None

    def caret(self) -> QPoint:
        """Give the point below the caret, on the screen."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    def _findings_at(self, place: int) -> list[Finding]:
        return [mark.finding for mark in self.marks.at(place) if mark.finding is not None]

    def _offer(self, menu: QMenu, finding: Finding) -> None:
        menu.addAction("选中这几个字，重新写", lambda: self.select_finding(finding))
        self.menu_asked.emit(menu, finding)

    def _offer_to_keep(self, menu: QMenu, place: int) -> None:
        """Offer to let a sentence of last year stand."""
        if sentence := self.marks.sentence_at(place):
            menu.addAction("这一句属实，保留上一年的写法", lambda: self.let_stand.emit(sentence))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's name
        """Copy links as their numbers; within the program they stay links."""
        cursor = self.textCursor()
        stored = read(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setText(with_numbers(stored, self._number))
        data.setData(STORED_TEXT, stored.encode())
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Paste text and nothing else; links only from this program.

        What no report may hold is left out here, so that what is marked later stands where the
        report has it.
        """
        own = source.hasFormat(STORED_TEXT)
        text = bytes(source.data(STORED_TEXT).data()).decode() if own else source.text()
        kept, left_out = clean(text.replace(SIGN, ""))
        if left_out:
            gone = (told(self._session.form, Removed(PASTED, one)) for one in left_out)
            self._session.told.emit("".join(gone))
        self._put_apart(kept)
        self.ensureCursorVisible()

    def _put_apart(self, stored: str) -> None:
        """Put a stored text at the caret, as an undo step of its own."""
        self.apart.emit()
        put(self.textCursor(), stored, self._known)
        self.apart.emit()

    def _number(self, cell: CellId) -> str | None:
        return self._chips.number(cell) if cell in self._known else None

    def _name(self, cell: CellId) -> str:
        field = self._known[cell]
        return f"{self._session.form.table(field.table).name}{field.name}"

    def _forget(self, *_where: int) -> None:
        self._stored = None

    def _on_text(self) -> None:
        """Turn links that were typed as braces into signs; note which there are."""
        if self._taking:
            return
        if "{{" in self.document().toRawText():
            self._taking = True
            take_links(self.document(), self._known)
            self._taking = False
        found = (piece.cell for piece in pieces(self.stored, self._known))
        self.cells = frozenset(cell for cell in found if cell is not None)
        self._describe()

    def _describe(self) -> None:
        """Say what the text does not: its linked numbers, and what is found in it."""
        printed = (self.printed,) if self.cells else ()
        found = dict.fromkeys(finding.message for finding in self.marks.findings)
        self.setAccessibleDescription("\n".join((*printed, *found)))

    def _tell_number(self) -> None:
        """Say which number the caret has come to: a linked one is a sign, not a word."""
        if not (self.cells and self.hasFocus()):
            return
        cell = cell_near(self.document(), self.textCursor().position())
        if cell is not None:
            number = self._chips.number(cell)
            self._session.told.emit(f"{self._name(cell)}：{number}，随表格变化")

    def _on_change(self, change: Change) -> None:
        """Draw the links to cells that hold another number now."""
        if self.cells & change.cells.keys():
            document = self.document()
            document.markContentsDirty(0, document.characterCount())
            self.viewport().update()
            self._describe()
