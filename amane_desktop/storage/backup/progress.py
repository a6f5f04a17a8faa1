"""How far long work has come, and whether a person wants it stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event, Lock


class Cancelled(Exception):
    """A person stopped it."""


class Step(StrEnum):
    """What is being done."""

    SNAPSHOT = "snapshot"
    COPYING = "copying"
    READING_BACK = "reading back"
    CHECKING = "checking"
    TIDYING = "tidying"


@dataclass
class Progress:
    """Bytes done of all, and the step; `listener` is called by one working thread at a time.

    `cancel` may be called from any thread.
    """

    listener: Callable[[Progress], None] | None = None
    done: int = 0
    total: int = 0
    step: Step = Step.SNAPSHOT
    _stop: Event = field(default_factory=Event, repr=False)
    _counting: Lock = field(default_factory=Lock, repr=False)

    def cancel(self) -> None:
        """Let the work stop at its next part."""
        self._stop.set()

    def expect(self, more: int) -> None:
        """Say that so many bytes more are to be done."""
        self.total += more

    def begin(self, step: Step) -> None:
        """Say what is done next; raises Cancelled."""
        self.step = step
        self.advance(0)

    def advance(self, size: int) -> None:
        """Say that so many bytes are done; raises Cancelled."""
        if self._stop.is_set():
            raise Cancelled
        with self._counting:
            self.done += size
            if self.listener is not None:
                self.listener(self)
