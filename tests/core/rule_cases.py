"""The cases of `tests/samples/rules/*.toml`; `test_rule_cases` says what their keys mean."""

import tomllib
from decimal import Decimal
from pathlib import Path

FILES = sorted((Path(__file__).parents[1] / "samples" / "rules").glob("*.toml"))
ALL_CASES = [
    case
    for path in FILES
    for case in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
]
