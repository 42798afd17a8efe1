"""The forms' own data: every folder of `forms/` is sound, and the reader of forms is strict.

The first part runs over whatever forms there are; the second says what the form of 2021 is;
the third feeds the reader tiny forms with mistakes, all of which it must name at once.
"""

import re
import tomllib
from graphlib import TopologicalSorter
from itertools import product

import pytest

from nianbao.core.form import Kind, SectionKind
from nianbao.io.form_toml import FormError, known_forms, read_form
from nianbao.io.paths import data

TYPE_AREA = 8845
"""The width of the type area in twentieths of a point: 156 mm."""

COUNTED_COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")
RESULT_GROUPS = {"3-3": 8, "3-4": 3, "3-5": 5, "3-6": 3}
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")

HALF_WIDTH = re.compile(r"[,.;:?!()\[\]<>\"'/\\]")
"""Punctuation that Chinese words do not have; numbering such as `1.` is looked at apart."""


@pytest.fixture(params=known_forms())
def any_book(request):
    return read_form(data("forms") / request.param)


def declared(form_id, name):
    return tomllib.loads((data("forms") / form_id / name).read_text(encoding="utf-8"))


def declared_rules(form_id):
    """All rules of a form as they stand in its files."""
    for name in declared(form_id, "form.toml")["rules"]:
        yield from declared(form_id, f"rules/{name}.toml").get("rule", [])


def words_of(book):
    """All words for the clerk in a form, by where they stand; official labels are apart."""
    form = book.form
    for section in form.sections:
        yield f"section {section.id}, title", section.title
        yield f"section {section.id}, short", section.short
        yield f"section {section.id}, guidance", section.guidance
        for heading in section.headings:
            yield f"section {section.id}, heading", heading
    for table in form.tables:
        yield f"table {table.id}, name", table.name
        yield f"table {table.id}, title", table.title
    for row, guidance in form.row_guidance.items():
        yield f"guidance {row}", guidance
    for rule in declared_rules(form.id):
        for key in rule:
            if key.startswith("message"):
                yield f"rule {rule['id']}, {key}", re.sub(r"\{[a-z]+\}", "一", rule[key])


# Every form


def test_there_is_a_form():
    assert "2021" in known_forms()


def test_each_field_stands_once(any_book):
    ids = [field.id for table in any_book.form.tables for field in table.fields]
    assert len(set(ids)) == len(ids)


def test_a_field_is_called_after_its_table_row_and_column(any_book):
    for cell, field in any_book.form.fields.items():
        assert cell == f"{field.table}.{field.row}.{field.column}"


def test_tables_and_sections_have_ids_of_their_own(any_book):
    form = any_book.form
    for ids in ([t.id for t in form.tables], [s.id for s in form.sections]):
        assert len(set(ids)) == len(ids)


def test_printed_cells_cover_each_table_without_gap_or_overlap(any_book):
    for table in any_book.form.tables:
        covered = [
            (cell.top + down, cell.left + right)
            for cell in table.cells
            for down, right in product(range(cell.height), range(cell.width))
        ]
        assert sorted(covered) == list(product(range(table.height), range(table.width)))


def test_a_printed_cell_has_either_words_or_a_number(any_book):
    for table in any_book.form.tables:
        assert all(bool(cell.label) != bool(cell.field) for cell in table.cells)


def test_head_rows_and_label_columns_hold_no_numbers(any_book):
    for table in any_book.form.tables:
        for cell in table.cells:
            if cell.field:
                assert cell.top >= table.head_rows
                assert cell.left >= table.label_columns


def test_every_table_fills_the_width_of_the_page(any_book):
    for table in any_book.form.tables:
        assert len(table.widths) == table.width
        assert sum(table.widths) == TYPE_AREA


def test_every_table_is_shown_by_one_section(any_book):
    form = any_book.form
    shown = [s.table for s in form.sections if s.kind is SectionKind.TABLE]
    assert sorted(shown) == sorted(table.id for table in form.tables)
    assert all(not s.table for s in form.sections if s.kind is SectionKind.TEXT)


def test_every_field_has_words_that_tell_it_from_all_others_of_its_table(any_book):
    for table in any_book.form.tables:
        names = [field.name for field in table.fields]
        assert all(names)
        assert len(set(names)) == len(names)


