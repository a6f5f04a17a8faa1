"""The backup: the drive that is in, the backups on it, the drives that we have."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.office.backup_drives import last_backup
from amane_desktop.office.work import Change
from ui import theme
from ui.backup.backups_card import BackupsCard
from ui.backup.drives_card import DrivesCard
from ui.backup.last import age_label, last_in_words
from ui.backup.now_card import NowCard
from ui.backup.snapshots_card import SnapshotsCard
from ui.backup.update_notice import UpdateNotice
from ui.backup.with_backup import WithBackup, inside_button, restore_button
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import flat_button, line_label
from ui.widgets.page import Page


class BackupPage(Page):
    """One click when a known drive is in; everything else stands around it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.now = NowCard(desk)
        self.backups = BackupsCard(desk)
        self._with_backup = WithBackup(desk, self.backups)
        self.backups.body.addWidget(self._with_backup)
        self.drives = DrivesCard(desk)
        self.snapshots = SnapshotsCard(desk)
        self.snapshots.beside.addWidget(inside_button(desk, self.snapshots, "insideSnapshot"))
        self.snapshots.beside.addWidget(restore_button(desk, self.snapshots, "restoreSnapshot"))
        self.snapshots.beside.addStretch()
        # There is no room for both on a low screen.
        self.drives.form_shown.connect(self.snapshots.setHidden)
        self._last = named(line_label("secondary"), "lastBackup")
        self._age = QHBoxLayout()
        self._lay_out()
        self.now.at_hand.changed.connect(self._show_backups)
        desk.backups.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(line_label("subject", _("Backup")))
        head.addWidget(self._last)
        head.addLayout(self._age)
        head.addStretch()
        check = named(flat_button(_("Check the data"), "mdi6.shield-check-outline"), "goToCheck")
        check.clicked.connect(lambda: self.desk.go("check"))
        head.addWidget(check)
        if self.desk.may(Permission.RESTORE):
            self._add_restore(head)
        main, side = QVBoxLayout(), QVBoxLayout()
        for column in (main, side):
            column.setSpacing(theme.GAP)
        main.addWidget(UpdateNotice(self.desk, self.now.at_hand))
        main.addWidget(self.now)
        # All the room is the list's, while there is one.
        main.addWidget(self.backups, 100)
        main.addStretch(1)
        side.addWidget(self.drives)
        side.addWidget(self.snapshots, 100)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addLayout(main, 2)
        row.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 14, theme.EDGE, 12)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _add_restore(self, head: QHBoxLayout) -> None:
        """Restoring any: of a folder, or what this PC has kept."""
        every = named(flat_button(_("Restore from a backup"), "mdi6.backup-restore"), "restoreAny")
        every.clicked.connect(lambda: self.desk.restore_wanted.emit(None))
        head.addWidget(every)

    def refresh(self, change: Change | None = None) -> None:
        """Show the newest state."""
        if change is not None and not change.kinds & _KINDS:
            return
        last = self.desk.ask(last_backup)
        told = last_in_words(last)
        words = _("Last good backup: {when}").format(when=told)
        self._last.setText(words if last.at is not None else told)
        while (item := self._age.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if (age := age_label(last)) is not None:
            self._age.addWidget(age)
        self.now.refresh()
        self.drives.refresh()
        self._with_backup.refresh()
        self._show_backups()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where there is something to do."""
        super().focusInEvent(event)
        self.now.begin()

    def _show_backups(self) -> None:
        self.backups.show_backups(self.now.at_hand.here)


_KINDS = frozenset({"backup_drive", "centre_settings"})
