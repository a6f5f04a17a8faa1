"""What a wrong password costs: 1, 2, 4 … 60 seconds, kept beside the key ring without a name."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from pathlib import Path

from amane_desktop.i18n import ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.durable import write_durably

DELAYS = "delays.json"
_LONGEST = 60


class NotYet(Refusal):
    """A sign-in that was refused, or not tried, and may be tried again after `seconds`."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message, "password")
        self.seconds = seconds


class Delays:
    """The wrong passwords of each slot of the ring.

    Seconds are counted since the machine was started, which nobody can set back; after a new
    start, what has passed since counts, which is never more than what has passed.
    """

    def __init__(self, folder: Path, uptime: Callable[[], float] = time.monotonic) -> None:
        self._path = folder / DELAYS
        self._uptime = uptime

    def check(self, slot_id: str) -> None:
        """Refuse while an earlier wrong password still costs."""
        seconds = self._left(slot_id)
        if seconds:
            words = ngettext("Wait {n} second.", "Wait {n} seconds.", seconds)
            raise NotYet(words.format(n=seconds), seconds)

    def note_wrong(self, slot_id: str) -> int:
        """Count a wrong password; gives the seconds that it costs."""
        kept = self._read()
        wrong = kept.get(slot_id, (0, 0.0))[0] + 1
        self._write(kept | {slot_id: (wrong, self._uptime())})
        return _cost(wrong)

    def forget(self, slot_id: str) -> None:
        """Begin anew after the right password."""
        kept = self._read()
        if kept.pop(slot_id, None) is not None:
            self._write(kept)

    def _left(self, slot_id: str) -> int:
        wrong, at = self._read().get(slot_id, (0, 0.0))
        now = self._uptime()
        passed = now - at if now >= at else now
        return max(0, math.ceil(_cost(wrong) - passed))

    def _read(self) -> dict[str, tuple[int, float]]:
        try:
            content = json.loads(self._path.read_text("utf-8"))
            return {str(slot): (int(kept[0]), float(kept[1])) for slot, kept in content.items()}
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return {}

    def _write(self, kept: dict[str, tuple[int, float]]) -> None:
        try:
            write_durably(self._path, json.dumps(kept))
        except OSError:
            # A full disk locks nobody out; the next wrong password is counted again.
            return


def _cost(wrong: int) -> int:
    return min(_LONGEST, 2 ** (wrong - 1)) if 0 < wrong < 10 else _LONGEST * (wrong > 0)
