"""Reads one cell of a block as a number of the form, and words what is to be known of it.

As lenient as an import, with words that speak of what was copied. Knows no places.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from nianbao.core.form import Field, Kind
from nianbao.core.numbers import write_number
from nianbao.core.report import Entry, Unread
from nianbao.io.locate.labels import tight
from nianbao.io.locate.reading import Read
from nianbao.io.locate.values import Remark, read_value, words_of_value
from nianbao.io.locate.words import ValueWords
from nianbao.io.workbook import SheetCell

WHERE_IT_LANDS = "万元"
"""The unit of an amount that lands in a cell the clerk chose: that cell's own."""

_CHECK = "请核对。"

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "label_unsure": "行名或列名与格式不完全一样，认作这一格，" + _CHECK,
        "group_unsure": "看不出这一行（列）属于哪一组，认作这一格，" + _CHECK,
        "out_of_order": "这一行（列）的次序与格式不同，" + _CHECK,
        "by_position": "行名或列名认不出来，按位置放在这一格，" + _CHECK,
        "label_twice": "复制的内容里不止一处像是这一格，" + _CHECK,
        "rows_shifted": "复制的内容里有的行与列名没有对齐，" + _CHECK,
        "row_uneven": "复制的这一行比列名少一格或多一格，" + _CHECK,
        "blank_mark": "写的是“{as_read}”，按空白处理，没有当作 0。",
        "not_a_number": "“{as_read}”不是这一格要的数字。",
        "unit_in_cell": "写的是“{as_read}”，去掉单位后取 {value}，" + _CHECK,
        "unit_converted": "“{as_read}”不是以万元为单位，已换算为 {value} 万元，" + _CHECK,
        "unit_unknown": "没有写明单位，“{as_read}”按万元取值，" + _CHECK,
        "note_in_cell": "写的是“{as_read}”，取 {value}，括号里的说明没有采用，" + _CHECK,
        "shown_otherwise": "显示为“{as_read}”，实际保存的是 {value}，取了后者，" + _CHECK,
        "several_values": "这一格下面有几个数（{as_read}），没有采用，请自己填写。",
        "beside_heading": "这一格是空的，旁边没有列名的一列有“{as_read}”，没有采用，" + _CHECK,
        "merged_value": "“{as_read}”在合并单元格里，横跨几格，看不出属于哪一格，没有采用。",
    }
)
_LESS: frozenset[str] = frozenset({"merged_value", "several_values", "beside_heading"})
"""Remarks with which nothing is taken at all."""


def words_for(code: str, as_read: str = "", entry: Entry = None) -> str:
    """Word one remark."""
    return _WORDS[code].format(as_read=as_read, value=write_number(entry))


def takes_nothing(codes: Iterable[str]) -> bool:
    """Tell whether what stood there must not be taken, whatever it is."""
    return not _LESS.isdisjoint(codes)


def read_cell(field: Field, cell: SheetCell, heading: str, words: ValueWords) -> tuple[Entry, str]:
    """Read a cell, and say what is to be known of it ("" if nothing is)."""
    if cell.formula:
        return Unread(f"={cell.formula}"), words_for("not_a_number", f"={cell.formula}")
    taken = read_value(field.kind, cell, heading, words)
    return settled(field, cell, Read(taken.entry, "", taken.as_read, taken.remarks), words)


def settled(field: Field, cell: SheetCell, read: Read, words: ValueWords) -> tuple[Entry, str]:
    """Refuse what only looked like a number to a program, and word the rest of the remarks."""
    entry, as_read, codes = read.entry, read.as_read, read.remarks
    if Remark.SHOWN in codes and is_no_number(field.kind, as_read, words):
        # A date is a number to Excel; the clerk saw a date.
        return Unread(as_read), words_for("not_a_number", as_read)
    if isinstance(entry, Unread) and cell.shown is not None:
        exact = words_of_value(cell.value)
        if not is_no_number(field.kind, as_read, words):
            return Unread(exact), f"显示为“{as_read}”，实际保存的是 {exact}，不是这一格要的数字。"
    return entry, "".join(words_for(str(code), as_read, entry) for code in codes)


def is_no_number(kind: Kind, text: str, words: ValueWords) -> bool:
    """Tell whether a text is neither blank nor a number, with or without a unit."""
    return isinstance(read_value(kind, SheetCell(text), "", words).entry, Unread)


def is_value(text: str, words: ValueWords) -> bool:
    """Tell what stands for a number, or for none, from words: it begins like one, or is a mark."""
    plain = tight(text)
    return plain in words.blank or plain.lstrip("-−—+=¥￥(<>≈约.,")[:1].isdigit()
