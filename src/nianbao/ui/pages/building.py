"""Builds the page of a step and ties what it asks for to the window."""

from typing import Protocol, TypeAlias, cast

from PySide6.QtWidgets import QMainWindow

from nianbao.core.finding import Finding
from nianbao.core.form import Section
from nianbao.ui.files import Files
from nianbao.ui.incoming import Incoming
from nianbao.ui.pages.check_page import CheckPage
from nianbao.ui.pages.cover_page import CoverPage
from nianbao.ui.pages.start_page import StartPage
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.sections import CHECK, COVER
from nianbao.ui.session import Session

Page: TypeAlias = CoverPage | TextPage | TablePage | CheckPage


class Window(Protocol):
    """What pages ask of the window they stand in."""

    session: Session
    files: Files
    incoming: Incoming

    def show_finding(self, finding: Finding) -> None:
        """Go to what a finding speaks of."""

    def show_cells(self, finding: Finding) -> None:
        """Go to the table in which the cells of a finding stand."""

    def explain(self, finding: Finding) -> None:
        """Ask for the reason why a finding may stand."""

    def insert_link(self) -> None:
        """Let the clerk choose a number of the tables to stand in the text."""

    def fill_zero_report(self) -> None:
        """Fill in what a report of nothing holds, as far as the clerk agrees."""

    def open_example(self) -> None:
        """Show the example report."""


def build_page(step: str, window: Window) -> Page:
    """Build the page of a step."""
    if step == COVER:
        return _cover(window)
    if step == CHECK:
        return _check(window)
    section = window.session.form.section(step)
    page = _table(section, window) if section.table else _text(section, window)
    page.setObjectName(f"sectionPage{step}")
    return page


def build_start(window: Window) -> StartPage:
    """Build the page with the ways to begin."""
    parent = cast(QMainWindow, window)
    page = StartPage(window.files.recent.paths(), parent)
    page.starting.connect(lambda: window.incoming.ask_start(parent))
    page.creating.connect(lambda: window.files.ask_new(parent))
    page.opening.connect(lambda: window.incoming.ask_open(parent))
    page.nothing.connect(window.fill_zero_report)
    page.showing.connect(window.open_example)
    page.resuming.connect(lambda path: window.incoming.ask_recent(parent, path))
    return page


def _cover(window: Window) -> CoverPage:
    parent = cast(QMainWindow, window)
    page = CoverPage(window.session, parent)
    page.beginnings.starting.connect(lambda: window.incoming.ask_start(parent))
    page.beginnings.importing.connect(lambda: window.incoming.ask_import(parent))
    page.beginnings.opening.connect(lambda: window.incoming.ask_open(parent))
    page.beginnings.nothing.connect(window.fill_zero_report)
    page.explaining.connect(window.explain)
    page.to_cells.connect(window.show_cells)
    return page


def _table(section: Section, window: Window) -> TablePage:
    page = TablePage(section, window.session, cast(QMainWindow, window))
    page.explaining.connect(window.explain)
    return page


def _text(section: Section, window: Window) -> TextPage:
    page = TextPage(section, window.session, cast(QMainWindow, window))
    page.explaining.connect(window.explain)
    page.to_cells.connect(window.show_cells)
    page.linking.connect(window.insert_link)
    return page


def _check(window: Window) -> CheckPage:
    parent = cast(QMainWindow, window)
    page = CheckPage(window.session, parent)
    page.jumped.connect(window.show_finding)
    page.to_cells.connect(window.show_cells)
    page.explaining.connect(window.explain)
    page.word.connect(lambda: window.files.ask_export_word(parent, draft=False))
    page.draft.connect(lambda: window.files.ask_export_word(parent, draft=True))
    page.excel.connect(lambda: window.files.ask_export_excel(parent))
    page.review.connect(lambda: window.files.ask_export_review(parent))
    return page
