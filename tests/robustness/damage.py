"""Damage a report file in every place, and see whether it opens or is refused in a sentence.

    python tests/robustness/damage.py [EVERY]

Each bit of each byte of the seed report is turned over, one at a time (or only every so many);
the file is also cut off at every byte. Each outcome must be a report, or one clear sentence.
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nianbao.app.books import all_books
from nianbao.io.open_file import read_any
from nianbao.io.problems import Refused

SAMPLE = Path(__file__).parents[1] / "samples" / "seed.nianbao"


def damaged(data: bytes, every: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give the damaged contents, each with what was done to it."""
    for number in range(0, len(data) * 8, every):
        at, bit = divmod(number, 8)
        yield f"byte {at} bit {bit}", data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
    for end in range(0, len(data), every):
        yield f"cut off at {end}", data[:end]


def outcome(path: Path, books: object) -> str:
    """Open a file: "opens", or "refused"; raises whatever is no refusal, or none in a sentence."""
    try:
        read_any(path, books)
    except Refused as refused:
        words = refused.message
        if not re.fullmatch(r"“[^”]+”[^\n]+。|找不到[^\n]+。", words) or "Error" in words:
            raise AssertionError(words) from refused
        return "refused"
    return "opens"


def main() -> int:
    """Damage the sample everywhere; say how it went."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    books, seen, bad = all_books(), Counter[str](), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "年报.nianbao"
        for what, data in damaged(SAMPLE.read_bytes(), every):
            path.write_bytes(data)
            try:
                seen[outcome(path, books)] += 1
            except Exception as error:  # noqa: BLE001  whatever it is, it is looked for
                bad.append(f"{what}: {type(error).__name__} {error}")
    print(f"{sum(seen.values())} damaged files: {dict(seen)}; {len(bad)} neither: {bad[:20]}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
