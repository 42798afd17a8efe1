"""Questions that keep work from being lost: unsaved, damaged, changed by others, not writable."""

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

from nianbao.ui.dialogs.boxes import add_button, clicked_in, message_box

UNSAVED = "不保存的话，这些修改不写进文件，以后只能用“恢复以前的版本”找回。"


class Unsaved(Enum):
    """What to do with changes that are not saved yet."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Retry(Enum):
    """What to do when a file could not be written."""

    AGAIN = auto()
    ELSEWHERE = auto()
    CANCEL = auto()


class Conflict(Enum):
    """What to do when another program has written the report's file."""

    OVERWRITE = auto()
    ELSEWHERE = auto()
    CANCEL = auto()


class InUse(Enum):
    """What to do when another window has the file."""

    COPY = auto()
    FORCE = auto()
    CANCEL = auto()


def ask_unsaved(parent: QWidget, name: str) -> Unsaved:
    """Ask what to do with changes before they would be lost."""
    box = message_box(parent, QMessageBox.Icon.Question, f"要保存对“{name}”的修改吗？", UNSAVED)
    save = add_button(box, "保存(&S)", QMessageBox.ButtonRole.AcceptRole)
    discard = add_button(box, "不保存(&N)", QMessageBox.ButtonRole.DestructiveRole)
    add_button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    clicked = clicked_in(box)
    if clicked is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if clicked is discard else Unsaved.CANCEL


def ask_retry(parent: QWidget, message: str) -> Retry:
    """Say that a file could not be written, and offer a second chance."""
    box = message_box(parent, QMessageBox.Icon.Warning, "没有写成", message)
    again = add_button(box, "重试(&R)", QMessageBox.ButtonRole.AcceptRole)
    elsewhere = add_button(box, "换个名字保存(&A)…", QMessageBox.ButtonRole.ActionRole)
    add_button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    clicked = clicked_in(box)
    if clicked is again:
        return Retry.AGAIN
    return Retry.ELSEWHERE if clicked is elsewhere else Retry.CANCEL


def ask_conflict(parent: QWidget, name: str) -> Conflict:
    """Ask what to do before somebody else's changes would be written over."""
    box = message_box(
        parent,
        QMessageBox.Icon.Warning,
        f"“{name}”被别的程序改过",
        "您打开以后，它又被别的程序或别的人保存过，里面可能有您没有见过的内容。\n\n"
        "覆盖的话，它现在的内容会留一份在“恢复以前的版本”里。",
    )
    elsewhere = add_button(box, "换个名字保存(&A)…", QMessageBox.ButtonRole.AcceptRole)
    overwrite = add_button(box, "覆盖它(&O)", QMessageBox.ButtonRole.DestructiveRole)
    add_button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(elsewhere)
    clicked = clicked_in(box)
    if clicked is elsewhere:
        return Conflict.ELSEWHERE
    return Conflict.OVERWRITE if clicked is overwrite else Conflict.CANCEL


def ask_in_use(parent: QWidget, message: str, abandoned: bool) -> InUse:  # noqa: FBT001
    """Say who has a file and offer a copy of it; the file itself where it may be `abandoned`."""
    words = "可以打开一份副本：副本没有文件名，保存时另取名字，不影响原来的文件。"
    if abandoned:
        words += "\n\n如果那台电脑已经关机、没有人在填，也可以仍然打开原来的文件。"
    box = message_box(parent, QMessageBox.Icon.Information, message, words)
    copy = add_button(box, "打开副本(&P)", QMessageBox.ButtonRole.AcceptRole)
    role = QMessageBox.ButtonRole.DestructiveRole
    force = add_button(box, "仍然打开(&O)", role) if abandoned else None
    add_button(box, "取消(&C)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(copy)
    clicked = clicked_in(box)
    if clicked is copy:
        return InUse.COPY
    forced = force is not None and clicked is force
    return InUse.FORCE if forced else InUse.CANCEL


def ask_recover(parent: QWidget, message: str) -> bool:
    """Say what work a window that was stopped has left behind; tell whether it is wanted."""
    box = message_box(parent, QMessageBox.Icon.Question, "上次有修改没有来得及保存", message)
    recover = add_button(box, "恢复(&R)", QMessageBox.ButtonRole.AcceptRole)
    add_button(box, "不恢复，留着(&N)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(recover)
    return clicked_in(box) is recover


def ask_last_good(parent: QWidget, name: str, when: str, why: str) -> bool:
    """Say why a report file cannot be read any more, and offer what was kept of it."""
    box = message_box(
        parent,
        QMessageBox.Icon.Warning,
        f"打开“{name}”{when}保存的内容吗？",
        f"{why}\n\n这台电脑上还留着它{when}保存的内容。打开以后是一份没有保存的年报，"
        "请核对后保存；读不出来的文件原样不动。",
    )
    opened = add_button(box, "打开那时的内容(&O)", QMessageBox.ButtonRole.AcceptRole)
    add_button(box, "不打开(&N)", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(opened)
    return clicked_in(box) is opened


def ask_altered(parent: QWidget, name: str, when: str, differences: str) -> bool:
    """Say that a file was changed outside the program; tell whether what was kept is wanted."""
    box = message_box(
        parent,
        QMessageBox.Icon.Warning,
        f"“{name}”保存以后在年报助手之外被改过，或者已经损坏",
        f"现在打开的是文件里的内容。和这台电脑上{when}留下的内容相比：\n\n{differences}\n\n"
        "如果不是有人有意改的，请换成那时的内容：换了以后是一份没有保存的年报，文件原样不动，"
        "按 Ctrl+Z 可以换回来。",
    )
    kept = add_button(box, "就用文件里的(&F)", QMessageBox.ButtonRole.RejectRole)
    restored = add_button(box, "换成那时的内容(&O)", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(kept)
    return clicked_in(box) is restored
