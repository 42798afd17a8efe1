"""What two texts share, told by sentence and by word, within bounds; and which passages pair up."""

import itertools
import random

import pytest

from nianbao.core import differences
from nianbao.core.differences import Kind, compare, counterparts
from nianbao.core.report import Passage

MARKS = {Kind.SAME: "{}", Kind.GONE: "[-{}]", Kind.NEW: "[+{}]"}


def told(old, new):
    return "".join(MARKS[piece.kind].format(piece.words) for piece in compare(old, new))


def side(pieces, *kinds):
    return "".join(piece.words for piece in pieces if piece.kind in kinds)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param("", "新写的。", "[+新写的。]", id="all new"),
        pytest.param("没有了。", "", "[-没有了。]", id="all gone"),
        pytest.param("一样。", "一样。", "一样。", id="the same"),
        pytest.param(
            "2023年公开信息126条。",
            "2024年公开信息1,031条。",
            "[-2023][+2024]年公开信息[-126][+1,031]条。",
            id="a number is one word",
        ),
        pytest.param(
            "甲句。乙句。丙句。",
            "甲句。丙句。丁句。",
            "甲句。[-乙句。]丙句。[+丁句。]",
            id="sentences",
        ),
        pytest.param(
            "加强培训，提高能力。",
            "开展座谈交流。",
            "[-加强培训，提高能力。][+开展座谈交流。]",
            id="too different",
        ),
        pytest.param(
            "全年开展培训两次。", "全年组织开展培训两次。", "全年[+组织]开展培训两次。", id="put in"
        ),
        pytest.param(
            "一段。\n二段。", "一段。\n\n二段。", "一段。\n[+\n]二段。", id="an empty line"
        ),
    ],
)
def test_differences_are_told_in_words(old, new, expected):
    assert told(old, new) == expected


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost_whatever_the_texts(seed):
    chance = random.Random(seed)  # noqa: S311  not for secrets
    letters = "公开信息12。，\n的𠮷A" if seed % 2 else "甲乙。"
    old, new = ("".join(chance.choices(letters, k=chance.randrange(300))) for _ in "ab")
    pieces = compare(old, new)
    assert side(pieces, Kind.SAME, Kind.GONE) == old
    assert side(pieces, Kind.SAME, Kind.NEW) == new
    assert all(piece.words for piece in pieces)
    assert all(a.kind is not b.kind for a, b in itertools.pairwise(pieces))


def work(monkeypatch, old, new):
    """How many pairs of equal things the matcher had to weigh."""
    weighed = []

    class Counting(differences.SequenceMatcher):
        def __init__(self, junk, a, b, *, autojunk):
            super().__init__(junk, a, b, autojunk=autojunk)
            weighed.append(sum(len(self.b2j.get(item, ())) for item in a))

    monkeypatch.setattr(differences, "SequenceMatcher", Counting)
    pieces = differences.compare.__wrapped__(old, new)
    return sum(weighed), pieces


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("公" * 20_000, "公" * 19_999 + "开", id="one character"),
        pytest.param("句。" * 5_000, "词。" * 5_000, id="thousands of sentences"),
        pytest.param("公开" * 300 + "。", "开公" * 300 + "。", id="two characters"),
        pytest.param("句。" * 350, "句。词。" * 190, id="the same sentence over and over"),
    ],
)
def test_the_work_is_bounded(monkeypatch, old, new):
    weighed, pieces = work(monkeypatch, old, new)
    assert weighed <= differences.MOST_SENTENCES**2 + differences.MOST_HITS
    assert side(pieces, Kind.SAME, Kind.GONE) == old
    assert side(pieces, Kind.SAME, Kind.NEW) == new


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        pytest.param([], [("甲", "")], (), id="nothing now"),
        pytest.param([("甲", "")], [], (None,), id="nothing before"),
        pytest.param(
            [("（一）主动公开情况", ""), ("（二）依申请公开情况", "")],
            [("（一）依申请公开情况", ""), ("（二）主动公开情况", "")],
            (1, 0),
            id="by heading, whatever its number",
        ),
        pytest.param(
            [("（二）2024年政府信息管理情况", "")],
            [("（一）别的", ""), ("（二）政府信息管理", "")],
            (1,),
            id="by a heading much the same",
        ),
        pytest.param(
            [("", "我局认真执行条例。"), ("新的", "开展培训三次。")],
            [("旧的", "开展培训两次。"), ("", "我局执行条例。")],
            (1, 0),
            id="by what they say",
        ),
        pytest.param([("新的", "甲乙丙丁。")], [("旧题", "子丑寅卯。")], (None,), id="strangers"),
        pytest.param(
            [("甲", "子。"), ("甲", "丑。")], [("甲", "子。")], (0, None), id="each is given once"
        ),
    ],
)
def test_passages_find_their_counterparts(now, before, expected):
    passages = ([Passage(*it) for it in side] for side in (now, before))
    assert counterparts(*passages) == expected
