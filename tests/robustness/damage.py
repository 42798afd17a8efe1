"""Damage a report file in every place: it is refused in a sentence, or the damage is noticed.

    python tests/robustness/damage.py [EVERY] [window]

The file is the seed report as the program writes it. Each bit of each byte is turned over, one at
a time (or only every so many), and the file is cut off at every byte. Each outcome must be one
clear sentence, a report with a remark that it was altered, or the very same report: never another
report without a word. With `window` each file is opened in the real window, which holds a version
of the sound file: that must be offered each time, in a single dialog, and be what opens.
"""

import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from nianbao.app.books import all_books
from nianbao.app.window import make_application, make_window
from nianbao.core.checker import RuleBook
from nianbao.core.report import Report
from nianbao.io.imported import Imported
from nianbao.io.open_file import CURRENT, read_any
from nianbao.io.problems import Refused
from nianbao.io.report_json import plain_report, write_report
from nianbao.ui import dialogs
from nianbao.ui.main_window import MainWindow

SAMPLE = Path(__file__).parents[1] / "samples" / "seed.nianbao"

Books = Mapping[str, RuleBook]
Plain = dict[str, object]
Look = Callable[[Path, Books, Plain], str]


class Silent(AssertionError):  # noqa: N818  what must never be
    """A damaged file was taken for sound."""


def sound(books: Books) -> tuple[bytes, Plain]:
    """Give the seed report as the program writes it, and what it says."""
    report, form = _report(read_any(SAMPLE, books)), books[CURRENT].form
    return write_report(report, form).encode(), plain_report(report, form)


def damaged(data: bytes, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give the damaged contents, each with what was done to it."""
    for number in range(0, len(data) * 8, every):
        at, bit = divmod(number, 8)
        yield f"byte {at} bit {bit}", data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
    for end in range(0, len(data), every):
        yield f"cut off at {end}", data[:end]


def outcome(path: Path, books: Books, said: Plain) -> str:
    """Read a file: "refused", "noticed" or "same"; raises for whatever else happens."""
    try:
        imported = read_any(path, books)
    except Refused as refused:
        words = refused.message
        if not re.fullmatch(r"“[^”]+”[^\n]+。|找不到[^\n]+。", words) or "Error" in words:
            raise AssertionError(words) from refused
        return "refused"
    if imported.problems:
        return "noticed"
    if plain_report(_report(imported), books[imported.form].form) == said:
        return "same"
    raise Silent


def answered(asked: list[str]) -> Iterator[tuple[str, Callable[..., bool]]]:
    """Give for each dialog what stands in for it: it notes its name and says yes."""

    def taken(name: str) -> Callable[..., bool]:
        return lambda *_: asked.append(name) or True

    for name in vars(dialogs):
        if name.startswith(("ask_", "tell", "warn")):
            yield name, taken(name)


def opening(window: MainWindow, asked: list[str]) -> Look:
    """Give what opens a damaged file in a window; `asked` gathers the dialogs on the way."""

    def opened(path: Path, books: Books, said: Plain) -> str:
        asked.clear()
        window.session.undo.setClean()  # whatever was open is left
        window.incoming.open(window, path)
        if plain_report(window.session.report, books[CURRENT].form) != said:
            raise Silent(asked)
        if len(asked) > 1:
            raise AssertionError(asked)
        return asked[0] if asked else "same"

    return opened


@contextmanager
def in_a_window(folder: Path, books: Books, data: bytes) -> Iterator[Look]:
    """Make a window that holds a version of the sound file; give what opens a damaged one in it."""
    os.environ["XDG_CONFIG_HOME"] = os.environ["APPDATA"] = str(folder / "own")
    asked: list[str] = []
    for name, stand_in in list(answered(asked)):
        setattr(dialogs, name, stand_in)
    application = make_application()
    window = make_window(books)
    window.files.keeper.versions.keep_if_possible(keep_in(folder, data), data)
    yield opening(window, asked)
    window.session.undo.setClean()
    window.close()
    del application


def keep_in(folder: Path, data: bytes) -> Path:
    """Write the sound file."""
    path = folder / "年报.nianbao"
    path.write_bytes(data)
    return path


def main() -> int:
    """Damage the sample everywhere; say how it went."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    books, seen, bad = all_books(), Counter[str](), []
    data, said = sound(books)
    with tempfile.TemporaryDirectory() as folder:
        path = keep_in(Path(folder), data)
        window = in_a_window(Path(folder), books, data)
        with window if "window" in sys.argv else nullcontext(outcome) as look:
            for what, broken in damaged(data, every):
                path.write_bytes(broken)
                try:
                    seen[look(path, books, said)] += 1
                except Exception as error:  # noqa: BLE001  whatever it is, it is looked for
                    bad.append(f"{what}: {type(error).__name__} {error}")
    files = seen.total() + len(bad)
    print(f"{len(data)} bytes, {files} damaged files: {dict(seen)}; {len(bad)} bad: {bad[:20]}")
    return 1 if bad else 0


def _report(imported: Imported) -> Report:
    report = Report(imported.form)
    report.apply(imported.change)
    return report


if __name__ == "__main__":
    sys.exit(main())
