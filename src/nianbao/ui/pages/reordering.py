"""Passages put in another order by dragging: the grip of a card, and the line where it would go."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget

from nianbao.ui import theme
from nianbao.ui.theme.line_drawing import draw

HINT: Final = "按住拖动，移到别的位置（键盘：Alt+↑、Alt+↓）"
LINE_HEIGHT: Final = 3
EDGE: Final = 36
"""Pixels from the upper and lower edge in which the page scrolls along."""

SCROLL_STEP: Final = 16
SCROLL_MS: Final = 30


class Grip(QLabel):
    """What a card is dragged by.

    `dragged` tells a point of the screen; `dropped` and, after Esc, `cancelled` end it.
    """

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setToolTip(HINT)
        self.setAccessibleName("拖动以移动这一部分")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedWidth(2 * theme.GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots that say it can be dragged."""
        place = QRectF(0, 0, 2 * theme.GAP, 2 * theme.GAP)
        place.moveCenter(QRectF(self.rect()).center())
        draw(QPainter(self), "grip", place, theme.colours.faint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the mouse has gone far enough to mean it."""
        if self._pressed is None:
            return
        point = event.globalPosition().toPoint()
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        if self._dragging:
            self.dragged.emit(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._end()
            self.dropped.emit(event.globalPosition().toPoint())
        self._pressed = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Esc for oneself while dragging, whoever has the focus."""
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if self._dragging and escape and event.type() in keys:
            self._end()
            self.cancelled.emit()
            return True
        return False

    def _end(self) -> None:
        self._dragging = False
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]


class Reordering(QObject):
    """Shows where a dragged card would go, and tells where it was put: `moved` (from, to)."""

    moved = Signal(int, int)

    def __init__(self, area: QScrollArea, cards: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(area)
        self._area = area
        self._cards = cards
        self._at: QPoint | None = None
        self.line = QFrame(area.widget())
        self.line.setObjectName("dropLine")
        self.line.hide()
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def follow(self, grip: Grip, card: QWidget) -> None:
        """Let a card be dragged by a grip."""
        grip.dragged.connect(self._show)
        grip.dropped.connect(lambda point: self._drop(card, point))
        grip.cancelled.connect(self._hide)

    def _gap(self, point: QPoint) -> int:
        """Find the gap between the cards nearest to a point: 0 is above the first."""
        y = self._area.widget().mapFromGlobal(point).y()
        return sum(card.geometry().center().y() < y for card in self._cards())

    def _show(self, point: QPoint) -> None:
        self._at = point
        cards = self._cards()
        gap = self._gap(point)
        last = cards[-1].geometry()
        half = theme.GAP // 2
        y = cards[gap].y() - half if gap < len(cards) else last.bottom() + half
        self.line.setGeometry(last.x(), max(0, y - LINE_HEIGHT // 2), last.width(), LINE_HEIGHT)
        self.line.raise_()
        self.line.show()
        self._scrolling.start()

    def _drop(self, card: QWidget, point: QPoint) -> None:
        self._hide()
        begin = list(self._cards()).index(card)
        gap = self._gap(point)
        to = gap - 1 if gap > begin else gap
        if to != begin:
            self.moved.emit(begin, to)

    def _hide(self) -> None:
        self._at = None
        self.line.hide()
        self._scrolling.stop()

    def _scroll(self) -> None:
        """Scroll along while the mouse is held near an edge."""
        if self._at is None:
            return
        view = self._area.viewport()
        y = view.mapFromGlobal(self._at).y()
        way = (y > view.height() - EDGE) - (y < EDGE)
        bar = self._area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + way * SCROLL_STEP)
        if bar.value() != before:
            self._show(self._at)
