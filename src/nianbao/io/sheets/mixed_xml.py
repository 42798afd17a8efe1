"""Walks through XML in which words and elements stand mixed, as OpenDocument writes it.

`safe_xml` tells only the words right before an end tag, which would lose every word before
a blank or a line break that is an element. The same safeguards: no document type definition,
no entity, bounded depth and names. Knows nothing of what the elements mean.
"""

from collections.abc import Iterable
from typing import Protocol

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import DEPTH_LIMIT, NAME_LIMIT, Attributes, guarded


class Listener(Protocol):
    """Is told what comes by, in the order of the document; names are without prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Enter an element; its attributes are without prefixes too.

        Of two with the same name the second keeps its prefix (`calcext:value-type`).
        """

    def words(self, text: str) -> None:
        """Take words."""

    def end(self, name: str) -> None:
        """Leave an element."""


def walk(chunks: Iterable[bytes], file: str, listener: Listener) -> None:
    """Tell a listener of everything. Raise `Refused`: UNSAFE, CORRUPT, TOO_BIG."""
    way = _Way(file, listener)
    guarded(chunks, file, start=way.start, end=way.end, words=listener.words)


class _Way:
    """The way through one document: how deep, and the names met so far."""

    def __init__(self, file: str, listener: Listener) -> None:
        self._file = file
        self._listener = listener
        self._depth = 0
        self._locals: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "内容嵌套太深")
        plain: Attributes = {}
        for name, value in attributes.items():
            short = self._local(name)
            plain[name if short in plain else short] = value
        self._listener.start(self._local(tag), plain)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._listener.end(self._local(tag))

    def _local(self, name: str) -> str:
        """Cut the prefix; the few names of a document come again and again."""
        known = self._locals.get(name)
        if known is None:
            if len(self._locals) >= NAME_LIMIT:
                raise Refused(Refusal.TOO_BIG, self._file, "内部名称太多")
            known = self._locals[name] = name.rpartition(":")[2]
        return known
