"""One step of the wizard: a statutory table, and what the row at hand asks for."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from nianbao.core.finding import Finding
from nianbao.core.form import Field, Section
from nianbao.core.numbers import write_number
from nianbao.ui import theme
from nianbao.ui.findings import TONES
from nianbao.ui.grid.menus import add_clip_actions
from nianbao.ui.grid.model import source_words
from nianbao.ui.grid.view import GridView
from nianbao.ui.remedies import add_remedies
from nianbao.ui.session import Session


class TablePage(QWidget):
    """Shows one table with the guidance for the current row beneath it.

    `explaining` asks the window for the reason of a finding.
    """

    explaining = Signal(object)

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = section
        self.grid = GridView(session.form.table(section.table), session, self)
        self.grid.moved.connect(self._on_moved)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._open_menu)
        session.checked.connect(self._tell)
        session.pointed.connect(self._tell)
        session.manners.changed.connect(self._tell)
        self.grid.selected.connect(session.selected)
        self._guidance = QLabel(section.guidance, self)
        self._guidance.setWordWrap(True)
        theme.set_tone(self._guidance, "faint")
        self._guidance.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Always two lines high: the table must not jump while the clerk moves about in it.
        self._guidance.setFixedHeight(2 * self._guidance.fontMetrics().lineSpacing() + 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP // 2)
        layout.addWidget(self.grid, stretch=100)
        layout.addWidget(self._guidance)
        layout.addStretch(1)
        self.setFocusProxy(self.grid)

    def show_finding(self, finding: Finding) -> None:
        """Go to the cells a finding speaks of."""
        self.grid.show_cells(finding.cells)
        self.grid.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Say which cells are chosen here."""
        super().showEvent(event)
        self._session.selected.emit(self.grid.chosen())

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that no cell on screen is chosen any more."""
        super().hideEvent(event)
        self._session.selected.emit(())

    def menu_at(self, point: QPoint) -> QMenu:
        """Make the menu of what can be done at a point of the grid, and about its findings."""
        menu = QMenu(self)
        add_clip_actions(menu, self.grid)
        field = self.grid.grid.field(self.grid.indexAt(point))
        for finding in self._session.findings:
            if field is not None and field.id in finding.cells:
                add_remedies(menu, self._session, finding, self.explaining.emit)
        return menu

    def _open_menu(self, point: QPoint) -> None:
        menu = self.menu_at(point)
        menu.exec(self.grid.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _on_moved(self, _field: Field | None) -> None:
        self._tell()

    def _tell(self, *_pointed: object) -> None:
        """Say what is wrong with the current cell, or else where it is from and what it asks."""
        field = self.grid.grid.field(self.grid.currentIndex())
        findings = self._session.findings_at(field.id) if field else ()
        pointed = self._session.pointed_at
        if field is not None and pointed is not None and field.id in pointed.cells:
            findings = (pointed,)
        if findings:
            words = findings[0].message
        elif field is not None:
            words = "　".join(filter(None, (*self._last_year(field), self._asked(field))))
        else:
            words = self._section.guidance
        self._guidance.setText(words)
        theme.set_tone(self._guidance, TONES[findings[0].severity] if findings else "faint")

    def _asked(self, field: Field) -> str:
        return self._session.form.row_guidance[f"{field.table}.{field.row}"]

    def _last_year(self, field: Field) -> tuple[str, str]:
        """Say what the cell held last year, and where its value came from."""
        grid = self.grid.grid
        value, difference = grid.last_year(field.id), grid.difference(field.id)
        source = self._session.report.sources.get(field.id)
        where = "（格内左下角小字）" if self._session.manners.shows_last_year else ""
        compared = f"，今年与之相差 {difference}" if difference not in (None, "0") else ""
        return (
            "" if value is None else f"上一年：{write_number(value)}{where}{compared}",
            source_words(source) if source else "",
        )
