"""The dialog that shows what a paste would do, where something in it is doubtful or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.form import Form
from nianbao.core.numbers import write_number
from nianbao.core.pasting import QUIET, TAKEABLE, TAKEN, Fate, PasteLine, PastePlan
from nianbao.ui import theme

HEADINGS: Final = ("采用", "复制的内容里", "写的是", "放到", "现在", "说明")
TAKE, PLACE, AS_READ, NAME, NOW, WORDS = range(len(HEADINGS))
WIDTHS: Final = (48, 96, 92, 260, 64)
SIGNS: Final = {
    Fate.DOUBT: "！请确认",
    Fate.UNREAD: "✕ 不是数字",
    Fate.DISAGREES: "！总计不符",
    Fate.LOCKED: "✕ 已锁定",
    Fate.REFUSED: "✕ 放不下",
}
WIDTH, LOWEST, ROW, HIGHEST = 1100, 220, 24, 560
"""Pixels of the dialog: as high as what it lists, within limits."""

KEPT: Final = "打勾则先照原样留着，作为必须改正的问题。"
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
NUMBER: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class PasteChoice:
    """What the clerk wants: the place, the lines (by number), blanks pasted too or not."""

    plan: PastePlan
    taken: frozenset[int]
    clear: bool


class PastePreview(QDialog):
    """Shows only what needs a look; what is plain is counted. Several places can be offered."""

    def __init__(self, form: Form, plans: Sequence[PastePlan], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pastePreview")
        self.setWindowTitle("粘贴之前，请看一下")
        self._form = form
        self._plans = plans
        self._plan = plans[0]
        self.places = QButtonGroup(self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.lines = QTreeWidget(self)
        self.lines.setAccessibleName("有疑问的内容")
        self.clear = QCheckBox(self)
        self._lay_out()
        self._show(0)

    def chosen(self) -> PasteChoice:
        """Give what the clerk wants to paste."""
        listed = {item.data(TAKE, NUMBER): item for item in self._items()}
        taken = frozenset(
            number
            for number, line in enumerate(self._plan.lines)
            if line.fate in TAKEABLE
            and (
                listed[number].checkState(TAKE) == Qt.CheckState.Checked
                if number in listed
                else line.fate in TAKEN
            )
        )
        return PasteChoice(self._plan, taken, self.clear.isChecked())

    def _lay_out(self) -> None:
        self.lines.setHeaderLabels(HEADINGS)
        self.lines.setRootIsDecorated(False)
        # The end of a name tells the column.
        self.lines.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in enumerate(WIDTHS):
            self.lines.setColumnWidth(column, width)
        self.lines.header().setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.told)
        if len(self._plans) > 1:
            for number, plan in enumerate(self._plans):
                place = QRadioButton(plan.where, self)
                place.setChecked(number == 0)
                self.places.addButton(place, number)
                layout.addWidget(place)
            self.places.idClicked.connect(self._show)
        layout.addWidget(self.lines, stretch=100)
        layout.addWidget(self.clear)
        layout.addStretch(1)  # takes the room where nothing is listed
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        take = QPushButton("粘贴(&P)", self)
        take.setProperty("primary", True)
        leave = QPushButton("不粘贴(&N)", self)
        buttons.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        # Where the block does not seem to belong, Enter must not put it there.
        (leave if self._plan.misplaced else take).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self, number: int) -> None:
        """Show what the block would do at one of the places."""
        self._plan = self._plans[number]
        self.told.setText("\n".join([*self._plan.remarks, self._summary()]))
        self.lines.clear()
        for count, line in enumerate(self._plan.lines):
            if line.fate not in QUIET:
                self.lines.addTopLevelItem(self._item(count, line))
        emptied = len(self._plan.clearable)
        self.clear.setVisible(emptied > 0)
        self.clear.setChecked(False)
        self.clear.setText(f"复制的空白格也粘贴：清空对应的 {emptied} 格（不选则保留原来的数）")
        listed = self.lines.topLevelItemCount()
        self.lines.setVisible(listed > 0)
        if listed or number == 0:
            self.resize(WIDTH, min(LOWEST + listed * ROW, HIGHEST))

    def _summary(self) -> str:
        plan = self._plan
        counts = (
            (plan.count(Fate.FILL), "格可以直接填入"),
            (plan.count(Fate.SAME), "格与原来相同"),
        )
        told = [f"{count} {words}" for count, words in counts if count]
        over = sum(line.fate is Fate.FILL and line.now is not None for line in plan.lines)
        if over:
            told.append(f"其中 {over} 格要替换原来的数")
        asked = sum(line.fate not in QUIET for line in plan.lines)
        if asked:
            told.append(f"{asked} 处要看一下，列在下面：打勾的才采用")
        return f"{'，'.join(told)}。" if told else "没有可以填入的数。"

    def _item(self, number: int, line: PasteLine) -> QTreeWidgetItem:
        piece = line.piece
        name = self._form.fields[piece.cell].name if piece.cell else "—"
        words = f"{SIGNS[line.fate]}：{line.words}{KEPT if line.fate is Fate.UNREAD else ''}"
        now = write_number(line.now) or ("空白" if piece.cell else "")
        item = QTreeWidgetItem(["", piece.place, piece.as_read, name, now, words])
        item.setData(TAKE, NUMBER, number)
        for column, heading in enumerate(HEADINGS):
            item.setData(column, SPOKEN, f"{heading}：{item.text(column) or '空白'}")
        item.setData(TAKE, SPOKEN, f"采用：{piece.as_read}，放到{name}")
        item.setToolTip(NAME, name)
        item.setToolTip(WORDS, words)
        if line.fate in TAKEABLE:
            state = Qt.CheckState.Checked if line.fate in TAKEN else Qt.CheckState.Unchecked
            item.setCheckState(TAKE, state)
        if line.fate is Fate.DOUBT:
            for column in range(len(HEADINGS)):
                item.setBackground(column, theme.brushes.doubtful)
        return item

    def _items(self) -> Sequence[QTreeWidgetItem]:
        found = (self.lines.topLevelItem(n) for n in range(self.lines.topLevelItemCount()))
        return [item for item in found if item is not None]
