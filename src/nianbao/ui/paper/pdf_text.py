"""The letters behind the drawn ones of a PDF: what is found in it, copied from it, read aloud.

Qt notes for each glyph the first character that has it. In many Chinese fonts 工 is also drawn
for ⼯, a radical that nobody types: who looked for 工作 would not find it.
"""

import re

from PySide6.QtGui import QRawFont

from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.sheets import Sheets, Type

_MAPPING = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-F]{4})>(?= |\]|\n)")
_LARGEST = 0xFFFF


def searchable(pdf: bytes, sheets: Sheets, faces: Faces) -> bytes:
    """Put the characters of the document in place of others that look the same.

    Every code is as long as the one before, so nothing in the file moves.
    """
    said: dict[Type, set[str]] = {}
    for sheet in sheets.pages:
        for line in (*sheet.lines, *sheet.around):
            for piece in line.pieces:
                said.setdefault(_plain(piece.type), set()).update(piece.text)
    meant: dict[int, int] = {}
    every = {ord(character) for characters in said.values() for character in characters}
    for code in _codes(pdf) - every:
        for type_, characters in said.items():
            font = QRawFont.fromFont(faces.font(type_))
            found = _alike(font, code, characters)
            if found is not None:
                meant[code] = found
    return _MAPPING.sub(lambda mapping: _CODE.sub(lambda c: _written(c, meant), mapping[0]), pdf)


def _plain(type_: Type) -> Type:
    return Type(type_.family, 32, type_.bold, 0)


def _codes(pdf: bytes) -> set[int]:
    """Find all characters the PDF speaks of."""
    return {int(code, 16) for mapping in _MAPPING.findall(pdf) for code in _CODE.findall(mapping)}


def _alike(font: QRawFont, code: int, characters: set[str]) -> int | None:
    """Find the character of the document that is drawn as another."""
    glyphs = font.glyphIndexesForString(chr(code))
    if not glyphs or not glyphs[0]:
        return None
    for character in characters:
        if ord(character) <= _LARGEST and font.glyphIndexesForString(character) == glyphs:
            return ord(character)
    return None


def _written(code: "re.Match[bytes]", meant: dict[int, int]) -> bytes:
    other = meant.get(int(code[1], 16))
    return code[0] if other is None else b"<%04X>" % other
