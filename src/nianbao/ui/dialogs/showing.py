"""Shows dialogs of our own, and gives what the clerk chose in them."""

from PySide6.QtWidgets import QDialog

from nianbao.core.form import CellId
from nianbao.core.report import Change
from nianbao.ui.cell_chooser import CellChooser
from nianbao.ui.paste_preview import PasteChoice, PastePreview
from nianbao.ui.preview import PreviewDialog
from nianbao.ui.reason import ReasonDialog
from nianbao.ui.versions_dialog import Kept, VersionsDialog
from nianbao.ui.wait_dialog import WaitDialog
from nianbao.ui.zero_report_dialog import ZeroReportDialog


def ask_submission(dialog: QDialog) -> bool:
    """Show how the documents to hand in would be named; tell whether they are wanted."""
    return _accepted(dialog)


def ask_style(dialog: QDialog) -> bool:
    """Show how the Word document is set; tell whether the choices are wanted."""
    return _accepted(dialog)


def ask_version(dialog: VersionsDialog) -> Kept | None:
    """Show the states that were kept; give the one to restore."""
    return dialog.chosen() if _accepted(dialog) else None


def ask_take_over(dialog: PreviewDialog) -> Change | None:
    """Show what was found in a file before any of it is taken over; None if none is."""
    return dialog.chosen() if _accepted(dialog) else None


def ask_zero_report(dialog: ZeroReportDialog) -> frozenset[str]:
    """Show what a report of nothing would hold; give the parts to fill in, none for no."""
    return dialog.chosen() if _accepted(dialog) else frozenset()


def ask_explanation(dialog: ReasonDialog) -> str | None:
    """Show a finding and ask why it may stand; "" takes the reason away, None changes nothing."""
    return dialog.chosen() if _accepted(dialog) else None


def ask_cell(dialog: CellChooser) -> CellId | None:
    """Ask which number of the tables is to stand in the text."""
    return dialog.chosen() if _accepted(dialog) else None


def ask_paste(dialog: PastePreview) -> PasteChoice | None:
    """Show what is doubtful about a paste, and where it may go; None pastes nothing."""
    return dialog.chosen() if _accepted(dialog) else None


def wait_for(dialog: WaitDialog) -> bool:
    """Keep the clerk waiting till some work is over; tell whether it came to its end."""
    return _accepted(dialog)


def ask_printer(dialog: QDialog) -> bool:
    """Ask which printer prints which pages; tell whether to print."""
    return _accepted(dialog)


def _accepted(dialog: QDialog) -> bool:
    """Show a dialog and tell the answer; it can be asked for more till the next event."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
