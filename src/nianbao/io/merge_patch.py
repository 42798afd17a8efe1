"""What is other between two JSON objects, as a JSON merge patch (RFC 7396), and back.

In a merge patch null takes a key out; lists are replaced whole. Nothing at a key and null are
the same here, as they are to whoever reads a report file.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

Plain: TypeAlias = Mapping[str, Any]
"""A JSON object in Python's own types."""


def patch_between(old: Plain, new: Plain) -> dict[str, Any]:
    """Give the patch that makes `new` of `old`; empty when they say the same."""
    patch: dict[str, Any] = {}
    for key, value in new.items():
        before = old.get(key)
        if isinstance(value, Mapping):
            inner = patch_between(before if isinstance(before, Mapping) else {}, value)
            # What was no object becomes one by any patch, an empty one too.
            if inner or not isinstance(before, Mapping):
                patch[key] = inner
        elif value != before:
            patch[key] = value
    gone = old.keys() - new.keys()
    return patch | {key: None for key in old if key in gone and old[key] is not None}


def patched(old: Plain, patch: Plain) -> dict[str, Any]:
    """Make the object a patch leads to; the old one stays as it is."""
    new = dict(old)
    for key, value in patch.items():
        if value is None:
            new.pop(key, None)
        elif isinstance(value, Mapping):
            before = new.get(key)
            new[key] = patched(before if isinstance(before, Mapping) else {}, value)
        else:
            new[key] = value
    return new
