"""What a form declares for a report of nothing: its sentences. Raises FormError on mistakes."""

from pathlib import Path

from nianbao.core.form import Form
from nianbao.core.zero_report import ZeroSentence
from nianbao.io.declared import Declaration
from nianbao.io.form_toml import FormError, open_beside

FILE = "zero_report.toml"


def read_zero_sentences(folder: Path, form: Form) -> tuple[ZeroSentence, ...]:
    """Read the sentences of a form; none where it has no such file."""
    problems: list[str] = []
    declared = open_beside(folder / FILE, form, problems)
    if declared is None:
        return ()
    sentences = tuple(_sentence(each, form) for each in declared.each("sentence"))
    declared.finish()
    if problems:
        raise FormError(form.id, problems)
    return sentences


def _sentence(declared: Declaration, form: Form) -> ZeroSentence:
    sentence = ZeroSentence(
        section=declared.text("section"),
        topic=declared.text("topic"),
        words=declared.pattern("words", "year"),
        fee=declared.flag("fee"),
    )
    sections = {section.id: section for section in form.sections}
    section = sections.get(sentence.section)
    if section is None:
        declared.note(f"there is no section {sentence.section!r}")
    elif not any(sentence.topic in heading for heading in section.headings):
        declared.note(f"no heading speaks of {sentence.topic!r}")
    declared.finish()
    return sentence