def test_every_row_has_guidance(any_book):
    form = any_book.form
    rows = {f"{table.id}.{row}" for table in form.tables for row in table.rows}
    assert form.row_guidance.keys() == rows
    assert all(form.row_guidance.values())


def test_every_rule_speaks_of_cells_that_exist(any_book):
    fields = any_book.form.fields
    for identity in any_book.identities:
        assert set(identity.cells) <= fields.keys()
        assert len(set(identity.cells)) == len(identity.cells)
        assert identity.computed is None or (identity.computed,) in (identity.left, identity.right)


def test_every_sum_stands_in_one_section_and_adds_up_one_kind_of_number(any_book):
    form = any_book.form
    for identity in any_book.identities:
        assert {form.section_of(cell).id for cell in identity.cells} == {identity.section}
        assert len({form.fields[cell].kind for cell in identity.cells}) == 1


def test_no_total_is_a_part_of_itself(any_book):
    parts = {}
    for identity in any_book.identities:
        if identity.computed is not None:
            parts.setdefault(identity.computed, set()).update(identity.parts)
    assert set(TopologicalSorter(parts).static_order()) >= parts.keys()


def test_every_table_is_watched_for_blanks_and_for_what_is_no_number(any_book, report):
    found = any_book.check(report)
    cells = [cell for finding in found if finding.rule == "R05" for cell in finding.cells]
    assert sorted(cells) == sorted(any_book.form.fields)
    assert {"R04", "R05"} <= {rule.rule for rule in any_book.rules}


def test_words_are_clean(any_book):
    unclean = [
        (where, words)
        for where, words in words_of(any_book)
        if not words
        or words != words.strip()
        or re.search(r"\s\s|\u3000", words)
        or HALF_WIDTH.search(words)
    ]
    assert unclean == []


def test_words_have_no_ids_in_them(any_book):
    assert [
        (where, words) for where, words in words_of(any_book) if re.search(r"[A-Za-z_]", words)
    ] == []


def test_sentences_end(any_book):
    guidance = [
        *any_book.form.row_guidance.values(),
        *(section.guidance for section in any_book.form.sections),
        *(rule.message for rule in any_book.identities),
    ]
    assert [words for words in guidance if not words.endswith("。")] == []


def test_official_labels_have_no_blanks_and_only_numbering_in_half_width(any_book):
    for table in any_book.form.tables:
        for cell in table.cells:
            label = re.sub(r"^\d\.", "", cell.label)
            assert not re.search(r"\s", label)
            assert not HALF_WIDTH.search(label)


def test_labels_set_vertically_are_labels_of_the_table(any_book):
    for table in any_book.form.tables:
        assert table.vertical <= {cell.label for cell in table.cells}


# The form of 2021


def expected_ids():
    """The 200 cells other programs hold on to, in official order."""
    for row in ("rules", "documents"):
        yield from (f"t2.{row}.{column}" for column in ("made", "repealed", "in_force"))
    yield from (f"t2.{row}.decisions" for row in ("licences", "penalties", "compulsion"))
    yield "t2.fees.amount"
    grouped = [f"{group}-{n}" for group, size in RESULT_GROUPS.items() for n in range(1, size + 1)]
    for row in ("1", "2", "3-1", "3-2", *grouped, "3-7", "4"):
        yield from (f"t3.{row}.{column}" for column in COUNTED_COLUMNS)
    for row in ("review", "direct_suit", "suit_after_review"):
        yield from (f"t4.{row}.{column}" for column in OUTCOMES)


