"""Reads the markup of a web page into paragraphs and tables, as a browser would show it.

Broken markup is borne: cells, rows and paragraphs that nobody closed end where the next one
begins. Knows nothing of files, and of style sheets only what an element says of itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.io.documents.elements import BLOCKS, CLOSES_ITSELF, VOID, Effect, effects_of
from nianbao.io.documents.flow import Cell, Flow, Paragraph, Room, Row, Table, rejoined
from nianbao.io.documents.furniture import is_furniture
from nianbao.io.documents.markup import RAW, End, Start, Token
from nianbao.io.problems import Refusal, Refused

DEPTH_LIMIT = 2_000
"""Open elements; pages that never close their fonts come to some hundreds."""

TABLE_DEPTH_LIMIT = 40

_BREAK = "\v"
"""Stands for a line break while blanks are put together."""

_TYPED = frozenset({"", "text", "number", "tel"})
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")

_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_WIDE = r"[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef]"
_TORN = re.compile(rf"(?<={_WIDE})[ \t]*[\n\r][ \t\n\r\f]*(?={_WIDE})")
"""Editors break lines between Chinese characters, where no blank is meant."""


@dataclass(slots=True)
class Page:
    """What was found on a page.

    `hidden_cells` counts cells that are there but not shown; `remarks` are the effects by
    which words were left out.
    """

    title: str = ""
    flow: Flow = field(default_factory=list)
    hidden_cells: int = 0
    left_out: set[Effect] = field(default_factory=set)


@dataclass(slots=True)
class _Scope:
    """The inside of the page or of one cell: what stands there, and the elements still open."""

    flow: Flow
    open: list[tuple[str, frozenset[Effect]]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)


def read_page(tokens: Iterable[Token], file: str, *, hidden_too: bool = False) -> Page:
    """Read a page; `hidden_too` takes what is not shown like the rest.

    Raise `Refused`: TOO_BIG.
    """
    reading = _Reading(file, hidden_too=hidden_too)
    for token in tokens:
        reading.take(token)
    return reading.finish()


class _Reading:
    """Goes through the tags of a page."""

    def __init__(self, file: str, *, hidden_too: bool) -> None:
        self._file = file
        self._hidden_too = hidden_too
        self._room = Room(file)
        self._page = Page()
        self._scopes = [_Scope(self._page.flow)]
        # One scope more than tables: inside a cell. As many: between the cells of a table.
        self._tables: list[Table] = []
        self._effects: Counter[Effect] = Counter()
        self._depth = 0
        self._pieces: list[str] = []
        self._own_words = False
        self._in_title = False
        self._dropped_tables = 0
        self._on_start: Mapping[str, Callable[[Start], None]] = {
            "table": self._begin_table,
            "caption": lambda _tag: self._end_cell(),
            **dict.fromkeys(("tr",), self._begin_row),
            **dict.fromkeys(("td", "th"), self._begin_cell),
            **dict.fromkeys(("thead", "tbody", "tfoot", "colgroup"), lambda _tag: self._end_cell()),
            "br": lambda _tag: self._pieces.append(_BREAK),
            "input": self._input,
        }
        self._on_end: Mapping[str, Callable[[], None]] = {
            "table": self._end_table,
            **dict.fromkeys(("td", "th", "tr", "thead", "tbody", "tfoot"), self._end_cell),
        }

    def take(self, token: Token) -> None:
        """Take the next tag or text."""
        if isinstance(token, str):
            self._text(token)
        elif isinstance(token, End):
            self._end(token.name)
        else:
            self._start(token)

    def finish(self) -> Page:
        """Close everything and give the page."""
        while self._tables:
            self._end_table()
        self._flush()
        return self._page

    def _start(self, tag: Start) -> None:
        name = tag.name
        if name == "title":
            self._in_title = not self._page.title
        call = self._on_start.get(name)
        if call is not None:
            if not self._in_dropped_table(name, 1):
                call(tag)
            return
        if name in BLOCKS:
            self._flush()
            self._close_paragraphs(name)
        if name not in VOID:
            self._open(name, effects_of(tag, hidden_too=self._hidden_too))
            if tag.closed and name not in RAW:
                self._close(name)

    def _end(self, name: str) -> None:
        call = self._on_end.get(name)
        if call is not None:
            if not self._in_dropped_table(name, -1):
                call()
            return
        if name in BLOCKS:
            self._flush()
        if name == "title":
            self._in_title = False
        self._close(name)

    def _text(self, text: str) -> None:
        if self._in_title:
            self._page.title += " ".join(text.split())
            self._in_title = False
            return
        if self._effects[Effect.DROPPED]:
            return
        if self._between_cells and text.strip():
            # Browsers show words that stand in a table but in no cell above the table.
            self._scopes[-1].flow.append(Paragraph(_tidy(text)))
            return
        for effect in (Effect.HIDDEN, Effect.STRUCK, Effect.RAISED):
            in_text = effect is Effect.RAISED and not self._tables
            if self._effects[effect] and not in_text:
                if text.strip():
                    self._page.left_out.add(effect)
                return
        if self._effects[Effect.AS_TYPED]:
            text = text.replace("\n", _BREAK)
        self._pieces.append(text)
        self._own_words |= not self._effects[Effect.LINK] and bool(text.strip())

    @property
    def _between_cells(self) -> bool:
        return len(self._scopes) == len(self._tables)

    def _in_dropped_table(self, name: str, step: int) -> bool:
        """Tell whether a tag of a table belongs to something that is dropped as a whole.

        A cell that ends takes along what was left open in it, dropped or not.
        """
        if not self._effects[Effect.DROPPED]:
            return False
        inside = self._dropped_tables > 0
        if name == "table" and (step > 0 or inside):
            self._dropped_tables += step
            return True
        return inside or not self._tables or name in {"br", "input", "caption"}

    # --- elements

    def _open(self, name: str, effects: frozenset[Effect]) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "网页嵌套太深")
        scope = self._scopes[-1]
        scope.open.append((name, effects))
        scope.names[name] += 1
        self._effects.update(effects)

    def _close(self, name: str) -> None:
        """Close an element and whatever was left open in it; nothing if it is not open here."""
        scope = self._scopes[-1]
        while scope.names[name]:
            last = self._close_last(scope)
            if last == name:
                return

    def _close_last(self, scope: _Scope) -> str:
        name, effects = scope.open.pop()
        scope.names[name] -= 1
        self._effects.subtract(effects)
        self._depth -= 1
        return name

    def _close_paragraphs(self, name: str) -> None:
        """Close what the start of a block ends: an open paragraph, an item before the next."""
        self._close("p")
        if name in CLOSES_ITSELF and self._scopes[-1].open[-1:] == [(name, frozenset())]:
            self._close(name)

    def _flush(self) -> None:
        """End the paragraph."""
        if not self._pieces:
            return
        text = _tidy("".join(self._pieces))
        own, self._own_words = self._own_words, False
        self._pieces.clear()
        if not text:
            return
        if self._effects[Effect.SET_APART]:
            text = rejoined(text)
        lines = text.split("\n")
        self._room.lines(len(lines))
        self._scopes[-1].flow += [
            Paragraph(line, aside=not own or is_furniture(line)) for line in lines
        ]

    # --- tables

    def _begin_table(self, _tag: Start) -> None:
        self._flush()
        if self._between_cells:
            self._end_table()
        if len(self._tables) >= TABLE_DEPTH_LIMIT:
            raise Refused(Refusal.TOO_BIG, self._file, "表格嵌套太深")
        self._tables.append(Table())

    def _end_table(self) -> None:
        self._end_cell()
        if self._tables:
            self._scopes[-1].flow.append(self._tables.pop())

    def _begin_row(self, tag: Start) -> None:
        if self._tables:
            self._end_cell()
            effects = effects_of(tag, hidden_too=self._hidden_too)
            self._tables[-1].rows.append(Row(hidden=Effect.HIDDEN in effects))

    def _begin_cell(self, tag: Start) -> None:
        if not self._tables:
            return
        self._end_cell()
        self._room.cell()
        table = self._tables[-1]
        if not table.rows:
            table.rows.append(Row())
        effects = effects_of(tag, hidden_too=self._hidden_too)
        cell = Cell(
            rows=_span(tag.attributes.get("rowspan")),
            columns=_span(tag.attributes.get("colspan")),
            number=_exact(tag.attributes.get("x:num")),
        )
        if Effect.HIDDEN in effects or self._effects[Effect.HIDDEN]:
            self._page.hidden_cells += 1
        if Effect.HIDDEN not in effects:
            table.rows[-1].cells.append(cell)
        self._scopes.append(_Scope(cell.flow))
        self._open(tag.name, effects)

    def _end_cell(self) -> None:
        """End the open cell of the innermost table with everything left open in it."""
        self._flush()
        if self._tables and not self._between_cells:
            scope = self._scopes.pop()
            while scope.open:
                self._close_last(scope)

    def _input(self, tag: Start) -> None:
        """Take what was typed into a form that was saved as a page."""
        if tag.attributes.get("type", "").lower() in _TYPED:
            self._text(tag.attributes.get("value", ""))


def _tidy(text: str) -> str:
    """Put blanks together as a browser does, and line breaks where they were meant."""
    plain = _BLANKS.sub(" ", _TORN.sub("", text))
    return "\n".join(line.strip() for line in plain.split(_BREAK)).strip()


def _span(text: str | None) -> int:
    digits = re.match(r"\s*([0-9]{1,4})", text or "")
    return max(int(digits[1]), 1) if digits else 1


def _exact(text: str | None) -> Decimal | None:
    """Read the value that Excel writes beside a number it shows rounded."""
    return Decimal(text) if text and _NUMBER.fullmatch(text) else None
