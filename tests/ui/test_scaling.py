"""Every page on small screens and in large type: no word is cut, nothing is out of reach."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
)

from nianbao.core.report import Change, Passage
from nianbao.ui import theme
from nianbao.ui.list_items import LINE

SCREENS = [
    pytest.param((1366, 690), id="1366×768"),
    pytest.param((1093, 551), id="1366×768 at 125 %"),
    pytest.param((1280, 659), id="1920×1080 at 150 %"),
    pytest.param((1097, 558), id="1920×1080 at 175 %"),
]
"""What a window has of a screen in logical pixels, less the task bar and its title."""

FONTS = ["Microsoft YaHei UI", "Noto Sans CJK SC"]
"""What Windows has, and what has lines of the same height."""

SIZES = [9, 10.5, 12]
"""Points of running text: Windows' own, and what clerks with tired eyes choose."""

STEPS = ["cover", "1", "2", "3", "4", "5", "6", "check"]


@pytest.fixture
def points(request, qapp, window):
    """Running text of another size, in a Chinese font if there is one."""
    before = qapp.font()
    there = QFontDatabase.families()
    font = QFont(next((name for name in FONTS if name in there), before.family()))
    font.setPointSizeF(request.param)
    qapp.setFont(font)
    theme.dress(qapp)
    yield request.param
    qapp.setFont(before)
    theme.dress(qapp)


@pytest.fixture
def troubled(seed_window):
    """The seed report with a sum that does not agree and last year's words."""
    seed_window.session.type({"t3.1.natural": "12", "t3.3-3-1.business": "六"})
    return seed_window


def settle():
    for _ in range(4):  # laying out one thing asks for laying out another
        QApplication.sendPostedEvents()


def put(window, size, step):
    window.resize(*size)
    if step == "start":
        window.show_start([])
    else:
        window.steps.go_to(step)
    settle()


def cut_words(window):
    """Name the words that have less room than they need."""
    kinds = (QLabel, QPushButton, QToolButton, QCheckBox, QComboBox)
    for kind in kinds:
        for widget in window.findChildren(kind):
            if widget.isVisible() and not_whole(widget):
                has = (widget.width(), widget.height())
                yield f"{kind.__name__} {said(widget)!r}: {has} of {needed(widget)}"


def said(widget):
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def needed(widget):
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.width(), widget.heightForWidth(widget.width())
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    if isinstance(widget, QAbstractButton) and widget.hasHeightForWidth():
        return widget.width(), widget.heightForWidth(widget.width())
    if isinstance(widget, QComboBox):  # wide enough for what it says now
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return words + 34, hint.height()
    return hint.width(), hint.height()


def not_whole(widget):
    width, height = needed(widget)
    one_long_word = isinstance(widget, QLabel) and widget.wordWrap() and widget.text()
    if one_long_word and widget.minimumSizeHint().width() > widget.width():
        return True
    return widget.width() < width or widget.height() < height


def cut_rows(view):
    """Name the rows of a list of findings or steps that are lower than their words."""
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        line = index.data(LINE)
        room = QRect(0, 0, view.viewport().width() - 40, 10_000)
        words = f"{line.head}{line.words}"
        flags = int(Qt.TextFlag.TextWordWrap)
        height = QFontMetrics(view.font()).boundingRect(room, flags, words).height()
        if view.visualRect(index).height() < height:
            yield words


