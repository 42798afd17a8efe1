"""Reading declared data strictly: every mistake is noted, none stops the reading.

Knows nothing of what is declared; `io.form_toml` does.
"""

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)
Wrong = TypeVar("Wrong")


class Declaration:
    """One table of a TOML file, read key by key.

    A missing or ill-typed key is noted in `problems` and read as something empty, so that the
    reading goes on; `finish` notes the keys nobody asked for.
    """

    def __init__(self, raw: Mapping[str, object], where: str, problems: list[str]) -> None:
        self.where = where
        self._raw = raw
        self._problems = problems
        self._asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text."""
        value = self._take(key, default)
        return value if isinstance(value, str) else self._wrong(key, "a text", "", value)

    def pattern(self, key: str, *places: str, default: str | None = None) -> str:
        """Read a text in which these places, and no others, may be left open."""
        words = self.text(key, default)
        try:
            named = {place for _, place, _, _ in Formatter().parse(words) if place is not None}
        except ValueError as error:
            self.note(f"{key!r}: {error}")
            return ""
        for place in sorted(named - set(places)):
            self.note(f"{key!r} has an unknown place {{{place}}}")
        return words

    def flag(self, key: str) -> bool:
        """Read a yes or no; what is not said is no."""
        value = self._take(key, default=False)
        return value if isinstance(value, bool) else self._wrong(key, "true or false", False, value)

    def number(self, key: str, default: int | None = None) -> int:
        """Read a whole number."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._wrong(key, "a whole number", 0, value)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of texts."""
        value = self._take(key, default)
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return self._wrong(key, "a list of texts", (), value)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Read a list of whole numbers."""
        value = self._take(key, None)
        if isinstance(value, list) and all(type(item) is int for item in value):
            return tuple(value)
        return self._wrong(key, "a list of whole numbers", (), value)

    def drawing(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Read a list of lists of texts."""
        value = self._take(key, None)
        if isinstance(value, list) and all(
            isinstance(row, list) and all(isinstance(item, str) for item in row) for row in value
        ):
            return tuple(map(tuple, value))
        return self._wrong(key, "a list of rows of texts", (), value)

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Read one of the words of an enumeration."""
        value = self._take(key, None)
        words = [str(member) for member in kind]
        if value in words:
            return kind(value)
        return self._wrong(key, f"one of {', '.join(words)}", next(iter(kind)), value)

    def each(self, key: str) -> list["Declaration"]:
        """Read a list of tables."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            return self._wrong(key, "a list of tables", [], value)
        return [
            Declaration(item, f"{self.where}, {key} {item.get('id', number)}", self._problems)
            for number, item in enumerate(value, 1)
        ]

    def texts_by_key(self, key: str) -> Mapping[str, str]:
        """Read a table that has nothing but texts."""
        value = self._take(key, {})
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return value
        return self._wrong(key, "a table of texts", {}, value)

    def note(self, problem: str) -> None:
        """Note a mistake that only the reader of this kind of data can see."""
        self._problems.append(f"{self.where}: {problem}")

    def finish(self) -> None:
        """Note the keys that mean nothing here."""
        for key in sorted(self._raw.keys() - self._asked):
            self.note(f"unknown key {key!r}")

    def _take(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self._raw.get(key, default)

    def _wrong(self, key: str, wanted: str, instead: Wrong, value: object) -> Wrong:
        self.note(f"{key!r} is missing" if value is None else f"{key!r} is not {wanted}")
        return instead
