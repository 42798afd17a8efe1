"""The page read: sheet, margins, grid, and what stands above and below the text."""

from collections.abc import Callable, Mapping

from lxml import etree

from nianbao.io.paper.document import Geometry, Margin, Margins, Sides, Watermark
from nianbao.io.paper.sayings import Unknown, is_on, number, said_by
from nianbao.io.paper.text import Paragraphs
from nianbao.io.word.package import OFFICE
from nianbao.io.word.styles import W

_W = f"{{{W}}}"
_V = "{urn:schemas-microsoft-com:vml}"
_TWIPS = 20
_OF_PAGES = frozenset(
    (
        *("pgSz.w", "pgSz.h", "pgSz.code", "cols.space", "docGrid.type", "docGrid.linePitch"),
        "docGrid.charSpace",  # of no weight where the grid has lines alone
        *(f"pgMar.{side}" for side in ("top", "right", "bottom", "left", "header", "footer")),
        *("pgMar.gutter", "titlePg.val"),
        *(f"{kind}Reference.type" for kind in ("header", "footer")),
        *(f"{kind}Reference.{{{OFFICE}}}id" for kind in ("header", "footer")),
    )
)
_NOT_ON_PAPER = frozenset(
    (
        *("zoom", "defaultTabStop", "compat", "themeFontLang", "decimalSymbol", "listSeparator"),
        *("characterSpacingControl", "rsids", "mathPr", "clrSchemeMapping", "shapeDefaults"),
        *(
            "proofState",
            "bordersDoNotSurroundHeader",
            "bordersDoNotSurroundFooter",
            "hdrShapeDefaults",
        ),
        *("footnotePr", "endnotePr", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
        *(
            "displayHorizontalDrawingGridEvery",
            "displayVerticalDrawingGridEvery",
            "embedSystemFonts",
        ),
    )
)
_ON_PAPER = frozenset(("mirrorMargins.val", "evenAndOddHeaders.val"))
_COLOURS = {"silver": "#c0c0c0"}


def geometry(page: etree._Element, settings: etree._Element, unknown: Unknown) -> Geometry:
    """Read a `w:sectPr`, and from word/settings.xml whether the margins are mirrored."""
    said = said_by(page, _OF_PAGES, unknown, "sectPr")
    if number(said, "pgMar.gutter"):
        unknown.note("sectPr", "pgMar.gutter")
    if said.get("docGrid.type") not in (None, "lines"):
        unknown.note("docGrid", said["docGrid.type"])
    top, right, bottom, left = (
        number(said, f"pgMar.{side}") for side in ("top", "right", "bottom", "left")
    )
    return Geometry(
        number(said, "pgSz.w"),
        number(said, "pgSz.h"),
        Sides(top, right, bottom, left),
        number(said, "pgMar.header"),
        number(said, "pgMar.footer"),
        number(said, "docGrid.linePitch") if "docGrid.type" in said else 0,
        is_on(_settings(settings, unknown), "mirrorMargins"),
    )


def margins(
    kind: str,
    page: etree._Element,
    settings: etree._Element,
    part: Callable[[str], etree._Element],
    paragraphs: Paragraphs,
) -> Margins:
    """Read the headers or the footers; `kind` is "header" or "footer", `part` finds by id."""
    found: dict[str, Margin] = {}
    for reference in page.iterfind(f"{_W}{kind}Reference"):
        root = part(reference.get(f"{{{OFFICE}}}id", ""))
        found[reference.get(f"{_W}type", "default")] = Margin(
            tuple(paragraphs.read(child) for child in root.iterfind(f"{_W}p")), _watermark(root)
        )
    own_even = is_on(_settings(settings, paragraphs.unknown), "evenAndOddHeaders")
    own_first = page.find(f"{_W}titlePg") is not None
    usual = found.get("default", Margin())
    return Margins(
        usual,
        found.get("even", Margin()) if own_even else None,
        found.get("first", Margin()) if own_first else None,
    )


def _settings(root: etree._Element, unknown: Unknown) -> Mapping[str, str]:
    return said_by(root, _ON_PAPER, unknown, "settings", unseen=_NOT_ON_PAPER)


def _watermark(root: etree._Element) -> Watermark | None:
    """Read the words behind the text as Word's own 设计 → 水印 writes them."""
    shape = next(root.iter(f"{_V}shape"), None)
    words = None if shape is None else shape.find(f"{_V}textpath")
    if shape is None or words is None:
        return None
    look = _css(shape.get("style", ""))
    fill = shape.find(f"{_V}fill")
    colour = shape.get("fillcolor", "silver")
    return Watermark(
        words.get("string", ""),
        _css(words.get("style", "")).get("font-family", "").strip("\"'"),
        _points(look.get("width", "")),
        _points(look.get("height", "")),
        int(look.get("rotation", "0")),
        _COLOURS.get(colour, colour),
        float("1" if fill is None else fill.get("opacity", "1")),
    )


def _css(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _points(length: str) -> int:
    return round(float(length.removesuffix("pt") or 0) * _TWIPS)
