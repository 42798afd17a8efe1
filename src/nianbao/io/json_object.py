"""A JSON object read key by key: every key may be missing, none may be of the wrong type."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

Json: TypeAlias = "str | int | bool | Decimal | list[Json] | dict[str, Json] | None"
"""What a JSON text holds when its fractions are read as Decimal."""

Choice = TypeVar("Choice", bound=StrEnum)


class MalformedError(ValueError):
    """A key holds something of the wrong type; the message says so in the clerk's words."""


class JsonObject:
    """One JSON object.

    A missing key and null read as nothing; a wrong type raises MalformedError.
    """

    def __init__(self, raw: Json, name: str) -> None:
        if not isinstance(raw, dict):
            raise MalformedError(f"“{name}”的内容不成形")
        self.raw: Mapping[str, Json] = raw
        self._name = name

    def text(self, key: str) -> str:
        """Read a text; nothing is ""."""
        value = self.raw.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._malformed(key, "文字")
        return value

    def number(self, key: str) -> int | None:
        """Read a whole number."""
        value = self.raw.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._malformed(key, "整数")

    def flag(self, key: str) -> bool:
        """Read yes or no; nothing is no."""
        value = self.raw.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._malformed(key, "true 或 false")

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """Read one of the words of an enumeration."""
        value = self.text(key)
        if not value:
            return None
        if value not in [str(member) for member in kind]:
            raise self._malformed(key, "可用的词：" + "、".join(kind))
        return kind(value)

    def inner(self, key: str) -> "JsonObject":
        """Read an object; nothing is an empty one."""
        value = self.raw.get(key)
        return JsonObject({} if value is None else value, key)

    def items(self, key: str) -> list[Json]:
        """Read a list; nothing is an empty one."""
        value = self.raw.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._malformed(key, "列表")
        return value

    def objects(self, key: str) -> list["JsonObject"]:
        """Read a list of objects."""
        return [JsonObject(item, key) for item in self.items(key)]

    def _malformed(self, key: str, wanted: str) -> MalformedError:
        return MalformedError(f"“{key}”不是{wanted}")
