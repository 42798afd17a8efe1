"""The order in which Tab goes from one widget to the next."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def order_tabs(*stops: QWidget) -> None:
    """Let Tab go through these widgets in this order; what is hidden is passed over."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
