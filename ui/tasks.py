"""The desk: how pages ask and do, with one thread that writes and one that draws papers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.work import Change, Reading, Work

P = ParamSpec("P")
R = TypeVar("R")
Done = Callable[[Any], None]
Refused = Callable[[Refusal], None]
log = logging.getLogger(__name__)


class Desk(QObject):
    """What a page is given: the opened centre, and how to work with it without waiting."""

    changed = Signal(object)
    saved = Signal(object)
    notice = Signal(str)
    went = Signal(str, dict)
    _arrived = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._writer = ThreadPoolExecutor(1, "writer")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._arrived.connect(lambda deliver: deliver())
        office.subscribe(self._announce)

    def ask(
        self, query: Callable[Concatenate[Reading, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The answer to a query that takes no longer than a blink."""
        return self.office.ask(query, *args, **kwargs)

    def do(
        self,
        action: Callable[Concatenate[Work, ...], Any],
        *args: Any,
        done: Done | None = None,
        refused: Refused | None = None,
        **kwargs: Any,
    ) -> None:
        """Queue an action; what comes of it is told in the window's thread, after the commit."""
        self._queue(self._writer, lambda: self.office.do(action, *args, **kwargs), done, refused)

    def read(self, work: Callable[[], R], done: Callable[[R], None]) -> None:
        """Let a longer reading run beside the window (a paper of many pages)."""
        self._queue(self._reader, work, done, None)

    def undo(self) -> None:
        """Take back one's own last action, after what is still queued."""

        def told(was_undone: bool) -> None:
            nothing = _("There is nothing to undo.")
            self.notice.emit(_("Undone.") if was_undone else nothing)

        self._queue(self._writer, self.office.undo_last, told, None)

    def go(self, page: str, **where: Any) -> None:
        """Send the reader to a page."""
        self.went.emit(page, where)

    def close(self) -> None:
        """Finish what is queued, then let the file and the key go."""
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=True)
        self.office.close()

    def _announce(self, change: Change) -> None:
        self.changed.emit(change)
        self.saved.emit(self.office.clock.now())

    def _queue(
        self,
        thread: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Done | None,
        refused: Refused | None,
    ) -> None:
        def run() -> None:
            try:
                result = work()
            except Refusal as refusal:
                self._deliver(refused or self._say, refusal)
            except Exception as error:  # nothing that fails here may end the writer
                # The message could hold a name: only where it happened is kept.
                place = error.__traceback__
                while place is not None and place.tb_next is not None:
                    place = place.tb_next
                at = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
                log.error("%s at %s", type(error).__name__, at)
                failed = Refusal(_("This did not work. Nothing was changed."))
                self._deliver(refused or self._say, failed)
            else:
                self._deliver(done, result)

        thread.submit(run)

    def _deliver(self, tell: Callable[[Any], None] | None, what: Any) -> None:
        if tell is not None:
            self._arrived.emit(lambda: tell(what))

    def _say(self, refusal: Refusal) -> None:
        self.notice.emit(refusal.message)
