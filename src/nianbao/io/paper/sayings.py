"""What an element says, flattened to names and values; whatever is not known is noted.

Nothing is passed over in silence: an element or attribute that is neither understood nor known
to change nothing to be seen ends up in `Unknown`.
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from lxml import etree

from nianbao.io.word.styles import W

Said: TypeAlias = Mapping[str, str]
"""Values by `element.attribute`; an element without attributes says `element.val` = "1"."""

_W = f"{{{W}}}"
_OFF = frozenset(("0", "false", "off"))
_HARMLESS: Mapping[str, Collection[str]] = {
    "autoHyphenation.val": _OFF,
    "bidi.val": _OFF,
    "color.val": ("auto", "000000"),
    "formProt.val": _OFF,
    "ind.hanging": ("0",),
    "pgNumType.fmt": ("decimal",),
    "textDirection.val": ("lrTb",),
    "type.val": ("nextPage",),
}
"""What other programs say in templates they save, with the values that change nothing."""


class Unknown:
    """Collects what was not understood, each once."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Everything noted so far, in order."""
        return tuple(self._names)

    def note(self, where: str, name: str) -> None:
        """Note a name that is not understood."""
        self._names[f"{where}: {name}"] = None


def name_of(element: etree._Element) -> str:
    """Give an element's name without the namespace of Word; comments have none."""
    tag = element.tag
    return tag.removeprefix(_W) if isinstance(tag, str) else ""


def said_by(
    element: etree._Element | None,
    known: Collection[str],
    unknown: Unknown,
    where: str,
    *,
    unseen: Collection[str] = (),
) -> dict[str, str]:
    """Read the children of an element as `name.attribute`, noting what is not in `known`.

    Children whose names are in `unseen` change nothing to be seen, whatever they say.
    """
    said: dict[str, str] = {}
    for child in () if element is None else element:
        name = name_of(child)
        if not name or name in unseen:
            continue
        found = {f"{name}.{_plain(key)}": str(value) for key, value in child.attrib.items()}
        for key, value in (found or {f"{name}.val": "1"}).items():
            if key in known:
                said[key] = value
            elif value not in _HARMLESS.get(key, ()):
                unknown.note(where, key)
    return said


def number(said: Said, key: str, otherwise: int = 0) -> int:
    """Read a whole number."""
    value = said.get(key, "")
    try:
        return round(float(value))
    except ValueError:
        return otherwise


def is_on(said: Said, element: str, *, otherwise: bool = False) -> bool:
    """Read a property that is either on or off."""
    value = said.get(f"{element}.val")
    return otherwise if value is None else value not in _OFF


def _plain(attribute: str | bytes) -> str:
    return str(attribute).removeprefix(_W)
