"""A printed paper on the screen, before it goes to the printer or into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QStandardPaths,
    Qt,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, isolate
from amane_desktop.office.preferences import keep_preference, preference
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import line_label, plain_button, primary_button
from ui.widgets.page_view import PageView
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.print_form import PrintForm
from ui.widgets.print_job import PrintJob
from ui.widgets.sections import Section
from ui.widgets.thumbnails import Thumbnails

_PRINTER = "printer"


class DocumentPreview(QDialog):
    """A paper as it will be printed; it may be closed while the printer takes it.

    With a desk the printer is remembered for who is signed in, and what becomes of the printing is
    told there once the preview is closed. `taken` is called when the paper has left as a file or
    for the printer. Of a paper that `tells_of_nobody`, nothing is said of who might read it.
    """

    def __init__(
        self,
        pdf: bytes,
        suggested_name: str,
        parent: QWidget | None = None,
        *,
        folder: Path | None = None,
        desk: Desk | None = None,
        sections: Sequence[Section] = (),
        taken: Callable[[], None] = lambda: None,
        tells_of_nobody: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("documentPreview")
        self.setWindowTitle(suggested_name)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._pdf = pdf
        self._suggested_name = suggested_name
        self._folder = folder
        self._pages = PdfPages(pdf)
        self._desk = desk
        self._sections = sections
        self._taken = taken
        self.view = PageView(self._pages, self)
        self._note = named(line_label("secondary"), "note")
        self._tells_of_nobody = tells_of_nobody
        if not tells_of_nobody:
            words = _("A saved file can be read by anyone: delete it once it has served.")
            self._note.setText(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.EDGE, theme.INSIDE, theme.EDGE, theme.INSIDE)
        layout.setSpacing(theme.GAP)
        layout.addLayout(self._tools())
        layout.addLayout(self._body(), 1)
        layout.addWidget(self._note)
        self.resize(1180, 720)
        self._tell_page(0)
        self.view.setFocus()

    def _tools(self) -> QHBoxLayout:
        smaller = plain_button("", "mdi6.magnify-minus-outline")
        larger = plain_button("", "mdi6.magnify-plus-outline")
        fit = plain_button(_("Fit width"))
        save = plain_button(_("Save as PDF"), "mdi6.content-save-outline")
        self._print = primary_button(_("Print"), theme.accent("neutral"), "mdi6.printer")
        smaller.setToolTip(_("Smaller"))
        larger.setToolTip(_("Larger"))
        for button, name, keys, pressed in (
            (smaller, "zoomOut", QKeySequence.StandardKey.ZoomOut, self.view.zoom_out),
            (larger, "zoomIn", QKeySequence.StandardKey.ZoomIn, self.view.zoom_in),
            (fit, "fitWidth", "Ctrl+0", self.view.fit_width),
            (save, "savePdf", QKeySequence.StandardKey.Save, self.save),
            (self._print, "print", QKeySequence.StandardKey.Print, self.print_paper),
        ):
            named(button, name).setShortcut(QKeySequence(keys))
            button.clicked.connect(pressed)
        self._zoom = named(line_label("secondary"), "zoom")
        self._zoom.setMinimumWidth(48)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = named(line_label("secondary"), "page")
        self.view.zoomed.connect(self._tell_zoom)
        self.view.page_changed.connect(self._tell_page)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for part in (smaller, self._zoom, larger, fit):
            tools.addWidget(part)
        tools.addSpacing(12)
        tools.addWidget(self._place)
        tools.addStretch(1)
        tools.addWidget(save)
        tools.addWidget(self._print)
        self._print.setDefault(True)
        return tools

    def _body(self) -> QHBoxLayout:
        self._thumbnails = Thumbnails(self._pages)
        if len(self._pages) <= 1:
            self._thumbnails.hide()
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
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._folder or QStandardPaths.writableLocation(documents)
        if self._folder is not None:
            # Where it cannot be made, saving says so.
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
        proposed = str(Path(folder) / f"{self._suggested_name}.pdf")
        kind = _("PDF file") + " (*.pdf)"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as PDF"), proposed, kind)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        aside = path.with_name(f"{path.name}.part")
        try:
            aside.write_bytes(self._pdf)
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            self._note.setText(_("The file was not saved: {reason}").format(reason=reason))
            return
        self._taken()
        words = _("Saved as {file}. Anyone can read it: delete it once it has served.")
        if self._tells_of_nobody:
            words = _("Saved as {file}.")
        self._note.setText(words.format(file=isolate(str(path))))

    def print_paper(self) -> None:
        """Ask for printer, copies and pages, and print."""
        kept = self._desk.ask(preference, _PRINTER) if self._desk else {}
        form = PrintForm(
            len(self._pages), self, printer=kept.get("name", ""), sections=self._sections
        )
        if form.exec() != QDialog.DialogCode.Accepted:
            return
        name = form.printer.currentText()
        if self._desk:
            self._desk.do(keep_preference, _PRINTER, {"name": name})
        job = PrintJob(
            self._pdf, form.chosen_printer(), form.chosen_pages(), QApplication.instance()
        )
        job.progress.connect(self._tell_progress)
        job.finished.connect(self._printed)
        job.finished.connect(partial(_tell_end, self._desk, name))
        self._print.setEnabled(False)
        self._taken()
        job.start()

    def done(self, result: int) -> None:
        """Close; pages that are on their way go on."""
        super().done(result)
        self._pages.close()

    def _tell_progress(self, page: int, count: int) -> None:
        self._note.setText(_("Printing page {page} of {count}…").format(page=page, count=count))

    def _printed(self, complete: bool) -> None:
        self._print.setEnabled(True)
        if complete:
            self._note.setText(_("Sent to the printer."))
        else:
            self._note.setText(_not_taken())

    def _tell_zoom(self, zoom: float) -> None:
        self._zoom.setText(isolate(f"{zoom:.0%}"))

    def _tell_page(self, page: int) -> None:
        self._place.setText(isolate(f"{page + 1} / {len(self._pages)}"))
        self._thumbnails.mark(page)


def _tell_end(desk: Desk | None, printer: str, complete: bool) -> None:
    """Say in the window, too, what became of a paper whose preview may be closed."""
    if desk is None:
        return
    if complete:
        desk.notice.emit(_("Sent to the printer {name}.").format(name=isolate(printer)))
    else:
        desk.notice.emit(_not_taken())


def _not_taken() -> str:
    return _("The printer did not take the paper: see that it is on, connected, and has paper.")
