"""The ratios as they were recorded, in a file that run.py writes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Ratios = Mapping[int, float]
"""By size, 1 and 10."""


@dataclass(frozen=True)
class Record:
    """When and on what it was made, of how many runs, and the ratios by the names of rows."""

    made: date
    machine: str
    runs: int
    ratios: Mapping[str, Ratios]


def read_record(path: Path) -> Record:
    """Read the record; an empty one where there is none yet."""
    if not path.exists():
        return Record(date.min, "no record", 0, {})
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    ratios = {
        name: {int(size.rstrip("x")): ratio for size, ratio in sizes.items()}
        for name, sizes in told["ratios"].items()
    }
    return Record(told["made"], told["machine"], told["runs"], ratios)


def write_record(record: Record) -> str:
    """Write the record as TOML."""
    lines = [
        "# Ratios to the floors of docs/benchmarks.md, at once and ten times the size. Written by",
        "#     python tests/benchmarks/run.py --runs 5 --record",
        f"made = {record.made}",
        f'machine = "{record.machine}"',
        f"runs = {record.runs}",
        "",
        "[ratios]",
    ]
    for name, ratios in record.ratios.items():
        sizes = ", ".join(f"{size}x = {ratio:.3g}" for size, ratio in ratios.items())
        lines.append(f'"{name}" = {{ {sizes} }}')
    return "\n".join([*lines, ""])
