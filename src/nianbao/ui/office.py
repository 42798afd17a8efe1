"""The office's own list of words: opened in the editor the system has for text files."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from nianbao.io.office_words import office_words_path, read_office_words, write_template
from nianbao.io.problems import Refused
from nianbao.ui import dialogs
from nianbao.ui.passing_words import say


def edit_office_words(window: QMainWindow) -> None:
    """Open the list, an explained one if there is none yet; name the lines that are of no use."""
    try:
        path = Path(office_words_path(sys.platform, os.environ, Path.home()))
        write_template(path)
    except (Refused, RuntimeError) as error:
        words = error.message if isinstance(error, Refused) else "找不到您的个人文件夹。"
        dialogs.warn(window, "词语表没有打开", words)
        return
    if problems := read_office_words(path).problems:
        dialogs.tell(window, "词语表里有几行没有用上", "\n".join(problems))
    if dialogs.open_outside(path):
        words = "词语表已打开：改好保存，重新打开年报助手后生效。"
        say(window, words)
    else:
        dialogs.warn(window, "词语表没有打开", f"请用记事本打开这个文件：\n{path}")
