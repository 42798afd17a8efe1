"""Tables read: widths, rows, cells with the rows they reach over."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nianbao.io.paper.document import Align, Cell, Row, Sides, Table
from nianbao.io.paper.sayings import Said, Unknown, is_on, name_of, number, said_by
from nianbao.io.paper.styles import Styles
from nianbao.io.paper.text import Paragraphs
from nianbao.io.word.styles import W

_W = f"{{{W}}}"
_OF_TABLES = frozenset(
    (
        *("tblStyle.val", "tblW.w", "tblW.type", "jc.val", "tblLayout.type", "tblInd.w"),
        *("tblInd.type", "tblCaption.val", "tblDescription.val", "tblLook.val"),
        *(f"tblLook.{name}" for name in ("firstRow", "lastRow", "firstColumn", "lastColumn")),
        *("tblLook.noHBand", "tblLook.noVBand", "tblBorders.val", "tblCellMar.val"),
    )
)
_OF_ROWS = frozenset(("cantSplit.val", "trHeight.val", "trHeight.hRule", "tblHeader.val"))
_OF_CELLS = frozenset(
    ("tcW.w", "tcW.type", "gridSpan.val", "vMerge.val", "textDirection.val", "vAlign.val")
)
_SIDES = ("top", "right", "bottom", "left")
_EDGES = (*_SIDES, "insideH", "insideV")
_OF_SIDES = frozenset(f"{side}.{key}" for side in _SIDES for key in ("w", "type"))
_OF_EDGES = frozenset(f"{e}.{key}" for e in _EDGES for key in ("val", "sz", "space", "color"))
_DOWNWARDS = "tbRlV"
_USUAL_MARGIN = 108
_EIGHTHS = 2.5
"""Twips in an eighth of a point, in which rules are measured."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A cell as it stands in its first row."""

    said: Said
    cell: Cell


@dataclass
class Tables:
    """Reads tables with the styles of a document."""

    styles: Styles
    paragraphs: Paragraphs
    unknown: Unknown

    def read(self, element: etree._Element) -> Table:
        """Read a `w:tbl`."""
        said: dict[str, str] = {}
        borders: dict[str, str] = {}
        margins: dict[str, str] = {}
        own = element.find(f"{_W}tblPr")
        looks = [] if own is None else [own]
        style = said_by(own, _OF_TABLES, self.unknown, "tblPr").get("tblStyle.val", "")
        for look in reversed([*looks, *self.styles.of_tables(style)]):
            said |= said_by(look, _OF_TABLES, self.unknown, "tblPr")
            borders |= said_by(look.find(f"{_W}tblBorders"), _OF_EDGES, self.unknown, "tblBorders")
            margins |= said_by(look.find(f"{_W}tblCellMar"), _OF_SIDES, self.unknown, "tblCellMar")
        widths = tuple(
            int(column.get(f"{_W}w", "0"))
            for column in element.iterfind(f"{_W}tblGrid/{_W}gridCol")
        )
        reading = _Rows(self.paragraphs, self.unknown)
        rows = tuple(reading.read(row) for row in element.iterfind(f"{_W}tr"))
        self._note_others(element, borders)
        return Table(
            widths,
            rows,
            reading.finished(),
            Sides(
                *(
                    number(margins, f"{side}.w", _USUAL_MARGIN if side in _SIDES[1::2] else 0)
                    for side in _SIDES
                )
            ),
            Align.CENTRE if said.get("jc.val") == "center" else Align.LEFT,
            round(number(borders, "top.sz") * _EIGHTHS),
            said.get("tblCaption.val", ""),
        )

    def _note_others(self, element: etree._Element, borders: Said) -> None:
        """Note what is not drawn: rules of several kinds, things between the rows."""
        for child in element:
            if name_of(child) not in ("tblPr", "tblGrid", "tr", ""):
                self.unknown.note("tbl", name_of(child))
        kinds = {(borders.get(f"{e}.val"), borders.get(f"{e}.sz")) for e in _EDGES}
        if len(kinds) > 1 or next(iter(kinds))[0] != "single":
            self.unknown.note("tblBorders", str(sorted(map(str, kinds))))


@dataclass
class _Rows:
    """Reads the rows of one table, one after the other."""

    paragraphs: Paragraphs
    unknown: Unknown
    _row: int = 0
    _reaching: dict[int, _Begun] = field(default_factory=dict)
    _over: list[Cell] = field(default_factory=list)

    def read(self, element: etree._Element) -> Row:
        """Read a `w:tr`."""
        said = said_by(element.find(f"{_W}trPr"), _OF_ROWS, self.unknown, "trPr")
        begun = list(self._cells(element))
        self._row += 1
        return Row(
            number(said, "trHeight.val"),
            said.get("trHeight.hRule") == "exact",
            is_on(said, "cantSplit"),
            is_on(said, "tblHeader"),
            all(cell.paragraphs[0].keep_next for cell in begun if cell.paragraphs),
        )

    def finished(self) -> tuple[Cell, ...]:
        """Give all cells, once every row is read."""
        last = [begun.cell for begun in self._reaching.values()]
        return tuple(sorted((*self._over, *last), key=lambda cell: (cell.row, cell.column)))

    def _cells(self, element: etree._Element) -> Iterator[Cell]:
        """Read the cells of a row; one that goes on from above makes that one longer."""
        column = 0
        for child in element.iterfind(f"{_W}tc"):
            said = said_by(child.find(f"{_W}tcPr"), _OF_CELLS, self.unknown, "tcPr")
            cell = self._cell(child, said, column)
            above = self._reaching.get(column)
            if "vMerge.val" in said and said["vMerge.val"] != "restart" and above is not None:
                cell = _longer(above.cell)
                self._reaching[column] = _Begun(above.said, cell)
            else:
                if above is not None:
                    self._over.append(above.cell)
                self._reaching[column] = _Begun(said, cell)
            yield cell
            column += cell.columns

    def _cell(self, element: etree._Element, said: Said, column: int) -> Cell:
        direction = said.get("textDirection.val")
        if direction not in (None, _DOWNWARDS, "lrTb"):
            self.unknown.note("textDirection", direction)
        return Cell(
            self._row,
            column,
            1,
            number(said, "gridSpan.val", 1),
            direction == _DOWNWARDS,
            said.get("vAlign.val", "top"),
            tuple(self.paragraphs.read(child) for child in element.iterfind(f"{_W}p")),
        )


def _longer(cell: Cell) -> Cell:
    return Cell(
        cell.row,
        cell.column,
        cell.rows + 1,
        cell.columns,
        cell.vertical,
        cell.align,
        cell.paragraphs,
    )
