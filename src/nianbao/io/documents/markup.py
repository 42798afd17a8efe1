"""Cuts HTML into tags and text, however broken, in time that grows with its length alone.

An own cutter, because the one of the standard library differs from one patch of Python to the
next and can be kept busy for hours. Knows nothing of what the tags mean.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

from nianbao.io.problems import Refusal, Refused

TAG_LIMIT = 200_000
"""A report saved by Word, the most talkative of all, has ten thousand."""

_ATTRIBUTE_LIMIT = 500

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements in which nothing but their own end is a tag."""

_MARK = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]*)|(!--)|[!?/])")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*|["'][^\s>]*)?))?"""
)
_TAG_END = re.compile(r"[\s/]*>")
_COMMENT_END = re.compile(r"--!?>")


@dataclass(frozen=True, slots=True)
class Start:
    """The start of an element; `closed` ones end at once."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The end of an element."""

    name: str


Token: TypeAlias = Start | End | str
"""Text is given with its entities resolved."""


def tokens(markup: str, file: str) -> Iterator[Token]:
    """Cut markup into pieces. Raise `Refused`: TOO_BIG."""
    at = count = 0
    while mark := _MARK.search(markup, at):
        if mark.start() > at:
            yield unescape(markup[at : mark.start()])
        count += 1
        if count > TAG_LIMIT:
            raise Refused(Refusal.TOO_BIG, file, "网页的标记太多")
        name = mark[2]
        if name is None:
            at = _after_comment(markup, mark)
            continue
        name = name.lower()
        attributes, at = _attributes(markup, mark.end(), file)
        if at < 0:
            # A tag without an end takes the rest along, as in every browser.
            return
        if mark[1]:
            yield End(name)
            continue
        yield Start(name, attributes, closed=markup[at - 2] == "/")
        if name in RAW:
            end = _end_of_raw(markup, name, at)
            yield unescape(markup[at:end]) if name in {"textarea", "title"} else markup[at:end]
            at = end
    if at < len(markup):
        yield unescape(markup[at:])


def _after_comment(markup: str, mark: re.Match[str]) -> int:
    """Find the end of a comment, a declaration or anything else that is no tag."""
    if mark[3]:
        if markup.startswith((">", "->"), mark.end()):
            return markup.index(">", mark.end()) + 1
        end = _COMMENT_END.search(markup, mark.end())
        return end.end() if end else len(markup)
    close = markup.find(">", mark.end() - 1)
    return close + 1 if close >= 0 else len(markup)


def _attributes(markup: str, at: int, file: str) -> tuple[dict[str, str], int]:
    """Read attributes up to the end of the tag; -1 if it has none."""
    found: dict[str, str] = {}
    while not (end := _TAG_END.match(markup, at)):
        attribute = _ATTRIBUTE.match(markup, at)
        if attribute is None:
            return found, -1
        if len(found) >= _ATTRIBUTE_LIMIT:
            raise Refused(Refusal.TOO_BIG, file, "网页的标记太长")
        value = attribute[2] or attribute[3] or attribute[4] or ""
        # Of two with the same name browsers take the first.
        found.setdefault(attribute[1].lower(), unescape(value))
        at = attribute.end()
    return found, end.end()


def _end_of_raw(markup: str, name: str, at: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    return end.start() if end else len(markup)