def out_of_reach(window):
    """Name what can be used but lies outside of the window, with no scroll bar leading there."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
    for kind in kinds:
        for widget in window.findChildren(kind):
            inside = widget.parentWidget()
            if not widget.isVisible() or isinstance(inside, QMenuBar):
                continue
            if (
                isinstance(widget, QAbstractItemView)
                and widget.height() < 3 * widget.fontMetrics().height()
            ):
                yield f"{kind.__name__} {widget.objectName()} is {widget.height()} high"
            if not within_parents(widget, window):
                yield f"{kind.__name__} {widget.objectName()} {widget.accessibleName()}"


def within_parents(widget, window):
    """Tell whether all of a widget lies within what holds it, up to a scroll area or the window."""
    place = QRect(QPoint(0, 0), widget.size())
    holder = widget
    while holder is not window:
        place.translate(holder.pos())
        holder = holder.parentWidget()
        area = holder.parentWidget()
        if isinstance(area, QScrollArea) and holder is area.viewport():
            sideways = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return not sideways or (place.left() >= 0 and place.right() <= holder.width())
        if isinstance(area, QAbstractScrollArea):
            return True  # part of a list or an editor, which scrolls by itself
        if not QRect(QPoint(0, 0), holder.size()).contains(place):
            return False
    return True


@pytest.mark.parametrize("points", SIZES, indirect=True)
@pytest.mark.parametrize("size", SCREENS)
def test_no_page_cuts_a_word_or_puts_anything_out_of_reach(troubled, points, size):
    wrong = {}
    for step in STEPS:
        put(troubled, size, step)
        rows = [*cut_rows(troubled.steps), *cut_rows(troubled.findings)]
        if found := [*cut_words(troubled), *rows, *out_of_reach(troubled)]:
            wrong[step] = found
        assert (troubled.width(), troubled.height()) == size, step
    assert wrong == {}


@pytest.mark.parametrize("points", SIZES, indirect=True)
@pytest.mark.parametrize("size", SCREENS)
def test_the_start_page_too(window, points, size, tmp_path):
    put(window, size, "start")
    assert [*cut_words(window), *out_of_reach(window)] == []


@pytest.mark.parametrize("points", [9, 10.5], indirect=True)
def test_the_start_page_is_seen_whole_at_1366_by_768(window, points):
    put(window, (1366, 690), "start")
    assert window.shown.findChild(QScrollArea).verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("points", SIZES, indirect=True)
@pytest.mark.parametrize("size", SCREENS)
def test_nor_does_the_bar_that_finds_and_replaces(troubled, points, size):
    put(troubled, size, "1")
    troubled.find_bar.open("1", replacing=True)
    settle()
    bar = troubled.find_bar
    assert [*cut_words(bar), *out_of_reach(bar)] == []
    assert (troubled.width(), troubled.height()) == size


@pytest.mark.parametrize("points", [9], indirect=True)
def test_table_three_is_seen_whole_at_1366_by_768(seed_window, points):
    put(seed_window, (1366, 690), "3")
    grid = seed_window.page.grid
    assert (grid.model().rowCount(), grid.model().columnCount()) == (25, 7)
    assert grid.verticalScrollBar().maximum() == 0
    assert grid.horizontalScrollBar().maximum() == 0


def test_a_long_report_does_not_push_the_window_open(qtbot, window, form):
    """A list that is not laid out yet is so narrow that its lines would be very high."""
    window.hide()
    words = "围绕群众关心的教育、医疗、就业、养老等领域发布信息。" * 80
    passages = tuple(Passage(heading, words) for heading in form.section("1").headings)
    window.session.do(Change(text={"1": passages}), "准备")
    window.resize(1366, 690)
    window.show()
    assert window.height() == 690


def test_a_passage_shows_all_its_lines_and_no_more(window, qtbot):
    """Signs of another font make some lines higher than the rest."""
    words = "\n".join(
        "全市收到申请3,248件，其中自然人2,893件，同比增长12%。" * 4 for _ in range(12)
    )
    window.session.do(Change(text={"1": (Passage("", words),)}), "准备")
    window.steps.go_to("1")
    body = window.page.cards[0].body

    def room():
        last = body.document().lastBlock()
        lines = body.blockBoundingGeometry(last).translated(body.contentOffset())
        return body.viewport().height() - lines.bottom()

    qtbot.waitUntil(lambda: 0 <= room() < 2 * body.fontMetrics().lineSpacing())
    window.resize(1093, 551)
    qtbot.waitUntil(lambda: 0 <= room() < 2 * body.fontMetrics().lineSpacing())


@pytest.mark.parametrize(("width", "height"), [(1093, 551), (1097, 558), (1280, 659)])
def test_table_three_shows_all_its_columns_on_a_small_screen(window, width, height):
    window.resize(width, height)
    window.steps.go_to("3")
    grid = window.page.grid
    assert window.width() == width
    assert not grid.horizontalScrollBar().isVisible()
    assert grid.columnViewportPosition(6) + grid.columnWidth(6) <= grid.viewport().width()


@pytest.mark.parametrize("step", ["cover", "1", "2", "3", "4", "5", "6", "check"])
def test_no_page_pushes_a_small_window_open(window, step):
    window.resize(1093, 551)
    window.steps.go_to(step)
    assert (window.width(), window.height()) == (1093, 551)
    hint = window.minimumSizeHint()
    assert (hint.width(), hint.height()) <= (1093, 551)
