"""A folder of `forms/` → the form it declares, with its rules. All mistakes at once.

`form.toml` has the sections, one file a table its drawing, `guidance.toml` the words for each
row, `carry.toml` what comes from last year, and the files in `rules/` that `form.toml` names
the rules (each read by a module of its own). A form may also have `vocabulary.toml`, the words
of its narrative, `phrases.toml`, ready reasons, `reminders.toml`, and `starters.toml`, texts
to start from.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Severity
from nianbao.core.form import Form, Section, SectionKind, Table
from nianbao.core.grid import DrawingError, draw
from nianbao.core.rules import Rule
from nianbao.io.carry_toml import declared_carried, declared_rolled
from nianbao.io.declared import Declaration
from nianbao.io.paths import data
from nianbao.io.phrases_toml import declared_phrases, declared_reminders
from nianbao.io.rules import declared_rules
from nianbao.io.starters_toml import declared_starters
from nianbao.io.vocabulary_toml import declared_vocabulary


class FormError(Exception):
    """A form's own data is wrong. `problems` has one line for each mistake."""

    def __init__(self, form: str, problems: list[str]) -> None:
        super().__init__("\n".join([f"form {form}:", *(f"  {line}" for line in problems)]))
        self.problems = problems


def read_form(folder: Path) -> RuleBook:
    """Read one form and its rules. Raises FormError listing every mistake."""
    reading = _Reading(folder, [])
    form, names = reading.form()
    rules = [rule for name in names for rule in reading.rules(name, form)]
    explained = {rule.rule for rule in rules if rule.severity is Severity.EXPLAIN}
    phrases = declared_phrases(reading.open_if_there("phrases.toml"), explained)
    reminders = declared_reminders(reading.open_if_there("reminders.toml"))
    starters = declared_starters(reading.open_if_there("starters.toml"), form)
    if reading.problems:
        raise FormError(folder.name, reading.problems)
    return RuleBook(form, tuple(rules), phrases, reminders, starters)


def known_forms() -> tuple[str, ...]:
    """List the ids of the forms the program has, oldest first."""
    return tuple(sorted(folder.name for folder in data("forms").iterdir() if folder.is_dir()))


def open_beside(file: Path, form: Form, problems: list[str]) -> Declaration | None:
    """Open a file of a form that is read by itself, when it is wanted; None if there is none.

    Mistakes found later go to `problems`. Raises FormError where the file is no TOML.
    """
    if not file.is_file():
        return None
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(form.id, [f"{file.name}: {error}"]) from error
    return Declaration(raw, file.name, problems)


@dataclass(frozen=True)
class _Reading:
    """One folder being read; every mistake goes to `problems`."""

    folder: Path
    problems: list[str]

    def open(self, name: str) -> Declaration:
        """Open one file of the folder; a missing or broken one is a mistake like any other."""
        try:
            raw = tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(f"{name}: there is no such file")
            raw = {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: {error}")
            raw = {}
        return Declaration(raw, name, self.problems)

    def open_if_there(self, name: str) -> Declaration:
        """Open a file that a form need not have; one that is not there says nothing."""
        if (self.folder / name).is_file():
            return self.open(name)
        return Declaration({}, name, self.problems)

    def rules(self, name: str, form: Form) -> tuple[Rule, ...]:
        """Read one file of rules."""
        declared = self.open(f"rules/{name}.toml")
        rules = declared_rules(declared.each("rule"), form)
        declared.finish()
        return rules

    def form(self) -> tuple[Form, tuple[str, ...]]:
        """Read everything but the rules; name the files these are in."""
        head = self.open("form.toml")
        tables = tuple(self._table(name) for name in head.texts("tables"))
        carry = self.open("carry.toml")
        form = Form(
            id=head.text("id"),
            source=head.text("source"),
            first_year=head.number("first_year"),
            title=head.pattern("title", "organ", "year"),
            preamble=head.pattern("preamble", "organ", "year"),
            contact=head.pattern("contact", "organ", "year", default=""),
            sections=tuple(_section(declared) for declared in head.each("section")),
            tables=tables,
            row_guidance=self._guidance(tables),
            carried=declared_carried(carry, tables),
            rolled=declared_rolled(carry, tables),
        )
        if form.id != self.folder.name:
            head.note(f"id is {form.id!r}, the folder is {self.folder.name!r}")
        _check_sections(form, head)
        if (self.folder / "vocabulary.toml").is_file():
            words = declared_vocabulary(self.open("vocabulary.toml"), form)
            form = replace(form, vocabulary=words)
        rules = head.texts("rules")
        head.finish()
        carry.finish()
        return form, rules

    def _table(self, name: str) -> Table:
        declared = self.open(f"{name}.toml")
        drawing = declared.drawing("grid")
        try:
            cells = draw(name, drawing, declared.texts("money", ()))
        except DrawingError as error:
            cells = ()
            for problem in error.problems:
                declared.note(problem)
        table = Table(
            id=declared.text("id"),
            name=declared.text("name"),
            title=declared.text("title"),
            cells=cells,
            height=len(drawing),
            width=len(drawing[0]) if drawing else 0,
            head_rows=declared.number("head_rows"),
            label_columns=declared.number("label_columns"),
            widths=declared.numbers("widths"),
            vertical=frozenset(declared.texts("vertical", ())),
        )
        _check_table(table, name, declared)
        declared.finish()
        return table

    def _guidance(self, tables: tuple[Table, ...]) -> Mapping[str, str]:
        """Read the words for each row; every row must have some, and nothing else may."""
        declared = self.open("guidance.toml")
        guidance = {
            f"{table.id}.{row}": words
            for table in tables
            for row, words in declared.texts_by_key(table.id).items()
        }
        rows = {f"{table.id}.{row}" for table in tables for row in table.rows}
        for row in sorted(rows ^ guidance.keys()):
            declared.note(f"no words for row {row}" if row in rows else f"there is no row {row}")
        declared.finish()
        return guidance


def _section(declared: Declaration) -> Section:
    section = Section(
        id=declared.text("id"),
        title=declared.text("title"),
        short=declared.text("short"),
        kind=declared.choice("kind", SectionKind),
        guidance=declared.text("guidance"),
        table=declared.text("table", ""),
        headings=declared.texts("headings", ()),
    )
    declared.finish()
    return section


def _check_table(table: Table, name: str, declared: Declaration) -> None:
    """Note what no single key shows: ids, widths and vertical labels that fit nothing."""
    if table.id != name:
        declared.note(f"id is {table.id!r}, the file is {name}.toml")
    if len(table.widths) != table.width:
        declared.note(f"{len(table.widths)} widths for {table.width} columns")
    labels = {cell.label for cell in table.cells}
    for words in sorted(table.vertical - labels):
        declared.note(f"no label {words!r} to set vertically")


def _check_sections(form: Form, head: Declaration) -> None:
    """Note sections that share an id, and tables without exactly one section."""
    ids = [section.id for section in form.sections]
    for doubled in sorted({name for name in ids if ids.count(name) > 1}):
        head.note(f"section {doubled!r} stands twice")
    shown = [section.table for section in form.sections if section.kind is SectionKind.TABLE]
    if sorted(shown) != sorted(table.id for table in form.tables):
        head.note(f"the sections show the tables {shown}")
