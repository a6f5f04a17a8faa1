"""Looking at several drives at once, without waiting long for a dead one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread

from amane_desktop.storage.drives.drive import Drive

_SECONDS = 5.0


class _Look(Thread):
    """One look at one drive; it finds nothing when the drive vanishes meanwhile."""

    def __init__(self, look: Callable[[], Drive | None], seconds: float) -> None:
        # A dead drive may hold it for ever, and must not hold the program when it ends.
        super().__init__(daemon=True)
        self._look = look
        self._until = time.monotonic() + seconds
        self.drive: Drive | None = None

    def run(self) -> None:
        with suppress(OSError):
            self.drive = self._look()

    def wait(self) -> None:
        self.join(max(0.0, self._until - time.monotonic()))


_under_way: dict[str, _Look] = {}


def look_at_each(
    looks: Mapping[str, Callable[[], Drive | None]], seconds: float = _SECONDS
) -> tuple[Drive, ...]:
    """The drives that showed themselves in time; one that still hangs is not looked at again."""
    waited_for = []
    for root, look in looks.items():
        one = _under_way.get(root)
        if one is None or not one.is_alive():
            one = _under_way[root] = _Look(look, seconds)
            one.start()
        waited_for.append(one)
    for one in waited_for:
        one.wait()
    return tuple(one.drive for one in waited_for if one.drive is not None)
