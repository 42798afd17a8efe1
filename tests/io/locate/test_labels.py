"""Labels are compared the way a reader does; short ones have to stand there exactly."""

import pytest

from nianbao.io.locate.labels import forms_of, label


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("（一）予以公开", "予以公开"),
        ("(一) 予以公开", "予以公开"),
        ("一）予以公开", "予以公开"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ('3、危及"三安全一稳定"', "危及三安全一稳定"),
        ("①属于国家秘密", "属于国家秘密"),
        ("三、\n本\n年\n度\n办\n理\n结\n果", "本年度办理结果"),
        ("　其 他\u200b\u00a0", "其他"),
        ("其它", "其他"),
        ("重新出具己获取信息", "重新出具已获取信息"),
        ("2024年新收", "2024年新收"),
        ("３．其他", "其他"),
        ("本年增/减", "本年增减"),
    ],
)
def test_numbering_blanks_and_punctuation_do_not_count(written, compared):
    assert label(written) == compared


def test_a_bracketed_explanation_may_be_there_or_not():
    assert forms_of("规章（设区的市应提供相关数据）") == ("规章设区的市应提供相关数据", "规章")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("规范性文件", "行政规范性文件"),
        ("本年度止件数", "本年废止件数"),
        ("合计", "总计"),
        ("(二)部分公开", "部分公开区分处理的只计这一情形不计其他情形"),
        ("5.属于三类内容事务信息", "属于三类内部事务信息"),
        ("法律服务机枃", "法律服务机构"),
    ],
)
def test_other_wordings_and_slips_say_the_official_label(lexicon, written, said):
    reading = lexicon.read(written)
    assert max(reading, key=reading.get) == said


@pytest.mark.parametrize(
    "written",
    ["规单", "总什", "其中：规章", "规章（其中修订）", "上年制发件数", "今年天气很好", "１２３"],
)
def test_what_says_something_else_says_no_label(lexicon, written):
    assert not lexicon.read(written)


def test_labels_of_2019_are_known_and_are_none_of_ours(lexicon, layouts):
    (name,) = lexicon.read("对外公开总数量")
    assert name in layouts[0].older
    assert name not in layouts[0].across.leaves
