"""The keys of a centre that is open: who may open it, under which key, and a new one for all."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from amane_desktop import __version__
from amane_desktop.access.models import StaffMember
from amane_desktop.office.front_door import SIGN_IN, FrontDoor, as_text
from amane_desktop.office.settings import CentreSettings
from amane_desktop.storage.attachments import AttachmentStore
from amane_desktop.storage.backup.layout import ATTACHMENTS, DATABASE, SNAPSHOTS
from amane_desktop.storage.backup.source import Source
from amane_desktop.storage.database import Damaged, InUse, open_engine
from amane_desktop.storage.durable import write_durably
from amane_desktop.storage.keyring import KEY_RING, KeyRing, MasterKey
from amane_desktop.storage.migrate import bring_up_to_date
from amane_desktop.storage.rekey import copy_under_new_key, opens, swap_in
from amane_desktop.storage.scrubbing import older_files, scrub


class Vault:
    """The key ring and the master key of a folder, while somebody is signed in."""

    def __init__(self, folder: Path, ring: KeyRing, master: MasterKey) -> None:
        self._database = folder / DATABASE
        self._folder = folder
        self.ring = ring
        self._master = master

    @property
    def attachments(self) -> AttachmentStore:
        """The centre's encrypted files; those written under older keys keep their names."""
        return AttachmentStore(self._folder / ATTACHMENTS, self._master.derive("attachment names"))

    @property
    def snapshots(self) -> Path:
        """Where the centre is kept as it was, against mistakes."""
        return self._folder / SNAPSHOTS

    @property
    def keys(self) -> tuple[KeyRing, MasterKey]:
        """The ring and the master key, for a backup of this centre to be opened with them."""
        return self.ring, self._master

    def add(self, secret: str) -> str:
        """Let a password or a code open the centre; gives its slot."""
        self._read_again()
        slot_id = self.ring.add(self._master, secret)
        self.ring.save()
        return slot_id

    def add_code(self, code: str) -> None:
        """Let a new recovery code open the centre; the old one until it is put in force."""
        self._read_again()
        self.ring.codes.append(self.ring.add(self._master, code))
        self.ring.save()

    def put_code_in_force(self) -> None:
        """Let the newest recovery code alone open the centre; its keys are to be renewed."""
        ring = self._read_again()
        *older, newest = ring.codes
        for slot_id in older:
            ring.remove(slot_id)
        ring.codes, ring.code_number, ring.is_renewal_due = [newest], ring.code_number + 1, True
        ring.save()

    def drop(self, slot_id: str) -> None:
        """Let a slot open the centre no more."""
        self._read_again()
        self.ring.remove(slot_id)
        self.ring.save()

    def show(self, door: FrontDoor) -> None:
        """Let the sign-in page show these names."""
        path, text = self._folder / SIGN_IN, as_text(door)
        if path.read_bytes() != text.encode():
            write_durably(path, text)

    def open(self) -> Engine:
        """The database under the newest key, brought there when a renewal was cut short."""
        key = self._key_of(self._master)
        for older in () if opens(self._database, key) else self.ring.older(self._master):
            if opens(self._database, self._key_of(older)):
                key = self._bring_under(key, self._key_of(older))
                break
        bring_up_to_date(self._database, key)
        return open_engine(self._database, key)

    def source(self, set_id: str, by: str, beside: tuple[Path, ...] = ()) -> Source:
        """What a backup, or a snapshot, is written from; Damaged when no key opens the database."""
        self._read_again()
        for master in (self._master, *self.ring.older(self._master)):
            if opens(self._database, key := self._key_of(master)):
                return Source(self._folder, key, self._master, set_id, by, __version__, beside)
        raise Damaged

    @property
    def is_renewal_due(self) -> bool:
        """Whether somebody who left, or an old code, still knows the key, and it can be renewed."""
        ring = self._read_again()
        return ring.is_renewal_due and not ring.has_old_slots()

    @property
    def older_files(self) -> int:
        """How many copies updates of the program have left beside the database."""
        return len(older_files(self._database))

    def scrub(self, engine: Engine) -> None:
        """Leave nothing of what was erased in the database's free places, nor in older copies."""
        scrub(engine, self._database)

    def renew(self, kept: Collection[str]) -> None:
        """Give a new master key to the kept slots and the code alone, and the database a new key.

        The database must be closed. Cut short before the ring is saved, all is as before and the
        renewal due; after it, `open` ends what was begun.
        """
        ring = self._read_again()
        if not ring.is_renewal_due:
            # Whoever left must not open what is backed up until it has come about.
            ring.is_renewal_due = True
            ring.save()
        for slot_id in ring.slots - {*kept, *ring.codes}:
            ring.remove(slot_id)
        renewed = ring.renew(self._master)
        copy = copy_under_new_key(self._database, self._key_of(self._master), self._key_of(renewed))
        ring.save()
        self._master = renewed
        swap_in(copy, self._database)

    def _read_again(self) -> KeyRing:
        """The ring as it stands on the disk, where another process may have changed it."""
        self.ring = KeyRing.read(self._folder / KEY_RING)
        return self.ring

    def _bring_under(self, key: bytes, older: bytes) -> bytes:
        try:
            swap_in(copy_under_new_key(self._database, older, key), self._database)
        except InUse:
            return older  # read on with it; who opens the centre alone brings it there
        return key

    @staticmethod
    def _key_of(master: MasterKey) -> bytes:
        return master.derive("database")


def shown_at_the_door(session: Session) -> FrontDoor:
    """What the sign-in page may say of the centre: its name, and who may sign in."""
    settings = session.scalars(select(CentreSettings)).one()
    return FrontDoor(settings.name, settings.name_ar, active_slots(session))


def active_slots(session: Session) -> dict[str, str]:
    """The names of those who may sign in, each with its slot, in the order of their coming."""
    rows = session.execute(
        select(StaffMember.name, StaffMember.slot_id)
        .where(StaffMember.is_active)
        .order_by(StaffMember.id)
    )
    return {row.name: row.slot_id for row in rows}


def has_left_slots(session: Session, ring: KeyRing) -> bool:
    """Whether the ring still holds the slot of somebody who has left."""
    left = session.scalars(select(StaffMember.slot_id).where(StaffMember.is_active.is_(False)))
    return bool(ring.slots & set(left))
