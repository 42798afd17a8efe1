"""How the office sets its Word document: fonts, number, seal, and a template of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.core.report import Change, FontScheme, Printing
from nianbao.io.own_folder import this_users_folder
from nianbao.io.problems import Refused
from nianbao.io.word.fonts import fonts_of, missing_fonts
from nianbao.io.word.template import (
    forget_template,
    keep_template,
    office_template,
    write_shipped_base,
)
from nianbao.ui import dialogs, theme
from nianbao.ui.labels import faint_note

if TYPE_CHECKING:
    from nianbao.ui.main_window import MainWindow

WIDTH = 620
NUMBER_EXAMPLE = "例如 某政办函〔2025〕1号；没有就不填"
OWN = "现在用的是本单位的模板。页边距、页码和各种样式都以它为准。"
SHIPPED = (
    "现在用的是程序自带的格式。要改页边距、页码或样式："
    "另存一份，在 Word 或 WPS 里改好，再拿回来用。"
)
TEMPLATE_NAME = "年报模板.docx"


class DocumentStyleDialog(QDialog):
    """Asks for everything about the document that the official format leaves to the office.

    The choices belong to the report and are one undo step; the template belongs to the office
    and is in use as soon as it is taken.
    """

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = printing
        self.setWindowTitle("Word 文档的样式")
        self.fonts = QComboBox(self)
        for scheme in FontScheme:
            self.fonts.addItem(fonts_of(scheme).name, scheme)
        self.fonts.setCurrentIndex(list(FontScheme).index(printing.fonts))
        self.lacking = faint_note("", self)
        self.number = QLineEdit(printing.number, self)
        self.number.setPlaceholderText(NUMBER_EXAMPLE)
        self.dated = _box("标题下面写成文日期(&D)", self, on=printing.dated)
        self.sealed = _box("落款处留出盖章的位置(&S)", self, on=printing.sealed)
        self.both_sides = _box("双面打印，页码分左右(&P)", self, on=printing.both_sides)
        self._template = faint_note("", self)
        self.save_base = QPushButton("另存一份来修改(&A)…", self)
        self.use_own = QPushButton("使用改好的模板(&U)…", self)
        self.use_shipped = QPushButton("恢复自带的格式(&R)", self)
        self._lay_out()
        self.fonts.currentIndexChanged.connect(self._show_lacking)
        self._show_lacking()
        self.show_template(own=False)

    @property
    def printing(self) -> Printing:
        """What was chosen."""
        return replace(
            self._before,
            fonts=FontScheme(self.fonts.currentData()),
            number=self.number.text().strip(),
            dated=self.dated.isChecked(),
            sealed=self.sealed.isChecked(),
            both_sides=self.both_sides.isChecked(),
        )

    def show_template(self, *, own: bool) -> None:
        """Say which template is in use."""
        self._template.setText(OWN if own else SHIPPED)
        self.use_shipped.setEnabled(own)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(theme.GAP)
        form.setHorizontalSpacing(2 * theme.GAP)
        form.addRow("字体(&F)", self.fonts)
        form.addRow("", self.lacking)
        form.addRow("发文字号(&N)", self.number)
        for box in (self.dated, self.sealed, self.both_sides):
            form.addRow("", box)
        heading = QLabel("模板", self)
        heading.setProperty("group", True)
        ways = QHBoxLayout()
        for button in (self.save_base, self.use_own, self.use_shipped):
            button.setAutoDefault(False)
            ways.addWidget(button)
        ways.addStretch()
        take = QPushButton("确定(&O)", self)
        take.setProperty("primary", True)
        take.setDefault(True)
        take.clicked.connect(self.accept)
        leave = QPushButton("取消(&C)", self)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        end = QHBoxLayout()
        end.addStretch()
        end.addWidget(leave)
        end.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GAP,) * 4)
        column.setSpacing(theme.GAP)
        column.addLayout(form)
        column.addSpacing(theme.GAP)
        column.addWidget(heading)
        column.addWidget(self._template)
        column.addLayout(ways)
        column.addSpacing(theme.GAP)
        column.addLayout(end)
        self.setMinimumWidth(WIDTH)

    def _show_lacking(self) -> None:
        words = missing_fonts(FontScheme(self.fonts.currentData()), QFontDatabase.families())
        self.lacking.setText(words or "这台电脑装有这些字体。")


def ask_document_style(window: "MainWindow") -> None:
    """Let the clerk choose how the document is set; the choices are one undo step."""
    session, own = window.session, this_users_folder()
    told = session.particulars
    dialog = DocumentStyleDialog(told.printing, window)
    dialog.show_template(own=office_template(own) is not None)

    def about_template(act: Callable[[Path], None]) -> None:
        if own is None:
            dialogs.warn(dialog, "模板没有存下来", "找不到这个用户的文件夹。")
            return
        try:
            act(own)
        except Refused as refused:
            dialogs.warn(dialog, "模板没有换成", refused.message)
        dialog.show_template(own=office_template(own) is not None)

    def save_base(_own: Path) -> None:
        proposal = window.files.folder / TEMPLATE_NAME
        path = dialogs.ask_save(dialog, "另存模板", dialogs.WORD_FILES, proposal)
        if path is not None:
            write_shipped_base(path)

    def use_own(own: Path) -> None:
        path = dialogs.ask_open(dialog, "使用改好的模板", dialogs.WORD_FILES, window.files.folder)
        if path is not None:
            keep_template(path, own)

    dialog.save_base.clicked.connect(lambda: about_template(save_base))
    dialog.use_own.clicked.connect(lambda: about_template(use_own))
    dialog.use_shipped.clicked.connect(lambda: about_template(forget_template))
    if dialogs.ask_style(dialog) and dialog.printing != told.printing:
        session.do(Change(particulars=replace(told, printing=dialog.printing)), "文档样式")


def _box(words: str, parent: QWidget, *, on: bool) -> QCheckBox:
    box = QCheckBox(words, parent)
    box.setChecked(on)
    return box
