"""Times deeds in turn, in processor time of the thread that does them.

In turn, so that a processor that gets slower slows all of them alike; in processor time, so that
what other programs do meanwhile is not counted. What a deed waits for (the disk) is not either.
"""

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measured import Effort

Deed = Callable[[], object]

LINE = Path("/proc/thread-self/schedstat")
"""Linux alone has it."""

SHORTEST = 0.002
"""Seconds one timing should last; what is quicker is done several times in it."""


def in_turn(effort: Effort, *deeds: Deed) -> list[float]:
    """Do all deeds, round after round; give the typical seconds one doing of each takes."""
    repeats = [warmed_up(deed) for deed in deeds]
    once = sum(seconds * times for seconds, times in repeats)
    measured: list[list[float]] = [[] for _ in deeds]
    with nothing_collected():
        for _ in range(effort.rounds(once)):
            for deed, (_, times), into in zip(deeds, repeats, measured, strict=True):
                into.append(timed(deed, times) / times)
                gc.collect()
    return [typical(times) for times in measured]


def warmed_up(deed: Deed) -> tuple[float, int]:
    """Do it twice unmeasured; tell its seconds, and how often one timing should do it."""
    deed()  # what is loaded or remembered at the first time is not to be counted
    seconds = timed(deed)
    return seconds, max(1, math.ceil(SHORTEST / seconds))


def timed(deed: Deed, times: int = 1) -> float:
    """Do something so many times; give the seconds."""
    begin = time.thread_time()
    for _ in range(times):
        deed()
    return time.thread_time() - begin


def unhindered() -> float:
    """Give the clock's seconds, less those this thread stood in line for a processor."""
    return time.perf_counter() - in_line(LINE.read_text(encoding="ascii"))


def in_line(schedstat: str) -> float:
    """Read how long a thread was ready to run while others ran: the second of three numbers."""
    return int(schedstat.split()[1]) / 1e9


def typical(times: Sequence[float]) -> float:
    """Give the median of the quicker half: other programs only ever add time."""
    return statistics.median(sorted(times)[: (len(times) + 1) // 2])


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep the collector of garbage from falling into one timing and not into another."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
