"""Looking inside a backup: a window apart, marked as what it is, to fetch back what was lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office import inside as backups
from amane_desktop.office.errors import Refusal
from amane_desktop.office.inside import AsksPassword, Inside
from amane_desktop.storage.backup.layout import Found
from ui import theme
from ui.backup.inside_families import InsideFamilies
from ui.backup.inside_password import InsidePassword
from ui.backup.inside_record import InsideRecord
from ui.backup.words import when_in_words
from ui.discreet import Discreet
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import EmptyState, line_label, plain_button

_LIST_WIDTH = 330


def look_inside(desk: Desk, found: Found, parent: QWidget) -> None:
    """Open a window on the backup, beside the centre, which stays as it is."""
    InsideWindow(desk, found, parent).open()


class InsideWindow(QDialog):
    """The families of a backup, and each beside what it is today; closing it leaves nothing."""

    def __init__(self, desk: Desk, found: Found, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("insideWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._found = desk, found
        self._inside: Inside | None = None
        self._is_closed = False
        title = _("Backup of {when}").format(when=when_in_words(found.made_at))
        self.setWindowTitle(title)
        self.pages = QStackedWidget()
        self._waiting = EmptyState(_("Opening the backup…"))
        self._password = InsidePassword()
        self._password.given.connect(self._open)
        for page in (self._waiting, self._password):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band(title))
        column.addWidget(self.pages, 1)
        self._discreet = Discreet(self.pages, self)
        self.resize(parent.window().size())
        self._open("")

    def done(self, result: int) -> None:
        """Close, and let the copy go once what is being read has been read."""
        super().done(result)
        self._is_closed = True
        if self._inside is not None:
            # In its turn: the window never waits for a reading.
            self._desk.read(self._desk, self._inside.close)

    def _band(self, title: str) -> QWidget:
        band = QFrame()
        band.setObjectName("insideBand")
        band.setFixedHeight(52)
        row = QHBoxLayout(band)
        row.setContentsMargins(theme.EDGE, 0, 10, 0)
        row.setSpacing(14)
        icon = line_label("inside")
        icon.setPixmap(theme.icon("mdi6.history", theme.CARD).pixmap(22, 22))
        self._by = line_label("inside-quiet")
        close = named(plain_button(_("Close"), "mdi6.close"), "closeInside")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(icon)
        row.addWidget(line_label("inside", title))
        pill = line_label("inside-pill", _("to look at only"))
        row.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._by)
        row.addStretch()
        row.addWidget(close)
        return band

    def _open(self, secret: str) -> None:
        self.pages.setCurrentWidget(self._waiting)

        def work() -> Inside | Refusal:
            try:
                return backups.look_inside(self._desk.office, self._found, secret)
            except Refusal as refusal:
                return refusal

        # (also where this window is gone: what it opened must not stay)
        self._desk.read(self._desk, work, self._opened)

    def _opened(self, answer: Inside | Refusal) -> None:
        if self._is_closed:
            if isinstance(answer, Inside):
                self._desk.read(self._desk, answer.close)
        elif isinstance(answer, AsksPassword):
            self._password.ask(answer)
            self.pages.setCurrentWidget(self._password)
            self._password.setFocus()
        elif isinstance(answer, Refusal):
            self._waiting.words.setText(answer.message)
        else:
            self._inside = answer
            if answer.manifest.by:
                by = in_its_own_direction(answer.manifest.by)
                self._by.setText(_("made by {name}").format(name=by))
            self._show(answer)

    def _show(self, inside: Inside) -> None:
        self.families = InsideFamilies(self._desk, inside)
        self.record = InsideRecord(self._desk, inside)
        self.families.setFixedWidth(_LIST_WIDTH)
        self.families.chosen.connect(self.record.show_family)
        self.record.left.connect(self._go)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(theme.EDGE, 14, theme.EDGE, 14)
        row.setSpacing(theme.GAP)
        row.addWidget(self.families)
        row.addWidget(self.record, 1)
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.families.search.setFocus()

    def _go(self, family_id: int) -> None:
        self.accept()
        self._desk.go("families", family_id=family_id)
