"""The report for help: read on the screen first, then saved where the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl, isolate
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button, primary_button

_WIDTH, _HEIGHT = 760, 600
Refused = Callable[[Refusal], None]
# Who asks, what is read beside the window, and what becomes of it in the window's thread.
Read = Callable[[QObject, Callable[[], str], Callable[[str], None], Refused], None]


class ReportSheet(QDialog):
    """Shows the whole report before anything is written."""

    def __init__(self, parent: QWidget, read: Read, report: Callable[[], str]) -> None:
        super().__init__(parent)
        self.setObjectName("reportSheet")
        self.setWindowTitle(_("Report for help"))
        self.resize(_WIDTH, _HEIGHT)
        self.text = named(QPlainTextEdit(), "reportText")
        self.text.setReadOnly(True)
        # Also lines that begin with a Latin word run as the page does.
        side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(self.layoutDirection())
        self.text.document().setDefaultTextOption(option)
        self.text.setAccessibleName(_("Report for help"))
        self.text.setPlainText(_("Looking…"))
        self.note = named(let_shrink(line_label("secondary")), "reportNote")
        self.save = named(
            primary_button(_("Save…"), theme.accent("neutral"), "mdi6.content-save-outline"),
            "saveReport",
        )
        self.save.setEnabled(False)
        self.save.clicked.connect(self._save)
        self._lay_out()
        read(self, report, self._show, self._refuse)

    def _lay_out(self) -> None:
        close = named(plain_button(_("Close")), "closeReport")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.note, 1)
        buttons.addWidget(close)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(line_label("subject", _("Report for help")))
        column.addWidget(let_shrink(line_label("secondary", _what_it_is())))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def _show(self, report: str) -> None:
        self.text.setPlainText(report)
        self.save.setEnabled(True)
        self.save.setFocus()

    def _refuse(self, refusal: Refusal) -> None:
        self.text.setPlainText(refusal.message)

    def _save(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        proposed = Path(QStandardPaths.writableLocation(documents)) / "amane-report.txt"
        kind = _("Text file") + " (*.txt)"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Report for help"), str(proposed), kind
        )
        if chosen:
            self.save_as(Path(chosen))

    def save_as(self, path: Path) -> None:
        """Write what is shown, and say where it is."""
        if not path.suffix:
            path = path.with_suffix(".txt")
        try:
            # Older Windows' Notepad knows UTF-8 by its mark alone.
            path.write_text(self.text.toPlainText(), "utf-8-sig")
        except OSError as error:
            reason = error.strerror or str(error)
            self.note.setText(_("The file was not saved: {reason}").format(reason=reason))
            return
        self.note.setText(_("Saved as {file}.").format(file=isolate(str(path))))


def _what_it_is() -> str:
    return _(
        "This is all that it says: sizes, counts, times and the last errors. No name of a child,"
        " a family or a colleague is in it, nor anything that somebody typed. Read it, save it,"
        " and send it to whoever helps you."
    )
