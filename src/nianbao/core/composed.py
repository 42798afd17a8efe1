"""The words that follow from other answers: the title and the lead of the report."""

from nianbao.core.form import Form
from nianbao.core.report import Particulars


def report_title(form: Form, particulars: Particulars) -> str:
    """Give the report's title: the clerk's own, or the form's pattern with organ and year."""
    return particulars.title or _fill(form.title, particulars)


def starter_preamble(form: Form, particulars: Particulars) -> str:
    """Give the lead a new report starts with."""
    return _fill(form.preamble, particulars)


def starter_contact(form: Form, particulars: Particulars) -> str:
    """Give the paragraph a lead may end with: how the organ is reached, places left to fill."""
    return _fill(form.contact, particulars)


def _fill(pattern: str, particulars: Particulars) -> str:
    year = "" if particulars.year is None else str(particulars.year)
    return pattern.format(organ=particulars.organ, year=year)
