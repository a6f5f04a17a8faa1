"""Updating from a drive: the installer shown, confirmed, a backup made first, then started."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from amane_desktop import __version__
from amane_desktop.i18n import _, isolate
from amane_desktop.office.updating import Copy, in_groups, start_update, take_copy
from amane_desktop.storage.installers.looking import Installer
from amane_desktop.storage.installers.private import remove_copy
from ui.backup.here import Here
from ui.backup.run_view import RunView
from ui.backup.running import BackupRun
from ui.backup.work_sheet import WorkSheet
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import fit_height, let_shrink, line_label


class UpdateSheet(WorkSheet):
    """Nothing is started before a person has confirmed it and the backup is good.

    Closing it gives the update up; a backup under way is stopped by its own button.
    """

    def __init__(self, desk: Desk, here: Here, installer: Installer, parent: QWidget) -> None:
        title = _("Update Amane to {version}").format(version=isolate(installer.version))
        about = _("The installer is copied to this PC and looked at. Nothing is started yet.")
        super().__init__(title, about, _("Try again"), here.name, parent)
        self._desk, self._here, self._installer = desk, here, installer
        self._copy: Copy | None = None
        self._backup: BackupRun | None = None
        self._is_given_up = self._is_started = False
        self._compare = let_shrink(line_label("secondary"))
        self._compare.setText(
            _(
                "Compare this fingerprint (SHA-256) with the one that came with it in another "
                "way: by message, by telephone or on paper, not on the drive."
            )
        )
        self._digest = named(line_label("code"), "fingerprint")
        self._digest.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._digest.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._knows = named(QCheckBox(_("I know who put this installer on the drive.")), "knowsWho")
        self._knows.toggled.connect(self.go.setEnabled)
        self._run = RunView(desk.backups, may_put_away=False)
        for part in (self._compare, self._digest, self._knows, self._run):
            self.asked.addWidget(part)
        self._show_asked(is_shown=False)
        self._run.hide()
        desk.backups.changed.connect(self._follow)

    def begin(self) -> None:
        """Copy the installer; once it is confirmed, back up; then start it."""
        if self._copy is None or self._backup is not None:
            super().begin()
        elif self._knows.isChecked() and not self._desk.backups.is_under_way:
            self._back_up()

    def work(self) -> Callable[[], object]:
        """Copy it from the drive, or start what was copied."""
        office, copy, start = self._desk.office, self._copy, self._desk.start_installer
        if copy is None or start is None:
            return partial(take_copy, office, self._here.place.root, self._installer, self.progress)
        return partial(start_update, office, copy, start, self.progress)

    def show_found(self, found: object) -> None:
        """Ask about the copy; or, once it is started, let the program close."""
        if isinstance(found, Copy):
            self._ask(found)
            return
        self._is_started = True
        self.told.setText(_("The installer is open. Amane closes by itself."))
        self._desk.update_started.emit()

    def _ask(self, copy: Copy) -> None:
        self._copy = copy
        self.told.setText(
            _(
                "What you start now takes Amane's place on this PC and can read all that it "
                "keeps. A drive that was lost or lent may come back with something else on it."
            )
        )
        self._digest.setText(in_groups(copy.sha256))
        self._show_asked(is_shown=True)
        self.go.setText(_("Back up and update"))
        self.go.setEnabled(self._knows.isChecked())
        self.go.show()
        self._knows.setFocus()

    def _back_up(self) -> None:
        self._show_asked(is_shown=False)
        for part in (self.told, self.go, self.shut):
            part.hide()
        self._desk.backups.start(self._here.place, self._here.name)
        self._backup = self._desk.backups.run
        self._run.show()
        self._run.begin()
        self._fit()

    def _follow(self) -> None:
        """Start it once the backup is good; else say that nothing is started."""
        run = self._backup
        if run is None or run.is_under_way or self._is_given_up:
            return
        self._desk.backups.changed.disconnect(self._follow)
        self.told.show()
        self.shut.show()
        if run.is_good:
            self.told.setText(_("Starting the installer…"))
            self.begin()
        else:
            words = _("The installer was not started: Amane stays as it is, version {own}.")
            self.told.setText(words.format(own=isolate(__version__)))
            self.shut.setFocus()
        self._fit()

    def is_asking(self, *, is_asking: bool) -> None:
        """Once the backup is made, whoever wants to try again begins anew."""
        if is_asking and self._backup is not None:
            self.go.hide()
            self.shut.setFocus()

    def reject(self) -> None:
        """Leave, but not from a backup under way."""
        if self._backup is None or not self._backup.is_under_way:
            super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give it up, also when the screen is locked over it; a backup goes on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._is_given_up = True
            # (one that runs is removed by the next start)
            if not self._is_started:
                remove_copy(self._desk.office.folder)

    def _show_asked(self, *, is_shown: bool) -> None:
        for part in (self._compare, self._digest, self._knows):
            part.setVisible(is_shown)

    def _fit(self) -> None:
        QTimer.singleShot(0, self, partial(fit_height, self))
