"""What was worked out is remembered while it is asked for, and let go when it is not."""

import pytest

from nianbao.core.recollection import Recollection
from nianbao.core.report import Change, Passage


@pytest.fixture
def asked():
    """The questions that had to be answered anew."""
    return []


@pytest.fixture
def length(asked):
    def work_out(words):
        asked.append(words)
        return len(words)

    return work_out


def test_the_same_question_is_answered_once(length, asked):
    recall = Recollection()
    assert [recall(length, "甲乙"), recall(length, "甲乙"), recall(length, "丙")] == [2, 2, 1]
    assert asked == ["甲乙", "丙"]


def test_other_functions_are_other_questions():
    recall = Recollection()
    assert (recall(len, "甲乙"), recall(str.upper, "ab")) == (2, "AB")


def test_an_answer_of_none_is_an_answer_too(asked):
    recall = Recollection()
    for _ in range(2):
        assert recall(asked.append, "甲") is None
    assert asked == ["甲"]


def test_an_answer_is_kept_as_long_as_somebody_asks_for_it(length, asked):
    recall = Recollection()
    for _ in range(3):
        recall(length, "甲")
        recall.turn_over()
    assert asked == ["甲"]


def test_one_nobody_asks_for_between_two_pages_is_forgotten(length, asked):
    recall = Recollection()
    recall(length, "甲")
    recall.turn_over()
    recall.turn_over()
    recall(length, "甲")
    assert asked == ["甲", "甲"]


def test_a_day_of_writing_is_not_remembered_letter_by_letter(book, report):
    sizes = []
    for letters in range(1, 60):
        report.apply(Change(text={"1": (Passage("", "的" * letters),)}))
        book.check(report)
        sizes.append(book.recall.size)
    assert max(sizes[10:]) <= 2 * sizes[10]
