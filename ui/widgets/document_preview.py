"""A printed paper on the screen, before it goes to the printer or into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QStandardPaths,
    Qt,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, isolate
from ui.widgets import named
from ui.widgets.page_view import PageView
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.print_form import PrintForm, PrintJob
from ui.widgets.thumbnails import Thumbnails


class DocumentPreview(QDialog):
    """A paper as it will be printed; it remembers nothing once it is closed."""

    def __init__(self, pdf: bytes, suggested_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentPreview")
        self.setWindowTitle(suggested_name)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._pdf = pdf
        self._suggested_name = suggested_name
        self._pages = PdfPages(pdf)
        self._job: PrintJob | None = None
        self.view = PageView(self._pages, self)
        self._note = named(QLabel(), "note")
        self._note.setText(_("A saved file can be read by anyone: delete it once it has served."))
        layout = QVBoxLayout(self)
        layout.addLayout(self._tools())
        layout.addLayout(self._body(), 1)
        layout.addWidget(self._note)
        self.resize(1180, 720)
        self._tell_page(0)
        self.view.setFocus()

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        smaller = self._button("−", "zoomOut", _("Smaller"), QKeySequence.StandardKey.ZoomOut)
        larger = self._button("+", "zoomIn", _("Larger"), QKeySequence.StandardKey.ZoomIn)
        fit = self._button(_("Fit width"), "fitWidth", "", QKeySequence("Ctrl+0"))
        save = self._button(_("Save as PDF"), "savePdf", "", QKeySequence.StandardKey.Save)
        self._print = self._button(_("Print"), "print", "", QKeySequence.StandardKey.Print)
        self._print.setDefault(True)
        self._zoom = named(QLabel(), "zoom")
        self._zoom.setMinimumWidth(52)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = named(QLabel(), "page")
        for narrow in (smaller, larger):
            narrow.setFixedWidth(36)
        for part in (smaller, self._zoom, larger, fit):
            tools.addWidget(part)
        tools.addSpacing(12)
        tools.addWidget(self._place)
        tools.addStretch(1)
        tools.addWidget(save)
        tools.addWidget(self._print)
        smaller.clicked.connect(self.view.zoom_out)
        larger.clicked.connect(self.view.zoom_in)
        fit.clicked.connect(self.view.fit_width)
        save.clicked.connect(self.save)
        self._print.clicked.connect(self.print_paper)
        self.view.zoomed.connect(self._tell_zoom)
        self.view.page_changed.connect(self._tell_page)
        return tools

    def _button(
        self, text: str, name: str, hint: str, keys: QKeySequence | QKeySequence.StandardKey
    ) -> QPushButton:
        button = named(QPushButton(text), name)
        button.setToolTip(hint)
        button.setShortcut(QKeySequence(keys))
        button.setAutoDefault(False)
        return button

    def _body(self) -> QHBoxLayout:
        self._thumbnails = Thumbnails(self._pages)
        self._thumbnails.setVisible(len(self._pages) > 1)
        self._thumbnails.clicked.connect(lambda index: self.view.show_page(index.row()))
        body = QHBoxLayout()
        body.addWidget(self._thumbnails)
        body.addWidget(self.view, 1)
        return body

    @property
    def note(self) -> str:
        """What the line at the foot says."""
        return self._note.text()

    def save(self) -> None:
        """Ask for a file, and write the paper into it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{self._suggested_name}.pdf")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), proposed, f"{_('PDF file')} (*.pdf)"
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        try:
            path.write_bytes(self._pdf)
        except OSError as error:
            reason = error.strerror or str(error)
            self._note.setText(_("The file was not saved: {reason}").format(reason=reason))
            return
        self._note.setText(
            _("Saved as {file}. Anyone can read it: delete it once it has served.").format(
                file=isolate(str(path))
            )
        )

    def print_paper(self) -> None:
        """Ask for printer, copies and pages, and print."""
        form = PrintForm(len(self._pages), self)
        if self._job or form.exec() != QDialog.DialogCode.Accepted:
            return
        self._job = PrintJob(self._pages, form.chosen_printer(), form.chosen_pages(), self)
        self._job.progress.connect(self._tell_progress)
        self._job.finished.connect(self._printed)
        self._print.setEnabled(False)
        self._job.start()

    def done(self, result: int) -> None:
        """Close, unless pages are still on their way to the printer."""
        if self._job is None:
            super().done(result)
            self._pages.close()

    def _tell_progress(self, page: int, count: int) -> None:
        self._note.setText(_("Printing page {page} of {count}…").format(page=page, count=count))

    def _printed(self, complete: bool) -> None:
        self._job = None
        self._print.setEnabled(True)
        self._note.setText(
            _("Sent to the printer.") if complete else _("The printer did not take the paper.")
        )

    def _tell_zoom(self, zoom: float) -> None:
        self._zoom.setText(isolate(f"{zoom:.0%}"))

    def _tell_page(self, page: int) -> None:
        self._place.setText(isolate(f"{page + 1} / {len(self._pages)}"))
        self._thumbnails.mark(page)
