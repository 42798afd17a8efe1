"""How long until the window is seen, and what it weighs, against the smallest window there is.

    python tests/benchmarks/start.py

Each start is a process of its own, ours and the floor in turn. The byte code of all modules is
there before the first is counted, as it is on a clerk's computer.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

STARTS = 15

ENDING = """
import os, sys
from pathlib import Path
def done():
    print(Path("/proc/self/status").read_text()); sys.stdout.flush(); os._exit(0)
"""

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

Weighed = dict[str, tuple[float, float]]
"""Seconds and megabytes (peak resident memory) of each kind of start, medians."""


def main() -> None:
    """Print both ratios: when the window is seen, and when everything in it works."""
    found = starts()
    seconds, megabytes = found["floor"]
    print(f"the smallest window: {seconds * 1e3:.0f} ms, {megabytes:.1f} MB")
    for name in ("seen", "furnished"):
        ours = found[name]
        print(
            f"ours, {name}: {ours[0] / seconds:.2f} x the time ({ours[0] * 1e3:.0f} ms),"
            f" {ours[1] / megabytes:.2f} x the memory ({ours[1]:.1f} MB)"
        )


def starts() -> Weighed:
    """Start each kind in turn, the first time for the byte code alone."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as own:
        for _ in range(STARTS + 1):
            for name, program in PROGRAMS.items():
                found[name].append(start(program, Path(own)))
    medians = {}
    for name, measured in found.items():
        seconds, megabytes = zip(*measured[1:], strict=True)
        medians[name] = (statistics.median(seconds), statistics.median(megabytes))
    return medians


def start(program: str, own: Path) -> tuple[float, float]:
    """Start one; give its seconds from the outside and its megabytes."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(own),
        "XDG_DATA_HOME": str(own),
        "PYTHONPYCACHEPREFIX": str(own / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    told = subprocess.check_output(
        [sys.executable, "-c", program], text=True, env=environment, stderr=subprocess.DEVNULL
    )
    seconds = time.perf_counter() - begin
    peak = re.search(r"VmHWM:\s+(\d+)", told)
    if peak is None:
        raise RuntimeError("the start did not tell its memory (Linux only)")
    return seconds, int(peak[1]) / 1024


if __name__ == "__main__":
    main()
