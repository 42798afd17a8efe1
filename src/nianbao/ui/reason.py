"""Giving the reason why a finding may stand: what it is about, ready phrases, free text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.finding import Finding
from nianbao.core.gate import reason_for
from nianbao.core.numbers import write_number
from nianbao.ui import theme
from nianbao.ui.proposals import cell_name
from nianbao.ui.session import Session

WIDTH = 620
MOST_LINES = 6
"""Lines of cells or phrases shown without scrolling."""

REASON_LINES = 6
"""Lines of the reason that are always in sight."""

KEYS = 9
"""Phrases that have a key of their own (Alt+1 to Alt+9)."""


class ReasonDialog(QDialog):
    """Asks for the reason of one finding; `chosen` gives it once the dialog was accepted."""

    def __init__(self, session: Session, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("说明理由")
        self._session = session
        self._finding = finding
        before = reason_for(finding, session.report)
        self.reason = QPlainTextEdit(before, self)
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("写明实际情况和依据，供审核的人看")
        self.phrases = self._phrase_list(session.book.phrases.get(finding.rule, ()))
        self.buttons = QDialogButtonBox(self)
        self.take = QPushButton("确定(&O)", self)
        self.take.setProperty("primary", True)
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setToolTip("Ctrl+Enter")
        self.buttons.addButton("取消(&C)", QDialogButtonBox.ButtonRole.RejectRole)
        self.remove = self.buttons.addButton(
            "删除理由(&D)", QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.remove.setVisible(bool(before))
        self._connect()
        self._lay_out()
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)
        self.reason.setFocus()
        self._enable()

    def chosen(self) -> str:
        """Give the reason as it stands; "" takes an earlier one away."""
        return self.reason.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Insert the phrase at hand on Enter or the space bar."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            self._insert(self.phrases.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _phrase_list(self, phrases: Sequence[str]) -> QListWidget:
        listed = QListWidget(self)
        listed.setAccessibleName("常用理由")
        listed.setWordWrap(True)
        for number, phrase in enumerate(phrases, start=1):
            item = QListWidgetItem(f"{number}　{phrase}" if number <= KEYS else phrase, listed)
            item.setData(Qt.ItemDataRole.UserRole, phrase)
            if number <= KEYS:
                key = QShortcut(QKeySequence(f"Alt+{number}"), self)
                key.activated.connect(lambda item=item: self._insert(item))
        listed.setVisible(bool(phrases))
        listed.setCurrentRow(0)
        listed.installEventFilter(self)
        return listed

    def _insert(self, item: QListWidgetItem) -> None:
        """Put a phrase where the caret is and go on typing behind it."""
        self.reason.insertPlainText(str(item.data(Qt.ItemDataRole.UserRole)))
        self.reason.setFocus()

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.remove.clicked.connect(self._take_away)
        self.phrases.itemClicked.connect(self._insert)
        self.reason.textChanged.connect(self._enable)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.take.click)

    def _take_away(self) -> None:
        self.reason.clear()
        self.accept()

    def _enable(self) -> None:
        self.take.setEnabled(bool(self.chosen()))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(2 * theme.GAP,) * 4)
        layout.setSpacing(theme.GAP)
        message = QLabel(self._finding.message, self, wordWrap=True)
        message.setProperty("group", True)
        layout.addWidget(message)
        if words := "\n".join(filter(None, (self._sentence_words(), self._cells_words()))):
            layout.addWidget(self._quotation(words))
        if self.phrases.count():
            layout.addWidget(QLabel("常用理由（点一下，或按 Alt 加数字，写到下面）", self))
            line = self.phrases.sizeHintForRow(0) or 1
            rows = min(self.phrases.count(), MOST_LINES)
            self.phrases.setFixedHeight(rows * line + 2 * theme.GAP)
            layout.addWidget(self.phrases)
        label = QLabel("理由(&W)", self)
        label.setBuddy(self.reason)
        layout.addWidget(label)
        self.reason.setMinimumHeight(REASON_LINES * self.reason.fontMetrics().lineSpacing())
        layout.addWidget(self.reason, stretch=1)
        until = QLabel(self._until(), self, wordWrap=True)
        until.setProperty("faint", True)
        layout.addWidget(until)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _quotation(self, words: str) -> QPlainTextEdit:
        """Show what the finding is about; long lists scroll."""
        shown = QPlainTextEdit(words, self, readOnly=True)
        shown.setProperty("quotation", True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("这一处的内容")
        metrics = shown.fontMetrics()
        wide = WIDTH - 8 * theme.GAP
        lines = sum(1 + metrics.horizontalAdvance(line) // wide for line in words.split("\n"))
        height = min(lines, MOST_LINES) * metrics.lineSpacing() + 3 * theme.GAP
        shown.setFixedHeight(height)
        return shown

    def _sentence_words(self) -> str:
        return f"原句：{self._finding.sentence}" if self._finding.sentence else ""

    def _cells_words(self) -> str:
        report, form = self._session.report, self._session.form
        return "\n".join(
            f"{cell_name(form, cell)}：{write_number(report.entry(cell)) or '空白'}"
            for cell in self._finding.cells
        )

    def _until(self) -> str:
        """Say how long the reason will hold."""
        cells, sentence = bool(self._finding.cells), bool(self._finding.sentence)
        if cells and sentence:
            what = "这几格的数和这句话"
        elif cells:
            what = "这几格的数"
        elif sentence:
            what = "这句话"
        else:
            return "理由随年报保存，不印进公开的文档。"
        return f"只要{what}不变，这条理由就一直有效；改动以后要重新说明。理由不印进公开的文档。"
