"""How far a backup has come, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.i18n import N_, _, in_its_own_direction
from amane_desktop.office.backup_trouble import found_in_words, trouble_in_words
from amane_desktop.storage.backup.progress import Step
from amane_desktop.storage.drives import Letting, in_words
from ui import theme
from ui.backup.running import BackupRun, Backups
from ui.backup.words import share_in_words, time_left_in_words
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button
from ui.widgets.progress_line import ProgressLine

_SIGN = 40
_CALM = f"QProgressBar::chunk {{ background: {theme.accent('neutral')}; border-radius: 4px; }}"


class RunView(QWidget):
    """The bar with *Cancel*; then that the drive may be removed, or what went wrong."""

    def __init__(self, backups: Backups, *, may_put_away: bool = True) -> None:
        super().__init__()
        self._may_put_away = may_put_away
        self._backups = backups
        self._sign = QLabel()
        self._sign.setFixedWidth(_SIGN)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = named(let_shrink(line_label("title")), "backupTitle")
        self.beneath = named(let_shrink(line_label("secondary")), "backupBeneath")
        self._bar = ProgressLine()
        self._bar.setStyleSheet(_CALM)
        self.cancel = named(plain_button(_("Cancel")), "cancelBackup")
        self.cancel.clicked.connect(self._cancel)
        self.again = named(plain_button(_("Try again to let it go")), "letGoAgain")
        self.again.clicked.connect(backups.let_go_again)
        self.put_away = named(plain_button(_("Close")), "putAway")
        self.put_away.clicked.connect(backups.put_away)
        self._lay_out()
        backups.came.connect(self.refresh)
        backups.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        for part in (self.title, self._bar, self.beneath):
            words.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.cancel, self.again, self.put_away):
            buttons.addWidget(button)
        buttons.addStretch()
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def refresh(self) -> None:
        """Show how far it is now; the keyboard stays here when its button goes."""
        run = self._backups.run
        if run is None:
            return
        at = self.window().focusWidget()
        had_keyboard = at is self or self.isAncestorOf(at)
        is_under_way = run.is_under_way
        self._bar.setVisible(is_under_way)
        self.put_away.setVisible(not is_under_way and self._may_put_away)
        self.again.setVisible(not is_under_way and run.letting is Letting.IN_USE)
        self.cancel.setVisible(is_under_way and not run.is_letting_go)
        if is_under_way:
            self._show_under_way(run)
        elif run.error is None:
            self._show_good(run)
        else:
            self._show_trouble(run, run.error)
        self.beneath.setVisible(bool(self.beneath.text()))
        if had_keyboard:
            self.begin()

    def begin(self) -> None:
        """Take the keyboard: at the button that there is, or at none."""
        buttons = (self.cancel, self.again, self.put_away)
        shown = (button for button in buttons if not button.isHidden() and button.isEnabled())
        next(shown, self).setFocus()

    def _show_under_way(self, run: BackupRun) -> None:
        name = in_its_own_direction(run.name)
        self._show_sign("mdi6.usb-flash-drive-outline", theme.SECONDARY)
        self.title.setText(_("Backing up to {name}: leave it plugged in").format(name=name))
        total = 0 if run.is_letting_go else run.progress.total
        self._bar.show_share(run.progress.done, total)
        self.beneath.setText(" · ".join(_told(run)))
        self.cancel.setEnabled(not run.is_stopping)

    def _show_good(self, run: BackupRun) -> None:
        name = in_its_own_direction(run.name)
        made = _("The backup on {name} is made, read back and checked.").format(name=name)
        letting = "" if run.letting is None else in_words(run.letting)
        is_gone = run.letting is Letting.GONE
        self._show_sign("mdi6.check-circle-outline", theme.GOOD)
        self.title.setText(letting if is_gone else made)
        beneath = made if is_gone else letting
        found = [] if run.written is None else found_in_words(run.written, run.name)
        self.beneath.setText("\n".join(filter(None, (beneath, *found))))

    def _show_trouble(self, run: BackupRun, error: Exception) -> None:
        told = trouble_in_words(error, run.name)
        self._show_sign("mdi6.information-outline", theme.WAITING)
        self.title.setText(told.happened)
        self.beneath.setText(told.next)

    def _show_sign(self, icon: str, ink: str) -> None:
        self._sign.setPixmap(theme.icon(icon, ink).pixmap(_SIGN - 8, _SIGN - 8))

    def _cancel(self) -> None:
        self._backups.cancel()
        self.refresh()


def _told(run: BackupRun) -> list[str]:
    """What is being done, how much of how much, and how long it still takes."""
    if run.is_letting_go:
        return [_("Letting the drive go…")]
    if run.is_stopping:
        return [_("Stopping…")]
    told = [_(_STEPS[run.progress.step])]
    if run.progress.total:
        told.append(share_in_words(run.progress.done, run.progress.total))
    left = run.seconds_left
    return told if left is None else [*told, time_left_in_words(left)]


_STEPS = {
    Step.SNAPSHOT: N_("Taking the centre's data together"),
    Step.COPYING: N_("Copying"),
    Step.READING_BACK: N_("Reading it back from the drive"),
    Step.CHECKING: N_("Checking it"),
    Step.TIDYING: N_("Tidying up"),
}
