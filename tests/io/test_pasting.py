"""What is copied in Excel, WPS, Word or a browser lands right, or is refused with the reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.core.pasting import Fate
from nianbao.core.report import Change, Report, Source, Unread
from nianbao.io.pasting.plan import NotPasted, Target, plan_paste
from nianbao.io.problems import Refusal, Refused

COLUMNS = ("natural", "business", "research", "welfare", "legal", "other", "total")
FIRST = "t3.1.natural"


@pytest.fixture
def paste(book, report):
    """Plan a paste of text (or HTML) onto a cell."""

    def plan(text, at=FIRST, *, html=None, chosen=()):
        table = book.form.table(at.partition(".")[0])
        return plan_paste(html, text, book, report, Target(table, at, tuple(chosen) or (at,)))

    return plan


def filled(plan):
    """Give what is entered unless the clerk says otherwise."""
    return plan.entries(plan.usual)


def fates(plan):
    return {line.fate for line in plan.lines if line.piece.as_read}


def words(plan):
    return " ".join([*plan.remarks, *(line.words for line in plan.lines)])


def table(*rows):
    """Write rows as a spreadsheet puts them on the clipboard; a cell may bring its own tag."""
    cells = lambda row: "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in row)  # noqa: E731
    return f"<table>{''.join(f'<tr>{cells(row)}</tr>' for row in rows)}</table>"


def t3(row, *values):
    """Name the cells of a row of table three, in order."""
    return {f"t3.{row}.{c}": v for c, v in zip(COLUMNS, values, strict=False) if v is not None}


class TestTorture:
    """The blocks on which a peer goes wrong, and some more: right, or refused; never silent."""

    @pytest.mark.parametrize(
        ("text", "entries"),
        [
            pytest.param("１２", t3("1", 12), id="full width"),
            pytest.param("1,234\t0\t5", t3("1", 1234, 0, 5), id="thousands part no cells"),
            pytest.param("１，２３４\t0", t3("1", 1234, 0), id="full-width thousands"),
            pytest.param("1\t\t3", t3("1", 1, None, 3), id="an empty cell keeps its place"),
            pytest.param("\t2", t3("1", None, 2), id="an empty first cell keeps its place"),
            pytest.param(
                "1\t2\r\n3\t4\r\n", {**t3("1", 1, 2), **t3("2", 3, 4)}, id="a second row is kept"
            ),
            pytest.param(
                "1\t2\r\n\t\r\n3\t4",
                {**t3("1", 1, 2), **t3("3-1", 3, 4)},
                id="an empty row keeps its place",
            ),
            pytest.param("7\xa0\t 8 ", t3("1", 7, 8), id="blanks around"),
            pytest.param('"7"\t8', t3("1", None, 8), id="quotes are no digits"),
        ],
    )
    def test_lands_where_it_stood(self, paste, text, entries):
        (plan,) = paste(text)
        assert filled(plan) == entries

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("3万元", id="an amount for a count"),
            pytest.param("-5", id="negative"),
            pytest.param("−5", id="negative with a proper minus"),
            pytest.param("(5)", id="negative as accountants write it"),
            pytest.param("1.5", id="a fraction"),
            pytest.param("二", id="a numeral"),
            pytest.param("=SUM(A1:A3)", id="a formula's text"),
            pytest.param("2024/1/2", id="a date"),
            pytest.param("1月2日", id="a date Excel made"),
            pytest.param("12 3", id="two numbers"),
            pytest.param("1,23", id="commas that part no thousands"),
            pytest.param("1e3", id="scientific"),
            pytest.param("12%", id="a share"),
            pytest.param("10⁹", id="a raised digit"),
            pytest.param("####", id="a column too narrow"),
            pytest.param("#REF!", id="an error"),
            pytest.param("1000000000", id="beyond the largest"),
            pytest.param('"1\n2"', id="two lines in one cell"),
            pytest.param("TRUE", id="a truth"),
        ],
    )
    def test_what_is_no_count_is_refused_and_the_rest_can_be_taken(self, paste, text):
        (plan,) = paste(f"4\t{text}\t6")
        assert filled(plan) == t3("1", 4, None, 6)
        assert not plan.is_plain
        assert plan.count(Fate.UNREAD) == 1
        assert "不是" in words(plan)

    def test_it_is_kept_as_it_stood_if_the_clerk_says_so(self, paste):
        (plan,) = paste("4\t-5")
        assert plan.entries({0, 1}) == t3("1", 4, Unread("-5"))

    @pytest.mark.parametrize("mark", ["/", "—", "-", "无", "／"])
    def test_a_mark_for_nothing_is_blank_and_never_zero(self, paste, report, mark):
        report.apply(Change(cells={"t3.1.business": 9}))
        (plan,) = paste(f"4\t{mark}\t6")
        assert filled(plan) == t3("1", 4, None, 6)
        assert plan.is_plain
        assert plan.clearable == ("t3.1.business",)
        assert "没有当作 0" in words(plan)

    def test_a_unit_is_taken_off_and_told(self, paste):
        (plan,) = paste("12件\t3")
        assert filled(plan) == t3("1", 12, 3)
        assert not plan.is_plain
        assert "去掉单位后取 12" in words(plan)

    @pytest.mark.parametrize(
        ("text", "amount", "plain"),
        [
            ("3.50", "3.50", True),
            ("3万元", "3", False),
            ("5000元", "0.5", False),
            ("1,234.5", "1234.5", True),
        ],
    )
    def test_an_amount_is_in_the_unit_of_its_cell(self, paste, text, amount, plain):
        (plan,) = paste(text, "t2.fees.amount")
        assert filled(plan) == {"t2.fees.amount": Decimal(amount)}
        assert plan.is_plain is plain

    def test_blanks_overwrite_only_if_the_clerk_says_so(self, paste, report):
        report.apply(Change(cells=t3("1", 1, 2, 3)))
        (plan,) = paste("7\t\t8")
        assert filled(plan) == t3("1", 7, None, 8)
        assert plan.entries(plan.usual, clear=True) == {**t3("1", 7, 2, 8), "t3.1.business": None}


class TestHtml:
    def test_merged_cells_keep_the_place_of_what_follows(self, paste):
        html = table(["1", "<td colspan=2></td>", "4"], ["<td rowspan=2></td>", "5"], ["6"])
        (plan,) = paste("", html=html)
        assert filled(plan) == {
            **t3("1", 1, None, None, 4),
            **t3("2", None, 5),
            **t3("3-1", None, 6),
        }

    def test_a_number_merged_over_several_cells_belongs_to_none(self, paste):
        (plan,) = paste("", html=table(["<td colspan=2>5</td>", "6"]))
        assert filled(plan) == t3("1", None, None, 6)
        assert "横跨几格" in words(plan)

    def test_a_number_merged_as_it_is_printed_is_taken(self, paste):
        html = table(["<td colspan=3>5</td>"])
        (plan,) = paste("", "t2.licences.decisions", html=html)
        assert filled(plan) == {"t2.licences.decisions": 5}

    @pytest.mark.parametrize(
        "hidden", ["<td style='display:none'>9</td>", "<td hidden>9</td>"], ids=["style", "hidden"]
    )
    def test_a_hidden_column_keeps_its_place_and_is_told(self, paste, hidden):
        (plan,) = paste("", html=table(["1", hidden, "3"]))
        assert filled(plan) == t3("1", 1, 9, 3)
        assert "隐藏的行或列" in words(plan)

    def test_a_hidden_row_keeps_its_place_and_is_told(self, paste):
        html = "<table><tr><td>1<tr style='display:none'><td>2<tr><td>3</table>"
        (plan,) = paste("", html=html)
        assert filled(plan) == {"t3.1.natural": 1, "t3.2.natural": 2, "t3.3-1.natural": 3}
        assert "隐藏的行或列" in words(plan)

    def test_one_column_with_gaps_keeps_them(self, paste):
        html = table(["1"], [""], ["3"])
        (plan,) = paste("1\r\n\r\n3", html=html)
        assert filled(plan) == {"t3.1.natural": 1, "t3.3-1.natural": 3}

    @pytest.mark.parametrize(
        "cell",
        [
            pytest.param("<td>10<sup>9</sup></td>", id="raised"),
            pytest.param("<td x:num='45293'>2024/1/2</td>", id="a date is a number to Excel"),
            pytest.param("<td x:num='4.5'>5</td>", id="rounded on the screen"),
            pytest.param("<td x:num='0.5'>50%</td>", id="a share"),
        ],
    )
    def test_what_only_looks_like_a_count_is_refused(self, paste, cell):
        (plan,) = paste("", html=table([cell, "6"]))
        assert filled(plan) == t3("1", None, 6)
        assert plan.count(Fate.UNREAD) == 1

    def test_what_is_struck_out_is_told(self, paste):
        (plan,) = paste("", html=table(["<td><s>5</s></td>", "6"]))
        assert filled(plan) == t3("1", None, 6)
        assert "删除线" in words(plan)

    def test_a_table_out_of_word(self, paste):
        html = (
            "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><!--StartFragment-->"
            "<table class=MsoTableGrid><tr><td width=60><p class=MsoNormal><span lang=EN-US>1"
            "<o:p></o:p></span></p></td><td><p class=MsoNormal><span><o:p>&nbsp;</o:p></span></p>"
            "</td><td><p class=MsoNormal><span>３</span></p></td></tr></table><!--EndFragment-->"
        )
        (plan,) = paste("1\t\t３", html=html)
        assert filled(plan) == t3("1", 1, None, 3)

    def test_html_without_a_table_gives_way_to_text(self, paste):
        (plan,) = paste("12", html="<span>12</span>")
        assert filled(plan) == t3("1", 12)

    def test_unsafe_markup_is_refused(self, paste):
        with pytest.raises(Refused) as refused:
            paste("1", html="<!DOCTYPE x [<!ENTITY a 'b'>]><table><tr><td>1</table>")
        assert refused.value.code is Refusal.UNSAFE


class TestEdges:
    def test_nothing_was_copied(self, paste):
        with pytest.raises(Refused):
            paste("")

    def test_what_hangs_over_the_edge_is_refused_and_the_rest_taken(self, paste):
        (plan,) = paste("1\t2\t3", "t3.1.legal")
        assert filled(plan) == {"t3.1.legal": 1, "t3.1.other": 2}
        assert plan.count(Fate.AGREES) == 1
        (plan,) = paste("1\t2\t3\t4", "t3.1.legal")
        assert "超出了表格" in words(plan)

    def test_a_block_larger_than_the_table(self, paste):
        row = "\t".join("1234567890")
        (plan,) = paste(row)
        assert filled(plan) == t3("1", 1, 2, 3, 4, 5, 6)
        assert plan.count(Fate.REFUSED) == 3
        assert plan.count(Fate.DISAGREES) == 1

    def test_numbers_on_printed_labels_are_refused(self, paste):
        (plan,) = paste("1\n2\n3\n4", "t2.documents.made")
        assert filled(plan) == {"t2.documents.made": 1, "t2.licences.decisions": 4}
        assert "印好的" in words(plan)

    def test_one_value_fills_a_selection(self, paste):
        chosen = [*t3("1", *range(7)), *t3("2", *range(7))]
        (plan,) = paste("0", chosen=chosen)
        assert filled(plan) == {**t3("1", *[0] * 6), **t3("2", *[0] * 6)}

    def test_a_block_begins_at_the_corner_of_the_selection(self, paste):
        chosen = [f"t3.{row}.{column}" for row in ("1", "2") for column in ("business", "research")]
        (plan,) = paste("5\t6", "t3.2.research", chosen=chosen)
        assert filled(plan) == {"t3.1.business": 5, "t3.1.research": 6}

    def test_what_was_carried_over_is_left_and_told(self, paste, report):
        source = Source("去年.docx", "表三", "4", carried=True)
        report.apply(Change(cells=t3("2", 4), sources={"t3.2.natural": source}))
        (plan,) = paste("1\n9\n3")
        assert filled(plan) == {"t3.1.natural": 1, "t3.3-1.natural": 3}
        assert plan.count(Fate.LOCKED) == 1
        assert "已锁定，保留“4”" in words(plan)

    def test_a_carried_value_that_is_the_same_is_no_matter(self, paste, report):
        source = Source("去年.docx", "表三", "4", carried=True)
        report.apply(Change(cells=t3("2", 4), sources={"t3.2.natural": source}))
        (plan,) = paste("1\n4\n3")
        assert plan.is_plain


WHOLE = [[1, 0, 2, 0, 0, 0, 3], [0, 0, 0, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0, 2], [0, 0, 1, 0, 0, 0, 1]]


def tsv(rows):
    return "\n".join("\t".join(map(str, row)) for row in rows)


class TestTotals:
    def test_a_total_that_agrees_is_only_compared(self, paste):
        (plan,) = paste(tsv(WHOLE))
        assert filled(plan) == {
            cell: value
            for row, values in zip(("1", "2", "3-1", "3-2"), WHOLE, strict=True)
            for cell, value in t3(row, *values[:6]).items()
        }
        assert plan.count(Fate.AGREES) == 4
        assert plan.is_plain

    def test_one_that_does_not_is_told_and_never_taken(self, paste):
        (plan,) = paste("1\t0\t2\t0\t0\t0\t9")
        assert "t3.1.total" not in filled(plan)
        assert plan.count(Fate.DISAGREES) == 1
        assert "复制的总计是“9”，按各项算出来是 3" in words(plan)

    def test_a_block_one_column_too_far_right_is_offered_its_place(self, paste):
        better, here = paste(tsv(WHOLE), "t3.1.business")
        assert better.where == "左移一列（推荐）"
        assert "左移一列就对上了" in words(better)
        assert filled(better)["t3.1.research"] == 2
        assert here.misplaced

    def test_a_block_one_column_too_far_left(self, paste):
        rows = [row[1:] for row in [[9, 0, 2, 3, 0, 0, 5], [9, 1, 2, 0, 0, 0, 3]]]
        better, here = paste(tsv(rows), "t3.1.natural")
        assert better.where == "右移一列（推荐）"
        assert here.misplaced

    def test_a_block_one_row_off(self, paste):
        rows = [[n] for n in [*[1] * 21, 21, 4]]
        better, _here = paste(tsv(rows), "t3.3-2.natural")
        assert better.where == "上移一行（推荐）"
        assert filled(better)["t3.3-1.natural"] == 1
        assert filled(better)["t3.4.natural"] == 4

    def test_a_serial_number_before_the_row_does_not_shift_it(self, paste):
        rows = [[number, *row] for number, row in enumerate(WHOLE, 1)]
        better, here = paste(tsv(rows))
        assert better.where == "左移一列（推荐）"
        assert filled(better)["t3.1.natural"] == 1
        assert filled(better)["t3.1.research"] == 2
        assert not here.is_plain

    def test_a_total_over_cells_to_type_is_doubted(self, paste):
        plans = paste("1\t2\t3\n1\t1\t2", "t3.1.natural")
        assert all(not plan.is_plain for plan in plans)
        assert "像是总计" in words(plans[-1])

    def test_a_whole_body_copied_from_elsewhere_in_the_table(self, paste):
        rows = [[0] * 7 for _ in range(25)]
        better, _here = paste(tsv(rows), "t3.3-1.legal")
        assert better.where == "从表的开头放起（推荐）"
        assert len(filled(better)) == 25 * 6 - 6

    def test_equal_numbers_are_no_totals(self, paste):
        (plan,) = paste("1\t1\n2\t2")
        assert plan.is_plain


class TestLabels:
    ROWS = (("1.属于国家秘密", "3-3-1"), ("2.其他法律行政法规禁止公开", "3-3-2"))

    def test_row_labels_place_the_numbers_whatever_cell_is_current(self, paste):
        text = tsv([[label, 1, 0, 2, 0, 0, 0, 3] for label, _ in self.ROWS])
        (plan,) = paste(text, "t3.4.legal")
        assert filled(plan) == {
            k: v for _, row in self.ROWS for k, v in t3(row, 1, 0, 2, 0, 0, 0).items()
        }
        assert plan.is_plain

    @pytest.mark.parametrize(
        ("label", "row"),
        [
            ("予以公开", "3-1"),
            ("（一）予以公开", "3-1"),
            ("部分公开", "3-2"),
            ("三、本年度办理结果\t（一）予以公开\t", "3-1"),
            ("危及“三安全一稳定”", "3-3-3"),
            ("危及三安全稳定", "3-3-3"),
            ("四、结转下年度继续办理\t\t", "4"),
        ],
    )
    def test_a_row_is_told_by_its_label(self, paste, label, row):
        (plan,) = paste(f"{label}\t1\t0\t2\t0\t0\t0\t3")
        assert filled(plan) == t3(row, 1, 0, 2, 0, 0, 0)

    def test_a_damaged_label_is_asked_about(self, paste):
        (plan,) = paste("属于国象秘密\t1\t0\t2\t0\t0\t0\t3")
        assert filled(plan)["t3.3-3-1.research"] == 2
        assert "不完全一样" in words(plan)

    def test_rows_out_of_order_go_where_they_are_named(self, paste):
        text = tsv([["2.重复申请", *[2] * 6], ["1.信访举报投诉类申请", *[1] * 6]])
        (plan,) = paste(text)
        assert filled(plan) == {**t3("3-5-2", *[2] * 6), **t3("3-5-1", *[1] * 6)}

    def test_a_label_nobody_knows_is_refused_and_the_rest_taken(self, paste):
        text = tsv([["予以公开", *[1] * 6], ["网上公示的次数", *[2] * 6]])
        (plan,) = paste(text)
        assert filled(plan) == t3("3-1", *[1] * 6)
        assert "认不出来" in words(plan)

    def test_labels_without_their_columns_begin_at_the_current_one(self, paste):
        (plan,) = paste("予以公开\t5\t6", "t3.1.research")
        assert filled(plan) == {"t3.3-1.research": 5, "t3.3-1.welfare": 6}
        assert "从当前的“科研机构”列放起" in words(plan)

    def test_column_labels_place_the_numbers(self, paste):
        (plan,) = paste("法律服务机构\t自然人\n5\t6", "t3.3-1.other")
        assert filled(plan) == {"t3.3-1.legal": 5, "t3.3-1.natural": 6}

    def test_labels_of_departments_are_left_out_and_told(self, paste):
        (plan,) = paste("办公室\t1\t2\n财务科\t3\t4", "t3.1.natural")
        assert filled(plan) == {**t3("1", 1, 2), **t3("2", 3, 4)}
        assert "认不出来" in words(plan)

    def test_another_table_is_refused_by_name(self, paste):
        heads = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
        with pytest.raises(NotPasted) as refused:
            paste(f"{heads}\n{tsv([[0] * 15])}")
        assert "表四" in refused.value.message
        with pytest.raises(NotPasted) as refused:
            paste("行政许可\t5")
        assert "表二" in refused.value.message

    def test_headings_of_table_four(self, paste):
        heads = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
        (plan,) = paste(f"{heads}\n{tsv([[1, 0, 0, 0, 1] * 3])}", "t4.direct_suit.upheld")
        assert {c: v for c, v in filled(plan).items() if v} == {
            "t4.review.upheld": 1,
            "t4.direct_suit.upheld": 1,
            "t4.suit_after_review.upheld": 1,
        }

    @pytest.mark.parametrize("way", ["text", "html"])
    def test_rows_of_table_two(self, paste, way):
        rows = [["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"]]
        text, html = (tsv(rows), None) if way == "text" else ("", table(*rows))
        (plan,) = paste(text, "t2.licences.decisions", html=html)
        assert filled(plan) == {
            f"t2.{row}.{column}": n + 3 * step
            for step, row in enumerate(("rules", "documents"))
            for n, column in enumerate(("made", "repealed", "in_force"), 1)
        }
        assert plan.is_plain


def printed(form_table, value):
    """Write a table of the form with all its labels, as a browser copies it."""
    rows = {}
    for cell in form_table.cells:
        words = cell.label if cell.field is None else value(cell.field)
        tag = f"<td rowspan={cell.height} colspan={cell.width}>{words}</td>"
        rows.setdefault(cell.top, []).append(tag)
    return table(*rows.values())


@pytest.mark.parametrize("name", ["t2", "t3", "t4"])
def test_a_whole_printed_table_lands_from_any_cell(paste, book, seed_report, name):
    form_table = book.form.table(name)
    html = printed(form_table, lambda field: str(seed_report.value(field.id)))
    at = [f.id for f in form_table.fields if f.id not in book.computed][-1]
    (plan,) = paste("", at, html=html)
    typed = [f.id for f in form_table.fields if f.id not in book.computed]
    assert plan.count(Fate.SAME) == len(typed)
    assert plan.count(Fate.AGREES) == len(form_table.fields) - len(typed)
    seed_report.apply(Change(cells=dict.fromkeys(f.id for f in form_table.fields)))
    (plan,) = paste("", at, html=html)
    assert set(filled(plan)) == set(typed)
    assert plan.is_plain


def test_a_whole_table_on_the_page_of_another_is_refused(paste, book, seed_report):
    html = printed(book.form.table("t4"), lambda field: str(seed_report.value(field.id)))
    with pytest.raises(NotPasted) as refused:
        paste("", html=html)
    assert "请到表四那一页粘贴" in refused.value.message


def test_a_whole_report_gives_the_table_at_hand(paste, book, seed_report):
    html = "".join(
        printed(t, lambda field: str(seed_report.value(field.id))) for t in book.form.tables
    )
    seed_report.apply(Change(cells=dict.fromkeys(book.form.fields)))
    (plan,) = paste("", html=html)
    assert len(filled(plan)) == 25 * 6 - 6
    assert "还有表二、表四" in words(plan)


PLAIN = {"": None, "0": 0, "7": 7, "１２": 12, "1,234": 1234, " 5 ": 5, "/": None, "—": None}
WORDS = ("二", "办公室")
NOT_PLAIN = ("3万元", "-5", "1.5", "12件", "二", "1月2日", "=A1", "#REF!", "10⁹", "1 2", *WORDS)


@given(
    rows=st.lists(
        st.lists(st.sampled_from([*PLAIN, *NOT_PLAIN]), min_size=1, max_size=9),
        min_size=1,
        max_size=6,
    ),
    down=st.integers(0, 24),
    right=st.integers(0, 5),
    as_html=st.booleans(),
)
def test_no_number_ever_lands_beside_its_place_in_silence(book, rows, down, right, as_html):
    """Whatever is done without a question is exactly what stood there, cell by cell."""
    form_table = book.form.table("t3")
    names = form_table.rows
    at = f"t3.{names[down]}.{COLUMNS[right]}"
    chosen = (at,) if at not in book.computed else (f"t3.1.{COLUMNS[right]}",)
    top = names.index(chosen[0].split(".")[1])
    html = table(*rows) if as_html else None
    try:
        plans = plan_paste(
            html, tsv(rows), book, Report("2021"), Target(form_table, chosen[0], chosen)
        )
    except (NotPasted, Refused):
        return
    expected = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            inside = top + r < len(names) and right + c < len(COLUMNS)
            cell = f"t3.{names[top + r]}.{COLUMNS[right + c]}" if inside else None
            if cell and cell not in book.computed and PLAIN.get(text) is not None:
                expected[cell] = PLAIN[text]
    here = plans[-1]
    if len(plans) == 1 and here.is_plain:
        assert filled(here) == expected
    if not any(text in WORDS for row in rows for text in row):
        # Words before or over the numbers may be labels, which is asked about.
        certain = {x.piece.cell: x.piece.entry for x in here.lines if x.fate is Fate.FILL}
        assert certain == expected


def cut_out(form_table, value, top, left, bottom, right):
    """Write the rows and columns of a printed table that were dragged over, as a browser does.

    A label whose cell begins before the part copied is not there; the room it took is.
    """
    rows = {}
    for cell in form_table.cells:
        up, down = max(cell.top, top), min(cell.top + cell.height, bottom)
        first, last = max(cell.left, left), min(cell.left + cell.width, right)
        if up < down and first < last:
            words = cell.label if cell.field is None else value(cell.field)
            begun = (up, first) == (cell.top, cell.left)
            tag = f"<td rowspan={down - up} colspan={last - first}>{words if begun else ''}</td>"
            rows.setdefault(up, []).append((first, tag))
    return table(*([tag for _, tag in sorted(row)] for _, row in sorted(rows.items())))


@given(
    name=st.sampled_from(["t3", "t4"]),
    top=st.integers(0, 1),
    end=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    at=st.floats(0, 0.99),
)
def test_a_part_of_a_printed_table_lands_by_its_labels_or_asks(book, name, top, end, at):
    """Every number of the report is another one, so none can be right by chance.

    The first row of heads may be left out; further down the columns have no names any more.
    """
    form_table = book.form.table(name)
    typed = [field.id for field in form_table.fields if field.id not in book.computed]
    report = Report("2021")
    report.apply(book.edit(report, {cell: 1000 + 7 * n for n, cell in enumerate(typed)}))
    head, side = form_table.head_rows, form_table.label_columns
    bottom = head + 1 + round(end[0] * (form_table.height - head - 1))
    right = side + 1 + round(end[1] * (form_table.width - side - 1))
    html = cut_out(form_table, lambda f: str(report.value(f.id)), top, 0, bottom, right)
    current = typed[int(at * len(typed))]
    try:
        plans = plan_paste(html, "", book, Report("2021"), Target(form_table, current, (current,)))
    except (NotPasted, Refused):
        return
    if len(plans) == 1 and plans[0].is_plain:
        truth = report.entries
        assert {c: n for c, n in filled(plans[0]).items() if truth[c] != n} == {}
