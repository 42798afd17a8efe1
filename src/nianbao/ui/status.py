"""The line at the bottom: how many numbers are missing, and the gravest finding in words.

While several cells are chosen, their sum as well.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from nianbao.core.finding import Severity
from nianbao.core.form import CellId
from nianbao.core.numbers import write_number
from nianbao.core.report import Value
from nianbao.ui import theme
from nianbao.ui.elided_label import ElidedLabel
from nianbao.ui.passing_words import shown_ms
from nianbao.ui.session import Session
from nianbao.ui.theme.signs import tone_of

CENT = Decimal("0.01")


class StatusLine(QStatusBar):
    """Shows the state of the report; messages of the moment pass over it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen: Sequence[CellId] = ()
        self._state = ElidedLabel(self)
        self._sums = QLabel(self)
        self._sums.setObjectName("selectionSums")
        self._sums.setContentsMargins(0, 0, 2 * theme.GAP, 0)
        self._count = QLabel(self)
        self._count.setProperty("faint", True)
        self.addWidget(self._state, stretch=1)
        self.addPermanentWidget(self._sums)
        self.addPermanentWidget(self._count)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        session.checked.connect(self._refresh)
        session.selected.connect(self._on_selected)
        session.told.connect(lambda words: self.showMessage(words, shown_ms(words)))
        self._refresh()

    def _on_selected(self, cells: Sequence[CellId]) -> None:
        self._chosen = cells
        self._show_sums()

    def _show_sums(self) -> None:
        values = [self._session.report.value(cell) for cell in self._chosen]
        self._sums.setText(sum_words(values))

    def _refresh(self) -> None:
        self._show_sums()
        session = self._session
        filled = len(session.report.entries)
        grave = [f for f in session.findings if f.severity is Severity.MUST_FIX]
        if grave:
            self._state.setText(f"✕ 有 {len(grave)} 处必须改正：{grave[0].message}")
        elif filled and session.obstacles():
            self._state.setText(f"! 还有 {len(session.obstacles())} 处要改正或说明理由")
        else:
            self._state.setText("✓ 三张表的数字没有矛盾" if filled else "还没有填写数字")
        theme.set_tone(self._state, tone_of(self._state.text()))
        self._count.setText(f"已填 {filled} / {len(session.form.fields)} 格")


def sum_words(values: Iterable[Value | None]) -> str:
    """Sum up the chosen numbers as a spreadsheet does; "" for fewer than two chosen cells.

    Blank cells are not counted: blank is not zero. The average is rounded to cents.
    """
    values = list(values)
    numbers = [Decimal(value) for value in values if value is not None]
    if len(values) < 2 or not numbers:  # noqa: PLR2004  one cell is no selection
        return ""
    total = sum(numbers[1:], numbers[0])
    exact = total / len(numbers)
    average = exact.quantize(CENT, ROUND_HALF_UP)
    shown = write_number(int(average) if average == average.to_integral_value() else average)
    about = "≈" if exact != average else ""
    return f"求和 {write_number(total)}　平均 {about}{shown}　计数 {len(numbers)}"
