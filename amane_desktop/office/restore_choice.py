"""A backup that was opened to be restored: what is in it, and what would be replaced by it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from amane_desktop import __version__
from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _, isolate
from amane_desktop.office.delays import Delays
from amane_desktop.office.erasing import Erased
from amane_desktop.office.errors import NotWhole, Refusal
from amane_desktop.office.front_door import SIGN_IN, finish, front_door
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.office import in_plain_words
from amane_desktop.office.state_known import Known, KnownStaff, known_by, schema_of
from amane_desktop.office.unlocking import unopened
from amane_desktop.storage.backup.faults import BackupDamaged, DriveTrouble, NotABackup
from amane_desktop.storage.backup.layout import DATABASE, FOLDER, Found, found_in
from amane_desktop.storage.backup.opening import Opened, open_backup, open_with_ring
from amane_desktop.storage.database import Damaged, Unreachable, engine_of_copy, open_engine
from amane_desktop.storage.installers.looking import newest_installer
from amane_desktop.storage.keyring import (
    KEY_RING,
    KeyRing,
    KeyRingBroken,
    MasterKey,
    WrongPassword,
)
from amane_desktop.storage.migrate import HEAD
from amane_desktop.storage.rekey import opens

R = TypeVar("R")


@dataclass(frozen=True)
class Standing:
    """The centre that stands in the folder: its keys, and what it knows where its file opens.

    `key` is the database's own, which is an older one where a renewal was cut short. `slot_id` is
    empty where its ring is older than that of the drive.
    """

    ring: KeyRing
    master: MasterKey
    slot_id: str
    key: bytes = b""
    known: Known | None = None


@dataclass(frozen=True)
class Choice:
    """A backup, opened, and the folder where it would go.

    `by` is the director who restores it, empty with the recovery code. `standing` is None where
    no centre stands that a secret opens; `newest` is the newest state of this centre that is
    known, and `erased` what any of them says was erased.
    """

    opened: Opened
    folder: Path
    by: str
    standing: Standing | None
    newest: Known
    erased: Collection[Erased]

    @property
    def work_since(self) -> int:
        """How many actions the centre that stands has beyond those of the backup."""
        if self.standing is None or self.standing.known is None:
            return 0
        then = self.opened.manifest.counts.get(JournalAction.__tablename__, 0)
        return max(0, self.standing.known.actions - then)

    @property
    def is_new_place(self) -> bool:
        """Whether nothing of a centre stands in the folder."""
        return not stands_in(self.folder)


def stands_in(folder: Path) -> bool:
    """Whether a centre, or what is left of one, stands in the folder."""
    return any((folder / name).exists() for name in (SIGN_IN, DATABASE, KEY_RING))


def choose(found: Found, folder: Path, secret: str) -> Choice:
    """Open a backup with a director's password or the recovery code, to restore it to a folder.

    Refuses a wrong secret and whoever is no director, a damaged backup and one of a newer
    program, and one of another centre than stands there.
    """
    folder = folder.resolve()
    finish(folder)
    if not stands_in(folder):
        if folder.exists() and any(folder.iterdir()):
            raise Refusal(_("This folder holds other files. Choose an empty one."))
        return _by_secret(
            lambda: (_in_words(lambda: open_backup(found, secret)), None), folder, secret
        )
    delays = Delays(folder)
    delays.check("")
    try:
        choice = _by_secret(lambda: _for_standing(folder, found, secret), folder, secret)
    except Refusal as refusal:
        if isinstance(refusal.__cause__, WrongPassword):
            delays.note_wrong("")
        raise
    delays.forget("")
    return choice


def _by_secret(
    open_it: Callable[[], tuple[Opened, Standing | None]], folder: Path, secret: str
) -> Choice:
    try:
        opened, standing = open_it()
    except WrongPassword as wrong:
        told = _("This is neither the password of a director nor the recovery code.")
        raise Refusal(told, "secret") from wrong
    newest, erased = _known(opened, standing)
    slot_id = (standing and standing.slot_id) or opened.slot_id
    if slot_id in opened.ring.codes:
        return Choice(opened, folder, "", standing, newest, erased)
    by = _director(newest, opened.ring, slot_id, secret)
    return Choice(opened, folder, by.name, standing, newest, erased)


def _director(newest: Known, ring: KeyRing, slot_id: str, secret: str) -> KnownStaff:
    """The director whose password it is; another may have the same one, and be tried first."""
    directors = [each for each in newest.staff if each.role == Role.DIRECTOR and each.is_active]
    for each in sorted(directors, key=lambda director: director.slot_id != slot_id):
        with suppress(WrongPassword):
            ring.unlock(each.slot_id, secret)
            return each
    raise Refusal(_("A director's password is needed here, or the recovery code."), "secret")


def _for_standing(folder: Path, found: Found, secret: str) -> tuple[Opened, Standing | None]:
    """The backup under the ring that is to stand: the centre's own where it knows the key."""
    ring, at_the_door = _ring(folder), _slots(folder)
    if ring is None:
        opened = _in_words(lambda: open_backup(found, secret))
        if at_the_door and not at_the_door & opened.ring.slots:
            raise Refusal(_of_another_centre())
        return opened, None
    slot_id, master = ring.unlock_some(secret)
    standing = _looked_at(Standing(ring, master, slot_id), folder)
    with suppress(WrongPassword):
        return _in_words(lambda: open_with_ring(found, ring, master)), standing
    try:
        opened = _in_words(lambda: open_backup(found, secret))
    except WrongPassword:
        raise Refusal(_of_another_centre()) from None
    # A PC that was set back stands with an older ring than the drive.
    if master not in opened.ring.older(opened.master):
        raise Refusal(_of_another_centre())
    return opened, replace(standing, slot_id="")


