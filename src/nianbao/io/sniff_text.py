"""Tells the kinds of text files from each other: web pages, XML spreadsheets, our own reports.

Knows nothing of how they are read; the encodings tried here serve only to tell.
"""

import codecs
import json
import re

from nianbao.io.file_kind import FileKind

_ODD = re.compile(r"[\x00-\x06\x08\x0e-\x19\x1c-\x1f\ufffd]")
_ODD_SHARE = 50
"""One odd character in so many is borne."""
_PROLOGUE = re.compile(r"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*", re.DOTALL)
_DEFINITION = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*", re.DOTALL | re.IGNORECASE)
"""Whoever reads the kind that follows refuses it."""
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_WEB_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|tr|td|div|p|span|meta)\b", re.IGNORECASE
)
_MAIL_HEAD = re.compile(r"(?:from:|mime-version:|content-type:\s*multipart/)", re.IGNORECASE)
_REPORT_KEYS = ("version", "form")
_ROOTS = {
    "html": FileKind.HTML,
    "workbook": FileKind.XML2003,
    "worddocument": FileKind.OLD_WORD,
    "package": FileKind.OLD_WORD,
}


def decoded(head: bytes) -> str | None:
    """Read the beginning of a file as text; None if it is none.

    A few damaged characters do not make a text anything else.
    """
    texts = [_tried(head, encoding) for encoding in _encodings(head)]
    text = min(texts, key=lambda it: len(_ODD.findall(it)))
    if _ODD_SHARE * len(_ODD.findall(text)) > len(text):
        return None
    return text.removeprefix("\ufeff")


def text_kind(text: str, data: bytes) -> FileKind:
    """Tell by the beginning of a text what it is; `data` is the whole file."""
    if text.lstrip().startswith("{") and _is_report(data):
        return FileKind.REPORT
    if _MAIL_HEAD.match(text.lstrip()) and "multipart/" in text.lower():
        return FileKind.MHTML
    body = text[_end_of_prologue(text) :]
    definition = _DEFINITION.match(body)
    root = _ROOT.match(body, definition.end() if definition else 0)
    if root and root[1].lower() in _ROOTS:
        return _ROOTS[root[1].lower()]
    if _WEB_PAGE.match(body) or re.search(r"<(?:html|table)\b", text, re.IGNORECASE):
        return FileKind.HTML
    return FileKind.UNKNOWN if text.lstrip().startswith("<?xml") else FileKind.TEXT


def _tried(head: bytes, encoding: str) -> str:
    """Decode as far as it goes; the last character may be cut in two."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head, final=False)


def _encodings(head: bytes) -> tuple[str, ...]:
    """List the encodings worth trying."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\x00" in head:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _end_of_prologue(text: str) -> int:
    """Find where comments and processing instructions end."""
    found = _PROLOGUE.match(text)
    return found.end() if found else 0


def _is_report(data: bytes) -> bool:
    """Tell our own file, also one that is damaged: its reader can say so better."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return all(f'"{key}"'.encode() in data for key in _REPORT_KEYS)
    return isinstance(content, dict) and all(key in content for key in _REPORT_KEYS)
