"""Walks through XML in which words and elements stand mixed, as OpenDocument writes it.

`safe_xml` tells only the words right before an end tag, which would lose every word before
a blank or a line break that is an element. The same safeguards: no document type definition,
no entity, bounded depth and names. Knows nothing of what the elements mean.
"""

from collections.abc import Iterable
from typing import NoReturn, Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from nianbao.io.problems import Refusal, Refused
from nianbao.io.safe_xml import DEPTH_LIMIT, NAME_LIMIT, Attributes


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
    guard = _Guard(file, listener)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = listener.words
    parser.XmlDeclHandler = guard.declaration
    parser.StartDoctypeDeclHandler = guard.refuse
    parser.EntityDeclHandler = guard.refuse
    parser.ExternalEntityRefHandler = guard.refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except ExpatError as error:
        raise Refused(Refusal.CORRUPT, file, "内部格式有误") from error


class _Guard:
    """Stands between the parser and the listener."""

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

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse encodings that OpenDocument does not have."""
        if encoding and encoding.lower() not in {"utf-8", "utf8", "utf-16", "us-ascii"}:
            raise Refused(Refusal.CORRUPT, self._file, "文字编码不认识")

    def refuse(self, *_declaration: object) -> NoReturn:
        """Stop at a document type definition, before anything in it counts."""
        raise Refused(Refusal.UNSAFE, self._file)

    def _local(self, name: str) -> str:
        """Cut the prefix; the few names of a document come again and again."""
        known = self._locals.get(name)
        if known is None:
            if len(self._locals) >= NAME_LIMIT:
                raise Refused(Refusal.TOO_BIG, self._file, "内部名称太多")
            known = self._locals[name] = name.rpartition(":")[2]
        return known
