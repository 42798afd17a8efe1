"""The look, in one place: colours, type, distances, icons.

Fusion on every system, so that what was tested is what the clerk sees. A state is never told by
colour alone. Whoever paints asks `colours` and `brushes` at the moment of painting: they are
those of the palette at hand, made once when it changes (Qt then repaints everything by itself).
"""

from dataclasses import fields
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.ui.theme.palettes import LIGHT, Palette
from nianbao.ui.theme.style_sheet import style_sheet

GAP: Final = 8
"""Pixels between things that belong together; twice that between things that do not."""

BOXES: Final[tuple[Any, ...]] = ("QCheckBox", "QRadioButton", "QMenu")
"""What shows a box to be ticked. The type hints want bytes, what they hint at wants words."""

LIGHTER: Final = 140
"""Per cent: undoes what Qt does to the colour of the window to get that of an edge."""


def _solid(colour: QColor) -> QBrush:
    # Without its pattern Qt would look through every kind of brush there is first: 17 ms.
    return QBrush(colour, Qt.BrushStyle.SolidPattern)


colours: Final[Palette[QColor]] = LIGHT.each(QColor)
brushes: Final[Palette[QBrush]] = colours.each(_solid)
"""The palette at hand; one look for the whole program, as Qt has one palette for it."""


def dress(app: QApplication, palette: Palette[str] = LIGHT) -> None:
    """Give the whole program its look, or another one while it runs."""
    for field in fields(palette):
        colour = QColor(getattr(palette, field.name))
        setattr(colours, field.name, colour)
        setattr(brushes, field.name, _solid(colour))
    usual = _for_qt()
    app.setPalette(usual)
    for name in BOXES:  # Qt draws their edge a good deal darker than this
        boxes = QPalette(usual)
        boxes.setColor(QPalette.ColorRole.Window, colours.edge.lighter(LIGHTER))
        app.setPalette(boxes, name)
    app.setStyleSheet(style_sheet(palette, app.font().pointSizeF()))


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget's words the colour of a meaning (a name in `Palette`); "" for the usual."""
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _for_qt() -> QPalette:
    """Tell Qt's own style which colours to draw with."""
    roles = QPalette.ColorRole
    palette = QPalette(colours.paper, colours.desk)
    for role, colour in (
        (roles.Window, colours.desk),
        (roles.Base, colours.paper),
        (roles.AlternateBase, colours.desk),
        (roles.Button, colours.paper),
        (roles.Text, colours.ink),
        (roles.WindowText, colours.ink),
        (roles.ButtonText, colours.ink),
        (roles.BrightText, colours.ink),
        (roles.PlaceholderText, colours.faint),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.accent_ink),
        (roles.Link, colours.accent),
        (roles.LinkVisited, colours.accent),
        (roles.ToolTipBase, colours.paper),
        (roles.ToolTipText, colours.ink),
    ):
        palette.setColor(role, colour)
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.dim)
    return palette
