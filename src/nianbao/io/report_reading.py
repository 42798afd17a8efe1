"""Reading the program's own file, `*.nianbao`, whatever is in it.

What is no number of the kind a cell asks for is kept as unread; what has no place in the form
is named as a problem. Only a file that is no report at all is refused.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from nianbao.core.composed import report_title
from nianbao.core.form import CellId, Form, Kind
from nianbao.core.numbers import checked, read_number
from nianbao.core.report import (
    Change,
    Entry,
    FontScheme,
    Justification,
    OrganKind,
    Particulars,
    Passage,
    PreviousReport,
    Printing,
    ProcessingFee,
    Scope,
    Signature,
    Source,
    Unread,
    Value,
)
from nianbao.io.checksum import CHECKSUM, is_altered
from nianbao.io.imported import Imported, Problem
from nianbao.io.json_object import Json, JsonObject, MalformedError
from nianbao.io.problems import Refusal, Refused
from nianbao.io.report_json import VERSION

KEYS = frozenset(
    [
        "version",
        "form",
        "scope",
        "organ",
        "organ_kind",
        "year",
        "title",
        "preamble",
        "cells",
        "unread",
        "text",
        "processing_fee",
        "signature",
        "previous",
        "sources",
        "justifications",
        "settled",
        "printing",
        CHECKSUM,
        "problems",
    ]
)
"""The keys of the file; `problems` is what `nianbao read` adds, made anew each time."""

ALTERED = "altered"
"""The code of the problem that a file no longer says what this program wrote into it."""

CORRUPT_ADVICE = "请换一份备份，或者在保存它的电脑上用年报助手打开，找回以前保存的内容"
"""Other programs cannot mend a report file."""

_ALTERED_WORDS = (
    "这个文件保存以后在年报助手之外被改过，或者已经损坏，请核对里面的数字和文字，"
    "或者用窗口里的“文件→恢复以前的版本”找回以前保存的内容。"
)


def parse_report(text: str, file: str, forms: Mapping[str, Form]) -> Imported:
    """Read the text of a report file named `file`.

    Raises Refused (E_CORRUPT, E_NOT_SUPPORTED) when it is no report, of a newer version, or
    of a form that is not among `forms`.
    """
    try:
        raw = JsonObject(json.loads(text, parse_float=Decimal, parse_constant=str), "报告")
        _refuse_newer(raw, file)
        form = forms.get(raw.text("form"))
        if form is None:
            raise Refused(
                Refusal.NOT_SUPPORTED, file, f"用的是本程序没有的格式“{raw.text('form')}”"
            )
        return _Reading(raw, form, []).imported()
    except (ValueError, ArithmeticError, RecursionError) as error:
        words = str(error) if isinstance(error, MalformedError) else "不是完整的年报文件"
        raise Refused(Refusal.CORRUPT, file, words, advice=CORRUPT_ADVICE) from error


def _refuse_newer(raw: JsonObject, file: str) -> None:
    version = raw.number("version")
    if version is None or version < 1:
        raise MalformedError("没有“version”")
    if version > VERSION:
        words = f"是用更新的年报助手保存的（文件版本 {version}）"
        raise Refused(Refusal.NOT_SUPPORTED, file, words, advice="请先升级程序再打开")


class _Reading:
    """One file being read against one form; `problems` gathers what to tell the clerk."""

    def __init__(self, raw: JsonObject, form: Form, problems: list[Problem]) -> None:
        self.raw = raw
        self.form = form
        self.problems = problems

    def imported(self) -> Imported:
        """Read everything."""
        if is_altered(self.raw.raw):
            self._note(ALTERED, None, "", "", _ALTERED_WORDS)
        change = Change(
            cells=self._cells(),
            sources=self._sources(),
            text={
                section.id: _passages(self.raw.inner("text"), section.id)
                for section in self.form.sections
                if section.id in self.raw.inner("text").raw
            },
            particulars=self._particulars(),
            justifications=tuple(map(self._justification, self.raw.objects("justifications"))),
            settled=frozenset(str(sentence) for sentence in self.raw.items("settled")),
        )
        for key in sorted(self.raw.raw.keys() - KEYS):
            self._note("unknown_key", None, key, "", f"不认得的内容“{key}”，没有读入。")
        for key in sorted(self.raw.inner("text").raw.keys() - {s.id for s in self.form.sections}):
            self._note("unknown_key", None, key, "", f"没有第“{key}”部分，它的文字没有读入。")
        return Imported(self.form.id, change, tuple(self.problems), own=True)

    def _cells(self) -> dict[CellId, Entry]:
        """Read the numbers; the unread ones are read once more, in case they have become plain."""
        entries: dict[CellId, Entry] = {}
        unread, plain = self.raw.inner("unread").raw, _without_null(self.raw.inner("cells").raw)
        for cell in sorted(unread.keys() & plain.keys()):
            words = "这一格既有数又有没读懂的文字，取的是数。"
            self._note("unread_and_read", cell, cell, _shown(unread[cell]), words)
        given = {**unread, **plain}
        for cell, value in given.items():
            field = self.form.fields.get(cell)
            if field is None:
                words = "表格里没有这一格，这个数没有读入。"
                self._note("unknown_cell", None, cell, _shown(value), words)
                continue
            entry = read_entry(field.kind, value)
            entries[cell] = entry
            if isinstance(entry, Unread):
                table = self.form.table(field.table).name
                words = f"{table}{field.name}：“{entry.text}”不是这一格要填的数，原样保留，请改正。"
                self._note("unread", cell, cell, entry.text, words)
        return entries

    def _sources(self) -> dict[CellId, Source | None]:
        raw = self.raw.inner("sources")
        return {cell: _source(raw.inner(cell)) for cell in raw.raw if cell in self.form.fields}

    def _particulars(self) -> Particulars:
        raw = self.raw
        signature = raw.inner("signature")
        told = Particulars(
            organ=raw.text("organ"),
            organ_kind=raw.choice("organ_kind", OrganKind),
            year=raw.number("year"),
            scope=raw.choice("scope", Scope) or Scope.ORGAN,
            preamble=raw.text("preamble"),
            signature=Signature(signature.text("organ"), _date(signature)),
            processing_fee=_fee(raw),
            previous=self._previous(),
            printing=_printing(raw),
        )
        title = raw.text("title")
        # The file spells the title out; where it is the form's own it goes on following the organ.
        own = title and title != report_title(self.form, told)
        return replace(told, title=title) if own else told

    def _previous(self) -> PreviousReport | None:
        if self.raw.raw.get("previous") is None:
            return None
        raw = self.raw.inner("previous")
        return PreviousReport(
            organ=raw.text("organ"),
            year=raw.number("year"),
            form=raw.text("form"),
            cells=self._previous_cells(raw.inner("cells")),
            text={
                section: _passages(raw.inner("text"), section) for section in raw.inner("text").raw
            },
            source=raw.text("source"),
        )

    def _previous_cells(self, raw: JsonObject) -> dict[CellId, Value]:
        """Read last year's numbers; what is none cannot be compared with, but is named."""
        numbers: dict[CellId, Value] = {}
        for cell, value in _without_null(raw.raw).items():
            field = self.form.fields.get(cell)
            entry = read_entry(field.kind, value) if field else Unread(_shown(value))
            if isinstance(entry, Unread):
                where = self.form.table(field.table).name + field.name if field else ""
                words = f"上一年的年报{where}：“{entry.text}”不是能比较的数，没有读入。"
                self._note("previous_unread", None, cell, entry.text, words)
            elif entry is not None:
                numbers[cell] = entry
        return numbers

    def _justification(self, raw: JsonObject) -> Justification:
        cells = tuple(str(cell) for cell in raw.items("cells"))
        values = tuple(
            read_entry(self.form.fields[cell].kind, value)
            for cell, value in zip(cells, raw.items("values"), strict=False)
            if cell in self.form.fields
        )
        return Justification(
            rule=raw.text("rule"),
            cells=cells,
            values=values,
            reason=raw.text("reason"),
            at=raw.text("at"),
            sentence=raw.text("sentence") or None,
            about=raw.text("about"),
        )

    def _note(self, code: str, cell: CellId | None, place: str, as_read: str, words: str) -> None:
        self.problems.append(Problem(code, cell, place, as_read, words))


