"""Words of a foreign file stay words wherever the window shows them: nothing they name is read."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from nianbao.core.report import Change, Passage, Unread

LARGE = 900
"""Pixels of the picture; whatever shows it is larger."""


@pytest.fixture
def hostile(tmp_path):
    """Words that are a picture where they are taken for HTML."""
    path = tmp_path / "picture.png"
    image = QImage(LARGE, LARGE, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(path))
    return f"<img src='{path}'>"


def test_no_label_of_the_window_takes_them_for_html(window, hostile):
    text = {"1": (Passage(hostile, f"{hostile}收到9件"),)}
    window.session.do(Change(cells={"t3.1.natural": Unread(hostile)}, text=text), "导入")
    for step in ("3", "1", "check"):
        window.steps.go_to(step)
        QApplication.sendPostedEvents()
        labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
        assert labels
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        assert not [label for label in labels if label.sizeHint().height() >= LARGE]
    assert any(hostile in label.text() for label in window.findChildren(QLabel))


@pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)
def test_no_tip_takes_them_for_html(window, hostile):
    QToolTip.showText(QPoint(5, 5), hostile, window)
    (tip,) = (w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    assert tip.text() == hostile
    assert tip.height() < LARGE
    QToolTip.hideText()
