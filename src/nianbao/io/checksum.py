"""The checksum in a report file: tells that what it holds is no longer what this program wrote.

Over what the file says, not over its bytes: indentation, order of keys and line ends may change,
an answer may not. It shows damage and changes from outside; it is no signature.
"""

import hashlib
import json
from collections.abc import Mapping

CHECKSUM = "checksum"
_NOT_COVERED = frozenset([CHECKSUM, "problems"])
"""Itself, and what `nianbao read` adds anew each time."""


def checksum_of(plain: Mapping[str, object]) -> str:
    """Give the checksum of a report as the file holds it."""
    covered = {key: value for key, value in plain.items() if key not in _NOT_COVERED}
    # Fractions of foreign programs come as Decimal; this one writes none.
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def is_altered(plain: Mapping[str, object]) -> bool:
    """Tell whether a file says something else than its checksum; one without says what it says."""
    said = plain.get(CHECKSUM)
    return said is not None and said != checksum_of(plain)
