"""The definitions and common questions of a form, read strictly. Raises FormError on mistakes."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nianbao.core.form import Form
from nianbao.io.declared import Declaration
from nianbao.io.form_toml import FormError, open_beside

FILE = "help.toml"
COVER, CHECK = "cover", "check"


class Standing(StrEnum):
    """How far an answer binds."""

    OFFICIAL = "official"
    """It stands in a document of the State Council or its office, or is printed on the form."""

    LOCAL = "local"
    """One province or city asks for it."""

    PRACTICE = "practice"
    """Offices commonly do it so; no official rule."""


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A question with its answer. `about` names cover, sections, rows and headings.

    A heading is named by its section and some of its words: `1:依申请公开`.
    """

    about: tuple[str, ...]
    question: str
    answer: str
    standing: Standing
    source: str

    def speaks_of(self, section: str, row: str = "", heading: str = "") -> bool:
        """Tell whether it belongs to just this row or heading; without either, to the section."""
        if row:
            return row in self.about
        if heading:
            topics = [name.partition(":") for name in self.about]
            return any(at == section and topic and topic in heading for at, _, topic in topics)
        return section in self.about


def read_help(folder: Path, form: Form) -> tuple[HelpEntry, ...]:
    """Read the entries of a form in their order; none where it has no such file."""
    problems: list[str] = []
    declared = open_beside(folder / FILE, form, problems)
    if declared is None:
        return ()
    sections = {COVER, CHECK, *(section.id for section in form.sections)}
    rows = {f"{table.id}.{row}" for table in form.tables for row in table.rows}
    entries: list[HelpEntry] = []
    for each in declared.each("entry"):
        entry = _entry(each)
        for name in entry.about:
            if not _known(name, form, sections | rows):
                each.note(f"there is nothing called {name!r}")
        if any(other.question == entry.question for other in entries):
            each.note(f"{entry.question!r} is asked twice")
        entries.append(entry)
    declared.finish()
    if problems:
        raise FormError(form.id, problems)
    return tuple(entries)


def _entry(declared: Declaration) -> HelpEntry:
    entry = HelpEntry(
        about=declared.texts("about"),
        question=declared.text("question"),
        answer=declared.text("answer"),
        standing=declared.choice("standing", Standing),
        source=declared.text("source"),
    )
    if not entry.about:
        declared.note("'about' names nothing")
    declared.finish()
    return entry


def _known(name: str, form: Form, plain: Collection[str]) -> bool:
    """Tell whether a name stands for something of the form."""
    section, colon, topic = name.partition(":")
    if not colon:
        return name in plain
    headings = [h for known in form.sections if known.id == section for h in known.headings]
    return bool(topic) and any(topic in heading for heading in headings)
