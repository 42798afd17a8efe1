"""The colours: legible in every palette, in one place, told by shape too, changed while it runs."""

import re
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu

from nianbao.core.finding import Finding, Severity
from nianbao.core.report import Change, PreviousReport
from nianbao.ui import theme
from nianbao.ui.actions import ICONS
from nianbao.ui.deeds import next_finding
from nianbao.ui.grid import signs
from nianbao.ui.grid.model import BACKGROUND, FOREGROUND, GridModel
from nianbao.ui.pages.start_page import WAYS
from nianbao.ui.session import Session
from nianbao.ui.text.marks import Mark
from nianbao.ui.theme.icons import icon
from nianbao.ui.theme.line_drawing import shapes
from nianbao.ui.theme.look import Choice, Look, system_palette
from nianbao.ui.theme.look_menu import add_look_menu
from nianbao.ui.theme.palettes import CONTRAST, DARK, LIGHT
from nianbao.ui.theme.signs import SIGNS
from nianbao.ui.theme.style_sheet import style_sheet

SOURCE = Path(theme.__file__).parents[2]
ICON_FILES = SOURCE.parents[1] / "resources" / "icons"
PALETTES = [
    pytest.param(LIGHT, id="light"),
    pytest.param(DARK, id="dark"),
    pytest.param(CONTRAST, id="high contrast"),
]
CELLS = ("paper", "computed", "locked", "broken", "doubtful", "selected")
WORDS = [
    ("ink", ("desk", "paper", "label", "hover", "selected", *CELLS)),
    ("faint", ("desk", "paper", "label", "selected", *CELLS)),
    ("accent", ("desk", "paper", "selected")),
    ("broken_ink", ("desk", "paper", "selected", "broken")),
    ("warn_ink", ("desk", "paper", "selected", "doubtful")),
    ("done_ink", ("desk", "paper", "selected", "locked")),
    ("accent_ink", ("accent", "accent_over")),
    ("paper", ("broken_ink", "warn_ink", "accent")),
]
"""Which words stand on which grounds; the last are those of the cell at hand, full of colour."""

SIGNS_AND_EDGES = [
    ("edge", ("desk", "paper")),
    ("accent", ("desk", "paper", "selected", *CELLS)),
    ("broken_ink", ("desk", "paper", "selected", *CELLS)),
    ("warn_ink", ("desk", "paper", "selected", *CELLS)),
    ("done_ink", ("desk", "paper", "selected")),
]


