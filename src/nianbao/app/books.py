"""Every form the program knows, read from its data, with the office's own words."""

import logging
import os
import sys
from collections.abc import Mapping
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


def all_books() -> Mapping[str, RuleBook]:
    """Read every folder of `forms/`. Raises FormError where one is wrong.

    What cannot be used of the office's words is said in the log: on standard error where no
    window is open.
    """
    office = office_words()
    for problem in office.problems:
        logging.getLogger("nianbao").warning(problem)
    return {
        name: with_office_words(read_form(data("forms") / name), office) for name in known_forms()
    }


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
