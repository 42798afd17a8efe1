"""What the clerk is told of an import: every remark's words in one table.

The codes are what programs and tests hold on to; the words may improve freely.
"""

from collections.abc import Mapping
from types import MappingProxyType

_CHECK = "请核对。"

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        # which line of the sheet it is
        "label_unsure": "文件里的行名或列名与格式不完全一样，认作这一格，取值“{as_read}”，"
        + _CHECK,
        "group_unsure": "看不出文件里这一行（列）属于哪一组，认作这一格，取值“{as_read}”，"
        + _CHECK,
        "out_of_order": "文件里这一行（列）的次序与格式不同，取值“{as_read}”，" + _CHECK,
        "by_position": "文件里的行名或列名认不出来，按位置取值“{as_read}”，" + _CHECK,
        "label_twice": "文件里不止一处像是这一格，取了“{as_read}”，" + _CHECK,
        "rows_shifted": "文件里这张表有的行与列名没有对齐，取值“{as_read}”，" + _CHECK,
        "row_uneven": "文件里这一行比列名少一格或多一格，取值“{as_read}”，" + _CHECK,
        "without_columns": "文件里这张表没有分列，按先后次序取值“{as_read}”，" + _CHECK,
        "count_differs": "文件里这一行是“{as_read}”，个数与格式不符，没有采用，请填写。",
        # what stands there
        "blank_mark": "文件里写的是“{as_read}”，按空白处理，没有当作 0。",
        "not_a_number": "文件里写的是“{as_read}”，不是这一格要的数字，请核对后填写。",
        "unit_in_cell": "文件里写的是“{as_read}”，去掉单位后取值 {value}，" + _CHECK,
        "unit_converted": "文件里的“{as_read}”不是以万元为单位，已换算为 {value} 万元，" + _CHECK,
        "unit_unknown": "文件里没有写明单位，“{as_read}”按万元取值，" + _CHECK,
        "note_in_cell": "文件里写的是“{as_read}”，取值 {value}，括号里的说明没有导入，" + _CHECK,
        "shown_otherwise": "文件里显示为“{as_read}”，实际保存的是 {value}，取了后者，" + _CHECK,
        "formula_computed": "文件里是公式“={as_read}”，没有保存结果，算得 {value}，" + _CHECK,
        "formula_empty": "文件里是公式“={as_read}”，加数都是空白，按空白处理，" + _CHECK,
        "formula_unread": "文件里是公式“={as_read}”，没有保存结果，也算不出来，请填写。",
        "formula_differs": "文件里保存的结果“{as_read}”与公式重新计算的不一致，取了保存的，"
        + _CHECK,
        "formula_elsewhere": "文件里的公式引用了别的文件，取了保存的结果“{as_read}”，" + _CHECK,
        "several_values": "文件里这一格下面有几个数（{as_read}），没有采用，请填写。",
        "beside_heading": "文件里这一格是空的，旁边没有列名的一列有“{as_read}”，没有采用，"
        + _CHECK,
        "merged_value": "文件里“{as_read}”所在的合并单元格横跨几格，看不出属于哪一格，"
        "没有采用，请填写。",
        "hidden": "文件里这一行（列）是隐藏的，取值“{as_read}”，" + _CHECK,
        "copies_differ": "文件里另一处（{as_read}）的同一格是另一个数，" + _CHECK,
        # what is not there
        "not_found": "文件里没有找到这一格，请填写。",
        "table_missing": "文件里没有找到这张表。",
        "older_heading": "是另一种格式的栏目，含义不同，文件里的“{as_read}”没有导入。",
        # the file as a whole
        "hidden_sheet": "表格在隐藏的工作表里，已从那里读取，" + _CHECK,
        "left_aside": "文件里还有不完整的另一份表格，没有导入。",
        "blank_copy": "文件里还有没填数字的空表，没有导入。",
        "remark": "{as_read}",
        # whose report, of which year
        "year_missing": "文件里没有找到年份，请填写。",
        "year_guessed": "年份“{as_read}”不是从标题读出的，" + _CHECK,
        "year_conflict": "文件里的年份不一致（{as_read}），" + _CHECK,
        "year_given": "文件里没有找到年份，采用了指定的 {as_read} 年。",
        "organ_missing": "文件里没有找到机关名称，请填写。",
        "organ_guessed": "机关名称“{as_read}”不是从标题读出的，" + _CHECK,
    }
)


def words_for(code: str, where: str, as_read: str, value: str = "") -> str:
    """Word a remark: where, what, and what to do."""
    words = _WORDS[code].format(as_read=as_read, value=value)
    return f"{where}：{words}" if where else words
