"""From last year's report to the start of this year's."""

import datetime as dt
from dataclasses import replace

import pytest

from nianbao.core.carry_over import start_of_year
from nianbao.core.report import Change, Passage, Report, Signature, Unread
from nianbao.core.stale import StaleKind, stale_pieces, unchanged_share
from nianbao.core.years import moved_on


@pytest.fixture
def last(seed_report):
    """Last year's report: two applications of natural persons were handed on."""
    seed_report.apply(Change(cells={"t3.4.natural": 2, "t3.4.total": 2}))
    return seed_report


@pytest.fixture
def started(form, last):
    """This year's report, just started."""
    report = Report(form.id)
    report.apply(start_of_year(form, last, "去年.docx").change)
    return report


class TestNumbers:
    def test_what_was_handed_on_comes_in_in_all_seven_columns(self, form, last, started):
        for column in form.table("t3").columns:
            assert started.value(f"t3.2.{column}") == last.value(f"t3.4.{column}")

    def test_everything_else_stays_blank(self, started):
        assert {cell.rpartition(".")[0] for cell in started.entries} == {"t3.2"}

    def test_a_carried_number_says_where_it_came_from_and_is_locked(self, started):
        source = started.sources["t3.2.natural"]
        assert (source.file, source.as_read) == ("去年.docx", "2")
        assert "四、结转下年度继续办理" in source.place
        assert started.is_locked("t3.2.natural")

    @pytest.mark.parametrize("entry", [None, Unread("两件")], ids=["blank", "unread"])
    def test_what_is_not_known_is_not_carried_but_named(self, form, last, entry):
        last.apply(Change(cells={"t3.4.natural": entry}))
        start = start_of_year(form, last, "去年.docx")
        assert "t3.2.natural" not in start.change.cells
        assert start.missing == {"t3.2.natural": "t3.4.natural"}

    def test_last_years_numbers_stay_beside(self, last, started):
        previous = started.particulars.previous
        assert previous.cells == dict(last.entries)
        assert (previous.year, previous.source) == (2024, "去年.docx")


class TestStocks:
    """现行有效 is last year's plus what was made less what was repealed; last year it was 3."""

    @pytest.mark.parametrize(
        ("typed", "in_force"),
        [
            pytest.param([("made", 2), ("repealed", 1)], 4, id="both known"),
            pytest.param([("made", 2)], None, id="repealed not yet known"),
            pytest.param([("made", 0), ("repealed", 4)], None, id="more repealed than there was"),
            pytest.param([("made", 2), ("repealed", 1), ("made", 5)], 7, id="it follows again"),
            pytest.param([("made", 2), ("repealed", 1), ("made", None)], None, id="blank again"),
            pytest.param(
                [("in_force", 9), ("made", 2), ("repealed", 1)], 9, id="typed by hand it stays"
            ),
        ],
    )
    def test_it_follows_what_is_typed(self, book, started, typed, in_force):
        for column, value in typed:
            started.apply(book.edit(started, {f"t2.documents.{column}": value}))
        assert started.value("t2.documents.in_force") == in_force

    def test_without_a_last_year_nothing_follows(self, book, report):
        report.apply(book.edit(report, {"t2.documents.made": 1, "t2.documents.repealed": 0}))
        assert report.entry("t2.documents.in_force") is None


class TestParticulars:
    def test_who_reports_stays_and_the_year_moves_on(self, last, started):
        told, before = started.particulars, last.particulars
        assert (told.organ, told.organ_kind, told.scope) == (
            before.organ,
            before.organ_kind,
            before.scope,
        )
        assert told.year == 2025
        assert told.signature == Signature(before.signature.organ, None)
        assert told.processing_fee is None
        assert "2025年1月1日" in told.preamble

    def test_a_title_of_the_form_stays_automatic_and_an_own_one_moves_on(self, form, last):
        assert start_of_year(form, last, "x").change.particulars.title == ""
        own = replace(
            last.particulars, title="某局2024年年报", signature=Signature("", dt.date(2025, 1, 1))
        )
        last.apply(Change(particulars=own))
        assert start_of_year(form, last, "x").change.particulars.title == "某局2025年年报"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2023年，我局收到2件。", "2024年，我局收到2件。"),
        ("2023 年度", "2024 年度"),
        ("截至2023年12月31日", "截至2024年12月31日"),
        ("国办公开办函〔2023〕30号", "国办公开办函〔2023〕30号"),
        ("《某局2023年工作要点》", "《某局2023年工作要点》"),
        ("2022年和2023年", "2022年和2024年"),
        ("编号12023年", "编号12023年"),
    ],
)
def test_years_move_on_but_not_in_document_numbers_and_titles(text, moved):
    assert moved_on(text, 2023) == moved


class TestWhatIsStillLastYears:
    @pytest.fixture
    def report(self, form):
        """This year's draft of two sentences."""
        last = Report(form.id)
        body = "2023年收到申请2件，办结2件。我们按时答复。"
        told = replace(last.particulars, organ="某局", year=2023)
        last.apply(Change(text={"1": (Passage("", body),)}, particulars=told))
        report = Report(form.id)
        report.apply(start_of_year(form, last, "x").change)
        return report

    def pieces(self, report, kind):
        body = report.text["1"][0].body
        return [body[p.begin : p.end] for p in stale_pieces(report) if p.kind is kind]

    def test_every_untouched_sentence_and_every_old_number(self, report):
        assert self.pieces(report, StaleKind.SENTENCE) == [
            "2024年收到申请2件，办结2件。",
            "我们按时答复。",
        ]
        assert self.pieces(report, StaleKind.NUMBER) == ["2", "2"]
        assert unchanged_share(report.text["1"], report) == 1

    def test_a_rewritten_sentence_is_no_longer_marked(self, report):
        body = "2024年收到申请3件，办结3件。我们按时答复。"
        report.apply(Change(text={"1": (Passage("", body),)}))
        assert self.pieces(report, StaleKind.SENTENCE) == ["我们按时答复。"]
        assert self.pieces(report, StaleKind.NUMBER) == []
        assert 0 < unchanged_share(report.text["1"], report) < 1

    def test_a_year_that_is_not_the_reports_is_marked_wherever_it_stands(self, report):
        report.apply(Change(text={"1": (Passage("", "与2023年相比，新写的一句。"),)}))
        assert self.pieces(report, StaleKind.YEAR) == ["2023"]

    def test_a_sentence_the_clerk_lets_stand_is_no_longer_marked(self, report):
        report.apply(Change(settled=frozenset({"我们按时答复。"})))
        assert "我们按时答复。" not in self.pieces(report, StaleKind.SENTENCE)

    def test_nothing_is_stale_without_a_last_year(self, seed_report):
        assert stale_pieces(seed_report) == []
