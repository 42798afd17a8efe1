"""A way to begin, as a large button. Loaded for the first picture of the window: keep it light.

It paints its words itself: as labels in a layout, five of them cost a tenth of the start.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nianbao.ui import theme
from nianbao.ui.theme.line_drawing import draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT: Final = 60
"""Pixels at least."""

ICON: Final = 24
BETWEEN: Final = 6
"""Pixels between the name and what it does."""

KEY_SIDES: Final = 9
"""Pixels between a number and the sides of its key."""

ROUND: Final = 4
WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
HIGHEST: Final = 10_000


class Choice(QPushButton):
    """Shows its icon, its name, under it what it does, and the number key that takes it."""

    def __init__(self, number: int, sign: str, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"choice{number}")
        self.setAccessibleName(f"{number} {name}")
        self.setAccessibleDescription(words)
        self.setAutoDefault(True)  # Enter takes it, and not the space bar alone
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._figure, self._sign, self._name, self._words = str(number), sign, name, words

    def sizeHint(self) -> QSize:
        """Be as wide as two lines of words need; where there is less room they take more."""
        left, right = self._sides()
        name = QFontMetrics(self._bold()).horizontalAdvance(self._name)
        words = self.fontMetrics().horizontalAdvance(self._words) // 2 + 2 * theme.GAP
        width = left + max(name, words) + right
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Be higher where the words need two lines."""
        left, right = self._sides()
        name = QFontMetrics(self._bold()).height()
        words = self._metrics_of_words(width - left - right).height()
        return max(name + BETWEEN + words + 2 * theme.GAP, HEIGHT)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Paint the button, and on it what it says."""
        super().paintEvent(event)
        left, right = self._sides()
        width = self.width() - left - right
        name = QFontMetrics(self._bold()).height()
        words = self._metrics_of_words(width).height()
        top = (self.height() - name - BETWEEN - words) // 2
        painter = QPainter(self)
        icon = QRectF(2 * theme.GAP, (self.height() - ICON) / 2, ICON, ICON)
        draw(painter, self._sign, icon, theme.colours.accent)
        self._paint_key(painter)
        painter.setPen(theme.colours.faint)
        painter.drawText(QRect(left, top + name + BETWEEN, width, words), WRAPPED, self._words)
        painter.setPen(theme.colours.ink)
        painter.setFont(self._bold())
        painter.drawText(left, top + QFontMetrics(self._bold()).ascent(), self._name)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        """Paint the number as a key, at the right and half-way down."""
        metrics = self.fontMetrics()
        width, height = self._key_width(), metrics.height() + 3
        key = QRectF(
            self.width() - 2 * theme.GAP - width, (self.height() - height) / 2, width, height
        )
        painter.setPen(theme.colours.line)
        painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        painter.setPen(theme.colours.faint)
        painter.drawText(key, int(Qt.AlignmentFlag.AlignCenter), self._figure)

    def _sides(self) -> tuple[int, int]:
        """Pixels to the left and to the right of the words."""
        return 4 * theme.GAP + ICON, 4 * theme.GAP + self._key_width()

    def _key_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._figure) + 2 * KEY_SIDES

    def _metrics_of_words(self, width: int) -> QRect:
        """Say where the words lie that are set as wide as this."""
        return self.fontMetrics().boundingRect(QRect(0, 0, width, HIGHEST), WRAPPED, self._words)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
