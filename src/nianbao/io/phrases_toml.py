"""What a form declares to help a person: ready reasons, and reminders for the reviewer."""

from collections.abc import Collection, Mapping

from nianbao.core.checker import Reminder
from nianbao.io.declared import Declaration


def declared_phrases(
    declared: Declaration, explained: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Read the ready reasons; `explained` are the rules that can be given one."""
    phrases: dict[str, tuple[str, ...]] = {}
    for each in declared.each("phrase"):
        words, rules = each.text("words"), each.texts("rules")
        if not rules:
            each.note("'rules' names no rule")
        for rule in rules:
            known = phrases.get(rule, ())
            if rule not in explained:
                each.note(f"there is no rule {rule!r} that asks for a reason")
            if words in known:
                each.note(f"{words!r} stands twice for {rule}")
            phrases[rule] = (*known, words)
        each.finish()
    declared.finish()
    return phrases


def declared_reminders(declared: Declaration) -> tuple[Reminder, ...]:
    """Read what no program can check."""
    reminders: list[Reminder] = []
    for each in declared.each("reminder"):
        reminder = Reminder(each.text("id"), each.text("words"), each.text("source"))
        if any(other.rule == reminder.rule for other in reminders):
            each.note("stands twice")
        reminders.append(reminder)
        each.finish()
    declared.finish()
    return tuple(reminders)
