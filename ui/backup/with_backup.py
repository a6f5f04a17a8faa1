"""What can be done with the backup that is chosen: restore it, check it, rehearse."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.rehearsing import rehearsals
from ui.backup.backups_card import BackupsCard
from ui.backup.check_backup import CheckBackup
from ui.backup.rehearsal import Rehearsal
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button


class WithBackup(QWidget):
    """The buttons under the list; once a year a line above them proposes the rehearsal."""

    def __init__(self, desk: Desk, card: BackupsCard) -> None:
        super().__init__()
        self._desk, self._card = desk, card
        self._due = named(let_shrink(line_label("news", _proposal())), "rehearsalDue")
        self._restore = named(plain_button(_("Restore this backup")), "restoreChosen")
        self._restore.clicked.connect(lambda: desk.restore_wanted.emit(card.found))
        self._check = named(plain_button(_("Check this backup")), "checkBackup")
        self._check.clicked.connect(self._open_check)
        self._rehearse = named(plain_button(_("Rehearse a restore")), "rehearse")
        self._rehearse.clicked.connect(self._open_rehearsal)
        self.row = QHBoxLayout()
        self.row.addWidget(self._restore)
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
        for button in (self._restore, self._rehearse):
            button.setVisible(may_restore)
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
