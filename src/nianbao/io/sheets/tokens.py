"""Spells out the plain sums among the formulas that .xls and .xlsb keep as tokens.

Sums, differences and references within the sheet, as importing can work them out; of any
other formula only that it is there. Knows nothing of records or cells' values.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nianbao.io.workbook import Position, address

UNKNOWN = "?"
"""A formula whose text is not known."""

SHARED = 0x01
"""The only token of a formula that is kept with another cell."""

_SUM = 4
_SIMPLE_SUM = 0x10
_HARMLESS = {0x00, 0x01, 0x40, 0x41}
"""Attributes that change nothing: spaces, to be worked out anew at each change."""
_CLASSES = 0x40
_CLASS_BITS = 0x60
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class TokenLayout:
    """How one file format writes references: `struct` codes, and how large its sheets are."""

    reference: str
    area: str
    rows: int
    columns: int


BIFF5 = TokenLayout("<HB", "<HHBB", 0x4000, 0x100)
BIFF8 = TokenLayout("<HH", "<HHHH", 0x10000, 0x100)
BIFF12 = TokenLayout("<IH", "<IIHH", 0x100000, 0x4000)


class _NoPlainSumError(Exception):
    """A token that no plain sum has."""


def spelled_out(tokens: bytes, layout: TokenLayout, shared_at: Position | None = None) -> str:
    """Write a formula's tokens as text, `?` if it is more than a plain sum.

    `shared_at` is the cell for which a shared formula is wanted.
    """
    try:
        return _Tokens(tokens, layout, shared_at).text()
    except (_NoPlainSumError, struct.error, IndexError):
        return UNKNOWN


class _Tokens:
    """One formula being read; operands wait on a stack for their operator."""

    def __init__(self, tokens: bytes, layout: TokenLayout, shared_at: Position | None) -> None:
        self._tokens = tokens
        self._layout = layout
        self._shared_at = shared_at
        self._at = 0
        self._stack: list[str] = []

    def text(self) -> str:
        while self._at < len(self._tokens):
            kind = self._tokens[self._at]
            self._at += 1
            if kind >= _CLASSES:
                # The same token, for a value or an array.
                kind = kind & ~_CLASS_BITS | 0x20
            if kind not in _STEPS:
                raise _NoPlainSumError
            _STEPS[kind](self)
        if len(self._stack) != 1 or len(self._stack[0]) > _LONGEST:
            raise _NoPlainSumError
        return self._stack[0]

    def added(self) -> None:
        right, left = self._stack.pop(), self._stack.pop()
        self._stack.append(f"{left}+{right}")

    def subtracted(self) -> None:
        right, left = self._stack.pop(), self._stack.pop()
        self._stack.append(f"{left}-{right}")

    def plus(self) -> None:
        self._stack.append(f"+{self._stack.pop()}")

    def minus(self) -> None:
        self._stack.append(f"-{self._stack.pop()}")

    def bracketed(self) -> None:
        self._stack.append(f"({self._stack.pop()})")

    def attribute(self) -> None:
        flags, _ = self._take("<BH")
        if flags == _SIMPLE_SUM:
            self._stack.append(f"SUM({self._stack.pop()})")
        elif flags not in _HARMLESS:
            raise _NoPlainSumError

    def whole_number(self) -> None:
        self._stack.append(str(self._take("<H")[0]))

    def function(self) -> None:
        count, number = self._take("<BH")
        if number != _SUM or not 0 < count <= len(self._stack):
            raise _NoPlainSumError
        arguments = self._stack[-count:]
        del self._stack[-count:]
        self._stack.append(f"SUM({','.join(arguments)})")

    def reference(self) -> None:
        row, column = self._take(self._layout.reference)
        self._stack.append(self._address(row, column))

    def area(self) -> None:
        top, bottom, left, right = self._take(self._layout.area)
        self._stack.append(f"{self._address(top, left)}:{self._address(bottom, right)}")

    def _address(self, row: int, column: int) -> str:
        """Name a cell; the two highest bits only say what is relative."""
        bits = row if self._layout is BIFF5 else column
        row &= self._layout.rows - 1
        column &= self._layout.columns - 1
        if self._shared_at is not None:
            # Offsets are counted around the edge of the sheet.
            if bits & 0x8000:
                row = (row + self._shared_at[0]) % self._layout.rows
            if bits & 0x4000:
                column = (column + self._shared_at[1]) % self._layout.columns
        return address(row, column)

    def _take(self, form: str) -> tuple[int, ...]:
        taken: tuple[int, ...] = struct.unpack_from(form, self._tokens, self._at)
        self._at += struct.calcsize(form)
        return taken


_STEPS: Mapping[int, Callable[[_Tokens], None]] = MappingProxyType(
    {
        0x03: _Tokens.added,
        0x04: _Tokens.subtracted,
        0x12: _Tokens.plus,
        0x13: _Tokens.minus,
        0x15: _Tokens.bracketed,
        0x19: _Tokens.attribute,
        0x1E: _Tokens.whole_number,
        0x22: _Tokens.function,
        0x24: _Tokens.reference,
        0x25: _Tokens.area,
        0x2C: _Tokens.reference,
        0x2D: _Tokens.area,
    }
)
