"""A paragraph parted into lines: as many characters as fit, ended where a line may end."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from nianbao.io.paper.document import Face, Run
from nianbao.ui.paper.characters import HANGING, is_joined, is_wide, may_part
from nianbao.ui.paper.faces import TWIPS, Faces

_CLOSE = 0.5
"""Twips by which a line may be too long: less than rounding in any program."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character with the marks that belong to it, and the width it takes in twips.

    `exact` says that the font itself is as wide: such signs can be drawn in one go. A
    `joined` one belongs to the one before. `air` is part of the width, but not at the end of a
    line.
    """

    text: str
    face: Face
    wide: bool
    width: float
    exact: bool
    joined: bool = False
    air: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    """The signs of one line and their width; the `last` of a paragraph is not spread."""

    signs: tuple[Sign, ...]
    width: float
    last: bool

    @property
    def text(self) -> str:
        """What is to be read in it."""
        return "".join(sign.text for sign in self.signs)


def spaced(signs: Sequence[Sign], gap: float) -> list[Sign]:
    """Put air between Chinese characters and Latin letters or figures; `gap` is in sizes."""
    airy = list(signs)
    for at, (sign, following) in enumerate(pairwise(signs)):
        if sign.wide is not following.wide and sign.text.isalnum() and following.text.isalnum():
            air = gap * sign.face.half_points * TWIPS
            airy[at] = replace(sign, width=sign.width + air, air=air)
    return airy


class Signs:
    """Measures characters, each once."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._known: dict[Face, dict[str, Sign]] = {}

    def of(self, runs: Sequence[Run], page: str = "") -> list[list[Sign]]:
        """Measure the signs of a paragraph, parted at its own line ends.

        `page` is the number that stands where the page's is wanted.
        """
        parts: list[list[Sign]] = [[]]
        for run in runs:
            known = self._known.setdefault(run.face, {})
            for character in page if run.numbers_page else run.text:
                sign = known.get(character)
                if sign is None:
                    sign = known[character] = _sign(character, run.face, self._faces)
                if character == "\n":
                    parts.append([])
                elif sign.joined and parts[-1]:
                    parts[-1][-1] = _joined(parts[-1][-1], character)
                else:
                    parts[-1].append(sign)
        return parts


def broken(signs: Sequence[Sign], first: float, other: float, *, hanging: bool) -> Iterator[Line]:
    """Part signs into lines; `first` and `other` are the widths of the lines in twips."""
    begins = [0.0, *accumulate(sign.width for sign in signs)]
    ends = [0.0, *(begin - sign.air for begin, sign in zip(begins[1:], signs, strict=True))]
    start, room, count = 0, first, len(signs)
    if not count:
        yield Line((), 0, last=True)
    while start < count:
        end = _end(signs, start, bisect_right(ends, begins[start] + room + _CLOSE) - 1, hanging)
        ink = end
        while ink > start and signs[ink - 1].text == " ":
            ink -= 1
        yield Line(tuple(signs[start:ink]), ends[ink] - begins[start], last=end == count)
        start, room = end, other


def _end(signs: Sequence[Sign], start: int, fits: int, hanging: bool) -> int:  # noqa: FBT001
    """Find where a line ends that has room for the signs before `fits`."""
    count = len(signs)
    end = max(fits, start + 1)
    if hanging and end < count and signs[end - 1].wide and signs[end].text in HANGING:
        end += 1
    while end < count and signs[end].text == " ":
        end += 1
    if end >= count:
        return count
    good = end
    while good > start and not may_part(signs[good - 1].text[0], signs[good].text[0]):
        good -= 1
    return good if good > start else max(fits, start + 1)


def _sign(character: str, face: Face, faces: Faces) -> Sign:
    wide = is_wide(character)
    size = face.half_points * TWIPS
    natural = faces.width(face.chinese if wide else face.latin, character, bold=face.bold) * size
    taken = size if wide else natural
    exact = abs(natural - taken) < _CLOSE
    return Sign(character, face, wide, taken + face.apart, exact, is_joined(character))


def _joined(sign: Sign, mark: str) -> Sign:
    return Sign(sign.text + mark, sign.face, sign.wide, sign.width, exact=False)
