"""Says in the clerk's words which characters were left out, and where.

Used where text comes into the report and where it leaves it.
"""

from dataclasses import replace

from nianbao.core.clean_text import Removed, clean_change
from nianbao.core.form import Form
from nianbao.io.imported import Imported, Problem

_NAMES = {
    "organ": "机关名称",
    "title": "标题",
    "preamble": "开头一段",
    "signature": "落款",
    "number": "发文字号",
}


def place_name(form: Form, place: str) -> str:
    """Name a place of the report in official words; what is no cell or section names itself."""
    if place in form.fields:
        field = form.fields[place]
        return form.table(field.table).name + field.name
    return next((s.title for s in form.sections if s.id == place), _NAMES.get(place, place))


def told(form: Form, removed: Removed) -> str:
    """Say what was left out."""
    where = place_name(form, removed.place)
    return f"“{where}”里有{removed.kind}（{removed.code}），已经去掉，其余文字没有改动。"


def with_clean_words(imported: Imported, form: Form) -> Imported:
    """Clean the words that came out of a file or a clipping; name what was left out."""
    change, removed = clean_change(imported.change)
    problems = [
        Problem("character_left_out", None, place_name(form, one.place), one.code, told(form, one))
        for one in removed
    ]
    return replace(imported, change=change, problems=(*imported.problems, *problems))
