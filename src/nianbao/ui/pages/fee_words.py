"""The sentence of section six about the information processing fee, and its place in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nianbao.core.numbers import write_number
from nianbao.core.report import Passage, ProcessingFee
from nianbao.core.stale import SENTENCE

FEE_SECTION = "6"
"""The section whose three figures `Particulars.processing_fee` holds."""

TOPIC = "信息处理费"
SPOKEN_OF = re.compile(r"信息处理费|收费通知|实际收取")
"""Words that only a sentence about this fee has."""


def fee_sentence(fee: ProcessingFee, year: int | None) -> str | None:
    """Write the sentence; None while a figure is missing."""
    figures = (fee.notices, fee.amount_notified, fee.amount_collected)
    if None in figures:
        return None
    when = f"{year}年度，" if year else ""
    if not any(figures):
        return (
            f"{when}本机关没有收取信息处理费，发出收费通知的件数和总金额以及实际收取的总金额均为0。"
        )
    notices, notified, collected = (write_number(figure) for figure in figures)
    return (
        f"{when}本机关发出信息处理费收费通知{notices}件，"
        f"通知收费的总金额{notified}元，实际收取的总金额{collected}元。"
    )


def with_fee_sentence(passages: Sequence[Passage], sentence: str) -> tuple[Passage, ...]:
    """Put the sentence in, in place of those that spoke of the fee before."""
    chosen = [at for at, passage in enumerate(passages) if TOPIC in passage.heading] or [0]
    new = list(passages) or [Passage("", "")]
    at = chosen[0]
    new[at] = replace(new[at], body=_put(new[at].body, sentence))
    return tuple(new)


def _put(body: str, sentence: str) -> str:
    """Replace the first sentence about the fee, leave the others out; or begin with it."""
    parts: list[str] = []
    placed = False
    end = 0
    for match in SENTENCE.finditer(body):
        parts.append(body[end : match.start()])
        end = match.end()
        if not SPOKEN_OF.search(match[0]):
            parts.append(match[0])
        elif not placed:
            parts.append(sentence)
            placed = True
    text = "".join((*parts, body[end:]))
    return text if placed else sentence + body
