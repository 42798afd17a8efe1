"""What an import saw of the tables' layout, told to the rule on layouts.

Only what is certain: a label that was hard to read is a doubt of the import, no fault of the
table.
"""

from collections.abc import Iterator

from nianbao.core.checker import RuleBook
from nianbao.core.finding import Finding
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.report import Report
from nianbao.core.rules.tables.layout import FoundTable, OfficialLayout
from nianbao.io.imported import Imported
from nianbao.io.locate.stacks import Doubt

MISSING, NOTED, STRANGE = "not_found", "note_in_cell", "unknown_cell"
"""The codes of an import's problems that tell of an altered table."""

UNSURE_SHAPE = frozenset(
    {Doubt.PLACE, Doubt.TWICE, Doubt.SHIFTED, Doubt.UNEVEN, Doubt.LINES, Doubt.COUNT}
)
"""With one of these in a table it is not known which of its lines are not there."""


def layout_findings(imported: Imported, report: Report, book: RuleBook) -> list[Finding]:
    """Say which tables of the file are not laid out by the form of their year."""
    reading = Reading(book.form, report)
    return [
        finding
        for rule in book.rules
        if isinstance(rule, OfficialLayout)
        for found in _found_tables(imported, book.form)
        for finding in rule.of_file(reading, found)
    ]


def _found_tables(imported: Imported, form: Form) -> Iterator[FoundTable]:
    for table in form.tables:
        cells = {field.id for field in table.fields}
        told = [(p.code, p.cell) for p in imported.problems if p.cell in cells]
        unsure = any(code in UNSURE_SHAPE for code, _ in told)
        is_found = table.id in imported.layouts
        yield FoundTable(
            table.id,
            imported.layouts.get(table.id, form.id),
            missing=[
                cell for code, cell in told if cell and code == MISSING and is_found and not unsure
            ],
            noted=[cell for code, cell in told if cell and code == NOTED],
            strange=[
                problem.place
                for problem in imported.problems
                if problem.code == STRANGE and problem.place.startswith(f"{table.id}.")
            ],
        )
