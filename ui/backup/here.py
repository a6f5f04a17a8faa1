"""What is plugged in, beside what the centre knows of its drives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.backup_drives import KnownDrive, known_drives
from ui.backup.watch import DriveWatch, Place

if TYPE_CHECKING:
    from ui.tasks import Desk


@dataclass(frozen=True)
class Here:
    """A place that is at hand; `known` is None for one that no backup went to yet."""

    place: Place
    known: KnownDrive | None

    @property
    def name(self) -> str:
        """What the staff call it, or else what the system does."""
        if self.known is not None:
            return self.known.name
        return self.place.drive.label or str(self.place.root)

    @property
    def is_ready(self) -> bool:
        """Whether one click backs up to it."""
        return self.known is not None and not self.known.is_retired


class AtHand(QObject):
    """The drives and folders at hand while a widget is seen: `changed` tells when others are.

    The one whose turn it is stands first, unknown ones last.
    """

    changed = Signal()

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = desk
        self.known: Sequence[KnownDrive] = ()
        self.here: list[Here] = []
        self.watch = DriveWatch(desk.backups, widget)
        self.watch.seen.connect(self._see)
        desk.backups.changed.connect(self._run_changed)
        self.refresh()

    @property
    def is_looking(self) -> bool:
        """Whether nobody knows yet what is plugged in."""
        return self.watch.places is None

    @property
    def ready(self) -> Here | None:
        """Where one click backs up to."""
        return self.here[0] if self.here and self.here[0].is_ready else None

    @property
    def due(self) -> KnownDrive | None:
        """The drive whose turn it is, wherever it is."""
        return next((drive for drive in self.known if drive.is_due), None)

    def refresh(self) -> None:
        """Ask anew what is known of the drives."""
        self.known = self._desk.ask(known_drives)
        self.watch.folders = _folders(self.known)
        self._see()

    def what_to_plug_in(self) -> str:
        """Whose turn it is, and where it is kept; or that any drive will do."""
        if self.due is None:
            return _("Plug in a USB drive: it is seen within a few seconds.")
        name, place = map(in_its_own_direction, (self.due.name, self.due.kept_at))
        if not self.due.kept_at:
            return _("Plug in {name}: it is its turn.").format(name=name)
        words = _("Plug in {name}: it is its turn. It is kept here: {place}")
        return words.format(name=name, place=place)

    def _see(self) -> None:
        by_mark = {drive.mark: drive for drive in self.known}
        places = self.watch.places or ()
        here = [Here(place, by_mark.get(place.mark)) for place in places]
        self.here = sorted(here, key=_place_in_list)
        self.changed.emit()

    def _run_changed(self) -> None:
        if not self._desk.backups.is_under_way:
            self.watch.forget()
            self.refresh()


def _place_in_list(here: Here) -> tuple[bool, bool, str]:
    is_due = here.known is not None and here.known.is_due
    return not here.is_ready, not is_due, here.name


def known_folders(desk: Desk) -> tuple[Path, ...]:
    """The folders that the centre backs up to beside its drives, to be looked at as well."""
    return _folders(desk.ask(known_drives))


def _folders(known: Iterable[KnownDrive]) -> tuple[Path, ...]:
    return tuple(Path(each.folder) for each in known if each.folder)
