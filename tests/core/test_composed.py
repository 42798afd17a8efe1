"""Words that follow from other answers: title, lead, and how the organ is reached."""

from nianbao.core.composed import starter_contact
from nianbao.core.report import Change, Particulars

TOLD = Particulars(organ="某县发展和改革局", year=2024)


def test_the_way_to_reach_the_organ_names_it_and_leaves_the_rest_open(form):
    words = starter_contact(form, TOLD)
    assert words.startswith("如对本报告有疑问，请与某县发展和改革局联系（地址：【请填写")
    assert words.count("【请填写") == 4


def test_a_place_left_open_in_it_must_be_filled(book, report):
    told = Particulars(organ="某局", year=2024, preamble=starter_contact(book.form, TOLD))
    report.apply(Change(particulars=told))
    assert any(f.rule == "R60" and "请填写" in f.message for f in book.check(report))
