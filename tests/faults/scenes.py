"""A chore that is cut short, and what must be true of it wherever that was.

Each stands on a PC's disk and on a drive, which may be plain folders.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import ClassVar

from amane_desktop.office import centre
from amane_desktop.office.backing_up import back_up
from amane_desktop.office.front_door import exists, finish
from amane_desktop.office.snapshots import SNAPSHOTS
from amane_desktop.storage.backup.layout import FOLDER, found_in
from amane_desktop.storage.backup.opening import open_backup
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.keyring import KeyRing
from amane_desktop.storage.migrate import HEAD, bring_up_to_date
from tests.conftest import PASSWORD
from tests.faults.forked import Chore
from tests.faults.processes import Told
from tests.faults.standing import bytes_of, check_drive, check_kept, records_in, standing
from tests.storage.backed_up import plug_in
from tests.storage.test_migrate import scripts_with


@dataclass(frozen=True)
class Backed:
    """A centre, closed, and a drive with a backup of how it was `then`; work went on to `now`."""

    folder: Path
    drive: Path
    then: frozenset[str]
    now: frozenset[str]


def back_up_once(folder: Path, drive: Path) -> Backed:
    """Let a centre do some work, be backed up, and work on."""
    entered(folder, 3)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    plug_in(office, drive)
    back_up(office, drive, Progress())
    office.close()
    then = standing(folder)
    entered(folder, 2)
    return Backed(folder, drive, frozenset(then), frozenset(standing(folder)))


def entered(folder: Path, turns: int) -> None:
    """Let some work be done, of which nothing is refused."""
    with Chore("enter", folder, str(turns)) as chore:
        assert not chore.end().refused


class Scene:
    """What is cut short again and again; it begins as `backed` is unless it goes on."""

    what: ClassVar[str]
    verb: ClassVar[str]
    goes_on: ClassVar[bool] = False

    def __init__(self, backed: Backed, pc: Path, stick: Path) -> None:
        self.backed, self.folder, self.drive = backed, pc / "centre", stick
        self.begin()

    def begin(self) -> None:
        """Put everything where it is before the chore."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.backed.folder, self.folder)
        if not (self.drive / FOLDER).exists():
            shutil.copytree(self.backed.drive / FOLDER, self.drive / FOLDER)

    def again(self) -> None:
        """Let the next turn begin."""
        if not self.goes_on:
            self.begin()

    @property
    def more(self) -> tuple[str, ...]:
        """What the chore is given beside the centre's folder."""
        return (str(self.drive),)

    def start(self, traced: tuple[str, ...] = ()) -> Chore:
        """Let the chore begin."""
        return Chore(self.verb, self.folder, *self.more, traced=traced)

    def try_once(self) -> None:
        """Do the chore when nothing befalls it; so long does it take."""
        with self.start() as chore:
            told, self.seconds = chore.end(), time.monotonic() - chore.began
        assert not told.refused
        self.check(told)

    def wait(self, chore: Chore, random: Random) -> None:
        """Let the chore go on for a while, up to its end and a little beyond."""
        time.sleep(random.uniform(0, 1.2 * self.seconds))

    def check(self, told: Told) -> None:
        """Everything is as it was, or as it was to be, and that where it was said to be done."""
        raise NotImplementedError


class Entering(Scene):
    """People, photos and marks are entered."""

    what, verb, goes_on = "entry", "enter", True
    more = ()

    def begin(self) -> None:
        super().begin()
        self.kept = set(self.backed.now)

    def start(self, traced: tuple[str, ...] = ()) -> Chore:
        chore = super().start(traced)
        chore.told.kept = self.kept
        return chore

    def try_once(self) -> None:
        """It never ends by itself."""

    def wait(self, chore: Chore, random: Random) -> None:
        chore.hear(random.randint(1, 60))
        # Not only where it speaks: anywhere in what follows.
        time.sleep(random.uniform(0, 0.02))

    def check(self, told: Told) -> None:
        check_kept(told, self.folder)
        self.kept = told.kept


class EnteringCarelessly(Entering):
    """The same, but that nothing waits for the disk."""

    verb, goes_on = "enter carelessly", False

    def wait(self, chore: Chore, random: Random) -> None:
        chore.hear(12)


class BackingUp(Scene):
    """A backup is written; the one before it stays good."""

    what, verb, goes_on = "a backup", "backup", True

    def check(self, told: Told) -> None:
        last = self.last
        self.last = check_drive(self.drive)[0].made_at
        assert self.last > last if told.kept else self.last >= last
        assert standing(self.folder) == self.backed.now

    def begin(self) -> None:
        super().begin()
        self.last = found_in(self.drive)[0].made_at


class Restoring(Scene):
    """A backup is restored over the centre, which is kept."""

    what, verb = "a restore", "restore"

    def begin(self) -> None:
        super().begin()
        self.on_the_drive = bytes_of(self.drive)

    def check(self, told: Told) -> None:
        assert bytes_of(self.drive) == self.on_the_drive
        found = standing(self.folder)
        assert found == self.backed.then or (found == self.backed.now and not told.kept)
        if found == self.backed.then:
            (kept,) = found_in(self.folder / SNAPSHOTS)
            opened = open_backup(kept, PASSWORD)
            assert records_in(opened.database, opened.database_key) == self.backed.now


class RestoringAnew(Restoring):
    """A backup is restored on a PC that has no centre yet."""

    what = "a restore on a new PC"

    def begin(self) -> None:
        super().begin()
        shutil.rmtree(self.folder)

    def check(self, told: Told) -> None:
        assert bytes_of(self.drive) == self.on_the_drive
        finish(self.folder)
        if exists(self.folder):
            assert standing(self.folder) == self.backed.then
        else:
            assert not told.kept and not self.folder.exists()
            assert not list(self.folder.parent.glob("centre*"))


class Migrating(Scene):
    """The database is brought to the version of a newer program."""

    what, verb = "an update", "migrate"

    def begin(self) -> None:
        super().begin()
        self.scripts = self.folder.parent / "scripts"
        if not self.scripts.exists():
            body = 'op.create_table("later", sa.Column("id", sa.Integer()))'
            scripts_with(self.folder.parent, body)

    @property
    def more(self) -> tuple[str, ...]:
        return (str(self.scripts),)

    def check(self, told: Told) -> None:
        """The newer program ends what was begun; what it leaves for the older one is whole too."""
        slot_id = centre.front_door(self.folder).staff["Khadija"]
        master = KeyRing.read(self.folder / "keyring.json").unlock(slot_id, PASSWORD)
        database, key = self.folder / "amane.db", master.derive("database")
        bring_up_to_date(database, key, head="later", scripts=self.scripts)
        kept = self.folder / f"{database.name}.{HEAD}"
        assert {path.name for path in self.folder.glob("amane.db*")} == {database.name, kept.name}
        database.rename(self.folder / "later.db")
        kept.rename(database)
        assert standing(self.folder, {"later.db"}) == self.backed.now
        assert records_in(self.folder / "later.db", key) == self.backed.now
