"""How things stand with what the clerk has typed: a few words, a sentence if things are ill.

Each pair is what the status bar shows all the time, and what it says once in full.
"""

from nianbao.io.atomic import reason
from nianbao.io.saved_file import Outcome, Saved

Told = tuple[str, str]

NOTHING: Told = ("", "")
KEPT: Told = ("修改已记下", "")
KEPT_WITHOUT_FILE: Told = ("修改已记下，还没有存成文件", "")

_NOT_KEPT = "✕ 修改没有记下"
_FEW = {
    Outcome.CHANGED: "✕ 没有自动保存：文件被别的程序改过",
    Outcome.GONE: "✕ 没有自动保存：文件不见了",
    Outcome.FAILED: "✕ 没有自动保存：写不进去",
}
_WHY = {
    Outcome.CHANGED: "为了不盖掉别人的内容，没有自动保存。",
    Outcome.GONE: "可能被移走或者删除了。",
    Outcome.FAILED: "",
}
_ADVICE = {
    Outcome.CHANGED: "请按 Ctrl+S 选择怎么办。",
    Outcome.GONE: "请按 Ctrl+S 重新保存，或者用“另存为”。",
    Outcome.FAILED: "半分钟后再试，也可以用“另存为”保存到别的地方。",
}


def saved(time: str) -> Told:
    """Say that the clerk saved."""
    return (f"已保存 {time}", "")


def autosaved(time: str) -> Told:
    """Say that the file was saved in the background."""
    return (f"已自动保存 {time}", "")


def not_written(how: Saved, *, kept: bool) -> Told:
    """Say why the file was not saved in the background, and whether the changes are kept."""
    safe = "您的修改都已记下，" if kept else "您的修改也没有能够记下来，"
    return _FEW[how.outcome], f"{how.words}。{_WHY[how.outcome]}{safe}{_ADVICE[how.outcome]}"


def not_kept(error: OSError) -> Told:
    """Say that not even the journal could be written."""
    return (
        _NOT_KEPT,
        f"修改没有能够记下来（{reason(error)}），请马上保存，或者用“另存为”保存到别的磁盘。",
    )


def is_about_journal(told: Told) -> bool:
    """Tell whether words say that the journal, not the file, is in trouble."""
    return told[0] == _NOT_KEPT
