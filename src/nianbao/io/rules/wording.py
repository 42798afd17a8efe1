"""Declared rules on words: patterns, word lists, marks that come in pairs."""

import re
from collections.abc import Iterable

from nianbao.core.finding import Severity
from nianbao.core.form import Form
from nianbao.core.rules.wording.personal_numbers import Check
from nianbao.core.rules.wording.slip_finders import HEAD, Partners, Patterns, SlipPattern, WordList
from nianbao.core.rules.wording.slips import Finder, Wording
from nianbao.io.declared import Declaration
from nianbao.io.rules.expressions import NEVER, expression


def wording(declared: Declaration, _form: Form) -> Iterable[Wording]:
    """Read a rule on words; what it looks for is any of patterns, words and pairs."""
    patterns = tuple(_pattern(entry) for entry in declared.each("pattern"))
    skip = expression(declared, "skip") if declared.text("skip", "") else NEVER
    finders: list[Finder] = []
    if patterns:
        finders.append(Patterns(patterns, skip))
    if words := declared.texts_by_key("words"):
        for wrong, right in words.items():
            if len(wrong) < HEAD or not right or wrong == right:
                declared.note(f"'words': {wrong!r} = {right!r} corrects nothing")
        exceptions = declared.texts("exceptions", ())
        for longer in exceptions:
            if not any(wrong in longer for wrong in words):
                declared.note(f"'exceptions': {longer!r} has no wrong word in it")
        message = declared.pattern("message", "said", "new")
        finders.append(WordList(words, exceptions, message, ""))
    finders += [_partners(entry) for entry in declared.each("pairs")]
    if not finders:
        declared.note("there is nothing to look for")
    yield _rule(declared, tuple(finders))


def office_words(declared: Declaration, _form: Form) -> Iterable[Wording]:
    """Read the rule that speaks for the office's own list; the list itself comes later."""
    message = declared.pattern("message", "said", "new")
    message_avoid = declared.pattern("message_avoid", "said")
    yield _rule(declared, (WordList({}, (), message, message_avoid, office=True),))


def _rule(declared: Declaration, finders: tuple[Finder, ...]) -> Wording:
    return Wording(
        rule=declared.text("id"),
        severity=declared.choice("severity", Severity),
        limit=declared.number("limit"),
        message_more=declared.pattern("message_more", "count"),
        finders=finders,
    )


def _pattern(declared: Declaration) -> SlipPattern:
    instead = declared.text("instead", "")
    begin = bool(declared.text("begin", ""))
    find = expression(declared, "begin" if begin else "find")
    if instead:
        _check_template(declared, find, instead)
    pattern = SlipPattern(
        find=find,
        message=declared.pattern("message", "said", "masked", "new"),
        begin=begin,
        instead=instead or None,
        without=expression(declared, "without") if declared.text("without", "") else None,
        check=declared.choice("check", Check) if declared.text("check", "") else None,
    )
    declared.finish()
    return pattern


def _check_template(declared: Declaration, find: re.Pattern[str], instead: str) -> None:
    """Note references to groups that are not there."""
    for group in re.findall(r"\\(\d)", instead):
        if int(group) > find.groups:
            declared.note(f"'instead' speaks of group {group}, 'find' has {find.groups}")


def _partners(declared: Declaration) -> Partners:
    pairs = declared.texts("marks")
    for pair in pairs:
        if len(pair) % 2 or not pair:
            declared.note(f"'marks': {pair!r} is no pair of marks")
    partners = Partners(
        pairs=pairs,
        aside=expression(declared, "aside"),
        message_opening=declared.pattern("message_opening", "said"),
        message_closing=declared.pattern("message_closing", "said"),
    )
    declared.finish()
    return partners
