"""Walks through XML without ever following or expanding anything.

Any document type definition is refused before an entity can be declared. Elements are known
by their local names, so prefixed and strict spellings of a namespace read alike. Knows
nothing of what the elements mean.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NoReturn, TypeAlias, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

from nianbao.io.problems import Refusal, Refused

Attributes: TypeAlias = dict[str, str]
"""As written in the file, prefixes included."""

OnStart: TypeAlias = Callable[[Attributes], None]
OnEnd: TypeAlias = Callable[[str], None]
"""Is given the text since the tag before."""

Call = TypeVar("Call")

DEPTH_LIMIT = 256
NAME_LIMIT = 5_000
"""Different element names; expat remembers each of them."""

_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-1"}


def parse(
    chunks: Iterable[bytes],
    file: str,
    starts: Mapping[str, OnStart],
    ends: Mapping[str, OnEnd],
) -> None:
    """Call back for the named elements, in the order of the document.

    Raise `Refused`: UNSAFE, CORRUPT, TOO_BIG (nested without end).
    """
    walk = _Walk(file, starts, ends)
    guarded(chunks, file, start=walk.start, end=walk.end, words=walk.pieces.append)


def guarded(
    chunks: Iterable[bytes],
    file: str,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    words: Callable[[str], object],
) -> None:
    """Tell of every tag and all words, with no definition, entity or odd encoding let through.

    Depth and number of names are for the callers to bound. Raise `Refused`: UNSAFE, CORRUPT.
    """
    guard = _Guard(file)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
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


def local(attributes: Attributes, name: str) -> str | None:
    """Look up a prefixed attribute by its local name, for example the `id` in `r:id`."""
    for key, value in attributes.items():
        prefix, colon, rest = key.partition(":")
        if colon and rest == name and prefix != "xml":
            return value
    return None


def is_true(value: str | None) -> bool:
    """Read a truth value as office programs write it."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}


class _Walk:
    """The way through one document: how deep, and the text since the last tag."""

    def __init__(self, file: str, starts: Mapping[str, OnStart], ends: Mapping[str, OnEnd]) -> None:
        self._file = file
        self._on_start = _ByTag(starts, file)
        self._on_end = _ByTag(ends, file)
        self._depth = 0
        self.pieces: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """Enter an element."""
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "内容嵌套太深")
        if self.pieces:
            self.pieces.clear()
        call = self._on_start[tag]
        if call is not None:
            call(attributes)

    def end(self, tag: str) -> None:
        """Leave an element."""
        self._depth -= 1
        call, pieces = self._on_end[tag], self.pieces
        if call is not None:
            call("".join(pieces) if pieces else "")
        if pieces:
            pieces.clear()


class _Guard:
    """Refuses what no document of an office program needs."""

    def __init__(self, file: str) -> None:
        self._file = file

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse encodings that expat would fail on with errors of its own."""
        if encoding and encoding.lower() not in _ENCODINGS:
            raise Refused(Refusal.CORRUPT, self._file, "文字编码不认识")

    def refuse(self, *_declaration: object) -> NoReturn:
        """Stop at a document type definition, before anything in it counts."""
        raise Refused(Refusal.UNSAFE, self._file)


class _ByTag(dict[str, Call | None], Generic[Call]):
    """Finds the callback of a tag as it stands in the file, and remembers it."""

    def __init__(self, calls: Mapping[str, Call], file: str) -> None:
        super().__init__()
        self._calls = calls
        self._file = file

    def __missing__(self, tag: str) -> Call | None:
        if len(self) >= NAME_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "内部名称太多")
        call = self[tag] = self._calls.get(tag.rpartition(":")[2])
        return call
