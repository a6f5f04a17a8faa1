"""Restoring a backup, a step at a time: which one, a secret, what is inside, progress, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.errors import NotWhole, Refusal
from amane_desktop.storage.backup.layout import Found
from amane_desktop.storage.backup.progress import Cancelled, Progress
from ui import theme
from ui.background import Background
from ui.backup.restore_inside import RestoreInside
from ui.backup.restore_list import RestoreList
from ui.backup.restore_run import RestoreDone, RestoreRun
from ui.backup.watch import Drives
from ui.backup.words import when_in_words
from ui.widgets import named
from ui.widgets.basics import Card, flat_button, let_shrink, line_label, primary_button
from ui.widgets.logo import stand_beneath_logo
from ui.widgets.password_line import PasswordLine

if TYPE_CHECKING:
    from amane_desktop.office.restore_choice import Choice
    from amane_desktop.office.restored import Restored

_WIDTH, _HEIGHT = 760, 400


class RestorePage(QWidget):
    """Nothing is changed before the last click, and until the new state is whole.

    The centre of the folder is closed, once `wait` comes back. Beside drives, the backups of
    `folders` are listed. `left` asks for what was there
    before, `ended` for the sign-in page.
    """

    left = Signal()
    ended = Signal()
    _progressed = Signal()

    def __init__(
        self,
        folder: Path,
        drives: Drives,
        found: Found | None = None,
        *,
        folders: Sequence[Path] = (),
        is_demonstration: bool,
        wait: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("restorePage")
        self._folder, self._found = folder, found
        self._is_demonstration, self._wait = is_demonstration, wait
        self._background = Background("restore", self)
        self._choice: Choice | None = None
        self.progress = Progress()
        self.list = RestoreList(folder, drives, folders)
        self.secret = _Secret()
        self.inside = RestoreInside()
        self.run = RestoreRun()
        self.done = RestoreDone()
        self._steps = QStackedWidget()
        for step in (self.list, self.secret, self.inside, self.run, self.done):
            self._steps.addWidget(step)
        self._lay_out()
        self.list.chosen.connect(self._ask_secret)
        self.list.left.connect(self.left)
        self.secret.left.connect(self._back_from_secret)
        self.secret.given.connect(self._open)
        self.inside.left.connect(lambda: self._steps.setCurrentWidget(self.list))
        self.inside.wanted.connect(self._restore)
        self.run.cancelled.connect(lambda: self.progress.cancel())
        self.done.closed.connect(self.ended)
        self._progressed.connect(lambda: self.run.show_progress(self.progress))
        if found is not None:
            self._ask_secret(found)

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(_WIDTH)
        card.body.setContentsMargins(36, 28, 36, 28)
        card.body.addWidget(self._steps)
        self._steps.setMinimumHeight(_HEIGHT)
        stand_beneath_logo(self, card)

    def ready(self) -> None:
        """Take the keyboard."""
        step = self._steps.currentWidget()
        (self.secret.line if step is self.secret else self.list.list).setFocus()

    def stop(self) -> None:
        """Give up what is under way, and wait until it is; what has been decided is ended."""
        self.progress.cancel()
        self._background.close()

    def _ask_secret(self, found: Found) -> None:
        self._found = found
        self.secret.ask_for(found)
        self._steps.setCurrentWidget(self.secret)
        self.secret.line.setFocus()

    def _back_from_secret(self) -> None:
        self._steps.setCurrentWidget(self.list)
        self.list.list.setFocus()

    def _open(self, secret: str) -> None:
        self.secret.set_busy(is_busy=True)
        self._background.run(lambda: self._chosen(secret), self._show_inside, self._refuse_secret)

    def _chosen(self, secret: str) -> Choice:
        """The backup, opened; in the thread beside the window."""
        import amane_desktop.rooms  # noqa: F401
        from amane_desktop.office.restore_choice import choose

        assert self._found is not None
        self._wait()
        choice = choose(self._found, self._folder, secret)
        # Where a centre stands, the backup is of that one.
        is_new = choice.standing is None
        if is_new and choice.newest.is_demonstration and not self._is_demonstration:
            raise Refusal(_("This is a backup of the demonstration centre, not of your own."))
        return choice

    def _show_inside(self, choice: Choice) -> None:
        self.secret.set_busy(is_busy=False)
        self._choice = choice
        self.inside.show_choice(choice)
        self._steps.setCurrentWidget(self.inside)

    def _refuse_secret(self, refusal: Refusal) -> None:
        self.secret.set_busy(is_busy=False)
        if refusal.field:  # (a wrong one, or one that comes too soon after it)
            self.secret.refuse(refusal.message)
            return
        self._refuse(refusal)

    def _restore(self) -> None:
        choice = self._choice
        assert choice is not None
        self.progress = progress = Progress(lambda _progress: self._progressed.emit())
        self.run.begin()
        self._steps.setCurrentWidget(self.run)
        self._background.run(
            lambda: _or_cancelled(lambda: _do_restore(choice, progress)),
            self._tell,
            self._refuse,
        )

    def _tell(self, restored: Restored | None) -> None:
        if restored is None:
            self.list.say(_("The restore was stopped. Everything is as it was."))
            self._steps.setCurrentWidget(self.list)
            return
        self.done.show_told(restored.told())
        self._steps.setCurrentWidget(self.done)

    def _refuse(self, refusal: Refusal) -> None:
        """Say it at the list; of a damaged one, look which of the older ones is whole."""
        is_damaged = isinstance(refusal, NotWhole)
        self.list.say(_with_a_way_on(refusal) if is_damaged else refusal.message)
        self._steps.setCurrentWidget(self.list)
        older = self.list.older_than(self._found) if is_damaged else []
        if older:
            folder, secret = self._folder, self.secret.line.text()
            self.list.say(refusal.message + " " + _("Looking for the newest good one…"))
            self._background.run(
                lambda: _newest_good(older, folder, secret),
                lambda good: self._tell_good(refusal, good),
            )

    def _tell_good(self, refusal: Refusal, good: Found | None) -> None:
        if good is None:
            self.list.say(_with_a_way_on(refusal))
            return
        self.list.choose(good)
        words = _("The newest good one is that of {when}: it is chosen now.")
        self.list.say(refusal.message + " " + words.format(when=when_in_words(good.made_at)))


class _Secret(QWidget):
    """Asks for a director's password or the recovery code."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._when = line_label("subject")
        self.line = named(PasswordLine(), "restoreSecret")
        label = _("Password of a director, or the recovery code")
        self.line.setAccessibleName(label)
        self.line.returnPressed.connect(self._give)
        self._error = named(let_shrink(line_label("error")), "restoreSecretError")
        told = _(
            "The password or the code is the one of that time, or a newer one that a later "
            "backup knows."
        )
        back = flat_button(_("Back"), "mdi6.chevron-left", mirrored=True)
        back.clicked.connect(self.left)
        self._go = named(primary_button(_("See what is inside"), theme.accent("neutral")), "lookIn")
        self._go.clicked.connect(self._give)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch()
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._when)
        column.addWidget(line_label("strong", label))
        column.addWidget(self.line)
        column.addWidget(let_shrink(line_label("secondary", told)))
        column.addWidget(self._error)
        column.addStretch()
        column.addLayout(buttons)

    def ask_for(self, found: Found) -> None:
        """Ask for another backup's."""
        self._when.setText(when_in_words(found.made_at))
        self._error.setText("")
        self.line.clear()

    def refuse(self, message: str) -> None:
        """Say what was wrong, and let it be typed again."""
        self._error.setText(message)
        self.line.setFocus()
        self.line.selectAll()

    def set_busy(self, *, is_busy: bool) -> None:
        """Take nothing while it is tried."""
        self._error.setText("")
        self.setEnabled(not is_busy)
        self._go.setText(_("Opening…") if is_busy else _("See what is inside"))

    def _give(self) -> None:
        if self.line.text():
            self.given.emit(self.line.text())


def _with_a_way_on(refusal: Refusal) -> str:
    return refusal.message + " " + _("Try an older one, or the other drive.")


def _newest_good(older: list[Found], folder: Path, secret: str) -> Found | None:
    from amane_desktop.office.restoring import newest_good

    return newest_good(older, folder, secret)


def _do_restore(choice: Choice, progress: Progress) -> Restored:
    from amane_desktop.office.restoring import restore

    return restore(choice, progress)


def _or_cancelled(work: Callable[[], Restored]) -> Restored | None:
    try:
        return work()
    except Cancelled:
        return None
