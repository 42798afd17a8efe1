"""What the elements of a web page do: which part words, which are not shown, which set apart.

Knows no text and no place.
"""

from collections.abc import Mapping
from enum import StrEnum

from nianbao.io.documents.markup import Start

_DROPPED = {
    # never shown, or not by themselves
    *("script", "style", "noscript", "noframes", "noembed", "template", "datalist", "map", "xml"),
    *("svg", "math", "object", "applet", "audio", "video", "canvas", "iframe", "dialog"),
    # to click on, and around the document
    *("select", "button", "nav", "aside", "footer"),
    # reading aids; deleted
    *("rt", "rp", "del"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
    *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol"),
    *("option", "p", "pre", "section", "summary", "ul"),
}
"""Elements that begin and end a paragraph."""

VOID = {
    *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input"),
    *("keygen", "link", "meta", "param", "source", "track", "wbr"),
}
"""Elements that hold nothing and have no end."""

CLOSES_ITSELF = {"p", "li", "dt", "dd", "option"}
"""Elements that end where the next of their kind begins."""


class Effect(StrEnum):
    """What an element does to everything in it."""

    HIDDEN = "hidden"
    DROPPED = "dropped"
    STRUCK = "struck"
    RAISED = "raised"
    LINK = "link"
    SET_APART = "set apart"
    """Centred or at the right, where lines are parted for their looks."""

    AS_TYPED = "as typed"


def effects_of(tag: Start, *, hidden_too: bool) -> frozenset[Effect]:
    """Tell what an element does to everything in it."""
    name, attributes = tag.name, tag.attributes
    found = set[Effect]()
    if name in _DROPPED:
        found.add(Effect.DROPPED)
    elif name == "a" and "href" in attributes:
        found.add(Effect.LINK)
    elif name in {"s", "strike"}:
        found.add(Effect.STRUCK)
    elif name == "sup":
        found.add(Effect.RAISED)
    elif name in {"pre", "textarea"}:
        found.add(Effect.AS_TYPED)
    elif name in {"h1", "h2", "h3", "center"}:
        found.add(Effect.SET_APART)
    if attributes:
        found |= _said(attributes)
    if hidden_too:
        found.discard(Effect.HIDDEN)
    return frozenset(found)


def _said(attributes: Mapping[str, str]) -> set[Effect]:
    """Read the attributes that every element may have."""
    found = set[Effect]()
    style = "".join(attributes.get("style", "").lower().split())
    if "hidden" in attributes or any(
        words in style for words in ("display:none", "visibility:hidden", "mso-hide:all")
    ):
        found.add(Effect.HIDDEN)
    if "line-through" in style:
        found.add(Effect.STRUCK)
    if "vertical-align:super" in style:
        found.add(Effect.RAISED)
    if "white-space:pre" in style:
        found.add(Effect.AS_TYPED)
    aligned = attributes.get("align", "").lower()
    if (
        aligned in {"center", "right"}
        or "text-align:center" in style
        or "text-align:right" in style
    ):
        found.add(Effect.SET_APART)
    return found
