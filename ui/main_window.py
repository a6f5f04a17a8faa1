"""The one window: the first start, the sign-in page, or the workplace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from amane_desktop import i18n
from amane_desktop.i18n import _
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.office.front_door import exists, finish
from amane_desktop.storage.installers.private import remove_copy
from amane_desktop.storage.installers.starting import starter
from ui import theme
from ui.background import Background
from ui.open_with import ClearCopies
from ui.settings import remember_language
from ui.sign_in import SignInPage
from ui.small_screen import LEAST_HEIGHT, LEAST_WIDTH
from ui.widgets import named
from ui.widgets.basics import EmptyState, flat_button
from ui.widgets.clipboard import forget_copied

if TYPE_CHECKING:
    from amane_desktop.office.office import Office
    from amane_desktop.storage.backup.layout import Found
    from ui.backup.closing import ClosingSheet
    from ui.backup.restore_page import RestorePage
    from ui.backup.running import Backups
    from ui.backup.watch import Drives
    from ui.tasks import Desk
    from ui.workplace import Workplace

DEMONSTRATION = "demonstration"
IDLE_MINUTES = 10
_START = {"page": "today", "pages": {}, "drafts": {}}


class MainWindow(QMainWindow):
    """Shows one thing at a time, and takes it away at once when the screen is locked."""

    in_a_hurry = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._real = folder
        self._folder = folder
        self._background = Background("door", self)
        self._closing: Thread | None = None
        self._is_ending = False
        self._backups: Backups | None = None
        self._asks_nothing = False
        self._restoring: RestorePage | None = None
        # What is asked which drives are plugged in; the system's own unless a test says so.
        self.drives: Drives | None = None
        self.start_installer = starter()
        self._states: dict[tuple[Path, int], dict[str, Any]] = {}
        self._show_again: Callable[[], None] = self.begin
        self._stack = QStackedWidget()
        self._workplace: Workplace | None = None
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Amane")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(1366, 728)
        for centre in (folder, self.demonstration):
            # What a crash left in clear, and the installer that this program came from.
            ClearCopies(centre).remove()
            remove_copy(centre)
        self.begin()

    @property
    def demonstration(self) -> Path:
        """Where the demonstration centre stands, apart from the real one."""
        return self._real.with_name(DEMONSTRATION)

    @property
    def workplace(self) -> Workplace | None:
        """What is shown while somebody is signed in."""
        shown = self._workplace
        return shown if shown is self._stack.currentWidget() else None

    def begin(self) -> None:
        """Show the sign-in page of the centre that there is, or the first start."""
        if exists(self._folder):
            self.show_sign_in(self._folder)
        elif exists(self._real) or exists(self.demonstration):
            self.show_sign_in(self._real if exists(self._real) else self.demonstration)
        else:
            self.show_first_start()

    def show_first_start(self, *, at_choice: bool = False) -> None:
        """Begin a centre; after the language was chosen, at the choice of what to begin."""
        from ui.first_start import FirstStart

        page = FirstStart(self._real, self.demonstration, self._background, at_choice=at_choice)
        page.language_chosen.connect(self._first_language)
        page.sign_in_wanted.connect(self.begin)
        page.restore_wanted.connect(lambda: self.show_restore(self._real))
        page.opened.connect(self.open)
        self._show(page, lambda: self.show_first_start(at_choice=page.is_at_choice))

    def show_sign_in(self, folder: Path) -> None:
        """Ask who works at a centre."""
        self._folder = folder
        other = self.demonstration if folder == self._real else self._real
        try:
            finish(folder)
            page = SignInPage(folder, self._background, is_demonstration=folder != self._real)
        except Refusal as refusal:
            is_broken = isinstance(refusal, CentreBroken)
            state = EmptyState(refusal.message, _("Restore from a backup") if is_broken else "")
            state.button.setObjectName("restoreCentre")
            state.button.clicked.connect(lambda: self.show_restore(folder))
            state.add(self._about(state, folder, refusal))
            self._show(state, lambda: self.show_sign_in(folder))
            return
        page.restore_wanted.connect(lambda: self.show_restore(folder))
        page.guide_wanted.connect(self.show_guide)
        page.opened.connect(self.open)
        page.language_wanted.connect(self.set_language)
        page.other_wanted.connect(
            lambda: (
                self.show_sign_in(other) if exists(other) else self.show_first_start(at_choice=True)
            )
        )
        self._show(page, lambda: self.show_sign_in(folder))
        page.ready()

    def _about(self, page: QWidget, folder: Path, refusal: Refusal) -> QPushButton:
        def show() -> None:
            from ui.about.sheet import AboutSheet

            sheet = AboutSheet(page, folder, self._background, refusal)
            sheet.guide_wanted.connect(self.show_guide)
            sheet.open()

        button = named(flat_button(_("About and help")), "aboutAndHelp")
        button.clicked.connect(show)
        return button

    def show_restore(
        self, folder: Path, found: Found | None = None, folders: Sequence[Path] = ()
    ) -> None:
        """Restore a centre, which is closed; the sign-in page comes after it."""
        from amane_desktop.storage import drives
        from ui.backup.restore_page import RestorePage

        closing = self._closing
        page = self._restoring = RestorePage(
            folder,
            self.drives or drives,
            found,
            folders=folders,
            is_demonstration=folder != self._real,
            wait=closing.join if closing is not None else lambda: None,
        )
        page.left.connect(
            lambda: (
                self.show_sign_in(folder)
                if exists(folder)
                else self.show_first_start(at_choice=True)
            )
        )
        page.ended.connect(lambda: self.show_sign_in(folder))
        self._show(page, lambda: self.show_restore(folder, found, folders))
        page.ready()

    def open(self, office: Office, folder: Path) -> None:
        """Let the staff member to work, where the last work on this machine was."""
        self._folder = folder
        kept = self._states.get((folder, office.signed_in.id), _START)
        if self._closing is None or not self._closing.is_alive():
            kept = kept | {"drafts": {}}  # all is written, and may have been erased since
        self._work(office, kept)

    def _work(self, office: Office, state: dict[str, Any]) -> None:
        from ui.tasks import Desk
        from ui.workplace import Workplace
        from ui.yearly import keep_public_holidays

        desk = Desk(office, self)
        desk.update_started.connect(self.close)
        if self._folder == self._real or not exists(self._real):
            # A backup of the demonstration would save nothing of the centre.
            desk.start_installer = self.start_installer
        if self._backups is not None and self._backups.folder == office.folder:
            desk.backups.take(self._backups.run)
        self._backups = desk.backups
        keep_public_holidays(desk)
        desk.data_check.keep_weekly()
        desk.snapshots.keep_regularly()
        self._show_workplace(Workplace(desk), state)

    def _show_workplace(self, workplace: Workplace, state: dict[str, Any]) -> None:
        workplace.lock_wanted.connect(self.lock)
        workplace.change_over_wanted.connect(self.change_over)
        workplace.guide_wanted.connect(self.show_guide)
        workplace.language_wanted.connect(self.set_language)
        workplace.desk.restore_wanted.connect(self._lock_and_restore)
        self._workplace = workplace
        self._show(workplace, lambda: self._rebuild(workplace))
        workplace.restore(state)

    def _rebuild(self, old: Workplace) -> None:
        from ui.workplace import Workplace

        old.desk.hush()
        state = old.state()
        self._show_workplace(Workplace(old.desk), state)

    def lock(self) -> None:
        """Hide everything at once; the file and the key go when the queued work has ended."""
        workplace = self.workplace
        if workplace is None:
            return
        desk = workplace.desk
        desk.backups.put_away()
        self._silence(desk)
        self.show_sign_in(self._folder)
        self._states[self._folder, desk.office.signed_in.id] = workplace.state()
        self._closing = Thread(target=desk.close)
        self._closing.start()
        # It could be pasted by whoever comes next.
        forget_copied()

    def _silence(self, desk: Desk) -> None:
        # A paper that is being drawn must not open over the sign-in page.
        desk.hush()
        desk.leave()
        for popup in QApplication.topLevelWidgets():
            # Hidden first: a dialog may take its time to close.
            if popup is not self and popup.isVisible():
                popup.hide()
                popup.close()

    def _lock_and_restore(self, found: Found | None) -> None:
        from ui.backup.here import known_folders

        folder = self._folder
        if self._backups is not None and self._backups.is_under_way:
            words = _("A backup is being made: restore once it is done.")
            if self.workplace is not None:
                self.workplace.desk.notice.emit(words)
            return
        folders = known_folders(self.workplace.desk) if self.workplace is not None else ()
        self.lock()
        self.show_restore(folder, found, folders)

    def change_over(self, name: str) -> None:
        """Lock, and let another staff member type their password at once."""
        self.lock()
        page = self._stack.currentWidget()
        if isinstance(page, SignInPage):
            page.show_for(name)

    @property
    def idle_minutes(self) -> int:
        """After how many quiet minutes the screen locks, as the centre has it."""
        return self.workplace.idle_minutes if self.workplace is not None else IDLE_MINUTES

    def set_language(self, lang: str) -> None:
        """Turn the whole window to another language, where it stands."""
        i18n.set_language(lang)
        for guide in self.findChildren(QDialog, "guide"):
            guide.close()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.turn(app)
        remember_language(self._real.parent, lang)
        self._show_again()

    def show_guide(self) -> None:
        """Open the guide at the page of where one stands; also over a dialog."""
        from ui.guide.places import job_here
        from ui.guide.window import GuideWindow

        over = QApplication.activeModalWidget() or self
        desk = self.workplace.desk if self.workplace is not None else None
        open_ones = (guide for guide in over.findChildren(GuideWindow) if guide.isVisible())
        guide = next(open_ones, None) or GuideWindow(over, desk)
        guide.show_job(job_here(self))

    def _first_language(self, lang: str) -> None:
        self.set_language(lang)
        self.show_first_start(at_choice=True)

    def come_forward(self) -> None:
        """Answer a second start."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first where there is something to ask, then keep a copy of what was done.

        Asked once, however often it is clicked; who clicks while it is kept waits for nothing.
        """
        sheet = None if self._asks_nothing else self._sheet_before_closing()
        workplace = self.workplace
        if sheet is not None:
            event.ignore()
            sheet.leave.connect(self.leave)
            sheet.open()
        elif workplace is not None and not self._is_ending:
            event.ignore()
            self._keep_copy(workplace)
        else:
            self.in_a_hurry.emit()
            super().closeEvent(event)

    def _sheet_before_closing(self) -> ClosingSheet | None:
        if self._backups is None:
            return None
        from ui.backup.closing import BackUpFirst, ClosingSheet, wants_backup

        shown = self.findChild(ClosingSheet)
        if shown is not None and shown.isVisible():
            return shown
        if self._backups.is_under_way:
            return ClosingSheet(self._backups, self)
        if self.workplace is not None and wants_backup(self.workplace.desk):
            return BackUpFirst(self.workplace.desk, self)
        return None

    def leave(self) -> None:
        """Close, and ask nothing more."""
        self._asks_nothing = True
        self.close()

    def ask_nothing(self) -> None:
        """Let nothing stand in the way of closing: the PC is being shut down."""
        self._asks_nothing = self._is_ending = True

    def _keep_copy(self, workplace: Workplace) -> None:
        from ui.backup.keeping_copy import KeepingCopy

        workplace.state()  # (keeps what is half-typed)
        desk, page = workplace.desk, KeepingCopy()
        self._silence(desk)
        for hurry in (page.close_now, self.in_a_hurry):
            hurry.connect(desk.snapshots.cancel)
        page.ended.connect(self.close)
        self._show(page, lambda: None)

        def end() -> None:
            try:
                desk.close(is_leaving=True)
            finally:
                page.ended.emit()

        self._closing = Thread(target=end)
        self._closing.start()

    def finish(self) -> None:
        """Save what is queued and let the file and the key go."""
        self._is_ending = True
        if self._backups is not None:
            self._backups.cancel()
        workplace = self.workplace
        if workplace is not None:
            workplace.state()  # (keeps what is half-typed)
            workplace.desk.leave()
            workplace.desk.close()
        if self._closing is not None:
            self._closing.join()
        if self._backups is not None:
            self._backups.wait()
        if self._restoring is not None:
            self._restoring.stop()
        self._background.close()

    def _show(self, widget: QWidget, again: Callable[[], None]) -> None:
        self._show_again = again
        old = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(widget))
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()


def told_in_plain_words() -> str:
    """What is said of an error that nobody foresaw."""
    return _("Something went wrong. What was saved is safe; please close Amane and open it again.")
