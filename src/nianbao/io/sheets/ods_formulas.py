"""Writes OpenDocument's formulas in the way Excel does: `of:=SUM([.A1:.B2])` → `SUM(A1:B2)`.

Moves words about, computes nothing.
"""

import re

_PREFIX = re.compile(r"(?P<dialect>\w+):\s*=|=")
_EXCEL_DIALECT = "msoxl"
_ELEMENT = re.compile(
    r"""
      (?P<quoted>"[^"]*")
    | \[(?P<reference>(?:'(?:[^']|'')*'|[^\]'])*)\]
    | (?P<separator>[;~])
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(
    r"""
      (?:\$?(?P<sheet>'(?:[^']|'')+'|[^.'\#]+))?
      \.(?P<first>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})
      (?::(?:\$?(?P<sheet2>'(?:[^']|'')+'|[^.'\#]+))?
      \.(?P<last>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}))?
    """,
    re.VERBOSE,
)
_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")


def as_excel_writes(formula: str) -> str:
    """Translate a formula; what leads outside the file keeps its brackets."""
    found = _PREFIX.match(formula)
    text = formula[found.end() :] if found else formula
    if found and found["dialect"] == _EXCEL_DIALECT:
        return text
    return _ELEMENT.sub(_element, text)


def _element(found: re.Match[str]) -> str:
    """Translate one reference or separator."""
    if found["quoted"] is not None:
        return found["quoted"]
    if found["separator"]:
        return ","
    inner = found["reference"]
    reference = _REFERENCE.fullmatch(inner)
    if reference is None or reference["sheet2"] not in {None, reference["sheet"]}:
        is_outside = "#" in inner and "#REF!" not in inner
        return found[0] if is_outside else inner.replace(".", "")
    cells = reference["first"] + (f":{reference['last']}" if reference["last"] else "")
    return f"{_sheet(reference['sheet'])}!{cells}" if reference["sheet"] else cells


def _sheet(name: str) -> str:
    """Put a sheet's name into quotes where Excel does."""
    return name if name.startswith("'") or _PLAIN_NAME.fullmatch(name) else f"'{name}'"
