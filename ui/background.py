"""Work beside the window: one thread, and what comes of it told in the window's own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from traceback import walk_tb
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.help_report.faults import place_in_program

R = TypeVar("R")
_OURS = ("amane_desktop/", "ui/")
log = logging.getLogger("amane")


def where(error: BaseException) -> str:
    """What kind of error it was, where in our code, and how deep in a library that it called.

    Its message could hold a name and is left out, and so are the folders above the program.
    """
    told = [
        f"{place_in_program(place.f_code.co_filename)}:{line}"
        for place, line in walk_tb(error.__traceback__)
    ]
    ours = [place for place in told if place.startswith(_OURS)]
    places = dict.fromkeys([*ours[-1:], *told[-1:]])
    return f"{type(error).__name__} at {', '.join(places) or '?'}"


class Background(QObject):
    """One thread that takes work in turn; a failure is logged and told as a refusal."""

    _arrived = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, name)
        self._arrived.connect(lambda deliver: deliver())

    def run(
        self,
        work: Callable[[], R],
        done: Callable[[R], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Queue work; `done` or `refused` runs in the window's thread."""
        # After the last window closed, a timer may still ask for work that nobody waits for.
        with suppress(RuntimeError):
            self._thread.submit(self._work, work, done, refused)

    def close(self) -> None:
        """Finish what is queued."""
        self._thread.shutdown(wait=True)

    def _work(
        self,
        work: Callable[[], R],
        done: Callable[[R], None] | None,
        refused: Callable[[Refusal], None] | None,
    ) -> None:
        try:
            result = work()
        except Refusal as refusal:
            self._deliver(refused, refusal)
        except Exception as error:
            log.error(where(error))
            self._deliver(refused, Refusal(_("This did not work. Nothing was changed.")))
        else:
            self._deliver(done, result)

    def _deliver(self, tell: Callable[[Any], None] | None, what: Any) -> None:
        if tell is not None:
            self._arrived.emit(lambda: tell(what))
