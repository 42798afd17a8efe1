"""Kill the program at random moments while a clerk works, and see what is left of the work.

    python tests/robustness/kill.py [HOW_OFTEN]

Each round starts the real program in a process of its own (`clerk.py`), which types, pastes,
imports, exports or saves by real keys and tells of each deed when it is done, and kills it
(SIGKILL). Then the program is started again, takes up what it finds, and prints what it holds. A
round is good if everything opens and nothing is lost that was told of: at most the one deed at
hand.
"""

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

DEEDS = ("typing", "pasting", "importing", "saving", "pausing", "exporting")
LONGEST_SECONDS = 0.8
"""Of work, before the kill."""

CLERK = Path(__file__).with_name("clerk.py")


def main() -> int:
    """Kill as often as asked; say how many rounds lost something."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    bad = [lost for lost in (one_round(seed) for seed in range(rounds)) if lost is not None]
    print(f"{rounds} kills, {len(bad)} did not open or lost more than the deed at hand: {bad}")
    return 1 if bad else 0


def one_round(seed: int) -> str | None:
    """Work, kill, look; give what was lost, or None."""
    deed = DEEDS[seed % len(DEEDS)]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "XDG_CONFIG_HOME": f"{folder}/config",
            "APPDATA": f"{folder}/config",
            "HOME": folder,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        told = _killed(deed, folder, environment, random.Random(seed))  # noqa: S311  no secret
        if not told:
            return f"round {seed}, {deed}: nothing was done"
        done = subprocess.run(
            [sys.executable, str(CLERK), "look", deed, folder],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            return f"round {seed}, {deed}: does not open: {done.stderr[-500:]}"
        broken = [path.name for path in Path(folder).glob("*.*x") if not _is_whole(path)]
        held = json.loads(done.stdout.splitlines()[-1])
        print(f"round {seed}, {deed}: {told[-1]} done, {held[-1] if held else 0} held", flush=True)
        if broken:
            return f"round {seed}, {deed}: {broken} cannot be opened"
        if not held or held[-1] < told[-1] or held != list(range(held[0], held[-1] + 1)):
            return f"round {seed}, {deed}: {told[-1]} done, {held} held"
    return None


def _killed(
    deed: str, folder: str, environment: dict[str, str], chance: random.Random
) -> list[int]:
    """Let the clerk work for a moment and kill the program; give what was told of."""
    with subprocess.Popen(
        [sys.executable, str(CLERK), "work", deed, folder],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        out = child.stdout
        first = out.readline() if out else ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=chance.uniform(0, LONGEST_SECONDS))
        child.kill()
        lines = (first + (out.read() if out else "")).splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith("\n")]


def _is_whole(path: Path) -> bool:
    """Tell whether an exported document is a whole package."""
    try:
        with ZipFile(path) as package:
            return package.testzip() is None
    except BadZipFile:
        return False


if __name__ == "__main__":
    sys.exit(main())
