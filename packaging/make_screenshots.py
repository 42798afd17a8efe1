"""Take the pictures of the README anew: every page, 1366 × 768, filled with a sample report.

    QT_QPA_PLATFORM=offscreen python packaging/make_screenshots.py [FOLDER]

A Chinese font must be installed. Run it whenever the look changes, and look at what comes out.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Report
from nianbao.io.open_file import read_any
from nianbao.io.preview import preview
from nianbao.ui.main_window import MainWindow
from nianbao.ui.preview import PreviewDialog

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "samples" / "seed.nianbao"
LAST_YEAR = ROOT / "tests" / "samples" / "import" / "A04_符号_千分位_单位.xlsx"


def main() -> None:
    """Write one picture a page, and table three with a number that does not agree."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    make_application()
    window = make_window(all_books())
    window.resize(1366, 768)
    window.show()
    window.incoming.open(window, SAMPLE)
    for step in window.steps.listed.steps:
        shoot(window, step.id, folder / f"{step.id}.png")
    window.session.type({"t3.1.natural": "12", "t3.3-3-1.business": "六"})
    window.next_finding(1)
    shoot(window, "3", folder / "finding.png")
    shoot(window, "check", folder / "check-findings.png")
    shoot_starting(window, folder)
    window.session.undo.clear()
    window.close()


def shoot_starting(window: MainWindow, folder: Path) -> None:
    """Start a new year from the sample: the preview, and the draft with its marks."""
    session = window.session
    window.files.start()
    imported = read_any(LAST_YEAR, {session.form.id: session.book})
    lines = preview(session.form, session.report, imported)
    dialog = PreviewDialog(session.form, LAST_YEAR.name, imported, lines, window)
    dialog.show()
    QApplication.processEvents()
    dialog.grab().save(str(folder / "preview.png"))
    dialog.close()
    last = Report(session.form.id)
    last.apply(read_any(SAMPLE, {session.form.id: session.book}).change)
    session.do(start_of_year(session.form, last, "2024年年报.docx").change, "start")
    shoot(window, "1", folder / "started.png")


def shoot(window: MainWindow, step: str, path: Path) -> None:
    """Show a page as the clerk meets it and keep the picture."""
    window.steps.go_to(step)
    window.page.setFocus()
    QApplication.processEvents()
    window.grab().save(str(path))
    print(path)


if __name__ == "__main__":
    main()
