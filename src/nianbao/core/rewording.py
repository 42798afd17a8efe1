"""Taking a proposal for other words: one change of one text."""

from dataclasses import replace

from nianbao.core.finding import COVER, Part, Rewording
from nianbao.core.report import Change, Report


def reworded(report: Report, proposal: Rewording) -> Change:
    """Make the change that puts the proposed words in.

    Of a title that follows the form's own pattern nothing can be replaced: empty then.
    """
    place = proposal.place

    def put(text: str) -> str:
        return text[: place.begin] + proposal.new + text[place.end :]

    told = report.particulars
    if place.section == COVER:
        if place.part is Part.PREAMBLE:
            return Change(particulars=replace(told, preamble=put(told.preamble)))
        return Change(particulars=replace(told, title=put(told.title))) if told.title else Change()
    passages = list(report.text[place.section])
    passage = passages[place.passage]
    passages[place.passage] = (
        replace(passage, heading=put(passage.heading))
        if place.part is Part.HEADING
        else replace(passage, body=put(passage.body))
    )
    return Change(text={place.section: tuple(passages)})
