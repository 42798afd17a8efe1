"""How long a section is, in words, measured as the rule on its length does."""

from nianbao.core.checker import RuleBook
from nianbao.core.rules.structure.items import NotTooLong


def limit_of(book: RuleBook, section: str) -> int | None:
    """Find how many characters a section may have; None where no rule says so."""
    rules = (rule for rule in book.rules if isinstance(rule, NotTooLong))
    return next((rule.most for rule in rules if rule.section == section), None)


def length_words(count: int, most: int | None) -> str:
    """Say how long a section is, and how that stands to its limit."""
    if most is None:
        return f"正文 {count} 字"
    if count > most:
        return f"! 正文 {count} 字，超出 {count - most} 字（一般不超过 {most} 字）"
    return f"正文 {count} 字（一般不超过 {most} 字）"
