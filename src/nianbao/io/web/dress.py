"""How the report looks on the web: a style sheet for a page of its own, or styles in place.

Needs no fonts, pictures or scripts from anywhere. Knows no markup but the names of elements.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

INK, PAPER, SHADE, LINE, ALARM = "#1a1a1a", "#ffffff", "#f2f4f7", "#5c6470", "#a40000"


class Part(StrEnum):
    """What an element of the report is there for."""

    WHOLE = "report"
    DRAFT = "draft"
    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROOM = "room"
    """Around a table: a narrow screen scrolls it."""

    TABLE = "table"
    CAPTION = "caption"
    LABEL = "label"
    LABEL_LEFT = "left"
    LABEL_UPRIGHT = "upright"
    NUMBER = "number"
    SIGNATURE = "signature"


class Dress(Protocol):
    """Gives the attributes by which an element gets its look."""

    def __call__(self, part: Part) -> str:
        """Write them with a blank before."""


_NAMED = frozenset({Part.DRAFT, Part.ROOM, Part.LABEL_LEFT, Part.LABEL_UPRIGHT, Part.SIGNATURE})
"""What the style sheet cannot tell by its element alone."""


def by_style_sheet(part: Part) -> str:
    """Name an element for the style sheet in the head of the page."""
    return f' class="{part}"' if part in _NAMED else ""


STYLE_SHEET = f"""
:root {{ color: {INK}; background: {PAPER}; font: 1.0625rem/1.8 system-ui, sans-serif; }}
body {{ margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 3rem; }}
h1 {{ font-size: 1.6em; line-height: 1.4; margin: 0 0 1.2em; text-align: center; }}
h1, th:not(.left) {{ text-wrap: balance; }}
h2 {{ font-size: 1.25em; margin: 1.6em 0 .6em; }}
h3 {{ font-size: 1.05em; margin: 1.2em 0 .4em; }}
p {{ margin: .4em 0; overflow-wrap: anywhere; text-indent: 2em; white-space: pre-wrap; }}
.room {{ margin: 1em 0; overflow-x: auto; }}
.room:focus-visible {{ outline: 3px solid {INK}; outline-offset: 2px; }}
table {{ border-collapse: collapse; line-height: 1.4; width: 100%; }}
table {{ min-width: calc(var(--columns) * 3.5rem); }}
table {{ font-size: .875em; font-variant-numeric: tabular-nums; }}
caption {{ font-weight: bold; padding: .4em; }}
th, td {{ border: 1px solid {LINE}; padding: .3em .25em; text-align: center; }}
th {{ background: {SHADE}; font-weight: normal; }}
th.left {{ text-align: left; }}
th.upright {{ letter-spacing: .2em; writing-mode: vertical-rl; }}
.signature {{ margin-top: 2.5em; text-align: right; }}
.signature p {{ text-indent: 0; }}
@media print {{
  @page {{ margin: 20mm 18mm; size: A4; }}
  :root {{ font-size: 11pt; }}
  body {{ max-width: none; padding: 0; }}
  h2, h3, caption {{ break-after: avoid; }}
  .room, tr, .signature {{ break-inside: avoid; }}
  .room {{ overflow: visible; }}
  table {{ font-size: 8.5pt; min-width: 0; }}
  thead {{ display: table-header-group; }}
}}
""".lstrip()

DRAFT_STYLE_SHEET = f"""
.draft {{ border: 2px solid; color: {ALARM}; margin: 0 0 1.5rem; padding: .4em; }}
.draft {{ font-weight: bold; text-align: center; }}
body::before {{
  color: {ALARM}; content: "草稿"; font-size: 30vmin; opacity: .1; pointer-events: none;
  left: 50%; position: fixed; top: 50%; white-space: nowrap;
  transform: translate(-50%, -50%) rotate(-30deg);
}}
""".lstrip()
"""Words over the report, and a watermark that is printed on every page."""

_BORDER = f"border:1px solid {LINE}"
_CELL = f"{_BORDER};padding:4px 3px;text-align:center;vertical-align:middle;text-indent:0"
_LABEL = f"{_CELL};background-color:{SHADE};font-weight:normal"
_IN_PLACE: Mapping[Part, str] = MappingProxyType(
    {
        Part.WHOLE: f"color:{INK};font-size:16px;line-height:1.8",
        Part.DRAFT: f"border:2px solid {ALARM};color:{ALARM};font-weight:bold;text-align:center",
        Part.TITLE: "font-size:22px;font-weight:bold;line-height:1.5;text-align:center",
        Part.SECTION: "font-size:18px;font-weight:bold;margin:24px 0 8px",
        Part.HEADING: "font-size:16px;font-weight:bold;margin:16px 0 4px",
        Part.PARAGRAPH: "margin:6px 0;text-indent:2em",
        Part.ROOM: "margin:16px 0;overflow-x:auto",
        Part.TABLE: f"{_BORDER};border-collapse:collapse;font-size:14px;line-height:1.4;width:100%",
        Part.CAPTION: "font-weight:bold;padding:6px;text-align:center",
        Part.LABEL: _LABEL,
        Part.LABEL_LEFT: _LABEL.replace("text-align:center", "text-align:left"),
        Part.LABEL_UPRIGHT: _LABEL,
        Part.NUMBER: _CELL,
        Part.SIGNATURE: "margin:6px 0;text-align:right",
    }
)


def in_place(part: Part) -> str:
    """Write the style into the element: content systems throw style sheets and classes away."""
    return f' style="{_IN_PLACE[part]}"'
