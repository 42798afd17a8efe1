"""Whatever the clerk does, in whatever order: the report says what was done, and nothing else.

After every deed it is also looked at what a kill at that moment would leave behind.
`--hypothesis-profile long` tries many more sequences.
"""

import itertools

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from nianbao.core.report import Change, Passage, Report
from nianbao.core.restoring import change_into
from nianbao.core.takeover import taken_over
from nianbao.io.journal_reading import read_journal
from nianbao.io.open_file import read_any
from nianbao.io.pasting.plan import Target, plan_paste
from nianbao.io.recent import Recent
from nianbao.io.report_json import plain_report, write_report
from nianbao.io.saved_file import fingerprint
from nianbao.ui.keeping import Keeper
from nianbao.ui.saving import Saving
from nianbao.ui.session import Session

ROWS = [f"3-3-{n}" for n in range(1, 9)]
COLUMNS = ["natural", "business", "research", "welfare", "legal", "other"]
TYPED = [f"t3.{row}.{column}" for row in ROWS for column in COLUMNS]
SHORTER = 10
"""One in so many of a profile's examples: each is a long sequence."""

NUMBERS = st.integers(0, 99)


class Clerk(RuleBasedStateMachine):
    """Does things, and keeps in mind what the cells and the words must hold after each step."""

    def __init__(self, book, folder):
        super().__init__()
        self.book = book
        self.path = folder / "年报.nianbao"
        self.other = folder / "导入.nianbao"
        self.session = Session(book)
        self.keeper = Keeper(self.session, folder / "own")
        self.saving = Saving(self.session, self.keeper, Recent(folder / "recent.json"))
        self.begin_anew({})

    def begin_anew(self, expected):
        """Start a history: what is expected and what the report says, step by step."""
        self.steps = [(expected, self.plain())]
        self.at = 0

    def plain(self):
        return plain_report(self.session.report, self.book.form)

    def expect(self, new):
        """Note what must hold after a deed, as the next step of the history if it was one."""
        both = {**self.steps[self.at][0], **new}
        expected = {key: value for key, value in both.items() if value not in (None, "")}
        if self.session.undo.index() == self.at:
            assert expected == self.steps[self.at][0]
            return
        self.at += 1
        assert self.session.undo.index() == self.session.undo.count() == self.at
        self.steps = [*self.steps[: self.at], (expected, self.plain())]

    @rule(cell=st.sampled_from(TYPED), number=NUMBERS | st.none())
    def type_a_number(self, cell, number):
        self.session.type({cell: "" if number is None else str(number)})
        self.expect({cell: number})

    @rule(body=st.text("年报 \n七", max_size=6))
    def write_words(self, body):
        self.session.do(Change(text={"5": (Passage("", body),)}), "改文字")
        self.expect({"words": body})

    @rule(
        row=st.integers(0, 6),
        column=st.integers(0, 4),
        block=st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=2, max_size=2),
    )
    def paste_a_block(self, row, column, block):
        text = "\n".join("\t".join(map(str, line)) for line in block)
        table = self.book.form.table("t3")
        target = Target(table, f"t3.{ROWS[row]}.{COLUMNS[column]}", ())
        plan, *others = plan_paste("", text, self.book, self.session.report, target)
        if others or not plan.is_plain:
            return  # the clerk is asked, and thinks better of it
        change = plan.change(self.book, self.session.report, plan.usual, clear=False)
        self.session.do(change, "粘贴")
        places = itertools.product(range(2), range(2))
        self.expect({f"t3.{ROWS[row + r]}.{COLUMNS[column + c]}": block[r][c] for r, c in places})

    @rule(cells=st.dictionaries(st.sampled_from(TYPED), NUMBERS, min_size=1, max_size=4))
    def import_a_file(self, cells):
        report = Report(self.book.form.id)
        report.apply(Change(cells=cells))
        self.other.write_text(write_report(report, self.book.form), encoding="utf-8")
        found = read_any(self.other, {self.book.form.id: self.book}).change
        self.session.do(taken_over(self.session.report, found), "导入")
        self.expect(cells)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.session.undo.undo()
        self.at -= 1
        assert self.plain() == self.steps[self.at][1]

    @precondition(lambda self: self.at + 1 < len(self.steps))
    @rule()
    def redo(self):
        self.session.undo.redo()
        self.at += 1
        assert self.plain() == self.steps[self.at][1]

    @rule()
    def save(self):
        assert self.saving.save(None, self.path) == self.path
        assert self.session.undo.isClean()

    @rule()
    def pause(self):
        self.keeper.settle()
        assert self.session.path is None or self.session.undo.isClean()

    @precondition(lambda self: self.session.path is not None)
    @rule()
    def reopen(self):
        self.keeper.settle()
        report = Report(self.book.form.id)
        report.apply(read_any(self.path, {self.book.form.id: self.book}).change)
        expected = self.steps[self.at][0]
        assert self.saving.take_up(None, report, self.path, fingerprint(self.path))
        self.begin_anew(expected)

    @invariant()
    def the_report_says_what_was_done(self):
        expected, plain = self.steps[self.at]
        report = self.session.report
        for cell in TYPED:
            assert report.value(cell) == expected.get(cell)
        words = "".join(passage.body for passage in report.text.get("5", ()))
        assert words == expected.get("words", "")
        assert self.plain() == plain

    @invariant()
    def a_kill_now_would_lose_nothing(self):
        journal = self.keeper._journal.file
        if journal.exists():
            left = read_journal(journal).report(self.book.form)
        else:
            left = Report(self.book.form.id)
            if self.session.path is not None:
                left.apply(read_any(self.path, {self.book.form.id: self.book}).change)
        assert not change_into(left, self.session.report)

    def teardown(self):
        self.keeper.close()


def test_the_report_equals_what_was_done(qapp, book, tmp_path):
    usual = settings.default
    some = settings(
        usual, max_examples=max(1, usual.max_examples // SHORTER), stateful_step_count=20
    )
    folders = itertools.count()

    def clerk():
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        return Clerk(book, folder)

    run_state_machine_as_test(clerk, settings=some)
