"""Taking over what a file holds into a report that may hold something already."""

from dataclasses import replace

from nianbao.core.report import Change, Particulars, Printing, Report, Signature


def taken_over(report: Report, found: Change) -> Change:
    """Make the change that takes over what was found; what the file does not say stays."""
    if found.particulars is None:
        return found
    return replace(found, particulars=_merged(report.particulars, found.particulars))


def _merged(old: Particulars, new: Particulars) -> Particulars:
    """Prefer what is newly said; silence takes nothing away."""
    return Particulars(
        organ=new.organ or old.organ,
        organ_kind=new.organ_kind or old.organ_kind,
        year=new.year if new.year is not None else old.year,
        scope=new.scope,
        title=new.title if new.organ or new.title else old.title,
        preamble=new.preamble or old.preamble,
        signature=Signature(
            new.signature.organ or old.signature.organ, new.signature.date or old.signature.date
        ),
        processing_fee=new.processing_fee or old.processing_fee,
        previous=new.previous or old.previous,
        printing=old.printing if new.printing == Printing() else new.printing,
    )
