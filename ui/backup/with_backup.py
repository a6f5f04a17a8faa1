"""What can be done with the backup that is chosen: restore it, check it, rehearse."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.rehearsing import rehearsals
from ui.backup.backups_card import BackupsCard
from ui.backup.check_backup import CheckBackup
from ui.backup.inside import look_inside
from ui.backup.rehearsal import Rehearsal
from ui.backup.snapshots_card import SnapshotsCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button


def restore_button(desk: Desk, card: BackupsCard | SnapshotsCard, name: str) -> QPushButton:
    """Leads to restoring the one that is chosen in the card; hidden while none is."""
    button = named(plain_button(_("Restore this backup")), name)
    button.clicked.connect(lambda: desk.restore_wanted.emit(card.found))

    def show() -> None:
        button.setVisible(card.found is not None and desk.may(Permission.RESTORE))

    card.chosen.connect(show)
    show()
    return button


def inside_button(desk: Desk, card: BackupsCard | SnapshotsCard, name: str) -> QPushButton:
    """Opens the one that is chosen in the card to look at; hidden while none is."""
    button = named(plain_button(_("Look inside")), name)
    button.setToolTip(_("See how a family stood there, and fetch back what was changed by mistake"))

    def look() -> None:
        if card.found is not None:
            look_inside(desk, card.found, card)

    def show() -> None:
        button.setVisible(card.found is not None and desk.may(Permission.RESTORE))

    button.clicked.connect(look)
    card.chosen.connect(show)
    show()
    return button


class WithBackup(QWidget):
    """The buttons under the list; once a year a line above them proposes the rehearsal."""

    def __init__(self, desk: Desk, card: BackupsCard) -> None:
        super().__init__()
        self._desk, self._card = desk, card
        self._due = named(let_shrink(line_label("news", _proposal())), "rehearsalDue")
        self._check = named(plain_button(_("Check this backup")), "checkBackup")
        self._check.clicked.connect(self._open_check)
        self._rehearse = named(plain_button(_("Rehearse a restore")), "rehearse")
        self._rehearse.clicked.connect(self._open_rehearsal)
        self.row = QHBoxLayout()
        self.row.addWidget(inside_button(desk, card, "insideChosen"))
        self.row.addWidget(restore_button(desk, card, "restoreChosen"))
        self.row.addWidget(self._check)
        self.row.addWidget(self._rehearse)
        self.row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._due)
        column.addLayout(self.row)
        card.chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be done now."""
        may_restore = self._desk.may(Permission.RESTORE)
        self.setVisible(self._card.found is not None)
        self._rehearse.setVisible(may_restore)
        self._due.setVisible(may_restore and self._desk.ask(rehearsals).is_due)

    def _open_check(self) -> None:
        found, here = self._card.found, self._card.here
        if found is not None and here is not None:
            CheckBackup(self._desk, found, here.name, self).open()

    def _open_rehearsal(self) -> None:
        found, here = self._card.found, self._card.here
        if found is None or here is None:
            return
        drive_id = None if here.known is None else here.known.id
        sheet = Rehearsal(self._desk, found, here.name, drive_id, self)
        sheet.finished.connect(lambda _result: self.refresh())
        sheet.open()


def _proposal() -> str:
    return _(
        "Once a year, try whether the drive and the recovery code give the centre back: it takes "
        "some minutes, and nothing is touched."
    )
