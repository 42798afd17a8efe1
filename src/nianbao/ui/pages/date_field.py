"""The field of a date that may be left open."""

from typing import Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

UNSET: Final = "（未填写）"
Part = QDateEdit.Section
NEXT: Final = {Part.YearSection: Part.MonthSection, Part.MonthSection: Part.DaySection}
PARTED_BY: Final = "-/.年月 "
"""What people write between the parts of a date."""


class DateField(QDateEdit):
    """Edits a date; the earliest one stands for none, and Delete gives that.

    Tab leaves it, arrows go from part to part. Qt would let Tab go from the year to the month and
    the day, and keep it for ever where no date is given yet.
    """

    def __init__(self, earliest: QDate, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy年M月d日")
        self.setSpecialValueText(UNSET)
        self.setMinimumDate(earliest)

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: FBT001, N802  as Qt has it
        """Leave the field."""
        return QWidget.focusNextPrevChild(self, onwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let figures be typed over each part; whatever parts them leads to the next one."""
        if event.key() == Qt.Key.Key_Delete:
            self.setDate(self.minimumDate())
            return
        part, figure = self.currentSection(), event.text().isdigit()
        if event.text() and event.text() in PARTED_BY:
            untouched = self.lineEdit().selectedText() == self.sectionText(part)
            self._select(part if untouched else NEXT.get(part, part))
            return
        if figure and self.date() == self.minimumDate():
            # Qt would put the figures behind the words that say there is no date.
            self.setDate(QDate.currentDate())
            self._select(part := Part.YearSection)
        stood = self.sectionText(part)
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._select(self.currentSection())
        elif (
            figure
            and part is Part.MonthSection
            and (stood == "0" or len(self.sectionText(part)) > 1)
        ):
            self._select(Part.DaySection)

    def _select(self, part: QDateEdit.Section) -> None:
        """Go to a part, and let what is typed take its place."""
        self.interpretText()  # 01 becomes 1 now, not under the caret
        self.setCurrentSection(part)
        self.setSelectedSection(part)