def contrast(one, other):
    """The ratio of WCAG 2: 1 for the same colour, 21 for black and white."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(name):
    parts = [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def too_faint(palette, pairs, least):
    return [
        f"{ink} on {ground}: {ratio:.2f}"
        for ink, grounds in pairs
        for ground in grounds
        if (ratio := contrast(getattr(palette, ink), getattr(palette, ground))) < least
    ]


@pytest.mark.parametrize("palette", PALETTES)
class TestContrast:
    def test_words_can_be_read(self, palette):
        assert too_faint(palette, WORDS, 4.5) == []

    def test_signs_and_edges_can_be_seen(self, palette):
        assert too_faint(palette, SIGNS_AND_EDGES, 3) == []

    def test_so_can_the_words_of_every_rule_of_the_style_sheet(self, palette):
        rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(palette, 9))
        said = [(name.strip(), *colours_of(rule)) for name, rule in rules]
        pairs = [(name, ink, ground) for name, ink, ground in said if ink and ground]
        assert len(pairs) > 8
        faint = [
            (name, ink, ground)
            for name, ink, ground in pairs
            if ":disabled" not in name and contrast(ink, ground) < 4.5
        ]
        assert faint == []


def colours_of(rule):
    """The words' colour and the ground's in one rule, "" for what it leaves out."""
    ink = re.search(r"(?<!-)\bcolor: (#\w{6})", rule)
    ground = re.search(r"(?<!-)\bbackground: (#\w{6})", rule)
    return (ink[1] if ink else "", ground[1] if ground else "")


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_only_the_palettes_name_a_colour():
    colour = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\"|QColor\(\"|GlobalColor\.(?!transp)")
    files = [*(SOURCE / "ui").rglob("*.py"), *(SOURCE / "app").rglob("*.py")]
    assert len(files) > 60
    named = [
        f"{file.name}: {found[0]}"
        for file in files
        if file.name != "palettes.py" and file.parent.name != "paper"  # printed black on white
        for found in colour.finditer(file.read_text(encoding="utf-8"))
    ]
    assert named == []


class TestChoice:
    @pytest.fixture
    def kept(self, tmp_path):
        return tmp_path / "look.ini"

    @pytest.fixture
    def look(self, qapp, kept):
        look = Look(qapp, kept)
        yield look
        look.choose(Choice.LIGHT)
        look.setParent(None)
        theme.dress(qapp)

    @pytest.mark.parametrize(
        ("scheme", "platform", "palette"),
        [
            pytest.param(Qt.ColorScheme.Light, "win32", LIGHT, id="Windows, light"),
            pytest.param(Qt.ColorScheme.Dark, "win32", DARK, id="Windows, dark"),
            pytest.param(Qt.ColorScheme.Unknown, "win32", CONTRAST, id="Windows, high contrast"),
            pytest.param(Qt.ColorScheme.Unknown, "linux", LIGHT, id="a desktop that cannot tell"),
        ],
    )
    def test_the_system_is_followed(self, scheme, platform, palette):
        assert system_palette(scheme, platform) is palette

    def test_another_system_scheme_changes_it_at_once(self, look, qapp, monkeypatch):
        assert theme.colours.paper == QColor(LIGHT.paper)
        monkeypatch.setattr(look, "_palette", lambda: DARK)
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.colours.paper == QColor(DARK.paper)

    @pytest.mark.parametrize(
        ("choice", "palette"),
        [(Choice.LIGHT, LIGHT), (Choice.DARK, DARK), (Choice.CONTRAST, CONTRAST)],
    )
    def test_a_choice_holds_at_once_and_the_next_time(self, look, qapp, kept, choice, palette):
        look.choose(choice)
        assert theme.colours.ink == QColor(palette.ink)
        assert qapp.palette().text().color() == QColor(palette.ink)
        theme.dress(qapp)
        again = Look(qapp, kept)
        assert again.choice is choice
        assert theme.colours.ink == QColor(palette.ink)
        again.setParent(None)

    def test_a_file_that_says_nonsense_is_taken_for_none(self, qapp, kept):
        kept.write_text("[General]\nlook=purple\n", encoding="utf-8")
        look = Look(qapp, kept)
        assert look.choice is Choice.SYSTEM
        look.setParent(None)

    def test_the_menu_shows_and_changes_it(self, look, window):
        menu = QMenu(window)
        add_look_menu(menu, window)
        actions = {
            each.value: window.findChild(QAction, f"actionLook{each.value.title()}")
            for each in Choice
        }
        assert [name for name, action in actions.items() if action.isChecked()] == ["system"]
        actions["dark"].trigger()
        assert look.choice is Choice.DARK
        assert [name for name, action in actions.items() if action.isChecked()] == ["dark"]


class TestChangedWhileItRuns:
    @pytest.fixture
    def full(self, seed_window, qapp):
        """Pages already built, with marks in the text and in the grid, and last year beside."""
        window = seed_window
        particulars = window.session.particulars
        text = window.session.report.text
        previous = PreviousReport("某市某局", 2023, "2021", {}, text, "上一年.docx")
        window.session.do(Change(particulars=replace(particulars, previous=previous)), "上年")
        window.session.type({"t3.1.natural": "12"})
        for step in window.steps.ids:
            window.steps.go_to(step)
        window.steps.go_to("5")
        window.page.last_year.click()
        yield window
        theme.dress(qapp)

    @pytest.mark.parametrize("palette", [DARK, CONTRAST])
    def test_no_page_keeps_a_light_ground(self, full, qapp, palette):
        theme.dress(qapp, palette)
        light = {}
        for step in full.steps.ids:
            full.steps.go_to(step)
            for _ in range(3):
                QApplication.sendPostedEvents()
            share = share_of_light(full.grab().toImage())
            if share > 0.1:
                light[step] = share
        assert light == {}

    def test_nor_do_marks_in_the_text(self, full, qapp):
        full.steps.go_to("1")
        body = full.page.cards[0].body
        body.marks.show_marks([Mark(0, 4, Severity.EXPLAIN, "请核对")])
        ground = {look.background().color().name() for look in looks(body)} - {"#000000"}
        assert ground == {LIGHT.doubtful}
        theme.dress(qapp, DARK)
        now = {look.background().color().name() for look in looks(body)} - {"#000000"}
        assert now == {DARK.doubtful}


def looks(editor):
    block = editor.document().firstBlock()
    while block.isValid():
        yield from (found.format for found in block.layout().formats())
        block = block.next()


def share_of_light(picture):
    small = picture.scaled(QSize(300, 150)).convertToFormat(QImage.Format.Format_Grayscale8)
    values = bytes(small.constBits())
    return sum(value > 200 for value in values) / len(values)


class Doubt:
    """A rule that asks for a reason, or a look, at one cell."""

    id = "doubt"

    def __init__(self, severity):
        self.severity = severity

    def find(self, _reading):
        yield Finding(self.id, self.severity, "3", ("t3.1.natural",), "请核对")


class TestCells:
    @pytest.fixture
    def cell(self, book, seed_report, qapp):
        def make(severity):
            rules = (Doubt(severity),) if severity else ()
            session = Session(replace(book, rules=rules))
            session.open(seed_report, None)
            model = GridModel(book.form.table("t3"), session, session)
            return session, model.place("t3.1.natural")

        return make

    @pytest.mark.parametrize(
        ("severity", "ground", "ink"),
        [
            pytest.param(None, None, None, id="nothing the matter"),
            pytest.param(Severity.MUST_FIX, "broken", "broken_ink", id="must be fixed"),
            pytest.param(Severity.EXPLAIN, "doubtful", None, id="wants a reason"),
            pytest.param(Severity.HINT, None, None, id="worth a look"),
        ],
    )
    def test_the_ground_says_how_grave_it_is(self, cell, severity, ground, ink):
        _session, place = cell(severity)
        brushes = theme.brushes
        assert place.data(BACKGROUND) == (getattr(brushes, ground) if ground else None)
        assert place.data(FOREGROUND) == (getattr(brushes, ink) if ink else None)

    def test_a_reason_takes_the_mark_away(self, cell):
        session, place = cell(Severity.EXPLAIN)
        session.justify(session.findings[0], "属实", "2026-01-01")
        assert place.data(BACKGROUND) is None
        assert session.findings_at("t3.1.natural") == ()

    def test_a_blank_is_not_painted_all_over(self, cell):
        session, place = cell(Severity.EXPLAIN)
        session.type({"t3.1.natural": ""})
        assert session.findings
        assert place.data(BACKGROUND) is None

    def test_each_gravity_has_a_sign_of_its_own_shape(self, qapp, monkeypatch):
        monkeypatch.setattr(signs, "TONES", dict.fromkeys(Severity, "ink"))
        pictures = [painted(signs.draw_sign, severity) for severity in Severity]
        assert all(one != other for one, other in combinations([*pictures, painted()], 2))

    def test_the_cell_the_clerk_stands_on_is_full_and_the_others_are_outlined(
        self, seed_window, qapp
    ):
        seed_window.session.type({"t3.1.natural": "12"})
        next_finding(seed_window, 1)
        grid = seed_window.page.grid
        involved = [grid.grid.place(cell) for cell in seed_window.session.pointed_at.cells]
        assert grid.currentIndex() in involved
        red = theme.colours.broken_ink.rgb()
        grid.viewport().repaint()
        picture = grid.viewport().grab().toImage()
        for place in involved:
            rect = grid.visualRect(place)
            edge, inside = rect.topLeft() + QPoint(1, 8), rect.topLeft() + QPoint(6, 6)
            assert picture.pixel(edge) == red
            assert (picture.pixel(inside) == red) is (place == grid.currentIndex())


def painted(draw=None, *severity):
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(theme.colours.paper)
    if draw is not None:
        painter = QPainter(picture)
        draw(painter, QRect(0, 0, 40, 20), *severity)
        painter.end()
    return picture


class TestIcons:
    @pytest.mark.parametrize("file", sorted(ICON_FILES.glob("*.svg")), ids=lambda file: file.stem)
    def test_all_of_a_drawing_is_read(self, file):
        drawn = re.findall(
            r"<(path|circle|rect|line|polyline|polygon|ellipse|g)\b", file.read_text()
        )
        assert len(shapes(file.stem)) == len(drawn) > 0
        for path, _filled in shapes(file.stem):
            assert QRect(0, 0, 16, 16).contains(path.boundingRect().toAlignedRect())

    def test_every_one_that_is_asked_for_is_there_and_none_besides(self):
        asked = {
            *ICONS.values(),
            *(sign.icon for sign in SIGNS.values()),
            *(way[1] for way in WAYS),
        }
        for file in (SOURCE / "ui").rglob("*.py"):
            words = file.read_text(encoding="utf-8")
            asked |= set(re.findall(r"\b(?:icon|IconLabel|_button|_tool)\(\"([a-z-]+)\"", words))
            asked |= set(re.findall(r"\bdraw\(.*?\"([a-z-]+)\"", words))
        assert asked == {file.stem for file in ICON_FILES.glob("*.svg")}

    def test_it_has_the_colour_of_the_palette_at_hand(self, qapp):
        save = icon("save")
        light = colours_in(save)
        theme.dress(qapp, DARK)
        dark = colours_in(save)
        theme.dress(qapp)
        assert QColor(LIGHT.ink).rgb() in light
        assert QColor(DARK.ink).rgb() in dark
        assert QColor(LIGHT.ink).rgb() not in dark

    @pytest.mark.parametrize("scale", [1, 1.25, 1.5, 1.75, 2])
    def test_it_is_drawn_for_the_pixels_of_the_screen(self, qapp, scale):
        picture = icon("save").pixmap(QSize(16, 16), scale)
        assert picture.size() == QSize(round(16 * scale), round(16 * scale))
        assert picture.devicePixelRatio() == scale


def colours_in(drawn):
    picture = drawn.pixmap(QSize(64, 64)).toImage()
    return {picture.pixel(x, y) for x in range(64) for y in range(64)}


def test_a_palette_holds_nothing_but_colours():
    for palette in (LIGHT, DARK, CONTRAST):
        for field in fields(palette):
            assert re.fullmatch("#[0-9a-f]{6}", getattr(palette, field.name)), field.name
