"""What a password opens: signing in as far as the key ring, without loading the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.i18n import _, isolate
from amane_desktop.office.delays import Delays, NotYet
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.office.front_door import FrontDoor, broken, exists, finish, front_door
from amane_desktop.storage.keyring import (
    KEY_RING,
    KeyRing,
    KeyRingBroken,
    MasterKey,
    WrongPassword,
)


@dataclass(frozen=True)
class Unlocked:
    """The master key that a staff member's password gave, and the ring that it came from."""

    folder: Path
    staff_name: str
    slot_id: str
    ring: KeyRing
    master: MasterKey


def unlock(folder: Path, staff_name: str, password: str) -> Unlocked:
    """The centre's key; refuses a wrong password, one that comes too soon, and a broken ring.

    Most of its time is the password's hash, which leaves the interpreter to other threads.
    """
    if not exists(folder):
        raise Refusal(_("There is no centre in this folder."))
    finish(folder)
    door = front_door(folder)
    slot_id, delays = door.staff.get(staff_name, ""), Delays(folder)
    try:
        delays.check(slot_id)
        ring = key_ring(folder)
        had_old_slots = ring.has_old_slots()
        try:
            opened, master = _try(ring, door, slot_id, password)
        except WrongPassword:
            if slot_id and slot_id not in ring.slots:
                raise CentreBroken(of_another_centre()) from None
            raise NotYet(wrong(), delays.note_wrong(slot_id)) from None
        delays.forget(slot_id)
        if had_old_slots:
            _take_over(ring, door)
    except OSError:
        raise Refusal(unopened()) from None
    return Unlocked(folder, staff_name, opened, ring, master)


def _try(ring: KeyRing, door: FrontDoor, slot_id: str, password: str) -> tuple[str, MasterKey]:
    """The slot that the password opens, which the sign-in page may not have been told of yet.

    So it is after a power cut between keeping a new password and writing the page's file; whose
    slot it is, the database says once it is open.
    """
    untold = ring.slots - {*door.staff.values(), *ring.codes}
    for each in (slot_id, *untold):
        with suppress(WrongPassword):
            return each, ring.unlock(each, password)
    raise WrongPassword


def key_ring(folder: Path) -> KeyRing:
    """The folder's key ring; refuses one that cannot be read."""
    try:
        return KeyRing.read(folder / KEY_RING)
    except KeyRingBroken:
        raise CentreBroken(broken(KEY_RING)) from None


def wrong() -> str:
    """What is said of a wrong password, of a name that is unknown, and of one who has left."""
    return _("The name or the password is not right.")


def of_another_centre() -> str:
    """What is said of a key ring that does not know the slots of the sign-in page."""
    told = _("The file {file} is not this centre's, or not of this day. Take back the one before.")
    return told.format(file=isolate(KEY_RING))


def unopened() -> str:
    """What is said when the disk does not let a centre be opened."""
    return _("The centre cannot be opened: the disk is full, or its folder cannot be written.")


def _take_over(ring: KeyRing, door: FrontDoor) -> None:
    """Keep what was unlocked of a ring of the first version in the newest form."""
    ring.codes = sorted(ring.slots - set(door.staff.values()))
    ring.save()
