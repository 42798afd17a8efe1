"""Every form the program knows, read from its data, with the office's own words."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from nianbao.core.checker import RuleBook
from nianbao.io.form_toml import known_forms, read_form
from nianbao.io.office_words import (
    OfficeWords,
    office_words_path,
    read_office_words,
    with_office_words,
)
from nianbao.io.paths import data


class Books(Mapping[str, RuleBook]):
    """Every folder of `forms/`, read when it is first asked for: an older one seldom is.

    Asking raises FormError where a form's data is wrong.
    """

    def __init__(self, office: OfficeWords) -> None:
        self._office = office
        self._read: dict[str, RuleBook] = {}

    def __getitem__(self, name: str) -> RuleBook:
        if name not in known_forms():
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = with_office_words(read_form(data("forms") / name), self._office)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(known_forms())

    def __len__(self) -> int:
        return len(known_forms())


def all_books() -> Books:
    """Give every form the program knows, with the office's own words.

    What cannot be used of those is said in the log: on standard error where no window is open.
    """
    office = office_words()
    for problem in office.problems:
        logging.getLogger("nianbao").warning(problem)
    return Books(office)


def office_words() -> OfficeWords:
    """Read the words the office keeps in its own file; none where there is no such file."""
    path = words_file()
    return OfficeWords() if path is None else read_office_words(path)


def words_file() -> Path | None:
    """Find the office's own file, whether it is there yet or not; None for a user without home."""
    try:
        return Path(office_words_path(sys.platform, os.environ, Path.home()))
    except RuntimeError:
        return None
