"""What is asked before the window closes: the week's backup, or what becomes of one under way."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.backup_drives import last_backup
from amane_desktop.office.backup_settings import backup_settings
from amane_desktop.office.errors import Refusal
from amane_desktop.office.preferences import keep_preference, preference
from amane_desktop.office.queries import centre_card
from amane_desktop.storage.drives import Letting
from ui import theme
from ui.backup.here import AtHand
from ui.backup.last import last_in_words
from ui.backup.run_view import RunView
from ui.backup.running import BackupRun, Backups
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import fit_height, let_shrink, line_label, plain_button, primary_button

_WIDTH, _READ_MS = 560, 20_000
# So fresh a backup serves for this week's.
_FRESH_DAYS = 2
_ASKED = "asked_before_closing"


def wants_backup(desk: Desk) -> bool:
    """Whether to ask now: on the centre's day, once, whoever may do it, when there is none lately.

    What cannot be found out asks nothing: nobody is kept from closing.
    """
    with suppress(Refusal):
        today = desk.office.clock.today()
        if not desk.may(Permission.BACK_UP) or desk.ask(centre_card).is_demonstration:
            return False
        last = desk.ask(last_backup)
        is_the_day = desk.ask(backup_settings).weekday == today.isoweekday()
        if not is_the_day and not last.needs_old_code:
            return False
        is_fresh = last.days is not None and last.days <= _FRESH_DAYS and not last.needs_old_code
        was_asked = desk.ask(preference, _ASKED).get("day") == today.isoformat()
        return last.has_work and not is_fresh and not was_asked
    return False


class ClosingSheet(QDialog):
    """A small sheet before the window; `leave` closes it, everything else leads back."""

    leave = Signal()

    def __init__(self, backups: Backups, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closingSheet")
        self.setFixedWidth(_WIDTH)
        self._backups = backups
        self._leaves_after = self._leaves_at_once = False
        self._run = RunView(backups, may_put_away=False)
        self._soon = named(let_shrink(line_label("secondary")), "closesSoon")
        self.go = named(primary_button("", theme.accent("neutral")), "goOn")
        self.without = named(plain_button(""), "closeWithout")
        self.back = named(plain_button(_("Back")), "backToWork")
        self.timer = QTimer(self, singleShot=True, interval=_READ_MS)
        self.timer.timeout.connect(self.leave)
        self.go.clicked.connect(self._go)
        self.without.clicked.connect(self._without)
        self.back.clicked.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        self.column.setSpacing(theme.GAP)
        self.column.addWidget(self._run)
        self.column.addWidget(self._soon)
        buttons = QHBoxLayout()
        for button in (self.go, self.without, self.back):
            buttons.addWidget(button)
        buttons.addStretch()
        self.column.addLayout(buttons)
        # (what is not needed stays beneath)
        self.column.addStretch(1)
        backups.changed.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what there is to ask."""
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what is asked at this moment."""
        run = self._backups.run
        is_under_way = self._backups.is_under_way
        self.setWindowTitle(_("A backup is being made") if is_under_way else _("Close Amane"))
        self._run.setVisible(run is not None)
        self.go.setText(_("Close when it is done") if is_under_way else _("Close Amane"))
        self.go.setVisible(not (is_under_way and self._leaves_after))
        self.without.setText(_("Stop it and close"))
        self.without.setVisible(is_under_way)
        self._soon.hide()
        if run is not None and not is_under_way and self._leaves_after:
            self._end(run)
        elif is_under_way and self._leaves_after:
            self._soon.setText(_("Amane closes by itself once it is done."))
            self._soon.show()
        QTimer.singleShot(0, self, partial(fit_height, self))

    def _end(self, run: BackupRun) -> None:
        """Leave once a person has had time to read that the drive may be removed."""
        if self._leaves_at_once:
            self.leave.emit()
        elif run.is_good and run.letting in (None, Letting.GONE):
            self._soon.setText(_("Amane closes by itself in a few seconds."))
            self._soon.show()
            self.timer.start()
        self.go.setFocus()

    def _go(self) -> None:
        if self._backups.is_under_way:
            self._leaves_after = True
            self.refresh()
        else:
            self.leave.emit()

    def _without(self) -> None:
        self._leaves_after = self._leaves_at_once = True
        self._backups.cancel()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask and close nothing any more, also when the screen was locked over it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._leaves_after = False
            self.timer.stop()
            self.deleteLater()


class BackUpFirst(ClosingSheet):
    """Asks for the week's backup: in one click when a known drive is in."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        desk.backups.put_away()
        super().__init__(desk.backups, parent)
        self._desk = desk
        self._at_hand = AtHand(desk, self)
        self._question = let_shrink(line_label("title", _("Back up before closing?")))
        self._state = named(let_shrink(line_label("secondary")), "driveState")
        self.column.insertWidget(0, self._question)
        self.column.insertWidget(1, self._state)
        self._at_hand.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the question with the drive's state, or how far the backup has come."""
        super().refresh()
        is_asking = self._backups.run is None
        self._question.setVisible(is_asking)
        self._state.setVisible(is_asking)
        if is_asking:
            self.setWindowTitle(self._question.text())
            self._state.setText(f"{self._last()}\n{self._told()}")
            self.go.setText(_("Back up and close"))
            self.without.setText(_("Close without"))
            self.without.show()
            self._offer(is_ready=self._at_hand.ready is not None)
            QTimer.singleShot(0, self, partial(fit_height, self))

    def _offer(self, *, is_ready: bool) -> None:
        """Give the keyboard to the one click as soon as there is one; else Enter leads back."""
        if is_ready != self.go.isEnabled() or not self.isVisible():
            self.go.setEnabled(is_ready)
            (self.go if is_ready else self.back).setFocus()

    def _last(self) -> str:
        words = _("Last good backup: {when}")
        return words.format(when=last_in_words(self._desk.ask(last_backup)))

    def _told(self) -> str:
        ready = self._at_hand.ready
        if ready is None:
            return self._at_hand.what_to_plug_in()
        return _("{name} is plugged in.").format(name=in_its_own_direction(ready.name))

    def _go(self) -> None:
        ready = self._at_hand.ready
        if self._backups.run is not None:
            super()._go()
        elif ready is not None:
            self._keep_asked()
            self._leaves_after = True
            self._backups.start(ready.place, ready.name)

    def _without(self) -> None:
        if self._backups.run is not None:
            super()._without()
        else:
            self._keep_asked()
            self.leave.emit()

    def _keep_asked(self) -> None:
        """Ask no more on this day."""
        day = self._desk.office.clock.today().isoformat()
        self._desk.do(keep_preference, _ASKED, {"day": day})
