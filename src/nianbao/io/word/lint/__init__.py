"""The last look at a written document, before it takes the place of an older one.

Word repairs or refuses a file for faults that every other reader overlooks, and it is not at
hand to ask. Looks at the bytes as they were written, never at what was meant. The rooms are by
what is looked at; `fault` has the kinds.
"""

from collections.abc import Iterator

from nianbao.io.word.lint.container import Container, container_faults, opened
from nianbao.io.word.lint.fault import Fault, UnsoundError
from nianbao.io.word.lint.fonts import font_faults, hint_faults
from nianbao.io.word.lint.order import order_faults
from nianbao.io.word.lint.page import page_faults
from nianbao.io.word.lint.references import reference_faults
from nianbao.io.word.lint.tables import table_faults
from nianbao.io.word.lint.words import property_faults, word_faults
from nianbao.io.word.package import CORE, DOCUMENT
from nianbao.io.word.styles import W

__all__ = ["Fault", "UnsoundError", "faults", "require_sound"]


def faults(data: bytes) -> tuple[Fault, ...]:
    """Find everything wrong with a written document; nothing is found in a sound one."""
    found: list[Fault] = []
    container = opened(data, found)
    if not found:
        found += _looked_through(container)
    return tuple(found)


def require_sound(data: bytes) -> None:
    """Raise UnsoundError when anything is wrong with a written document."""
    found = faults(data)
    if found:
        raise UnsoundError(found)


def _looked_through(container: Container) -> Iterator[Fault]:
    yield from container_faults(container)
    yield from reference_faults(container)
    yield from page_faults(container)
    for name, root in container.roots.items():
        if root.tag.startswith(f"{{{W}}}"):
            yield from order_faults(name, root)
            yield from font_faults(name, root)
            yield from word_faults(name, root)
            yield from table_faults(name, root)
    if DOCUMENT in container.roots:
        yield from hint_faults(DOCUMENT, container.roots[DOCUMENT])
    if CORE in container.roots:
        yield from property_faults(container.roots[CORE])
