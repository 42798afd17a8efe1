"""A table drawn as text: what reaches where, what it is called, and what is no table."""

import pytest

from nianbao.core.form import Kind
from nianbao.core.grid import DrawingError, draw


def reaches(drawing):
    """What was drawn: label or field → (top, left, height, width)."""
    return {
        cell.field.id if cell.field else cell.label: (cell.top, cell.left, cell.height, cell.width)
        for cell in draw("t", drawing, ())
    }


def mistakes(drawing, money=()):
    with pytest.raises(DrawingError) as caught:
        draw("t", drawing, money)
    assert str(caught.value) == "; ".join(caught.value.problems)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        pytest.param([["一"]], {"一": (0, 0, 1, 1)}, id="one label alone"),
        pytest.param([["一", "<", "<"]], {"一": (0, 0, 1, 3)}, id="a label across three columns"),
        pytest.param([["一"], ["^"]], {"一": (0, 0, 2, 1)}, id="a label over two rows"),
        pytest.param([["一", "<"], ["^", "<"]], {"一": (0, 0, 2, 2)}, id="a block, filled with <"),
        pytest.param([["一", "<"], ["^", "^"]], {"一": (0, 0, 2, 2)}, id="a block, filled with ^"),
        pytest.param(
            [["一", "<", "二"], ["^", "^", "^"]],
            {"一": (0, 0, 2, 2), "二": (0, 2, 2, 1)},
            id="a block beside a tall label",
        ),
        pytest.param(
            [["一", "=a.x", "<"]],
            {"一": (0, 0, 1, 1), "t.a.x": (0, 1, 1, 2)},
            id="a number across two columns",
        ),
    ],
)
def test_reaches(drawing, expected):
    assert reaches(drawing) == expected


def test_cells_come_in_reading_order_and_hold_a_label_or_a_field():
    cells = draw("t", [["项目", "件数"], ["甲", "=a.x"], ["乙", "=b.x"]], ())
    assert [(c.label, c.field and c.field.id) for c in cells] == [
        *(("项目", None), ("件数", None)),
        *(("甲", None), ("", "t.a.x")),
        *(("乙", None), ("", "t.b.x")),
    ]


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        pytest.param(
            [["一", "二"], ["三"], ["四", "五", "六"]],
            ["row 2 has 1 positions, row 1 has 2", "row 3 has 3 positions, row 1 has 2"],
            id="ragged rows: each one is named",
        ),
        pytest.param(
            [["一", "<"], ["^", "二"]],
            ["position (1, 1): the reach is no rectangle"],
            id="a reach with a corner bitten off",
        ),
        pytest.param(
            [["一", "二"], ["^", "<"]],
            ["position (2, 2) belongs to no cell"],
            id="a reach round the corner",
        ),
        pytest.param(
            [["<", "一"], ["^", "二"]],
            ["position (1, 1) belongs to no cell", "position (2, 1) belongs to no cell"],
            id="a reach from outside the table",
        ),
        pytest.param([["^"]], ["position (1, 1) belongs to no cell"], id="nothing above"),
        pytest.param(
            [["=a", "=a.", "=.x", "=a.x.y"]],
            [
                "position (1, 1): 'a' is no row.column",
                "position (1, 2): 'a.' is no row.column",
                "position (1, 3): '.x' is no row.column",
                "position (1, 4): 'a.x.y' is no row.column",
            ],
            id="names that are no row and column",
        ),
        pytest.param(
            [["=a.x", "=b.x"], ["=a.x", "=b.x"]],
            ["field t.a.x stands twice", "field t.b.x stands twice"],
            id="doubled fields",
        ),
        pytest.param(
            [["=a.x", "=a"], ["=a.x", "<"]],
            ["position (1, 2): 'a' is no row.column", "field t.a.x stands twice"],
            id="mistakes of two kinds at once",
        ),
    ],
)
def test_what_is_no_table_is_told_completely(drawing, expected):
    assert mistakes(drawing) == expected


def test_money_without_a_field_is_a_mistake():
    assert mistakes([["=a.x"]], ["b.x"]) == ["money field b.x does not exist"]


def test_only_the_named_fields_hold_money():
    cells = draw("t", [["=a.x", "=b.x"]], ["b.x"])
    assert [cell.field.kind for cell in cells] == [Kind.COUNT, Kind.MONEY]


def test_labels_lead_to_a_field_outermost_first():
    drawing = [
        ["角", "<", "全年", "<"],
        ["^", "^", "上半年", "下半年"],
        ["申请", "新收", "=new.first", "=new.second"],
        ["^", "结转", "=old.first", "=old.second"],
    ]
    fields = {c.field.id: c.field for c in draw("t", drawing, ()) if c.field}
    field = fields["t.old.second"]
    assert (field.table, field.row, field.column) == ("t", "old", "second")
    assert field.row_path == ("申请", "结转")
    assert field.column_path == ("全年", "下半年")
    assert (field.row_name, field.column_name) == ("结转", "下半年")
    assert field.name == "“结转”“下半年”"


def test_headings_stand_over_the_rows_below_them_and_no_others():
    drawing = [["内容", "制发"], ["规章", "=a.made"], ["内容", "数量"], ["许可", "=b.count"]]
    fields = {c.field.id: c.field for c in draw("t", drawing, ()) if c.field}
    assert fields["t.a.made"].column_path == ("制发",)
    assert fields["t.b.count"].column_path == ("数量",)


@pytest.mark.parametrize(
    ("drawing", "names"),
    [
        pytest.param(
            [["复议", "总计", "=a.x"], ["诉讼", "总计", "=b.x"]],
            ["“复议／总计”", "“诉讼／总计”"],
            id="the same words twice: the outer label tells them apart",
        ),
        pytest.param(
            [["复议", "维持", "=a.x"], ["诉讼", "纠正", "=b.x"]],
            ["“维持”", "“纠正”"],
            id="different words: the outer label is not needed",
        ),
        pytest.param([["=a.x"]], [""], id="no label, no name"),
    ],
)
def test_names_are_as_short_as_they_can_be(drawing, names):
    assert [c.field.name for c in draw("t", drawing, ()) if c.field] == names


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("t2.rules.made", "“规章”“本年制发件数”"),
        ("t2.fees.amount", "“行政事业性收费”“本年收费金额（单位：万元）”"),
        ("t3.1.natural", "“一、本年新收政府信息公开申请数量”“自然人”"),
        ("t3.3-3-1.other", "“1.属于国家秘密”“其他”"),
        ("t3.3-6-3.total", "“3.其他”“总计”"),
        ("t4.review.total", "“行政复议／总计”"),
        ("t4.direct_suit.upheld", "“未经复议直接起诉／结果维持”"),
    ],
)
def test_the_official_form_names_its_fields_in_official_words(form, cell, name):
    assert form.fields[cell].name == name
