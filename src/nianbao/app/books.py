"""Every form the program knows, read from its data."""

from collections.abc import Mapping

from nianbao.core.checker import RuleBook
from nianbao.io.form_toml import known_forms, read_form
from nianbao.io.paths import data


def all_books() -> Mapping[str, RuleBook]:
    """Read every folder of `forms/`. Raises FormError where one is wrong."""
    return {name: read_form(data("forms") / name) for name in known_forms()}
