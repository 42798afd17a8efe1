"""Answers remembered from one check to the next, and no longer.

Most of a report stays as it is from one key to the next. What was worked out from words that
are gone is let go with them: a day of writing makes as many versions of a paragraph as letters.
"""

from collections.abc import Callable, Hashable
from typing import ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Recollection:
    """Calls functions, or answers from memory what the same question was answered before.

    An answer is forgotten when nobody has asked for it between two calls of `turn_over`.
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, object] = {}
        self._before: dict[Hashable, object] = {}

    def __call__(
        self, question: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Answer:
        """Answer; every argument must be hashable."""
        asked = (question, args, tuple(kwargs.items()))
        answer = self._now.get(asked, self)
        if answer is self:
            answer = self._before.get(asked, self)
            if answer is self:
                answer = question(*args, **kwargs)
            self._now[asked] = answer
        return cast(Answer, answer)

    def turn_over(self) -> None:
        """Begin a new page; what is not asked for on it is forgotten with the next one."""
        self._before, self._now = self._now, {}

    @property
    def size(self) -> int:
        """How many answers are remembered."""
        return len(self._now.keys() | self._before.keys())
