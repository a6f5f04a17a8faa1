"""That a newer version of the program lies on a drive of ours, where backups are made."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from amane_desktop import __version__
from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.office.updating import is_newer
from amane_desktop.storage.installers.looking import Installer
from ui import theme
from ui.backup.here import AtHand, Here
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button


class UpdateNotice(QFrame):
    """Hidden while there is none, where none can be started, and from whoever may not back up."""

    def __init__(self, desk: Desk, at_hand: AtHand) -> None:
        super().__init__()
        self._desk, self._at_hand = desk, at_hand
        self.setObjectName("updateNotice")
        self.setStyleSheet(
            f"#updateNotice {{ background: {theme.WAITING_GROUND}; border-radius: 6px; }}"
        )
        self._words = named(let_shrink(line_label("strong")), "updateTold")
        update = named(plain_button(_("Back up and update…")), "update")
        update.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE, 6, theme.INSIDE, 6)
        row.addWidget(self._words, 1)
        row.addWidget(update)
        at_hand.changed.connect(self.refresh)
        desk.backups.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show it, or not."""
        offered = self._offered()
        if offered is not None:
            here, installer = offered
            words = _("A newer version of Amane lies on {name}: {version} (yours is {own}).")
            self._words.setText(
                words.format(
                    name=in_its_own_direction(here.name),
                    version=isolate(installer.version),
                    own=isolate(__version__),
                )
            )
        self.setVisible(offered is not None)

    def _offered(self) -> tuple[Here, Installer] | None:
        if self._desk.start_installer is None or self._desk.backups.is_under_way:
            return None
        if not self._desk.may(Permission.BACK_UP):
            return None
        for here in self._at_hand.here:
            installer = here.place.installer
            if here.is_ready and installer is not None and is_newer(installer):
                return here, installer
        return None

    def _open(self) -> None:
        from ui.backup.update_sheet import UpdateSheet

        offered = self._offered()
        if offered is not None:
            sheet = UpdateSheet(self._desk, *offered, self.window())
            sheet.open()
            sheet.begin()
