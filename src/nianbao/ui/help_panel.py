"""Beside the page: what the section, row or paragraph at hand asks for, and common questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QTextBrowser, QWidget

from nianbao.core.form import Field, Form
from nianbao.io.help_toml import COVER, HelpEntry, Standing, read_help
from nianbao.io.paths import data
from nianbao.ui.pages.passage_card import PassageCard
from nianbao.ui.pages.table_page import TablePage

WIDTH = 292
"""Pixels of the panel: beside it table three keeps all its columns on 1366×768."""

MARGIN = 10

STANDINGS = {
    Standing.OFFICIAL: "官方规定",
    Standing.LOCAL: "地方要求，供参考",
    Standing.PRACTICE: "通行做法，不是官方规定",
}
COVER_WORDS = "填写机关名称、年度、统计范围和落款。标题和开头一段按官方格式写好，可以改。"
CHECK_WORDS = (
    "必须改的改好、要说明的写了理由，就可以导出正式的 Word 文档。提示不影响导出。"
    "草稿随时可以导出，带水印。"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the clerk is at: a step, and in it perhaps a field or a headed passage."""

    step: str
    field: Field | None = None
    heading: str = ""


class HelpPanel(QDockWidget):
    """Follows the clerk. Its texts are read when it is first shown.

    `left` tells that it is put away while the focus was in it.
    """

    left = Signal()

    def __init__(self, form: Form, parent: QWidget) -> None:
        super().__init__("填报说明", parent)
        self.setObjectName("helpPanel")
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._form = form
        self._entries: tuple[HelpEntry, ...] | None = None
        self._topic = Topic(COVER)
        self._page: QWidget | None = None
        self._words: QTextBrowser | None = None
        self.hide()
        self.visibilityChanged.connect(self._tell)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def words(self) -> QTextBrowser:
        """What is shown, made when it is first wanted: most days nobody asks."""
        if self._words is None:
            self._words = QTextBrowser(self)
            self._words.setObjectName("helpWords")
            self._words.setAccessibleName("填报说明")
            self._words.setOpenLinks(False)
            self._words.setMinimumWidth(WIDTH)
            self._words.document().setDocumentMargin(MARGIN)
            self.setWidget(self._words)
            self.setFocusProxy(self._words)
            away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._words, self.close)
            away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return self._words

    def toggle(self) -> None:
        """Show the panel, or put it away; the focus stays where the clerk types."""
        if self.isVisible():
            self.close()
        else:
            self.words.setAccessibleDescription("随所在的部分、表格的行和小标题变化")
            self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back before Qt passes it on to whatever comes next."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.left.emit()
        super().closeEvent(event)

    def follow(self, step: str, page: QWidget) -> None:
        """Speak of another step."""
        self._page = page
        if isinstance(page, TablePage):
            page.grid.moved.connect(self._on_moved, Qt.ConnectionType.UniqueConnection)
            field = page.grid.grid.field(page.grid.currentIndex())
            self.show_topic(Topic(step, field))
        else:
            self.show_topic(Topic(step))

    def show_topic(self, topic: Topic) -> None:
        """Speak of something; nothing is done while the panel is put away."""
        if topic != self._topic:
            self._topic = topic
            self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Take over other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tell()

    def _on_moved(self, field: Field | None) -> None:
        self.show_topic(Topic(self._topic.step, field))

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Follow the clerk from passage to passage."""
        widget = now
        while widget is not None and widget is not self._page:
            if isinstance(widget, PassageCard):
                self.show_topic(Topic(self._topic.step, None, widget.heading.text()))
                return
            widget = widget.parentWidget()

    def _tell(self, *_shown: object) -> None:
        if not self.isVisible():
            return
        if self._entries is None:
            self._entries = read_help(data("forms") / self._form.id, self._form)
        words = self.words
        words.setHtml(_page(self._topic, self._form, self._entries, words.palette()))
        words.verticalScrollBar().setValue(0)


def _page(topic: Topic, form: Form, entries: Sequence[HelpEntry], colours: QPalette) -> str:
    """Write what there is to say about a topic, from the nearest to the farthest."""
    faint = colours.color(QPalette.ColorRole.PlaceholderText).name()
    accent = colours.color(QPalette.ColorRole.Highlight).name()
    section = next((s for s in form.sections if s.id == topic.step), None)
    parts: list[str] = []
    about = entries_of(topic, entries)
    if topic.field is not None:
        field = topic.field
        row = f"{field.table}.{field.row}"
        parts += [_heading(" › ".join(field.row_path)), _paragraph(form.row_guidance[row])]
    elif topic.heading:
        parts += [_heading(topic.heading)]
    parts += [_question(entry, faint, accent) for entry in about]
    if section is not None:
        parts += [_heading(section.title), _paragraph(section.guidance)]
    else:
        title, words = ("封面", COVER_WORDS) if topic.step == COVER else ("检查与导出", CHECK_WORDS)
        parts += [_heading(title), _paragraph(words)]
    general = [entry for entry in entries if entry.speaks_of(topic.step)]
    parts += [_question(entry, faint, accent) for entry in general if entry not in about]
    return "".join(parts)


def entries_of(topic: Topic, entries: Sequence[HelpEntry]) -> list[HelpEntry]:
    """Find the entries on just this row or heading."""
    if topic.field is not None:
        row = f"{topic.field.table}.{topic.field.row}"
        return [entry for entry in entries if entry.speaks_of(topic.step, row=row)]
    if topic.heading:
        return [entry for entry in entries if entry.speaks_of(topic.step, heading=topic.heading)]
    return []


def _heading(words: str) -> str:
    return f'<h3 style="margin:10px 0 4px 0; font-size:14px">{escape(words)}</h3>'


def _paragraph(words: str) -> str:
    return f'<p style="margin:0 0 8px 0; line-height:140%">{escape(words)}</p>'


def _question(entry: HelpEntry, faint: str, accent: str) -> str:
    return (
        f'<p style="margin:10px 0 2px 0"><b style="color:{accent}">问：</b>'
        f"<b>{escape(entry.question)}</b></p>"
        f'<p style="margin:0; line-height:140%">{escape(entry.answer)}</p>'
        f'<p style="margin:2px 0 8px 0; color:{faint}; font-size:11px">'
        f"{STANDINGS[entry.standing]}（{escape(entry.source)}）</p>"
    )
