"""The heading of a passage: a line in which findings are marked and can be dealt with."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from nianbao.core.finding import Finding
from nianbao.ui.text.lines import mark_line, select_in_line
from nianbao.ui.text.offers import offers_about


class HeadingLine(QLineEdit):
    """Edits one heading; `menu_asked` hands out a menu and a finding, for others to add to."""

    menu_asked = Signal(QMenu, object)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._findings: tuple[Finding, ...] = ()
        self.setPlaceholderText("小标题，例如“（一）主动公开情况”；不要小标题就留空")
        self.setAccessibleName("小标题")

    def show_marks(self, findings: Sequence[Finding]) -> None:
        """Mark the line by the gravest of these findings, and no others."""
        self._findings = tuple(findings)
        mark_line(self, findings)

    def offers(self) -> QMenu | None:
        """Make the menu of what can be done about the heading; None where nothing is marked."""
        return offers_about(self, self._findings, self._offer) if self._findings else None

    def caret(self) -> QPoint:
        """Give the point below the caret, on the screen."""
        return self.mapToGlobal(self.cursorRect().bottomLeft())

    def _offer(self, menu: QMenu, finding: Finding) -> None:
        if (place := finding.place) is not None:
            menu.addAction("选中这几个字，重新写", lambda: select_in_line(self, place))
        self.menu_asked.emit(menu, finding)
