"""One run of everything, in a process of its own; prints its rows as JSON. Started by run.py."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import checks
import exports
import imports
import keys
import large_sheet
import package
import rollup
import start
from measured import FULL, QUICK, SMALLEST, Effort, Row, as_json

EFFORTS: Mapping[str, Effort] = {"full": FULL, "quick": QUICK, "smallest": SMALLEST}

KINDS: Mapping[str, Callable[[Effort], Iterator[Row]]] = {
    "start": start.rows,
    "keys": keys.rows,
    "checks": checks.rows,
    "imports": imports.rows,
    "large-sheet": large_sheet.rows,
    "exports": exports.rows,
    "rollup": rollup.rows,
    "package": package.rows,
}
"""What there is to measure. A new kind is a module with `rows`, and a line here."""


def main(effort: str, *names: str) -> None:
    """Measure the kinds that are named."""
    rows: list[Row] = []
    for name in names:
        print(f"measuring: {name}", file=sys.stderr)
        rows += (replace(row, kind=name) for row in KINDS[name](EFFORTS[effort]))
    print(as_json(rows), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)  # without taking the windows down