ROW_LABELS = {
    "t2.rules": ["规章"],
    "t2.documents": ["行政规范性文件"],
    "t2.licences": ["行政许可"],
    "t2.penalties": ["行政处罚"],
    "t2.compulsion": ["行政强制"],
    "t2.fees": ["行政事业性收费"],
    "t3.1": ["一、本年新收政府信息公开申请数量"],
    "t3.2": ["二、上年结转政府信息公开申请数量"],
    "t3.3-1": ["三、本年度办理结果", "（一）予以公开"],
    "t3.3-2": [
        "三、本年度办理结果",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    ],
    "t3.3-3-1": ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"],
    "t3.3-3-2": ["三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"],
    "t3.3-3-3": ["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一稳定”"],
    "t3.3-3-4": ["三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益"],
    "t3.3-3-5": ["三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"],
    "t3.3-3-6": ["三、本年度办理结果", "（三）不予公开", "6.属于四类过程性信息"],
    "t3.3-3-7": ["三、本年度办理结果", "（三）不予公开", "7.属于行政执法案卷"],
    "t3.3-3-8": ["三、本年度办理结果", "（三）不予公开", "8.属于行政查询事项"],
    "t3.3-4-1": ["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"],
    "t3.3-4-2": ["三、本年度办理结果", "（四）无法提供", "2.没有现成信息需要另行制作"],
    "t3.3-4-3": ["三、本年度办理结果", "（四）无法提供", "3.补正后申请内容仍不明确"],
    "t3.3-5-1": ["三、本年度办理结果", "（五）不予处理", "1.信访举报投诉类申请"],
    "t3.3-5-2": ["三、本年度办理结果", "（五）不予处理", "2.重复申请"],
    "t3.3-5-3": ["三、本年度办理结果", "（五）不予处理", "3.要求提供公开出版物"],
    "t3.3-5-4": ["三、本年度办理结果", "（五）不予处理", "4.无正当理由大量反复申请"],
    "t3.3-5-5": [
        "三、本年度办理结果",
        "（五）不予处理",
        "5.要求行政机关确认或重新出具已获取信息",
    ],
    "t3.3-6-1": [
        "三、本年度办理结果",
        "（六）其他处理",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ],
    "t3.3-6-2": [
        "三、本年度办理结果",
        "（六）其他处理",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ],
    "t3.3-6-3": ["三、本年度办理结果", "（六）其他处理", "3.其他"],
    "t3.3-7": ["三、本年度办理结果", "（七）总计"],
    "t3.4": ["四、结转下年度继续办理"],
    "t4.review": [],
    "t4.direct_suit": [],
    "t4.suit_after_review": [],
}

BLOCKS_OF_T4 = {
    "review": ["行政复议"],
    "direct_suit": ["行政诉讼", "未经复议直接起诉"],
    "suit_after_review": ["行政诉讼", "复议后起诉"],
}
COLUMN_LABELS = {
    "t2.rules.made": ["第二十条第（一）项", "本年制发件数"],
    "t2.rules.repealed": ["第二十条第（一）项", "本年废止件数"],
    "t2.documents.in_force": ["第二十条第（一）项", "现行有效件数"],
    "t2.licences.decisions": ["第二十条第（五）项", "本年处理决定数量"],
    "t2.penalties.decisions": ["第二十条第（六）项", "本年处理决定数量"],
    "t2.compulsion.decisions": ["第二十条第（六）项", "本年处理决定数量"],
    "t2.fees.amount": ["第二十条第（八）项", "本年收费金额（单位：万元）"],
    "t3.1.natural": ["申请人情况", "自然人"],
    "t3.1.business": ["申请人情况", "法人或其他组织", "商业企业"],
    "t3.1.research": ["申请人情况", "法人或其他组织", "科研机构"],
    "t3.1.welfare": ["申请人情况", "法人或其他组织", "社会公益组织"],
    "t3.1.legal": ["申请人情况", "法人或其他组织", "法律服务机构"],
    "t3.1.other": ["申请人情况", "法人或其他组织", "其他"],
    "t3.4.total": ["申请人情况", "总计"],
    **{
        f"t4.{block}.{column}": [*outer, label]
        for block, outer in BLOCKS_OF_T4.items()
        for column, label in zip(
            OUTCOMES, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], strict=True
        )
    },
}
SECTION_TITLES = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


def test_the_200_cells_of_2021_are_those_other_programs_hold_on_to(form):
    assert list(form.fields) == list(expected_ids())
    assert len(form.fields) == 200


def test_the_fee_is_the_one_amount(form):
    assert [f.id for f in form.fields.values() if f.kind is Kind.MONEY] == ["t2.fees.amount"]


def test_the_row_labels_of_2021_are_the_official_ones(form):
    labels = {f"{f.table}.{f.row}": list(f.row_path) for f in form.fields.values()}
    assert labels == ROW_LABELS


@pytest.mark.parametrize("cell", COLUMN_LABELS)
def test_the_column_labels_of_2021_are_the_official_ones(form, cell):
    assert list(form.fields[cell].column_path) == COLUMN_LABELS[cell]


