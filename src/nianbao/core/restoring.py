"""Going back to another state of a report, as one change that can be undone."""

from nianbao.core.report import Change, Report


def change_into(report: Report, other: Report) -> Change:
    """Make the change after which `report` says what `other` says; empty if it does already."""
    cells = {
        cell: other.entry(cell)
        for cell in report.entries.keys() | other.entries.keys()
        if report.entry(cell) != other.entry(cell)
    }
    sources = {
        cell: other.sources.get(cell)
        for cell in report.sources.keys() | other.sources.keys()
        if report.sources.get(cell) != other.sources.get(cell)
    }
    text = {
        section: other.text.get(section, ())
        for section in report.text.keys() | other.text.keys()
        if report.text.get(section, ()) != other.text.get(section, ())
    }
    told, reasons, settled = other.particulars, other.justifications, other.settled
    return Change(
        cells=cells,
        sources=sources,
        text=text,
        particulars=None if told == report.particulars else told,
        justifications=None if reasons == report.justifications else reasons,
        settled=None if settled == report.settled else settled,
    )


def copy_of(report: Report) -> Report:
    """Make a report that says the same, and goes on saying it whatever becomes of the first."""
    copy = Report(report.form)
    copy.apply(change_into(copy, report))
    return copy
