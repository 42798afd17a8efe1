"""What may be typed into cells, as the spreadsheet program checks it. Knows no sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be typed into some cells, and in what words that is told.

    `kind` and `bounds` are the spreadsheet's; only a `strict` one refuses what does not fit.
    """

    kind: str
    bounds: tuple[str, ...]
    hint: str
    error: str
    strict: bool = True

    def xml(self, where: Iterable[str]) -> str:
        """Write the rule for these ranges."""
        bounds = "".join(
            f"<formula{number}>{escape(bound, quote=False)}</formula{number}>"
            for number, bound in enumerate(self.bounds, 1)
        )
        return (
            f'<dataValidation type="{self.kind}" allowBlank="1" showInputMessage="1"'
            f' showErrorMessage="{int(self.strict)}" error="{escape(self.error)}"'
            f' prompt="{escape(self.hint)}" sqref="{" ".join(where)}">{bounds}</dataValidation>'
        )
