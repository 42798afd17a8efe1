"""Reads the paragraphs of a Word document: their words with every change accepted.

What is hidden, struck out, deleted or said twice is left out, and that is remarked. Knows
nothing of where a paragraph stands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nianbao.io.documents.docx_numbers import Numbering
from nianbao.io.documents.docx_styles import SET_APART, Style, number_of, value_of
from nianbao.io.documents.flow import Flow, Paragraph, rejoined
from nianbao.io.safe_xml import Attributes, OnEnd, OnStart, is_true, local

CHANGED = "文档里有修订痕迹，按全部接受修订后的内容读取。"
HIDDEN = "文档里有隐藏的文字，没有读取。"
STRUCK = "文档里有加了删除线的文字，没有读取。"
RAISED = "文档表格里的上标（如注释号）没有读取。"
BOXED = "文档表格里有文本框，其中的文字没有读取。"
FOREIGN = "文档里嵌有其他格式的内容，没有读取。"
OBJECT = "文档里嵌有对象（如 Excel 表格），其中的内容没有读取。"

_PLAIN = Style()
_SILENT = {
    # what was there before a change
    *("del", "moveFrom", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    *("tblGridChange", "sectPrChange", "tblPrExChange", "numberingChange"),
    # said a second time for old programs; reading aids
    *("Fallback", "rt"),
}
_CODE_OF_SIGN = re.compile("[0-9A-Fa-f]{1,4}")
_CODE, _RESULT, _CONTENTS = "code", "result", "contents"


@dataclass(slots=True)
class Draft:
    """A paragraph being read; `runs_on` tells that the end of it was deleted."""

    pieces: list[str] = field(default_factory=list)
    style: str = ""
    list_id: str | None = None
    level: int | None = None
    alignment: str | None = None
    runs_on: bool = False
    left_out: str = ""
    boxes: Flow = field(default_factory=list)


class Words:
    """Listens to what stands in paragraphs."""

    def __init__(self, styles: Mapping[str, Style], numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.remarks: dict[str, None] = {}
        self.in_table = False
        self._drafts: list[Draft] = []
        self._silent = 0
        self._fields: list[str] = []
        self._in_properties = False
        # For each content control that is open: whether it only shows what to type.
        self._asking = [False]

    @property
    def starts(self) -> dict[str, OnStart]:
        """What to call where an element begins."""
        calls: dict[str, OnStart] = {
            "pPr": self._begin_properties,
            "pStyle": self._style,
            "numId": self._list,
            "ilvl": self._level,
            "jc": self._alignment,
            "r": self._begin_run,
            "vanish": lambda it: self._leave_out(HIDDEN, it),
            "strike": lambda it: self._leave_out(STRUCK, it),
            "dstrike": lambda it: self._leave_out(STRUCK, it),
            "vertAlign": self._raise,
            "tab": lambda _it: self._sign("\t"),
            "ptab": lambda _it: self._sign("\t"),
            "br": lambda _it: self._sign("\n"),
            "cr": lambda _it: self._sign("\n"),
            "noBreakHyphen": lambda _it: self._sign("-"),
            "sym": self._symbol,
            "fldChar": self._field,
            "sdt": lambda _it: self._asking.append(False),
            "sdtContent": lambda _it: self._silence(self._asking[-1]),
            "showingPlcHdr": self._only_asks,
            "docPartGallery": self._gallery,
            "ins": lambda _it: self.remark(CHANGED),
            "altChunk": lambda _it: self.remark(FOREIGN),
            "OLEObject": lambda _it: self.remark(OBJECT),
        }
        calls |= dict.fromkeys(_SILENT, lambda _it: self._silence(1))
        return calls | {"del": self._deleted, "moveFrom": self._deleted}

    @property
    def ends(self) -> dict[str, OnEnd]:
        """What to call where an element ends."""
        calls: dict[str, OnEnd] = {
            "pPr": self._end_properties,
            "t": self._text,
            "instrText": self._field_code,
            "sdtContent": lambda _text: self._silence(-self._asking[-1]),
            "sdt": lambda _text: self._end_control(),
        }
        return calls | dict.fromkeys(_SILENT, lambda _text: self._silence(-1))

    @property
    def silent(self) -> bool:
        """Tell whether what comes is not to be read at all."""
        return self._silent > 0

    def remark(self, remark: str) -> None:
        """Note once what the clerk should know."""
        if not self.silent:
            self.remarks[remark] = None

    def begin(self) -> None:
        """Begin a paragraph."""
        self._drafts.append(Draft())

    def boxed(self, flow: Flow) -> None:
        """Let what stands in a text box follow the paragraph it hangs on."""
        if self._drafts:
            self._drafts[-1].boxes += flow

    def leave_fields(self) -> None:
        """Take it that no field is open: none reaches over a table, but ends get lost."""
        self._fields.clear()

    def end(self, carried: str) -> Draft:
        """End a paragraph that begins with words carried over from the one before."""
        draft = self._drafts.pop()
        if carried:
            draft.pieces.insert(0, carried)
        self._fields = [_RESULT if state == _CODE else state for state in self._fields]
        return draft

    def finished(self, draft: Draft) -> list[Paragraph]:
        """Give the lines of a paragraph, with its automatic number."""
        style = self._styles.get(draft.style, _PLAIN)
        number = self._number(draft, style)
        text = "".join(draft.pieces)
        if not text.strip() or style.is_contents:
            return []
        if (draft.alignment or style.alignment) in SET_APART:
            text = rejoined(text.strip())
        if number and not self.in_table:
            text = number + text.lstrip()
        return [Paragraph(line) for line in text.split("\n")]

    def _number(self, draft: Draft, style: Style) -> str:
        list_id = style.list_id if draft.list_id is None else draft.list_id
        level = style.level if draft.level is None else draft.level
        return self._numbering.next(list_id, level or 0) if list_id else ""

    # --- what is left out

    def _silence(self, step: int) -> None:
        self._silent += step

    def _deleted(self, _attributes: Attributes) -> None:
        self.remark(CHANGED)
        if self._in_properties and self._drafts and not self.silent:
            self._drafts[-1].runs_on = True
        self._silence(1)

    def _only_asks(self, _attributes: Attributes) -> None:
        self._asking[-1] = True

    def _gallery(self, attributes: Attributes) -> None:
        if value_of(attributes) == "Table of Contents":
            self._asking[-1] = True

    def _end_control(self) -> None:
        self._asking.pop()

    def _leave_out(self, why: str, attributes: Attributes) -> None:
        value = value_of(attributes)
        own = self._drafts and not self._in_properties and not self.silent
        if own and (not value or is_true(value)):
            self._drafts[-1].left_out = why

    def _raise(self, attributes: Attributes) -> None:
        if value_of(attributes) == "superscript" and self.in_table:
            self._leave_out(RAISED, {})

    # --- properties

    def _begin_properties(self, _attributes: Attributes) -> None:
        self._in_properties = True

    def _end_properties(self, _text: str) -> None:
        self._in_properties = False

    def _own(self) -> Draft | None:
        """Give the paragraph whose properties are being said."""
        said = self._in_properties and self._drafts and not self.silent
        return self._drafts[-1] if said else None

    def _style(self, attributes: Attributes) -> None:
        if draft := self._own():
            draft.style = value_of(attributes)

    def _list(self, attributes: Attributes) -> None:
        if draft := self._own():
            draft.list_id = value_of(attributes)

    def _level(self, attributes: Attributes) -> None:
        if draft := self._own():
            draft.level = number_of(attributes)

    def _alignment(self, attributes: Attributes) -> None:
        if draft := self._own():
            draft.alignment = value_of(attributes)

    # --- words

    def _begin_run(self, _attributes: Attributes) -> None:
        if self._drafts:
            self._drafts[-1].left_out = ""

    def _text(self, text: str) -> None:
        if not self._drafts or self.silent or _CODE in self._fields or _CONTENTS in self._fields:
            return
        draft = self._drafts[-1]
        if draft.left_out:
            if text.strip():
                self.remark(draft.left_out)
            return
        draft.pieces.append(text)

    def _sign(self, sign: str) -> None:
        # The stops of a paragraph are called tabs as well.
        if not self._in_properties:
            self._text(sign)

    def _symbol(self, attributes: Attributes) -> None:
        code = local(attributes, "char") or ""
        sign = chr(int(code, 16)) if _CODE_OF_SIGN.fullmatch(code) else ""
        # What a sign of a private font looks like cannot be known.
        self._text(sign if sign.isprintable() and sign else "\ufffd")

    def _field(self, attributes: Attributes) -> None:
        if self.silent:
            return
        kind = local(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(_CODE)
        elif kind == "separate" and self._fields and self._fields[-1] == _CODE:
            self._fields[-1] = _RESULT
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_code(self, text: str) -> None:
        """Notice a table of contents: its lines would pass for the headings themselves."""
        if self._fields and text.split()[:1] == ["TOC"] and not self.silent:
            self._fields[0] = _CONTENTS
