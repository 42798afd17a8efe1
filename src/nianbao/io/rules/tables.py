"""Declared rules on the cells of one table: sums, what can be read, what is blank."""

from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import CellId, Form, Table
from nianbao.core.rules.tables.cells import Filled, Readable
from nianbao.core.rules.tables.identity import Identity, line_words
from nianbao.io.declared import Declaration


def identities(declared: Declaration, form: Form) -> Iterable[Identity]:
    """Spell out one declared identity: one for each row, or one for each column."""
    rule, severity = declared.text("id"), declared.choice("severity", Severity)
    message = declared.pattern("message", "table", "line", "left", "right", "difference")
    left, right = declared.texts("left"), declared.texts("right")
    computes, each = declared.text("computes", ""), declared.text("each")
    name, shown = declared.text("table"), {section.table for section in form.sections}
    table = next((t for t in form.tables if t.id == name and t.id in shown), None)
    if not _makes_sense(declared, table, each, (left, right), computes) or table is None:
        return
    for line in table.rows if each == "row" else table.columns:

        def cell(name: str, line: str = line) -> CellId:
            return ".".join((table.id, *((line, name) if each == "row" else (name, line))))

        cells = [cell(name) for name in (*left, *right)]
        if missing := [name for name in cells if name not in form.fields]:
            declared.note(f"there are no cells {missing}")
            continue
        words = line_words([form.fields[name] for name in cells])
        yield Identity(
            rule=rule,
            severity=severity,
            section=form.section_of(cells[0]).id,
            left=tuple(map(cell, left)),
            right=tuple(map(cell, right)),
            computed=cell(computes) if computes else None,
            message=message.replace("{table}", table.name).replace("{line}", words),
        )


def _makes_sense(
    declared: Declaration,
    table: Table | None,
    each: str,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    computes: str,
) -> bool:
    """Note whatever in an identity names a line that is not there; tell whether all is well."""
    problems = []
    if table is None:
        problems.append("there is no such table in any section")
    if each not in ("row", "column"):
        problems.append("'each' is neither 'row' nor 'column'")
    if table is not None:
        known = table.columns if each == "row" else table.rows
        problems += [
            f"table {table.id} has no line {name!r}"
            for side in sides
            for name in side
            if name not in known
        ]
    if not all(sides):
        problems.append("an identity has something on both sides")
    if computes and (computes,) not in sides:
        problems.append(f"{computes!r} does not stand alone on one side")
    for problem in problems:
        declared.note(problem)
    return not problems


def readable(declared: Declaration, form: Form) -> Iterable[Readable]:
    """Read the rule that every number can be read as one."""
    yield Readable(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message_count=declared.pattern("message_count", "table", "name", "text"),
        message_money=declared.pattern("message_money", "table", "name", "text"),
        form=form,
    )


def filled(declared: Declaration, form: Form) -> Iterable[Filled]:
    """Read the rule that no cell is blank."""
    yield Filled(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        message=declared.pattern("message", "table", "count"),
        form=form,
    )
