"""The order of children in WordprocessingML, and the words attributes may say.

From ECMA-376 part 1 (transitional). Word calls a file damaged where properties stand in
another order; python-docx and LibreOffice do not mind, so nothing else would notice.
"""

from collections.abc import Mapping

from nianbao.io.word.styles import W

# A blank parts what must stand before from what must stand after, a bar what may stand in any
# order; a star marks what may stand more than once.
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike"
    " outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern"
    " position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
    " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    " tblDescription tblPrChange",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "bookmarkStart*|bookmarkEnd* tblPr tblGrid tr*|bookmarkStart*|bookmarkEnd*",
    "tblGrid": "gridCol* tblGridChange",
    "tr": "tblPrEx trPr tc*|sdt*|bookmarkStart*|bookmarkEnd*",
    "tc": "tcPr p*|tbl*|sdt*|bookmarkStart*|bookmarkEnd*",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference*|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings sectPrChange",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr"
    " trPr tcPr tblStylePr*",
    "styles": "docDefaults latentStyles style*",
    "docDefaults": "rPrDefault pPrDefault",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold"
    " embedItalic embedBoldItalic",
    "document": "background body",
    "body": "p*|tbl*|sdt*|bookmarkStart*|bookmarkEnd*|proofErr* sectPr",
    "hdr": "p*|tbl*|sdt*|bookmarkStart*|bookmarkEnd*",
    "ftr": "p*|tbl*|sdt*|bookmarkStart*|bookmarkEnd*",
    "p": "pPr r*|hyperlink*|fldSimple*|bookmarkStart*|bookmarkEnd*|proofErr*|sdt*|smartTag*|ins*"
    "|del*|commentRangeStart*|commentRangeEnd*|permStart*|permEnd*",
    "r": "rPr t*|br*|tab*|cr*|sym*|noBreakHyphen*|softHyphen*|fldChar*|instrText*|drawing*|pict*"
    "|object*|ptab*|pgNum*|lastRenderedPageBreak*|footnoteReference*|endnoteReference*"
    "|footnoteRef*|endnoteRef*|separator*|continuationSeparator*|commentReference*|delText*",
}


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _ranks(order: str) -> Mapping[str, int]:
    return {
        _tag(name.rstrip("*")): rank
        for rank, together in enumerate(order.split())
        for name in together.split("|")
    }


ORDER: Mapping[str, Mapping[str, int]] = {
    _tag(name): _ranks(order) for name, order in _ORDERS.items()
}
"""For each element the rank of each child it may have."""

MANY = frozenset(
    _tag(name.rstrip("*"))
    for order in _ORDERS.values()
    for together in order.split()
    for name in together.split("|")
    if name.endswith("*")
)
"""Children that may stand more than once."""

_WORDS = (
    ("jc", "val", "left center right both distribute start end mediumKashida highKashida"),
    ("vAlign", "val", "top center both bottom"),
    ("vMerge", "val", "restart continue"),
    ("textDirection", "val", "lrTb tbRl btLr lrTbV tbRlV tbLrV tb rl lr tbV rlV lrV"),
    ("spacing", "lineRule", "auto exact atLeast"),
    ("trHeight", "hRule", "auto exact atLeast"),
    ("tblW", "type", "dxa pct auto nil"),
    ("tblLayout", "type", "fixed autofit"),
    ("headerReference", "type", "default even first"),
    ("footerReference", "type", "default even first"),
    ("docGrid", "type", "default lines linesAndChars snapToChars"),
    ("style", "type", "paragraph character table numbering"),
    ("br", "type", "page column textWrapping"),
    ("fldChar", "fldCharType", "begin separate end"),
)

WORDS: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = {
    _tag(name): ((_tag(attribute), frozenset(words.split())),) for name, attribute, words in _WORDS
}
"""For each element an attribute and the words it may say, where it says any."""

WHOLE: Mapping[str, tuple[str, ...]] = {
    _tag(name): tuple(_tag(attribute) for attribute in attributes.split())
    for name, attributes in (
        ("gridCol", "w"),
        ("gridSpan", "val"),
        ("trHeight", "val"),
        ("sz", "val"),
        ("szCs", "val"),
        ("outlineLvl", "val"),
        ("pgSz", "w h"),
        ("pgMar", "top right bottom left header footer gutter"),
        ("docGrid", "linePitch"),
        ("ind", "left right firstLine hanging firstLineChars leftChars rightChars"),
        ("spacing", "before after line"),
        ("defaultTabStop", "val"),
    )
}
"""Attributes that are whole numbers, where they stand; only margins and spacing may be negative."""

# What other rooms look at is not named here: widths of cells, names of styles, hints of fonts.
_VALUED = (
    "name basedOn next link jc vAlign textDirection gridSpan sz szCs"
    " outlineLvl altName tblCaption tblDescription numId"
)

VALUED = frozenset(map(_tag, _VALUED.split()))
"""Elements that say nothing without a value."""

CHECKED = WORDS.keys() | WHOLE.keys() | VALUED
