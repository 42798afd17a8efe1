"""Take the pictures of the README anew: every page, 1366 × 768, filled with a sample report.

    QT_QPA_PLATFORM=offscreen python packaging/make_screenshots.py [FOLDER]

A Chinese font must be installed. Run it whenever the look changes, and look at what comes out.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.ui.main_window import MainWindow

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "samples" / "seed.nianbao"


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
    window.session.undo.clear()
    window.close()


def shoot(window: MainWindow, step: str, path: Path) -> None:
    """Show a page as the clerk meets it and keep the picture."""
    window.steps.go_to(step)
    window.page.setFocus()
    QApplication.processEvents()
    window.grab().save(str(path))
    print(path)


if __name__ == "__main__":
    main()
