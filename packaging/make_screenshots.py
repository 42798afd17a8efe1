"""Take pictures of every page and of what opens from it, from the example report.

    QT_QPA_PLATFORM=offscreen python packaging/make_screenshots.py
    QT_QPA_PLATFORM=offscreen python packaging/make_screenshots.py --every FOLDER

The first takes those of the README and of the guide; make the guide again afterwards
(packaging/make_guide.py), it holds them. The second takes all of them as on each of the SCREENS,
in a folder each, to be looked at. A Chinese font must be installed. Run both whenever the look
changes, and look at what comes out.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Report
from nianbao.io.open_file import read_any
from nianbao.io.preview import preview
from nianbao.ui import dialogs, theme
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.deeds import next_finding
from nianbao.ui.main_window import MainWindow
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.theme.palettes import CONTRAST, DARK, LIGHT, Palette

ROOT = Path(__file__).parents[1]
PICTURES_FOLDER = ROOT / "docs" / "pictures"
LAST_YEAR = ROOT / "tests" / "samples" / "import" / "A04_符号_千分位_单位.xlsx"
EXAMPLE = ROOT / "resources" / "example.nianbao"
OWN = "XDG_CONFIG_HOME"
FONT = "Noto Sans CJK SC"
"""Stands in for Microsoft YaHei UI, whose lines are as high."""


class Screen(NamedTuple):
    """A screen: its scale, what a window has of it (logical pixels, less task bar and title)."""

    scale: float
    width: int
    height: int
    palette: Palette[str] = LIGHT


SCREENS = {
    "1366x768": Screen(1, 1366, 690),
    "1366x768-125": Screen(1.25, 1093, 551),
    "1920x1080-150": Screen(1.5, 1280, 659),
    "dark": Screen(1, 1366, 690, DARK),
    "contrast": Screen(1, 1366, 690, CONTRAST),
}

KIND = 0xFFF0F0F0
"""The bits of a colour in which it must differ from another to be kept beside it."""

GROUNDS = 64
"""So many colours, the most used, are kept whatever they are."""

BLOCK = "2\t1\t0\n六\t0\t0\n3件\t\t0\n1\t-1\t0\n"
"""What someone might have copied: Chinese numerals, a unit, a gap, less than nothing."""


class Camera:
    """Keeps pictures of one window in a folder."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self._folder = folder

    def page(self, step: str, name: str | None = None) -> None:
        """Keep a page as the clerk meets it."""
        self.window.steps.go_to(step)
        self.window.page.setFocus()
        self.window.statusBar().clearMessage()
        self.shot(name or step)

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        """Keep what the window, or another widget, shows now."""
        for _ in range(3):  # what is laid out late comes with the next look at the events
            QApplication.processEvents()
        picture = (widget or self.window).grab().toImage()
        path = self._folder / f"{name}.png"
        _smaller(picture).save(str(path), "PNG", 0)
        print(path)

    def dialog(self, name: str, dialog: QDialog) -> None:
        """Keep a dialog and put it away."""
        dialog.show()
        self.shot(name, dialog)
        dialog.close()