def read_entry(kind: Kind, value: Json) -> Entry:
    """Read what a file holds for a number: a JSON number, text as typed, or nothing."""
    match value:
        case None:
            return None
        case str():
            return read_number(kind, value)
        case bool() | list() | dict():
            return Unread(_shown(value))
        case _:
            return checked(kind, Decimal(value), str(value))


def _source(raw: JsonObject) -> Source:
    return Source(
        file=raw.text("file"),
        place=raw.text("place"),
        as_read=raw.text("as_read"),
        carried=raw.flag("carried"),
        unlocked=raw.text("unlocked"),
    )


def _without_null(raw: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in raw.items() if value is not None}


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _passages(raw: JsonObject, section: str) -> tuple[Passage, ...]:
    return tuple(Passage(p.text("heading"), p.text("body")) for p in raw.objects(section))


def _date(raw: JsonObject) -> dt.date | None:
    text = raw.text("date")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise MalformedError(f"“date”不是日期：{text}") from error


def _fee(raw: JsonObject) -> ProcessingFee | None:
    if raw.raw.get("processing_fee") is None:
        return None
    fee = raw.inner("processing_fee")
    return ProcessingFee(
        fee.number("notices"), _yuan(fee, "amount_notified"), _yuan(fee, "amount_collected")
    )


def _printing(raw: JsonObject) -> Printing:
    """Read how the Word document is set; what is not said is as usual."""
    said, usual = raw.inner("printing"), Printing()
    return Printing(
        fonts=said.choice("fonts", FontScheme) or usual.fonts,
        number=said.text("number"),
        dated=said.flag("dated"),
        sealed=said.flag("sealed"),
        both_sides=said.flag("both_sides") if "both_sides" in said.raw else usual.both_sides,
    )


def _yuan(raw: JsonObject, key: str) -> Decimal | None:
    entry = read_entry(Kind.MONEY, raw.raw.get(key))
    if isinstance(entry, Unread):
        raise MalformedError(f"“{key}”不是金额")
    return None if entry is None else Decimal(entry)
