"""Any file that can be read → what it holds. Decides by content, never by the name's ending."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from nianbao.core.checker import RuleBook
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.report import Report
from nianbao.io.file_kind import FileKind
from nianbao.io.imported import Imported, Problem
from nianbao.io.left_out import with_clean_words
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_reading import CORRUPT_ADVICE, parse_report
from nianbao.io.sniff import sniff_readable
from nianbao.io.source import read_whole

CURRENT = "2021"
"""The form that numbers found in a foreign file are read into."""


def read_any(
    path: Path,
    books: Mapping[str, RuleBook],
    *,
    wanted_set: str | None = None,
    wanted_year: int | None = None,
) -> Imported:
    """Read a report file, or what a file of another program holds of a report.

    `wanted_set` and `wanted_year` choose where a file holds several sets of numbers. Sums
    that do not come out are among the problems. Raises Refused.
    """
    kind = sniff_readable(path)
    if kind is FileKind.REPORT:
        imported = parse_report(_text(path), path.name, _FormsOf(books))
    else:
        from nianbao.io.foreign import read_foreign  # noqa: PLC0415  loads a dozen readers

        imported = read_foreign(kind, path, books[CURRENT].form, wanted_set, wanted_year)
    return with_sums(with_clean_words(imported, books[imported.form].form), books)


def read_clipboard(
    html: str | None,
    text: str | None,
    books: Mapping[str, RuleBook],
    wanted_set: str | None = None,
) -> Imported:
    """Read a table, or a whole report, that was copied in another program. Raises Refused."""
    from nianbao.io.foreign import read_copied  # noqa: PLC0415  loads a dozen readers

    form = books[CURRENT].form
    copied = with_clean_words(read_copied(html, text, form, wanted_set), form)
    return with_sums(copied, books)


def with_sums(imported: Imported, books: Mapping[str, RuleBook]) -> Imported:
    """Name every sum that does not come out: the value stands as it is, the clerk must know."""
    report = Report(imported.form)
    report.apply(imported.change)
    reading = Reading(books[imported.form].form, report)
    problems = []
    for rule in books[imported.form].identities:
        for finding in rule.find(reading):
            cell = rule.computed
            source = report.sources.get(cell) if cell else None
            place, as_read = (source.place, source.as_read) if source else ("", "")
            problems.append(Problem("sum_disagrees", cell, place, as_read, finding.message))
    return replace(imported, problems=(*imported.problems, *problems))


class _FormsOf(Mapping[str, Form]):
    """The forms of some books; only the one asked for is read."""

    def __init__(self, books: Mapping[str, RuleBook]) -> None:
        self._books = books

    def __getitem__(self, name: str) -> Form:
        return self._books[name].form

    def __iter__(self) -> Iterator[str]:
        return iter(self._books)

    def __len__(self) -> int:
        return len(self._books)


def _text(path: Path) -> str:
    """Read a report file's text; a byte order mark is no part of it."""
    try:
        return read_whole(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = "不是 UTF-8 编码的年报文件"
        raise Refused(Refusal.CORRUPT, path.name, words, advice=CORRUPT_ADVICE) from error
