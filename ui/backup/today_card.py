"""The second weekly job on the first page of the morning: the backup, beside the printing."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.backup_drives import Level, last_backup
from ui import theme
from ui.backup.here import AtHand
from ui.backup.last import age_label, last_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, let_shrink, line_label


class LastBackupCard(ListCard):
    """When the last good backup was; whoever may not back up is told whom to ask."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Last backup"))
        self._desk = desk
        self.refresh()
        desk.backups.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is known now."""
        last = self._desk.ask(last_backup)
        while self.head.count() > 1:
            item = self.head.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        if (age := age_label(last)) is not None:
            self.head.addWidget(named(age, "backupAge"))
        rows = [named(let_shrink(line_label("secondary", last_in_words(last))), "lastBackup")]
        if (
            last.level is not Level.GOOD
            and last.has_work
            and not self._desk.may(Permission.BACK_UP)
        ):
            words = _("Please remind the director or the administrator.")
            rows.append(let_shrink(line_label("secondary", words)))
        self.replace([*rows])


class BackupButton(QPushButton):
    """Leads to the backup; with a drive in that is known, the one click begins it as well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(theme.icon("mdi6.usb-flash-drive-outline"), _("Back up"))
        self.setObjectName("goToBackup")
        self.setAutoDefault(True)
        self._desk = desk
        self.at_hand = AtHand(desk, self)
        self.at_hand.changed.connect(self._show)
        self.clicked.connect(self._go)

    def refresh(self) -> None:
        """Ask anew which drives are known."""
        self.at_hand.refresh()

    def _show(self) -> None:
        ready = self.at_hand.ready
        to = _("Back up to {name}")
        name = "" if ready is None else in_its_own_direction(ready.name)
        self.setText(to.format(name=name) if name else _("Back up"))

    def _go(self) -> None:
        ready = self.at_hand.ready
        if ready is not None:
            self._desk.backups.start(ready.place, ready.name)
        self._desk.go("backup")
