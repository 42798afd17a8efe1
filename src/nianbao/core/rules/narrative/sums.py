"""What the rules on the narrative share: what cells add up to, and how that is said."""

from collections.abc import Sequence
from decimal import Decimal

from nianbao.core.finding import Rewording, TextPlace
from nianbao.core.form import CellId, Field
from nianbao.core.narrative.numerals import Numeral, rewritten
from nianbao.core.narrative.vocabulary import Domain
from nianbao.core.reading import FEE, Paragraph, Reading, added
from nianbao.core.report import Value

FEE_NAMES = {
    "notices": "发出收费通知的件数",
    "amount_notified": "通知收费的总金额",
    "amount_collected": "实际收取的总金额",
}


def sum_of(reading: Reading, cells: tuple[CellId, ...], domain: Domain) -> Decimal | None:
    """Add up cells, money in yuan; None while one of them is not known."""
    total = reading.sum(cells)
    return total if total is None or domain.yuan == 1 else total * domain.yuan


def last_sum_of(reading: Reading, cells: Sequence[CellId], domain: Domain) -> Decimal | None:
    """Add up what last year's report has in these cells; None where one is not known."""
    total = added([reading.last(cell) for cell in cells])
    return None if total is None else total * domain.yuan


def in_tables(cells: Sequence[CellId]) -> tuple[CellId, ...]:
    """Give the cells that stand in a table."""
    return tuple(cell for cell in cells if not cell.startswith(FEE))


def name_of_sum(reading: Reading, cells: Sequence[CellId]) -> str:
    """Name what is added up, in official words."""
    if cells[0].startswith(FEE):
        return "、".join(FEE_NAMES[cell.rpartition(".")[2]] for cell in cells)
    fields = [reading.form.fields[cell] for cell in cells]
    table = reading.form.table(fields[0].table).name
    if len(fields) <= NAMED_SINGLY:
        return f"{table}{'加'.join(field.name for field in fields)}"
    return f"{table}{_common_line(fields)}各格之和"


NAMED_SINGLY = 3
"""So many cells are named one by one; more of them by what they have in common."""


def other_number(paragraph: Paragraph, numeral: Numeral, value: Decimal) -> Rewording:
    """Propose to write another number, in the manner of the one that stands there."""
    as_written = paragraph.words[numeral.first : numeral.last]
    scale = as_written[-1:] if numeral.times > 1 and as_written[:1].isdigit() else ""
    if scale:
        new = (
            rewritten(as_written.rstrip("百千万亿 "), (value / numeral.times).normalize())
            + (as_written[len(as_written.rstrip("百千万亿")) :])
        )
    else:
        new = rewritten(as_written, value)
    return Rewording(paragraph.place(numeral.first, numeral.last), new)


def place_of(paragraph: Paragraph, numeral: Numeral) -> TextPlace:
    """Point at a number with its unit."""
    return paragraph.place(numeral.begin, numeral.end)


def plain(value: Decimal) -> Value:
    """Give a whole number as a count, anything else as it is."""
    return int(value) if value == value.to_integral_value() else value


def _common_line(fields: Sequence[Field]) -> str:
    """Name the innermost labels that all the fields share."""
    names = []
    for paths in ([field.row_path for field in fields], [field.column_path for field in fields]):
        shared = [label for label in paths[0] if all(label in path for path in paths)]
        if shared:
            names.append(f"“{shared[-1]}”")
    return "".join(names)
