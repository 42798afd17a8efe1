"""Linked numbers: `{{t3.1.total}}` in a text stands for what the cell holds now."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nianbao.core.form import CellId

LINK = re.compile(r"\{\{([^{}]+)\}\}")

UNFILLED = "＿＿"
"""Stands for a linked number whose cell is blank: a gap to be seen, not a sentence that lies."""


@dataclass(frozen=True, slots=True)
class Link:
    """A linked number: its cell, and where it stands in the text as typed and as printed."""

    cell: CellId
    typed: tuple[int, int]
    printed: tuple[int, int]


def link(cell: CellId) -> str:
    """Write the link to a cell."""
    return f"{{{{{cell}}}}}"


def with_numbers(text: str, number: Callable[[CellId], str | None]) -> str:
    """Put the current number for each link; None leaves the braces as they stand."""
    return expanded(text, number)[0]


def expanded(text: str, number: Callable[[CellId], str | None]) -> tuple[str, tuple[Link, ...]]:
    """Give the text as printed, and where its links came to stand."""
    if "{{" not in text:
        return text, ()
    parts: list[str] = []
    links: list[Link] = []
    at = length = 0
    for match, found in _numbers(text, number):
        before = text[at : match.start()]
        length += len(before)
        links.append(Link(match[1], match.span(), (length, length + len(found))))
        parts += [before, found]
        length += len(found)
        at = match.end()
    return "".join((*parts, text[at:])), tuple(links)


def _numbers(
    text: str, number: Callable[[CellId], str | None]
) -> Iterator[tuple[re.Match[str], str]]:
    for match in LINK.finditer(text):
        found = number(match[1])
        if found is not None:
            yield match, found or UNFILLED
