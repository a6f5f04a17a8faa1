"""The backups of a centre that stand on a drive: the last one, and which go in their turn."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from amane_desktop.storage.backup.drive_mark import Guard
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble
from amane_desktop.storage.backup.layout import MANIFEST, UNFINISHED, moment_of, stamp
from amane_desktop.storage.backup.manifest import LARGEST, Manifest, unseal
from amane_desktop.storage.backup.medium import FolderMedium
from amane_desktop.storage.backup.rotation import to_remove
from amane_desktop.storage.keyring import MasterKey, WrongPassword


class Standing:
    """What stands in the set's folder, as far as these keys open it."""

    def __init__(
        self, medium: FolderMedium, guard: Guard, folder: Path, masters: tuple[MasterKey, ...]
    ) -> None:
        self._medium, self._guard = medium, guard
        self._folder, self._masters = folder, masters

    def last(self, before: datetime) -> Manifest | None:
        """What the newest one says that can be read."""
        moments = sorted(self._moments(), reverse=True)
        # Those of a time that lies ahead come last: a clock went wrong.
        moments.sort(key=lambda moment: moment >= before)
        for moment in moments:
            with suppress(BackupDamaged, WrongPassword, FileNotFoundError, DriveTrouble):
                return self._manifest_of(moment)
        return None

    def rotate(self, now: datetime, newest: datetime) -> None:
        """Remove those that no day, week or month needs."""
        removed = sorted(to_remove(self._moments(), now, newest))
        for moment in removed:
            self._guard.look()
            place = self._folder / stamp(moment)
            aside = place.with_name(place.name + UNFINISHED)
            self._medium.rename(place, aside)
            self._medium.remove_folder(aside)
        if removed:
            # What they needed must not go before they are gone for good.
            self._medium.flush_names(self._folder)

    def needed(self) -> set[str]:
        """The attachments that any of them needs.

        Raises BackupDamaged, WrongPassword or FileNotFoundError where one cannot be read.
        """
        return {name for m in self._moments() for name in self._manifest_of(m).attachments}

    def _moments(self) -> list[datetime]:
        entries = self._medium.entries(self._folder).items()
        found = [moment_of(name) for name, entry in entries if entry.is_folder]
        return [moment for moment in found if moment is not None]

    def _manifest_of(self, moment: datetime) -> Manifest:
        sealed = self._medium.read(self._folder / stamp(moment) / MANIFEST, LARGEST)
        return unseal(sealed, self._masters)[0]
