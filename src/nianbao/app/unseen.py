"""Qt without a window: what drawing a PDF needs where there may be no screen."""

import os
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


def need_fonts() -> None:
    """Make the application that fonts need, if there is none; a screen is not needed."""
    if QCoreApplication.instance() is not None:
        return
    if sys.platform == "linux":  # there Qt ends the program when it finds no screen
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationName("nianbao")