def test_every_row_of_table_three_has_the_same_headings(form):
    for field in form.table("t3").fields:
        assert field.column_path == form.fields[f"t3.1.{field.column}"].column_path


@pytest.mark.parametrize(
    ("table", "height", "width", "head_rows", "label_columns"),
    [("t2", 14, 4, 0, 1), ("t3", 28, 10, 3, 3), ("t4", 4, 15, 3, 0)],
)
def test_the_tables_of_2021_have_the_official_size(
    form, table, height, width, head_rows, label_columns
):
    drawn = form.table(table)
    size = (drawn.height, drawn.width, drawn.head_rows, drawn.label_columns)
    assert size == (height, width, head_rows, label_columns)


@pytest.mark.parametrize(
    ("table", "label", "reach"),
    [
        ("t2", "第二十条第（一）项", (0, 0, 1, 4)),
        (
            "t3",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            (0, 0, 3, 3),
        ),
        ("t3", "申请人情况", (0, 3, 1, 7)),
        ("t3", "法人或其他组织", (1, 4, 1, 5)),
        ("t3", "三、本年度办理结果", (5, 0, 22, 1)),
        ("t3", "（三）不予公开", (7, 1, 8, 1)),
        ("t3", "（七）总计", (26, 1, 1, 2)),
        ("t4", "行政复议", (0, 0, 1, 5)),
        ("t4", "行政诉讼", (0, 5, 1, 10)),
        ("t4", "复议后起诉", (1, 10, 1, 5)),
    ],
)
def test_labels_reach_as_far_as_they_are_printed(form, table, label, reach):
    [cell] = [cell for cell in form.table(table).cells if cell.label == label]
    assert (cell.top, cell.left, cell.height, cell.width) == reach


def test_the_sections_of_2021_have_the_official_titles(form):
    assert [section.title for section in form.sections] == SECTION_TITLES
    assert [section.id for section in form.sections] == ["1", "2", "3", "4", "5", "6"]
    assert [section.table for section in form.sections] == ["", "t2", "t3", "t4", "", ""]


def test_the_totals_of_2021_are_the_printed_ones(book, form):
    totals = {cell for cell in form.fields if cell.endswith(".total")}
    assert book.computed == totals | {cell for cell in form.fields if cell.startswith("t3.3-7.")}


# The reader of forms

TINY = {
    "form.toml": """
id = "tiny"
source = "none"
first_year = 2021
rules = ["tables"]
tables = ["a"]
title = "{organ}{year}"
preamble = "{organ}"
[[section]]
id = "1"
title = "一"
short = "一"
kind = "table"
table = "a"
guidance = "填。"
""",
    "a.toml": """
id = "a"
name = "表"
title = "表"
head_rows = 1
label_columns = 1
widths = [1, 1, 1]
money = ["y.part"]
vertical = ["甲"]
grid = [
    ["项目", "件数", "总计"],
    ["甲", "=x.part", "=x.total"],
    ["乙", "=y.part", "=y.total"],
]
""",
    "guidance.toml": """
[a]
x = "甲。"
y = "乙。"
""",
    "carry.toml": "",
    "rules/tables.toml": """
[[rule]]
id = "R1"
kind = "identity"
severity = "must_fix"
table = "a"
each = "row"
left = ["total"]
right = ["part"]
computes = "total"
message = "{table}{line}：{left}、{right}，相差 {difference}。"
source = "none"
[[rule]]
id = "R2"
kind = "readable"
severity = "must_fix"
message_count = "{table}{name}：{text}。"
message_money = "{table}{name}：{text}。"
source = "none"
[[rule]]
id = "R3"
kind = "filled"
severity = "explain"
message = "{table}：{count}。"
source = "none"
""",
}


@pytest.fixture
def tiny(tmp_path):
    """Write the tiny form with some words replaced; give what the reader has against it."""

    def mistakes(*changes):
        folder = tmp_path / "tiny"
        folder.mkdir()
        texts = dict(TINY)
        for name, old, new in changes:
            assert old in texts[name]
            texts[name] = texts[name].replace(old, new, 1)
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return problems_of(folder)

    return mistakes


def problems_of(folder):
    try:
        read_form(folder)
    except FormError as error:
        return error.problems
    return []


