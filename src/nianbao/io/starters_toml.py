"""What a form declares for clerks to start a passage from."""

import re

from nianbao.core.form import Form, SectionKind
from nianbao.core.links import LINK
from nianbao.core.starters import PLACEHOLDER, YEAR, Starter
from nianbao.io.declared import Declaration

STRAY = re.compile(r"[{}【】]")


def declared_starters(declared: Declaration, form: Form) -> tuple[Starter, ...]:
    """Read the starters: each for a narrative section, with something to be filled or linked."""
    starters: list[Starter] = []
    for each in declared.each("starter"):
        starter = Starter(
            each.text("section"), each.text("heading", ""), each.text("name"), each.text("words")
        )
        sections = {s.id for s in form.sections if s.kind is SectionKind.TEXT}
        if starter.section not in sections:
            each.note(f"there is no narrative section {starter.section!r}")
        if any(_key(other) == _key(starter) for other in starters):
            each.note(f"{starter.name!r} stands twice")
        _check_words(each, starter.words, form)
        each.finish()
        starters.append(starter)
    declared.finish()
    return tuple(starters)


def _key(starter: Starter) -> tuple[str, str]:
    return starter.section, starter.name


def _check_words(declared: Declaration, words: str, form: Form) -> None:
    """Note links to nothing, places that no check would find, and words that ask for nothing."""
    for link in LINK.finditer(words):
        if link[1] not in form.fields:
            declared.note(f"there is no cell {link[1]}")
    rest, asked = PLACEHOLDER.subn("", words)
    rest, linked = LINK.subn("", rest)
    if STRAY.search(rest.replace(YEAR, "")):
        declared.note("'words' has braces or brackets that are no link and no 【请填写：…】")
    if not asked and not linked:
        declared.note("'words' leaves nothing to be filled")
