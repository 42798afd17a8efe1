"""From a workbook to a report: one set of tables, the words around it, and every doubt.

The one entry for whatever reads sheets. Knows neither file formats nor rules; which numbers
disagree is said elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nianbao.core.composed import report_title
from nianbao.core.form import Form
from nianbao.core.report import Change, Particulars, Source
from nianbao.io.imported import Imported, Problem
from nianbao.io.locate.finding import find_all
from nianbao.io.locate.formulas import Sums
from nianbao.io.locate.generations import generation_of, older_generations_of
from nianbao.io.locate.labels import tight
from nianbao.io.locate.messages import words_for
from nianbao.io.locate.narrative import Narrative, read_narrative, year_in
from nianbao.io.locate.paragraphs import lines_around
from nianbao.io.locate.reading import TableRead
from nianbao.io.locate.sets import TableSet, choose, group_tables
from nianbao.io.locate.versions import Versions
from nianbao.io.problems import Refusal, Refused
from nianbao.io.workbook import Sheet, Workbook


def read_workbook(
    form: Form,
    workbook: Workbook,
    file_name: str,
    *,
    wanted_set: str | None = None,
    wanted_year: int | None = None,
) -> Imported:
    """Read one report out of a workbook.

    Raise `Refused`: NO_TABLES, BLANK, and CHOOSE where several different reports are there
    and neither `wanted_set` nor `wanted_year` leaves exactly one.
    """
    return _Import(form, workbook, file_name, wanted_year).read(wanted_set)


class _Import:
    """One workbook being read."""

    def __init__(
        self, form: Form, workbook: Workbook, file_name: str, wanted_year: int | None
    ) -> None:
        self._form = form
        self._workbook = workbook
        self._sheets: Sequence[Sheet] = workbook.sheets
        self._file = file_name
        self._wanted_year = wanted_year
        self._now = generation_of(form.id)
        self._words = self._now.words
        self._lexicon = self._now.lexicon.fresh()
        self._problems: list[Problem] = []

    def read(self, wanted_set: str | None) -> Imported:
        """Find everything, choose, and put it together."""
        for remark in self._workbook.remarks:
            self._note("remark", remark)
        sets = group_tables(self._tables(), self._words.report)
        filled = [each for each in sets if each.filled]
        if not filled:
            raise Refused(Refusal.BLANK, self._file)
        chosen = choose(filled, self._file, wanted_set, self._wanted_year)
        for other in sets:
            self._note_other(chosen, other)
        return self._imported(chosen, self._words_around(chosen, sets))

    def _words_around(self, chosen: TableSet, sets: Sequence[TableSet]) -> Change:
        """Read the text, and whose report it is."""
        narrative = read_narrative(
            lines_around(chosen, sets, self._sheets),
            self._form,
            self._lexicon,
            self._words.report,
        )
        return Change(text=narrative.sections, particulars=self._particulars(chosen, narrative))

    def _tables(self) -> list[TableRead]:
        """Find the tables on the visible sheets; only where there are none, on the hidden."""
        versions = Versions(self._now, older_generations_of(self._form.id), Sums(self._workbook))
        for hidden in (False, True):
            sheets = [sheet for sheet in self._workbook.sheets if sheet.hidden is hidden]
            pages = find_all(sheets, self._now.layouts, self._lexicon, self._words.values)
            found = [read for sheet, tables in pages for read in versions.read(sheet, tables)]
            if found:
                others = [sheet for sheet in self._workbook.sheets if sheet.hidden is not hidden]
                self._sheets = [*others, *(sheet for sheet, _ in pages)]
                if hidden:
                    self._note("hidden_sheet", place=found[0].located.sheet.name)
                return found
        raise Refused(Refusal.NO_TABLES, self._file)

    def _note_other(self, chosen: TableSet, other: TableSet) -> None:
        """Say what is left aside, and where it disagrees with what is taken."""
        if other is chosen or (other.year and chosen.year and other.year != chosen.year):
            return
        place = other.sheets[0].name
        if not other.filled:
            self._note("blank_copy", place=place)
            return
        for name, table in other.tables.items():
            taken = chosen.tables.get(name)
            if taken is None:
                self._note("left_aside", place=place)
                continue
            for cell, read in table.fields.items():
                own = taken.fields.get(cell)
                if own is None or own.entry != read.entry:
                    field = self._form.fields[cell]
                    words = words_for(
                        "copies_differ", f"{table.table.name}{field.name}", read.place
                    )
                    problem = Problem("copies_differ", cell, read.place, read.as_read, words)
                    self._problems.append(problem)

    def _imported(self, chosen: TableSet, words: Change) -> Imported:
        fields = {cell: read for t in chosen.tables.values() for cell, read in t.fields.items()}
        for table in self._form.tables:
            if table.id in chosen.tables:
                self._problems += chosen.tables[table.id].problems()
            else:
                self._note("table_missing", where=table.name)
        sources = {
            cell: Source(self._file, read.place, read.as_read)
            for cell, read in fields.items()
            if read.entry is not None
        }
        change = replace(
            words, cells={cell: read.entry for cell, read in fields.items()}, sources=sources
        )
        found = {name: table.located.place for name, table in chosen.tables.items()}
        return Imported(
            self._form.id,
            change,
            _once(self._problems),
            found,
            layouts={name: table.layout for name, table in chosen.tables.items()},
        )

    def _particulars(self, chosen: TableSet, narrative: Narrative) -> Particulars:
        """Say whose report it is, of which year; what is only guessed is noted."""
        if not narrative.organ:
            self._note("organ_missing")
        elif narrative.organ_guessed:
            self._note("organ_guessed", narrative.organ)
        particulars = Particulars(
            organ=narrative.organ,
            year=self._year(chosen, narrative),
            preamble=narrative.preamble,
            signature=narrative.signature,
        )
        usual = tight(report_title(self._form, particulars))
        title = "" if tight(narrative.title) == usual else narrative.title.strip()
        return replace(particulars, title=title)

    def _year(self, chosen: TableSet, narrative: Narrative) -> int | None:
        years = {how: year for year, how in reversed(narrative.years)}
        sheet = (
            chosen.year
            if "title" not in years
            else year_in(chosen.sheets[0].name, self._words.report)
        )
        said = [year for year in (years.get("title"), years.get("period"), sheet) if year]
        if len(set(said)) > 1:
            self._note("year_conflict", "、".join(map(str, dict.fromkeys(said))))
        if said:
            return self._as_wanted(said[0])
        return self._guessed_year(years.get("signature"))

    def _as_wanted(self, year: int) -> int:
        if self._wanted_year not in (None, year):
            raise Refused(Refusal.CHOOSE, self._file, f"{year}年")
        return year

    def _guessed_year(self, signed: int | None) -> int | None:
        """Fall back on the wish, the file's name, the signature; always with a remark."""
        if self._wanted_year is not None:
            self._note("year_given", str(self._wanted_year))
            return self._wanted_year
        guess = year_in(self._file, self._words.report) or signed
        if guess is None:
            self._note("year_missing")
        else:
            self._note("year_guessed", str(guess))
        return guess

    def _note(self, code: str, as_read: str = "", *, place: str = "", where: str = "") -> None:
        """Note something that belongs to no single cell."""
        message = words_for(code, where, as_read)
        self._problems.append(Problem(code, None, place, as_read, message))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Say each thing once."""
    return tuple({(each.code, each.cell, each.message): each for each in problems}.values())