def test_the_tiny_form_is_right(tiny):
    assert tiny() == []


ONE_MISTAKE = [
    # form.toml
    ("form.toml", 'id = "tiny"', 'id = "tiny"\ncolour = "red"', ["form.toml", "colour"]),
    ("form.toml", 'source = "none"', "", ["form.toml", "source"]),
    ("form.toml", "first_year = 2021", 'first_year = "2021"', ["form.toml", "first_year"]),
    ("form.toml", "first_year = 2021", "first_year = true", ["form.toml", "first_year"]),
    ("form.toml", "first_year = 2021", "first_year = 2021.0", ["form.toml", "first_year"]),
    ("form.toml", 'id = "tiny"', 'id = "small"', ["form.toml", "small", "tiny"]),
    ("form.toml", "{organ}{year}", "{organ}{jahr}", ["form.toml", "title", "{jahr}"]),
    ("form.toml", '"{organ}"', '"{organ"', ["form.toml", "preamble"]),
    ("form.toml", 'short = "一"', "short = 1", ["section 1", "short"]),
    ("form.toml", 'guidance = "填。"', "", ["section 1", "guidance"]),
    ("form.toml", 'table = "a"', 'table = "a"\nheadings = "一"', ["section 1", "headings"]),
    ("form.toml", 'table = "a"', 'table = "a"\ncolour = 1', ["section 1", "colour"]),
    # a.toml
    ("a.toml", 'id = "a"', 'id = "b"', ["a.toml", "'b'"]),
    ("a.toml", 'name = "表"', "name = []", ["a.toml", "name"]),
    ("a.toml", "head_rows = 1", "", ["a.toml", "head_rows"]),
    ("a.toml", "widths = [1, 1, 1]", "widths = [1, 1]", ["a.toml", "2 widths", "3 columns"]),
    ("a.toml", 'vertical = ["甲"]', 'vertical = ["丙"]', ["a.toml", "丙"]),
    ("a.toml", 'vertical = ["甲"]', 'vertical = ["甲"]\ncolour = 1', ["a.toml", "colour"]),
    # guidance.toml
    ("guidance.toml", 'x = "甲。"', "", ["guidance.toml", "a.x"]),
    ("guidance.toml", 'x = "甲。"', 'x = "甲。"\nz = "丙。"', ["guidance.toml", "a.z"]),
    ("guidance.toml", "[a]", "[b]\n[a]", ["guidance.toml", "'b'"]),
    # rules/tables.toml
    ("rules/tables.toml", 'left = ["total"]', 'left = ["sum"]', ["rule R1", "sum"]),
    ("rules/tables.toml", 'right = ["part"]', 'right = ["part", "rest"]', ["rule R1", "rest"]),
    ("rules/tables.toml", 'table = "a"', 'table = "b"', ["rule R1", "table"]),
    ("rules/tables.toml", 'computes = "total"', 'computes = "sum"', ["rule R1", "sum"]),
    ("rules/tables.toml", "{left}、", "{links}、", ["rule R1", "message", "{links}"]),
    ("rules/tables.toml", "{left}、", "{}、", ["rule R1", "message", "{}"]),
    ("rules/tables.toml", "{left}、", "{left、", ["rule R1", "message"]),
    ("rules/tables.toml", 'severity = "must_fix"', 'severity = "bad"', ["rule R1", "severity"]),
    ("rules/tables.toml", 'source = "none"', "", ["rule R1", "source"]),
    ("rules/tables.toml", 'source = "none"', 'source = "none"\ncolour = 1', ["rule R1", "colour"]),
    ("rules/tables.toml", "message_money = ", "message_fee = ", ["rule R2", "message_money"]),
    (
        "rules/tables.toml",
        "{name}：{text}",
        "{name}：{left}",
        ["rule R2", "message_count", "{left}"],
    ),
    ("rules/tables.toml", "{count}", "{number}", ["rule R3", "message", "{number}"]),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    ONE_MISTAKE,
    ids=[f"{new or 'without ' + old} in {name}" for name, old, new, _ in ONE_MISTAKE],
)
def test_a_mistake_is_named_with_its_place(tiny, name, old, new, named):
    problems = tiny((name, old, new))
    assert any(all(words in problem for words in named) for problem in problems)