def _looked_at(standing: Standing, folder: Path) -> Standing:
    """What the centre that stands knows; its file is only read, and may be of an older version."""
    masters = (standing.master, *standing.ring.older(standing.master))
    with in_plain_words(unopened()):
        keys = (master.derive("database") for master in masters)
        key = next((key for key in keys if opens(folder / DATABASE, key)), b"")
    if not key:
        return standing
    engine = open_engine(folder / DATABASE, key)
    try:
        with in_plain_words(unopened()), Session(engine) as session:
            if schema_of(session) > HEAD:
                told = _("A newer version of Amane wrote this centre. Nothing changed.")
                raise Refusal(told)
            known = known_by(session)
    finally:
        engine.dispose()
    return replace(standing, key=key, known=known)


def _known(opened: Opened, standing: Standing | None) -> tuple[Known, frozenset[Erased]]:
    """The newest state that is known, here or among the backups; and what was erased in any."""
    if opened.manifest.schema > HEAD:
        raise Refusal(" ".join(filter(None, (too_new(), _installer_beside(opened.found)))))
    states = [_newest_of_set(opened)]
    if standing is not None and standing.known is not None:
        # Where its ring is to stand, it is the newest, whatever the clocks said.
        states.insert(0 if standing.slot_id else 1, standing.known)
    return states[0], frozenset(each for known in states for each in known.erased)


def _newest_of_set(opened: Opened) -> Known:
    """What the newest backup beside this one knows, as far as it can be read."""
    own, unreadable = opened.found, (NotABackup, BackupDamaged, WrongPassword, DatabaseError)
    for found in found_in(own.folder.parent):
        if found.made_at > own.made_at:
            with suppress(*unreadable, Damaged, Unreachable, DriveTrouble, OSError):
                return _known_of(open_with_ring(found, opened.ring, opened.master))
    try:
        return _known_of(opened)
    except (Damaged, DatabaseError, OSError):
        raise not_whole() from None
    except Unreachable:
        # The whole drive is away, or the file alone.
        _in_words(opened.files.medium.look)
        raise not_whole() from None


def _known_of(opened: Opened) -> Known:
    engine = engine_of_copy(opened.database, opened.database_key)
    try:
        with Session(engine) as session:
            return known_by(session)
    finally:
        engine.dispose()


def _ring(folder: Path) -> KeyRing | None:
    """The centre's key ring; None where it is gone, or is not this centre's."""
    try:
        ring = KeyRing.read(folder / KEY_RING)
    except KeyRingBroken:
        return None
    at_the_door = _slots(folder)
    return ring if not at_the_door or at_the_door & ring.slots else None


def _slots(folder: Path) -> set[str]:
    try:
        return set(front_door(folder).staff.values())
    except Refusal:
        return set()


def _in_words(open_it: Callable[[], R]) -> R:
    try:
        return open_it()
    except (NotABackup, BackupDamaged):
        raise not_whole() from None
    except (DriveTrouble, OSError):
        told = _("The backup cannot be read any more: look at the drive. Nothing was changed.")
        raise Refusal(told) from None


def not_whole() -> NotWhole:
    """What is raised of a backup that does not hold what was written to it."""
    return NotWhole(_("This backup is damaged. Nothing was changed."))


def too_new() -> str:
    """What is said of a backup that a newer program wrote."""
    return _("A newer version of Amane wrote this backup. Install it here, then restore.")


def _installer_beside(found: Found) -> str:
    """Where that newer program lies, if it does so beside the backup."""
    base = found.folder.parent.parent
    installer = newest_installer(base.parent if base.name == FOLDER else base)
    if not found.set_id or installer is None or not installer.is_newer_than(__version__):
        return ""
    told = _("Its installer for Windows lies on the same drive: {name}")
    return told.format(name=isolate(installer.path.name))


def _of_another_centre() -> str:
    return _("This backup is of another centre. It can only be restored to an empty folder.")