def main() -> None:
    """Take all pictures, of one screen or of every screen."""
    parser = argparse.ArgumentParser(description="Take pictures of the program.")
    parser.add_argument("--every", type=Path, metavar="FOLDER", help="as on every screen")
    parser.add_argument("--screen", choices=SCREENS, default="1366x768", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=PICTURES_FOLDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.every is None:
        take_pictures(SCREENS[asked.screen], asked.folder)
        return
    for name, screen in SCREENS.items():  # Qt takes the scale when it starts, so one run each
        command = [sys.executable, __file__, "--screen", name, "--folder", asked.every / name]
        environment = {**os.environ, "QT_SCALE_FACTOR": str(screen.scale)}
        subprocess.run(command, env=environment, check=True)  # noqa: S603  this very program


def take_pictures(screen: Screen, folder: Path) -> None:
    """Take all pictures as on one screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as own:  # nobody's own settings and files
        os.environ[OWN] = own
        app = make_application()
        if FONT in QFontDatabase.families():
            app.setFont(QFont(FONT, 9))
        theme.dress(app, screen.palette)
        _take_all(screen, folder)


def _take_all(screen: Screen, folder: Path) -> None:
    window = make_window(all_books())
    window.resize(screen.width, screen.height)
    window.show()
    window.activateWindow()
    camera = Camera(window, folder)
    for take in PICTURES:
        take(camera)
    window.session.undo.clear()
    window.close()


def beginning(camera: Camera) -> None:
    """Keep the start page and the preview of a zero report."""
    camera.window.show_start(())
    camera.shot("start")

    def keep(dialog: QDialog) -> frozenset[str]:
        camera.dialog("zero-report", dialog)
        return frozenset()

    _answering("ask_zero_report", keep, camera.window.deeds["ZeroReport"])


def pages(camera: Camera) -> None:
    """Keep every page of the example, and the help beside one."""
    window = camera.window
    window.deeds["Example"]()
    window.statusBar().clearMessage()
    for step in window.steps.listed.steps:
        camera.page(step.id)
    window.steps.go_to("1")
    camera.dialog("link", CellChooser(window.session, window))
    window.help.toggle()
    window.steps.go_to("3")
    if isinstance(window.page, TablePage):
        window.page.grid.show_cells(("t3.3-6-2.natural",))
    camera.shot("help")
    window.help.toggle()


def words(camera: Camera) -> None:
    """Keep last year's text beside this year's, and the bar that finds and replaces."""
    window = camera.window
    window.steps.go_to("5")
    page = window.page
    if isinstance(page, TextPage):
        page.last_year.click()
        camera.shot("beside")
        page.last_year.click()
    window.steps.go_to("1")
    bar = window.find_bar
    bar.open("1", replacing=True)
    bar.sought.setText("政府信息公开")
    camera.shot("find")
    bar.leave()


def pasting(camera: Camera) -> None:
    """Keep the question about a block in which something is doubtful."""
    window = camera.window
    window.steps.go_to("3")
    page = window.page
    if isinstance(page, TablePage):
        page.grid.show_cells(("t3.3-3-1.natural",))
        QGuiApplication.clipboard().setText(BLOCK)

        def keep(dialog: QDialog) -> None:
            camera.dialog("paste", dialog)

        _answering("ask_paste", keep, page.grid.paste)


def findings(camera: Camera) -> None:
    """Keep a number that does not agree, and the list of what is to do."""
    window = camera.window
    window.session.type({"t3.1.natural": "12", "t3.3-3-1.business": "六"})
    next_finding(window, 1)
    camera.page("3", "finding")
    camera.page("check", "check-findings")


def starting(camera: Camera) -> None:
    """Keep the preview of a file, and the draft of a new year with its marks."""
    window = camera.window
    session = window.session
    window.files.start()
    imported = read_any(LAST_YEAR, {session.form.id: session.book})
    lines = preview(session.form, session.report, imported)
    camera.dialog("preview", PreviewDialog(session.form, LAST_YEAR.name, imported, lines, window))
    last = Report(session.form.id)
    last.apply(read_any(EXAMPLE, {session.form.id: session.book}).change)
    session.do(start_of_year(session.form, last, "上一年年报.docx").change, "start")
    camera.page("1", "started")


def _smaller(picture: QImage) -> QImage:
    """Keep 256 colours, those of grounds and one of each kind: all but the edges of letters."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(plain.constBits()).cast("I").tolist())
    colours = [colour for colour, _ in used.most_common()]
    kinds = {colour & KIND: colour for colour in reversed(colours)}
    rest = sorted(kinds.values(), key=colours.index)
    palette = list(dict.fromkeys([*colours[:GROUNDS], *rest]))[:256]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette)


def _answering(name: str, answer: Callable[[QDialog], object], act: Callable[[], object]) -> None:
    """Do something while a dialog is answered by a function."""
    before = getattr(dialogs, name)
    setattr(dialogs, name, answer)
    try:
        act()
    finally:
        setattr(dialogs, name, before)


PICTURES = (beginning, pages, words, pasting, findings, starting)


if __name__ == "__main__":
    main()
