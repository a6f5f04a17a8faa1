"""Looking at several drives at once, without waiting long for a dead one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

_SECONDS = 5.0


class _Look(Thread):
    """One look at one drive; it finds nothing when the drive vanishes meanwhile."""

    def __init__(self, look: Callable[[], Any], seconds: float) -> None:
        # A dead drive may hold it for ever, and must not hold the program when it ends.
        super().__init__(daemon=True)
        self._look = look
        self._until = time.monotonic() + seconds
        self.found: Any = None

    def run(self) -> None:
        with suppress(OSError):
            self.found = self._look()

    def wait(self) -> None:
        self.join(max(0.0, self._until - time.monotonic()))


_under_way: dict[str, _Look] = {}


def look_at_each(
    looks: Mapping[str, Callable[[], T | None]], seconds: float | None = None
) -> tuple[T, ...]:
    """What showed itself in time; a drive that still hangs is not looked at again.

    Each look has a name, by which one that hangs is known.
    """
    waited_for = []
    for name, look in looks.items():
        one = _under_way.get(name)
        if one is None or not one.is_alive():
            one = _under_way[name] = _Look(look, _SECONDS if seconds is None else seconds)
            one.start()
        waited_for.append(one)
    for one in waited_for:
        one.wait()
    return tuple(one.found for one in waited_for if one.found is not None)
