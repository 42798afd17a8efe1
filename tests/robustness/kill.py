"""Kill the program at random moments while a clerk types, and see what is left of the work.

    python tests/robustness/kill.py [HOW_OFTEN]

Each round starts the real program in a process of its own, types numbers by key presses, has
every committed number printed as it is committed, and kills it (SIGKILL). Then the program is
started again, takes up what it finds, and prints what it holds. A round is good if nothing is
lost that was committed, but for at most the one number that was being committed.
"""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TYPE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
app = make_application()
window = make_window(all_books())
window.show()
window.steps.go_to("3")
grid = window.page.grid
def type_one(at=[0]):
    at[0] += 1
    grid.setFocus()
    QTest.keyClicks(grid, str(at[0]))
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_Return)
    print(len(window.session.report.entries), window.session.undo.count(), flush=True)
timer = QTimer()
timer.timeout.connect(type_one)
timer.start(5)
app.exec()
"""

LOOK = """
from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.ui import dialogs
from nianbao.ui.recovery import Recovery
app = make_application()
window = make_window(all_books())
for name in dir(dialogs):
    if name.startswith("ask_recover"):
        setattr(dialogs, name, lambda *given, **named: True)
Recovery(window.files.saving).at_start(window)
print(len(window.session.report.entries))
"""


def main() -> int:
    """Kill as often as asked; say how many rounds lost something."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    bad = [lost for lost in (one_round(seed) for seed in range(rounds)) if lost is not None]
    print(f"{rounds} kills, {len(bad)} lost more than the number being committed: {bad}")
    return 1 if bad else 0


def one_round(seed: int) -> str | None:
    """Type, kill, look; give what was lost, or None."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "XDG_CONFIG_HOME": folder,
            "HOME": folder,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        with subprocess.Popen(
            [sys.executable, "-c", TYPE],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as child:
            out = child.stdout
            first = out.readline() if out else ""
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=random.Random(seed).random())  # noqa: S311  not a secret
            child.kill()
            lines = (first + (out.read() if out else "")).splitlines(keepends=True)
        done = subprocess.run(
            [sys.executable, "-c", LOOK],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            return f"round {seed}: does not open: {done.stderr[-300:]}"
        whole = [line for line in lines if line.endswith("\n")]
        committed = int(whole[-1].split()[0]) if whole else 0
        held = int(done.stdout.split()[-1])
        print(f"round {seed}: {committed} committed, {held} held", flush=True)
        return None if held >= committed else f"round {seed}: {committed} committed, {held} held"


if __name__ == "__main__":
    sys.exit(main())
