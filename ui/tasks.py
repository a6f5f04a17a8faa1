"""The desk: how pages ask and do, with one thread that writes and one that draws papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.errors import Refusal, SignedOut
from amane_desktop.office.office import Office
from amane_desktop.office.undo_preview import UndoPreview
from amane_desktop.office.work import Change, Reading, Work
from amane_desktop.storage import drives
from amane_desktop.storage.installers.starting import Start
from ui.background import Background
from ui.backup.data_check import DataCheck
from ui.backup.running import Backups
from ui.backup.snapshots import Snapshots
from ui.drafts import Drafts
from ui.open_with import ClearCopies
from ui.scanner import ScannerFolder

P = ParamSpec("P")
R = TypeVar("R")


class Desk(QObject):
    """What a page is given: the opened centre, and how to work with it without waiting."""

    changed = Signal(object)
    saved = Signal(object)
    notice = Signal(str)
    went = Signal(str, dict)
    sent_out = Signal()
    restore_wanted = Signal(object)
    guide_wanted = Signal()
    update_started = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._audience = 0
        self._writer = Background("writer", self)
        self._reader = Background("reader", self)
        self.drafts = Drafts(self)
        self.data_check = DataCheck(office, self)
        self.snapshots = Snapshots(office, self)
        self.backups = Backups(office, drives, self)
        # How an installer is started here; None where none is to be.
        self.start_installer: Start | None = None
        self.copies = ClearCopies(office.folder)
        self.scanner = ScannerFolder(office.folder.parent, self)
        office.subscribe(self._announce)

    def ask(
        self, query: Callable[Concatenate[Reading, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The answer to a query that takes no longer than a blink."""
        try:
            return self.office.ask(query, *args, **kwargs)
        except SignedOut:
            self.sent_out.emit()
            raise

    def do(
        self,
        action: Callable[Concatenate[Work, ...], Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Queue an action; what comes of it is told in the window's thread, after the commit."""
        self._writer.run(
            lambda: self.office.do(action, *args, **kwargs),
            self._while_there(done) if done else None,
            self._while_there(self._heeding(refused), self._say) if refused else self._say,
        )

    def may(self, permission: Permission) -> bool:
        """Whether who is signed in holds the permission; what would be refused is not offered."""
        return may(self.office.signed_in.role, permission)

    def read(
        self,
        asker: QObject,
        work: Callable[[], R],
        done: Callable[[R], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Let a longer reading run beside the window (a paper of many pages).

        The asker is told of it, unless it was closed meanwhile; the desk asks for what is to be
        told all the same.
        """
        self._reader.run(
            work,
            self._while_there(done, asker=asker) if done else None,
            self._while_there(self._heeding(refused), self._say, asker) if refused else self._say,
        )

    def undo(self) -> None:
        """Take back one's own last action, after what is still queued."""

        def told(undone: str) -> None:
            words = _("Undone: {action}").format(action=in_its_own_direction(undone))
            self.notice.emit(words if undone else _("There is nothing to undo."))

        self._writer.run(self.office.undo_last, told, self._say)

    def undo_action(self, action_id: int, as_told: UndoPreview) -> None:
        """Undo an earlier action, as the reader was told it would be."""

        def told(undone: str) -> None:
            words = _("Done again: {action}") if as_told.is_again else _("Undone: {action}")
            self.notice.emit(words.format(action=in_its_own_direction(undone)))

        self._writer.run(partial(self.office.undo, action_id, as_told=as_told), told, self._say)

    def go(self, page: str, **where: Any) -> None:
        """Send the reader to a page."""
        self.went.emit(page, where)

    def hush(self) -> None:
        """Tell nothing more to the pages that asked: they are going, and must not speak again."""
        self._audience += 1

    def leave(self) -> None:
        """Let nothing lie in clear any more, and look at no folder: the screen is being locked."""
        self.scanner.stop()
        self.copies.remove()

    def close(self, *, is_leaving: bool = False) -> None:
        """Finish what is queued, keep a copy where it is time, then let the file and the key go.

        A backup under way ends first.
        """
        self.scanner.close()
        self.data_check.close()
        self._writer.close()
        self._reader.close()
        # (one may have been on its way)
        self.copies.remove()
        self.snapshots.close(is_leaving=is_leaving)
        self.backups.then(self.office.close)

    def _while_there(
        self,
        tell: Callable[[R], None],
        otherwise: Callable[[R], None] | None = None,
        asker: QObject | None = None,
    ) -> Callable[[R], None]:
        audience = self._audience

        def told(what: R) -> None:
            is_there = audience == self._audience and (asker is None or isValid(asker))
            heard = tell if is_there else otherwise
            if heard is not None:
                heard(what)

        return told

    def _heeding(self, refused: Callable[[Refusal], None]) -> Callable[[Refusal], None]:
        def told(refusal: Refusal) -> None:
            refused(refusal)
            if isinstance(refusal, SignedOut):
                self.sent_out.emit()

        return told

    def _announce(self, change: Change) -> None:
        self.changed.emit(change)
        self.saved.emit(self.office.clock.now())

    def _say(self, refusal: Refusal) -> None:
        self._heeding(lambda heard: self.notice.emit(heard.message))(refusal)
