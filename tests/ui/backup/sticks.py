"""Folders that stand for USB sticks: plugged in and pulled out as a hand does it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from amane_desktop.storage.drives import Drive, Letting, device_of


class Sticks:
    """What the system says is plugged in; each stick keeps its files while it is out."""

    def __init__(self, desk_drawer: Path, slots: Path) -> None:
        self._drawer, self._slots = desk_drawer, slots
        self.letting = Letting.GONE
        self.let_go_of: list[Path] = []
        self.before_letting_go: Callable[[], None] = lambda: None

    def plug_in(self, label: str) -> Path:
        """Plug a stick in: where its files are now."""
        root = self._slots / label
        kept = self._drawer / label
        if kept.exists():
            shutil.move(kept, root)
        else:
            root.mkdir(parents=True, exist_ok=True)
        return root

    def pull_out(self, label: str) -> None:
        """Pull it out."""
        self._drawer.mkdir(exist_ok=True)
        shutil.move(self._slots / label, self._drawer / label)

    def plugged_in(self) -> tuple[Drive, ...]:
        """The sticks that are in."""
        roots = sorted(self._slots.iterdir()) if self._slots.exists() else []
        return tuple(map(_drive, roots))

    def let_go(self, root: Path) -> Letting:
        """Let one go, as far as the system of this day does."""
        self.before_letting_go()
        self.let_go_of.append(root)
        if self.letting is Letting.GONE:
            self.pull_out(root.name)
        return self.letting


def _drive(root: Path) -> Drive:
    space = shutil.disk_usage(root)
    return Drive(root, root.name, True, space.free, space.total, "exFAT", device_of(root))