WITH_CONSEQUENCES = [
    pytest.param(("a.toml", ', "总计"]', "]"), ["row 2 has 3 positions"], id="a ragged grid"),
    pytest.param(("a.toml", '"甲", "=x.part"', '"甲", "<"'), ["a.x.part"], id="a field gone"),
    pytest.param(("a.toml", "=y.part", "=x.part"), ["a.x.part stands twice"], id="doubled field"),
    pytest.param(("a.toml", "y.part", "z.part"), ["z.part does not exist"], id="dangling money"),
    pytest.param(("a.toml", '"=y.total"]', '"^", "^"]'), ["row 3"], id="a row too long"),
    pytest.param(("a.toml", '["乙", ', '["乙", 1, '), ["'grid'"], id="a number in the drawing"),
    pytest.param(("a.toml", "=y.total", "=total"), ["'total' is no row.column"], id="half a name"),
    pytest.param(
        ("form.toml", 'tables = ["a"]', 'tables = ["a", "b"]'),
        ["b.toml: there is no such file", "the sections show"],
        id="a table without a file",
    ),
    pytest.param(
        ("form.toml", 'table = "a"', 'table = "b"'),
        ["the sections show", "rule R1"],
        id="a table without a section",
    ),
    pytest.param(("form.toml", 'kind = "table"', 'kind = "grid"'), ["'kind'"], id="odd section"),
    pytest.param(
        ("form.toml", "[[section]]", "[section]"), ["'section'"], id="no list of sections"
    ),
    pytest.param(
        ("rules/tables.toml", '"identity"', '"magic"'), ["'magic'"], id="an unknown kind of rule"
    ),
    pytest.param(
        ("rules/tables.toml", 'each = "row"', 'each = "page"'), ["'each'"], id="unknown line"
    ),
    pytest.param(
        ("rules/tables.toml", 'left = ["total"]\nright = ["part"]\ncomputes = "total"', ""),
        ["'left' is missing", "'right' is missing"],
        id="an identity of nothing",
    ),
    pytest.param(
        ("rules/tables.toml", 'right = ["part"]', "right = []"), ["both sides"], id="an empty side"
    ),
]


@pytest.mark.parametrize(("change", "named"), WITH_CONSEQUENCES)
def test_a_mistake_with_consequences_is_named_among_them(tiny, change, named):
    problems = tiny(change)
    assert [words for words in named if not any(words in line for line in problems)] == []


def test_all_mistakes_are_named_at_once(tiny):
    problems = tiny(
        ("form.toml", 'source = "none"', "colour = 1"),
        ("a.toml", "widths = [1, 1, 1]", "widths = [1]"),
        ("guidance.toml", 'x = "甲。"', ""),
        ("rules/tables.toml", 'left = ["total"]', 'left = ["sum"]'),
        ("rules/tables.toml", "{count}", "{number}"),
    )
    for words in ("source", "colour", "1 widths", "a.x", "sum", "{number}"):
        assert any(words in problem for problem in problems)


@pytest.mark.parametrize("name", ["form.toml", "a.toml", "guidance.toml", "rules/tables.toml"])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_text("id = ", encoding="utf-8"), id="broken"),
        pytest.param(lambda path: path.write_bytes(b'id = "\xb9\xe6"'), id="no UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_mistake_like_any_other(tmp_path, name, spoil):
    folder = tmp_path / "tiny"
    folder.mkdir()
    for other, text in TINY.items():
        (folder / other).parent.mkdir(exist_ok=True)
        (folder / other).write_text(text, encoding="utf-8")
    spoil(folder / name)
    assert any(problem.startswith(f"{name}: ") for problem in problems_of(folder))


def test_a_folder_that_is_not_there_is_told_file_by_file(tmp_path):
    with pytest.raises(FormError) as caught:
        read_form(tmp_path / "none")
    for name in ("form.toml", "guidance.toml", "carry.toml"):
        assert f"{name}: there is no such file" in caught.value.problems
    assert [problem for problem in caught.value.problems if problem not in str(caught.value)] == []


def test_the_same_mistakes_are_told_in_the_same_order(tiny):
    problems = tiny(("form.toml", 'source = "none"', "d = 1\nc = 1\nb = 1\na = 1"))
    assert [p for p in problems if "unknown" in p] == [
        f"form.toml: unknown key {key!r}" for key in "abcd"
    ]
