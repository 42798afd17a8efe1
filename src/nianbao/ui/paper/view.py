"""Pages to scroll through and to look at closely."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from nianbao.ui import theme
from nianbao.ui.paper.making import LaidOut
from nianbao.ui.paper.painting import PagePainter

GAP: Final = 12
TWIPS_PER_INCH: Final = 1440
PERCENT: Final = 100
STEPS: Final = (25, 50, 75, 100, 125, 150, 200, 300, 400)
"""Per cent to which the keys go."""


class Fit(Enum):
    """How large pages are when no size was chosen."""

    WIDTH = auto()
    PAGE = auto()


class PaperView(QAbstractScrollArea):
    """Shows pages side by side as far as there is room, and below each other.

    `paged` tells the number of the page looked at, `zoomed` that pages are of another size.
    """

    paged = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paperView")
        self.setAccessibleName("预览")
        self._laid: LaidOut | None = None
        self._pages: PagePainter | None = None
        self._page = 0
        self.zoom: Fit | int = Fit.WIDTH
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: else pages that fit the width would change it by coming and going.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 0 if self._laid is None else len(self._laid.sheets.pages)

    @property
    def page(self) -> int:
        """The page looked at, counted from 1."""
        return self._page

    @property
    def percent(self) -> int:
        """How large pages are, 100 being their size on paper."""
        return round(self._scale() * PERCENT * TWIPS_PER_INCH / self.logicalDpiX())

    def show_pages(self, laid: LaidOut) -> None:
        """Show these pages from now on, at the place where the clerk has been looking."""
        place = self._place()
        self._laid, self._pages = laid, PagePainter(laid.faces)
        self._arrange(place)
        self._on_scrolled()
        self.viewport().update()

    def set_zoom(self, zoom: Fit | int) -> None:
        """Show pages as large as fits, or at so many per cent; what is in the middle stays."""
        place = self._place()
        self.zoom = zoom
        self._arrange(place)
        self.zoomed.emit()
        self.viewport().update()

    def step_zoom(self, way: int) -> None:
        """Make pages one step larger (way 1) or smaller (-1)."""
        now = self.percent
        larger = [step for step in STEPS if step > now]
        smaller = [step for step in reversed(STEPS) if step < now]
        steps = larger if way > 0 else smaller
        if steps:
            self.set_zoom(steps[0])

    def turn(self, way: int) -> None:
        """Go to the next page (way 1) or the one before (-1); to the next row of pages."""
        page = self._page + way * self._columns()
        self.go_to_page(max(1, min(self.count, page)))

    def go_to_page(self, page: int, height: float = 0) -> None:
        """Show a page from its upper edge, or from so many twips below that."""
        if 1 <= page <= self.count:
            top = self._rect(page - 1).top() + height * self._scale()
            self.verticalScrollBar().setValue(round(top - GAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colours.line)
        if self._laid is None or self._pages is None:
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        scale = self._scale()
        for at, sheet in enumerate(self._laid.sheets.pages):
            rect = self._rect(at).translated(-across, -down)
            if rect.bottom() < 0 or rect.top() > self.viewport().height():
                continue
            painter.fillRect(rect, QColor(Qt.GlobalColor.white))
            painter.setPen(theme.colours.edge)
            painter.drawRect(rect)
            painter.save()
            painter.translate(rect.topLeft())
            painter.scale(scale, scale)
            self._pages.draw(painter, sheet)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the room there is now."""
        super().resizeEvent(event)
        self._arrange(self._place())
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _size(self) -> tuple[int, int]:
        return (1, 1) if self._laid is None else (self._laid.sheets.width, self._laid.sheets.height)

    def _scale(self) -> float:
        """Give the dots of a twip."""
        width, height = self._size()
        room = self.viewport().size()
        fits = max(room.width() - 2 * GAP, 1) / width
        if self.zoom is Fit.WIDTH:
            return fits
        if self.zoom is Fit.PAGE:
            return min(fits, max(room.height() - 2 * GAP, 1) / height)
        assert isinstance(self.zoom, int)  # noqa: S101  for the type checker
        return self.zoom / PERCENT * self.logicalDpiX() / TWIPS_PER_INCH

    def _columns(self) -> int:
        width = self._size()[0] * self._scale()
        fit = int((self.viewport().width() - GAP) // (width + GAP))
        return max(1, min(fit, self.count))

    def _rect(self, at: int) -> QRectF:
        """Say where a page is, counted from 0, were everything in sight."""
        scale, columns = self._scale(), self._columns()
        width, height = (side * scale for side in self._size())
        used = columns * (width + GAP) + GAP
        left = max(0.0, (self.viewport().width() - used) / 2) + GAP
        row, column = divmod(at, columns)
        return QRectF(left + column * (width + GAP), GAP + row * (height + GAP), width, height)

    def _arrange(self, place: float) -> None:
        """Set the scroll bars so that the same place is in sight as before."""
        rows = -(-self.count // self._columns()) if self.count else 0
        scale = self._scale()
        width, height = (side * scale for side in self._size())
        room = self.viewport().size()
        down = self.verticalScrollBar()
        down.setRange(0, max(0, round(rows * (height + GAP) + GAP) - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(room.height() // 10)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(width + 2 * GAP) - room.width()))
        across.setPageStep(room.width())
        if place:
            row = int(place) // self._columns()
            down.setValue(round(GAP + (row + place % 1) * (height + GAP) - room.height() / 2))

    def _place(self) -> float:
        """Say what stands in the middle: the page's number and the part of it above."""
        height = self._size()[1] * self._scale() + GAP
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2 - GAP
        if self._laid is None or not self.verticalScrollBar().value():
            return 0
        row, part = divmod(middle / height, 1)
        return row * self._columns() + part

    def _on_scrolled(self) -> None:
        """Tell which page is looked at: the one in the middle."""
        if not self.count:
            return
        height = self._size()[1] * self._scale() + GAP
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        row = int(middle // height)
        page = max(1, min(self.count, row * self._columns() + 1))
        if page != self._page and self._laid is not None:
            text = "\n".join(line.text for line in self._laid.sheets.pages[page - 1].lines)
            self.setAccessibleDescription(f"第 {page} 页，共 {self.count} 页\n{text}")
        self._page = page
        self.paged.emit(self._page)
