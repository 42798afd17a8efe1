"""Sentences that list the parts of the report: as many as they say, and all there are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.core.finding import Finding, Severity
from nianbao.core.form import Form
from nianbao.core.reading import Reading
from nianbao.core.rules.structure.spoken import pointing

ORDINALS = "一二三四五六七八九十"
STOPS = "。！？\n"


@dataclass(frozen=True, slots=True)
class ListSlip:
    """Where the slip stands, how many parts are said to be, which sections are not named."""

    begin: int
    end: int
    said: int
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ListsAllParts:
    """A sentence on the build of the report says and lists exactly the form's sections.

    `speaks` is how such a sentence is known, `counts` its number of parts (the group is the
    numeral), `names` how each section is called in it. Fewer than `least` names are no list.
    """

    rule: str
    severity: Severity
    speaks: re.Pattern[str]
    counts: re.Pattern[str]
    names: Mapping[str, re.Pattern[str]]
    least: int
    message_count: str
    message_missing: str
    form: Form

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Name each sentence that counts or lists other parts than there are."""
        for paragraph in reading.texts[1:]:
            for slip in reading.recall(self._slips, paragraph.words):
                missing = "、".join(f"“{self.form.section(s).title}”" for s in slip.missing)
                pattern = self.message_missing if missing else self.message_count
                message = pattern.format(
                    said=slip.said, parts=len(self.form.sections), missing=missing
                )
                span = (slip.begin, slip.end)
                yield pointing(self, paragraph, span, message)

    def _slips(self, words: str) -> tuple[ListSlip, ...]:
        found = []
        for sentence in re.finditer(f"[^{STOPS}]+", words):
            speaks = self.speaks.search(sentence[0])
            slip = self._slip(sentence[0], speaks) if speaks is not None else None
            if slip is not None:
                at = sentence.start()
                found.append(ListSlip(at + slip.begin, at + slip.end, slip.said, slip.missing))
        return tuple(found)

    def _slip(self, sentence: str, speaks: re.Match[str]) -> ListSlip | None:
        """Find what is wrong with one sentence."""
        named = [name for name, words in self.names.items() if words.search(sentence)]
        missing = tuple(name for name in self.names if name not in named)
        missing = missing if len(named) >= self.least else ()
        count = self.counts.search(sentence)
        said = len(self.form.sections) if count is None else _number(count[1])
        if said == len(self.form.sections) and not missing:
            return None
        begin, end = (speaks if count is None else count).span()
        return ListSlip(begin, end, said, missing)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else ORDINALS.find(words) + 1
