"""Looking at scans inside the program: pages, zoom, turned for the eye, and on to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.scan_lines import ScanLine, scan_content
from amane_desktop.people.scans import take_scan_out
from ui import theme
from ui.discreet import Discreet
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import EmptyState, at_its_beginning, let_shrink, line_label, plain_button
from ui.widgets.page_view import PageView
from ui.widgets.scan_pages import Drawn, ScanPages, drawn
from ui.widgets.scan_row import scan_name


class ScanViewer(QDialog):
    """One scan of several at a time; none of them is ever a file in clear."""

    def __init__(
        self, desk: Desk, lines: Sequence[ScanLine], kinds: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scanViewer")
        # The window's own title shows in the task bar: it says nothing.
        self.setWindowTitle("Amane")
        self._desk, self._lines, self._kinds = desk, lines, kinds
        self._at = 0
        self.pages: ScanPages | None = None
        self.view: PageView | None = None
        self._title = at_its_beginning(let_shrink(line_label("title")))
        self._page = line_label("secondary")
        self._said = let_shrink(line_label("error"))
        self._said.hide()
        self._place = QStackedWidget()
        self._waiting = EmptyState(_("Being read…"))
        self._place.addWidget(self._waiting)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(theme.EDGE, theme.INSIDE, theme.EDGE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addWidget(self._said)
        column.addWidget(self._place, 1)
        whole = QStackedWidget()
        whole.addWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)
        self._discreet = Discreet(whole, self)
        self.resize(parent.size())

    def _head(self) -> QHBoxLayout:
        self._before = self._button("", "previousScan", "mdi6.chevron-left", _("Previous scan"))
        self._next = self._button("", "nextScan", "mdi6.chevron-right", _("Next scan"))
        self._before.clicked.connect(lambda: self._go(-1))
        self._next.clicked.connect(lambda: self._go(1))
        forward, back = "Ctrl+Right", "Ctrl+Left"
        if self.isRightToLeft():
            forward, back = back, forward
        self._before.setShortcut(QKeySequence(back))
        self._next.setShortcut(QKeySequence(forward))
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._before, self._next):
            head.addWidget(widget)
        head.addWidget(self._title, 1)
        head.addWidget(self._page)
        for words, name, icon, tip, keys, pressed in (
            ("", "zoomOut", "mdi6.magnify-minus-outline", _("Smaller"), "Ctrl+-", "zoom_out"),
            ("", "zoomIn", "mdi6.magnify-plus-outline", _("Larger"), "Ctrl++", "zoom_in"),
            (_("Whole page"), "fitPage", "", "", "Ctrl+0", "fit_page"),
            (_("Fit width"), "fitWidth", "", "", "Ctrl+1", "fit_width"),
        ):
            button = self._button(words, name, icon, tip)
            button.setShortcut(QKeySequence(keys))
            button.clicked.connect(partial(self._look, pressed))
            head.addWidget(button)
        turn = self._button("", "turn", "mdi6.rotate-right", _("Turn"))
        turn.setShortcut(QKeySequence("Ctrl+R"))
        turn.clicked.connect(self._turn)
        open_with = self._button(_("Open with…"), "openWith", "mdi6.open-in-new", "")
        open_with.clicked.connect(self._ask_to_open)
        close = self._button(_("Close"), "closeViewer", "", "")
        close.clicked.connect(self.reject)
        for widget in (turn, open_with, close):
            head.addWidget(widget)
        QShortcut(QKeySequence("Ctrl+W"), self, self.reject)
        return head

    def _button(self, words: str, name: str, icon: str, tip: str) -> QPushButton:
        button = named(plain_button(words, icon, mirrored="chevron" in icon), name)
        button.setAutoDefault(False)
        if tip:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        return button

    @property
    def scan_id(self) -> int:
        """Which scan is shown."""
        return self._lines[self._at].id

    def show_scan(self, scan_id: int) -> None:
        """Show one of the scans, as soon as it is read."""
        self._at = next(n for n, line in enumerate(self._lines) if line.id == scan_id)
        line = self._lines[self._at]
        person = in_reader_script(line.given_name, line.given_name_ar)
        name = scan_name(line, self._kinds.get(line.kind, ""))
        whose = in_its_own_direction(person) if person else ""
        self._title.setText(" · ".join(filter(None, (name, whose))))
        self._page.setText("")
        self._say("")
        self._before.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < len(self._lines))
        self._drop()
        self._waiting.words.setText(_("Being read…"))
        arrived = partial(self._arrived, scan_id)
        # (also where the viewer is gone: what was opened is to be closed)
        self._desk.read(self._desk, partial(self._read, scan_id), arrived)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the scan go, however the viewer was closed: the lock hides it at once."""
        super().hideEvent(event)
        if not event.spontaneous():  # (the system's own: the window is made small)
            self._drop()
            self.deleteLater()

    def _read(self, scan_id: int) -> Drawn | Refusal:
        try:
            return drawn(self._desk.office.ask(scan_content, scan_id))
        except Refusal as refusal:
            return refusal

    def _arrived(self, scan_id: int, source: Drawn | Refusal) -> None:
        is_wanted = isValid(self) and self.isVisible() and scan_id == self.scan_id
        if isinstance(source, Refusal):
            if is_wanted:
                self._waiting.words.setText(source.message)
            return
        if not is_wanted:
            source.close()
            return
        self.pages = ScanPages(source, self)
        self.view = PageView(self.pages, self)
        self.pages.arrived.connect(self.view.redraw)
        self.view.page_changed.connect(self._tell_page)
        self._place.addWidget(self.view)
        self._place.setCurrentWidget(self.view)
        self.view.fit_page()
        self.view.setFocus()
        self._tell_page(0)

    def _drop(self) -> None:
        self._place.setCurrentWidget(self._waiting)
        if self.view is not None and self.pages is not None:
            self._place.removeWidget(self.view)
            self.pages.close()
            self.view.deleteLater()
            self.pages.deleteLater()
        self.view = self.pages = None

    def _go(self, step: int) -> None:
        self.show_scan(self._lines[self._at + step].id)

    def _look(self, how: str) -> None:
        if self.view is not None:
            getattr(self.view, how)()

    def _turn(self) -> None:
        if self.view is not None and self.pages is not None:
            self.pages.turn(1)
            self.view.redraw()
            self.view.fit_page()

    def _tell_page(self, page: int) -> None:
        count = len(self.pages) if self.pages is not None else 0
        self._page.setText(isolate(f"{page + 1} / {count}") if count > 1 else "")

    def _ask_to_open(self) -> None:
        asked = _(
            "Another program is given a copy of this scan that lies in clear on this PC: whoever"
            " uses the PC can read it. Amane removes the copy when the screen is locked and when"
            " it is closed. What is changed in the copy is not kept."
        )
        box = QMessageBox(QMessageBox.Icon.Question, "Amane", asked, parent=self)
        go = named(box.addButton(_("Open the copy"), QMessageBox.ButtonRole.AcceptRole), "openCopy")
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go.clicked.connect(partial(self._open_copy, self.scan_id))
        box.open()

    def _open_copy(self, scan_id: int) -> None:
        desk = self._desk

        def copy() -> Path | Refusal:
            try:
                content = desk.office.ask(scan_content, scan_id)
                content.file.close()
                return desk.copies.make(content.chunks, content.media_type, content.size)
            except Refusal as refusal:
                return refusal

        def made(copy: Path | Refusal) -> None:
            if isinstance(copy, Refusal):
                self._say(copy.message)
            elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
                self._say(_("No program on this PC opens it."))

        desk.do(
            take_scan_out,
            scan_id,
            done=lambda _nothing: desk.read(desk, copy, made),
            refused=lambda refusal: self._say(refusal.message),
        )

    def _say(self, words: str) -> None:
        if isValid(self):
            self._said.setText(words)
            self._said.setVisible(bool(words))
