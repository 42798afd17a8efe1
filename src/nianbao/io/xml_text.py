"""Words as they stand in XML that is put together as text.

In place of `xml.sax.saxutils`, which loads `urllib.request` and with it all there is for networks:
the window would wait for it, and this program has no use for any of it.
"""

from typing import Final

_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES: Final = _IN_TEXT | str.maketrans(
    {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def escape(text: str) -> str:
    """Write words between tags."""
    return text.translate(_IN_TEXT)


def quoteattr(text: str) -> str:
    """Write an attribute's value with its quotation marks; line feeds and tabs survive it."""
    return f'"{text.translate(_IN_QUOTES)}"'
