"""How long until the window is seen, and what it weighs, against the smallest window there is.

Alone: `python tests/benchmarks/start.py`. Its programs start the window as the command does, and
end it when it is painted, or when all is in it.
"""

from collections.abc import Iterator, Mapping

from measured import FULL, NO_LIMIT, Effort, Limit, Row
from programs import ENDING, programs_in_turn, weighed
from table import table

FLOOR = f"""{ENDING}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event); QTimer.singleShot(0, done)
app = QApplication(sys.argv); window = Window(); window.resize(1366, 768); window.show(); app.exec()
"""

SEEN = f"""{ENDING}
import gc
gc.disable()  # as the program does it, before the window is loaded
from nianbao.app import window
window._begin = lambda *_: done()
from nianbao.__main__ import main
sys.argv[1:] = []
main()
"""

FURNISHED = f"""{ENDING}
import gc
gc.disable()
from PySide6.QtCore import QTimer
from nianbao.app import window
begin = window._begin
window._begin = lambda *given: (begin(*given), QTimer.singleShot(0, done))
from nianbao.__main__ import main
sys.argv[1:] = []
main()
"""

PROGRAMS: Mapping[str, str] = {"floor": FLOOR, "seen": SEEN, "furnished": FURNISHED}

PROMISED = Limit(ratio=1.5)


def rows(effort: Effort) -> Iterator[Row]:
    """Measure the window when it is seen first, and when everything in it works."""
    weights = programs_in_turn(effort, PROGRAMS)
    for name, what, limit in (
        ("seen", "window painted", PROMISED),
        ("furnished", "window furnished", NO_LIMIT),
    ):
        yield from weighed(what, "smallest QMainWindow", weights[name], weights["floor"], limit)


if __name__ == "__main__":
    print(table(rows(FULL), {}))
