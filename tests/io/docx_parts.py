"""A written document taken apart and put together again, and reports that try it hard."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

from nianbao.core.report import Change, Passage, Printing, Report, Signature

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
FONTS = "word/fontTable.xml"
CORE = "docProps/core.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"

ORGAN = "内蒙古自治区锡林郭勒盟阿巴嘎旗别力古台镇人民政府综合行政执法局办公室"[:33]
PROSE = "坚持把政府信息公开作为规范权力运行的举措，“三审三校”——落实到位，全年公开2024条；"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def put_together(given):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in given.items():
            package.writestr(name, part)
    return whole.getvalue()


def full_cells(form, value=9_999_999):
    """The same number in each cell; money with decimals."""
    return {
        cell: Decimal(f"{value}.99") if field.kind == "money" else value
        for cell, field in form.fields.items()
    }


def printed(report, **printing):
    told = report.particulars
    report.apply(Change(particulars=replace(told, printing=replace(told.printing, **printing))))
    return report


def named(report, **particulars):
    report.apply(Change(particulars=replace(report.particulars, **particulars)))
    return report


def long_report(form):
    """An organ of 33 characters, 7 digits everywhere, 30,000 characters of text."""
    report = Report(form.id)
    body = "\n".join([(PROSE * 25)[:1000]] * 6)
    text = {
        "1": tuple(Passage(heading, body) for heading in form.section("1").headings),
        "6": (Passage("", "没有其他需要报告的事项。"),),
    }
    report.apply(Change(cells=full_cells(form), text=text))
    signature = Signature(ORGAN, dt.date(2025, 12, 31))
    return named(report, organ=ORGAN, year=2024, preamble=PROSE * 5, signature=signature)


def full_head(form):
    """A number over a title of three lines, a day under it, a seal at the end; 8 digits."""
    report = Report(form.id)
    text = {
        "1": (Passage("（一）主动公开情况", PROSE * 8),),
        "6": (Passage("", "没有其他需要报告的事项。"),),
    }
    report.apply(Change(cells=full_cells(form, 99_999_999), text=text))
    named(
        report,
        organ="西安市临潼区渭北新城（发展）服务中心综合管理办公室",
        year=2024,
        signature=Signature("某局", dt.date(2025, 1, 21)),
    )
    return printed(report, number="临渭〔2025〕1号", dated=True, sealed=True)


def rude(form):
    """Markup, characters no file may hold, names without end."""
    report = Report(form.id)
    passages = (
        Passage("<w:p>&", "]]>&amp;\"'<!--the report-->"),
        Passage("（一）\x00", "坏\u202e字\r\n　　二\t三\ud83d"),
    )
    report.apply(Change(text={"1": passages}))
    return named(report, organ='<>&"' * 100, title="\x00\ud800", preamble="\n　\n")


def empty(form):
    return Report(form.id)


HARD = {"long": long_report, "full head": full_head, "rude": rude, "empty": empty}
"""Reports that try the document hard."""

PLAIN = Printing()
