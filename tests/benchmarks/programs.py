"""Runs programs in turn, each in a process of its own; gives their time and peak memory."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from measured import NO_LIMIT, Effort, Limit, Pair, Row
from timing import in_line, typical

ENDING = """
import os, sys
from pathlib import Path
def done():
    for name in ("status", "schedstat"):
        print(Path("/proc/self", name).read_text())
    sys.stdout.flush(); os._exit(0)
"""
"""What a program must begin with; it ends by calling done()."""


class Weight(NamedTuple):
    """From the start of a process to its end, and the most it held in memory.

    By the clock, as somebody waits for it, but without the time it stood in line for a processor.
    """

    seconds: float
    megabytes: float


def programs_in_turn(
    effort: Effort, programs: Mapping[str, str], *arguments: str
) -> dict[str, Weight]:
    """Run each in turn; the first time only writes the byte code, as on a clerk's computer."""
    found: dict[str, list[Weight]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as own:
        first = [run(program, Path(own), *arguments) for program in programs.values()]
        for _ in range(effort.rounds(sum(weight.seconds for weight in first))):
            for name, program in programs.items():
                found[name].append(run(program, Path(own), *arguments))
    return {
        name: Weight(*(typical(each) for each in zip(*weights, strict=True)))
        for name, weights in found.items()
    }


def run(program: str, own: Path, *arguments: str) -> Weight:
    """Run one, with settings and byte code in a folder of its own."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(own),
        "XDG_DATA_HOME": str(own),
        "PYTHONPYCACHEPREFIX": str(own / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    told = subprocess.check_output(
        [sys.executable, "-c", program, *arguments],
        text=True,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - begin
    # Not ru_maxrss, which a child inherits from the process that started it.
    peak = re.search(r"VmHWM:\s+(\d+)", told)
    if peak is None:
        raise RuntimeError("the program did not tell its memory (Linux only)")
    return Weight(seconds - in_line(told.rstrip().splitlines()[-1]), int(peak[1]) / 1024)


def weighed(
    what: str, against: str, ours: Weight, floor: Weight, limit: Limit = NO_LIMIT
) -> Iterator[Row]:
    """Make the rows of time and memory."""
    seconds, megabytes = (Pair(*both) for both in zip(ours, floor, strict=True))
    in_ms = Pair(seconds.ours * 1e3, seconds.floor * 1e3)
    yield Row(f"{what}: time", against, "ms", {1: in_ms}, limit)
    yield Row(f"{what}: memory", against, "MB", {1: megabytes}, limit)
