"""How paragraphs and characters look once styles, defaults and their own words are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from nianbao.io.paper.document import Align, Face, Leading, Paragraph, Run
from nianbao.io.paper.sayings import Said, Unknown, is_on, number, said_by
from nianbao.io.word.styles import W

OF_PARAGRAPHS = frozenset(
    (
        *("pStyle.val", "keepNext.val", "keepLines.val", "pageBreakBefore.val"),
        *("widowControl.val", "overflowPunct.val", "autoSpaceDE.val", "autoSpaceDN.val"),
        *("snapToGrid.val", "jc.val", "outlineLvl.val", "suppressAutoHyphens.val", "rPr.val"),
        *("spacing.before", "spacing.after", "spacing.line", "spacing.lineRule"),
        *("ind.left", "ind.right", "ind.firstLine"),
        *("ind.leftChars", "ind.rightChars", "ind.firstLineChars"),
    )
)
"""Indents in characters are written beside the same in twips, which are read."""

OF_RUNS = frozenset(
    (
        *("rFonts.ascii", "rFonts.hAnsi", "rFonts.eastAsia", "rFonts.cs", "rFonts.hint"),
        *("sz.val", "szCs.val", "b.val", "bCs.val", "spacing.val"),
        *("lang.val", "lang.eastAsia", "lang.bidi", "noProof.val", "kern.val"),
    )
)

_NO_LOOK = frozenset(
    (
        *("name.val", "aliases.val", "basedOn.val", "next.val", "link.val", "uiPriority.val"),
        *("qFormat.val", "semiHidden.val", "unhideWhenUsed.val", "rsid.val", "autoRedefine.val"),
        *("pPr.val", "rPr.val", "tblPr.val", "locked.val"),
    )
)
_USUAL_SIZE = 20
_ALIGNED: Mapping[str, Align] = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
}
_ONE_LINE = 240


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said of a paragraph and of its characters."""

    paragraph: Said
    characters: Said


@dataclass
class Styles:
    """word/styles.xml; only the styles that are used are read, each once."""

    root: etree._Element
    unknown: Unknown
    _read: dict[str, Looks] = field(default_factory=dict)

    @cached_property
    def _elements(self) -> Mapping[str, etree._Element]:
        styles = self.root.iterfind(f"{{{W}}}style")
        return {style.get(f"{{{W}}}styleId", ""): style for style in styles}

    @cached_property
    def _defaults(self) -> Looks:
        at = f"{{{W}}}docDefaults"
        paragraph = self.root.find(f"{at}/{{{W}}}pPrDefault/{{{W}}}pPr")
        characters = self.root.find(f"{at}/{{{W}}}rPrDefault/{{{W}}}rPr")
        return Looks(
            said_by(paragraph, OF_PARAGRAPHS, self.unknown, "docDefaults"),
            said_by(characters, OF_RUNS, self.unknown, "docDefaults"),
        )

    @cached_property
    def _usual(self) -> str:
        """The style of paragraphs that name none."""
        for name, style in self._elements.items():
            kind = style.get(f"{{{W}}}type"), style.get(f"{{{W}}}default")
            if kind == ("paragraph", "1"):
                return name
        return ""

    def looks(self, style: str) -> Looks:
        """Give what a style and those it is based on say; one that is missing says nothing."""
        style = style or self._usual
        if style not in self._read:
            self._read[style] = self._looks(style)
        return self._read[style]

    def of_tables(self, style: str) -> list[etree._Element]:
        """Give the table properties of a style and those it is based on, the nearest first."""
        found: list[etree._Element] = []
        while (element := self._elements.get(style)) is not None:
            found += element.findall(f"{{{W}}}tblPr")
            parent = element.find(f"{{{W}}}basedOn")
            style = "" if parent is None else parent.get(f"{{{W}}}val", "")
        return found

    def _looks(self, style: str) -> Looks:
        element = self._elements.get(style)
        if element is None:
            if style:
                self.unknown.note("styles", style)
            return self._defaults
        said_by(element, _NO_LOOK, self.unknown, style)
        parent = element.find(f"{{{W}}}basedOn")
        below = self._defaults if parent is None else self.looks(parent.get(f"{{{W}}}val", ""))
        paragraph = said_by(element.find(f"{{{W}}}pPr"), OF_PARAGRAPHS, self.unknown, style)
        characters = said_by(element.find(f"{{{W}}}rPr"), OF_RUNS, self.unknown, style)
        return Looks({**below.paragraph, **paragraph}, {**below.characters, **characters})


def face(said: Said) -> Face:
    """Put together how characters are set."""
    latin = said.get("rFonts.ascii", said.get("rFonts.hAnsi", ""))
    return Face(
        said.get("rFonts.eastAsia", latin),
        latin,
        number(said, "sz.val", _USUAL_SIZE),
        is_on(said, "b"),
        number(said, "spacing.val"),
    )


def paragraph(said: Said, runs: tuple[Run, ...]) -> Paragraph:
    """Put together a paragraph."""
    aligned = said.get("jc.val", Align.LEFT)
    outline = said.get("outlineLvl.val")
    return Paragraph(
        runs=runs,
        align=_ALIGNED.get(aligned, Align.LEFT),
        first=number(said, "ind.firstLine"),
        left=number(said, "ind.left"),
        right=number(said, "ind.right"),
        before=number(said, "spacing.before"),
        after=number(said, "spacing.after"),
        line=number(said, "spacing.line", _ONE_LINE),
        leading=Leading(said.get("spacing.lineRule", Leading.AUTO)),
        snapped=is_on(said, "snapToGrid", otherwise=True),
        keep_next=is_on(said, "keepNext"),
        keep_lines=is_on(said, "keepLines"),
        new_page=is_on(said, "pageBreakBefore"),
        widow_control=is_on(said, "widowControl", otherwise=True),
        hanging=is_on(said, "overflowPunct", otherwise=True),
        spaced=is_on(said, "autoSpaceDE", otherwise=True),
        outline=None if outline is None else int(outline),
    )
