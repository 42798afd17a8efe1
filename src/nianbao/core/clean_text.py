"""Characters no report may hold, taken out where text comes in, and named.

What is taken out cannot be seen or was never typed on purpose: it breaks searches, turns what
is read round, or cannot be written to a file. Wording is never touched.
"""

import re
from dataclasses import dataclass, field, replace

from nianbao.core.report import Change, Particulars, Passage

_LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # XML 1.0 section 2.2 forbids the first
_SURROGATES = "\ud800-\udfff"
_TURNING = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(0xFFFE + (p << 16))}{chr(0xFFFF + (p << 16))}" for p in range(17)
)
_NEVER = re.compile(f"[{_CONTROLS}{_SURROGATES}{_TURNING}{_UNSEEN}{_NO_CHARACTERS}]")

_KINDS = (
    (re.compile("\r"), "多余的换行符"),
    (re.compile(f"[{_CONTROLS}]"), "控制字符"),
    (re.compile(f"[{_SURROGATES}]"), "残缺的半个字符"),
    (re.compile(f"[{_TURNING}]"), "改变文字方向的符号"),
    (re.compile(f"[{_UNSEEN}]"), "看不见的符号"),
    (re.compile(f"[{_NO_CHARACTERS}]"), "不是文字的编码"),
)


@dataclass(frozen=True, slots=True)
class Removed:
    """A character that was left out, and where: a section or cell id, or the like."""

    place: str
    character: str

    @property
    def code(self) -> str:
        """The character by its number, since it cannot be shown: `U+202E`."""
        return f"U+{ord(self.character):04X}"

    @property
    def kind(self) -> str:
        """What kind of character it is, in the clerk's words."""
        return next(words for kind, words in _KINDS if kind.match(self.character))


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the text without what no report may hold, and the characters left out, each once.

    Every kind of line end becomes one line feed; of a doubled one the carriage return counts
    as left out. Controls, surrogates, non-characters, invisible and direction-changing
    characters go. Emoji, rare characters and private use stay: they are somebody's name.
    """
    if text.replace("\n", "").isprintable():
        # A quick look at long texts: nothing that is taken out is printable.
        return text, ()
    doubled = ("\r",) if "\r\n" in text else ()
    lines = _LINE_END.sub("\n", text)
    return _NEVER.sub("", lines), (*doubled, *dict.fromkeys(_NEVER.findall(lines)))


def clean_change(change: Change) -> tuple[Change, tuple[Removed, ...]]:
    """Clean the words of a change on their way into the report; tell what was left out.

    A change without anything of the kind comes back as it is. Numbers that could not be read
    stay as they stood.
    """
    washing = _Washing()
    text = {section: washing.passages(section, parts) for section, parts in change.text.items()}
    told = None if change.particulars is None else washing.particulars(change.particulars)
    if not washing.changed:
        return change, ()
    return replace(change, text=text, particulars=told), tuple(dict.fromkeys(washing.removed))


@dataclass
class _Washing:
    removed: list[Removed] = field(default_factory=list)
    changed: bool = False

    def words(self, place: str, text: str) -> str:
        kept, gone = clean(text)
        self.changed |= kept != text
        self.removed += [Removed(place, character) for character in gone]
        return kept

    def passages(self, section: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(
            Passage(self.words(section, one.heading), self.words(section, one.body))
            for one in passages
        )

    def particulars(self, told: Particulars) -> Particulars:
        signer = replace(told.signature, organ=self.words("signature", told.signature.organ))
        number = self.words("number", told.printing.number)
        return replace(
            told,
            organ=self.words("organ", told.organ),
            title=self.words("title", told.title),
            preamble=self.words("preamble", told.preamble),
            signature=signer,
            printing=replace(told.printing, number=number),
        )
