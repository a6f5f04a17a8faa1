"""A centre's folder: made new, and opened with a password."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _
from amane_desktop.office.attachments import row_for, sweep
from amane_desktop.office.clock import Clock
from amane_desktop.office.delays import Delays
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.office.front_door import (
    SIGN_IN,
    FrontDoor,
    as_text,
    exists,
    finish,
    front_door,
)
from amane_desktop.office.inside import sweep_inside
from amane_desktop.office.journal import JournalAction, Recorder
from amane_desktop.office.office import Office, in_plain_words, staff_named
from amane_desktop.office.pictures import PNG, small_picture
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.short_lines import LONGEST_ADDRESS, short_line
from amane_desktop.office.staff import check_password, password_from_code
from amane_desktop.office.unlocking import (
    Unlocked,
    key_ring,
    of_another_centre,
    unlock,
    unopened,
    wrong,
)
from amane_desktop.office.vault import Vault, has_left_slots, shown_at_the_door
from amane_desktop.storage.backup.layout import DATABASE
from amane_desktop.storage.backup.source import sweep_copy
from amane_desktop.storage.database import Damaged, InUse, Unreachable, open_engine
from amane_desktop.storage.durable import flush_names, put_in_place, write_durably
from amane_desktop.storage.keyring import (
    KEY_RING,
    KeyRing,
    MasterKey,
    WrongPassword,
    new_master_key,
    new_recovery_code,
    normal_code,
)
from amane_desktop.storage.migrate import NewerVersion, create_schema

LONGEST_NAME = 80


def create(
    folder: Path,
    *,
    name: str,
    name_ar: str,
    director: str,
    password: str,
    address: str = "",
    address_ar: str = "",
    logo: bytes = b"",
    is_demonstration: bool = False,
    recovery_code: str = "",
) -> str:
    """Make a new centre and give its recovery code, which may have been drawn before.

    It is built aside and renamed into place, so that half a centre never is.
    """
    folder = folder.resolve()
    if exists(folder):
        raise Refusal(_("This folder holds a centre already."))
    check_names(name, name_ar, director)
    check_password(password)
    told = CentreSettings(
        name=name,
        name_ar=name_ar,
        address=short_line(address, "address", LONGEST_ADDRESS),
        address_ar=short_line(address_ar, "address_ar", LONGEST_ADDRESS),
        is_demonstration=is_demonstration,
    )
    logo = small_picture(logo, "logo", PNG) if logo else b""
    aside = folder.with_name(folder.name + ".new")
    code = recovery_code or new_recovery_code()
    unmade = _("The centre cannot be made here: the disk is full, or the folder is in use.")
    try:
        with in_plain_words(unmade):
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            _fill(aside, told, logo, director, password, code)
            if folder.exists():
                folder.rmdir()
            put_in_place(aside, folder)
            flush_names(folder.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return code


def check_names(name: str, name_ar: str, director: str) -> None:
    """Refuse a centre or a director without a name, or with one that fits no page."""
    if not (name.strip() or name_ar.strip()):
        raise Refusal(_("Give the centre's name, in one script at least."), "name")
    if not director.strip():
        raise Refusal(_("Give the name that you sign in with."), "director")
    for field, text in (("name", name), ("name_ar", name_ar), ("director", director)):
        if len(text) > LONGEST_NAME:
            raise Refusal(_("This name is too long: 80 letters at most."), field)
        if not text.isprintable():
            raise Refusal(_("This name holds a character that cannot be shown."), field)


def _fill(
    aside: Path, told: CentreSettings, logo: bytes, director: str, password: str, code: str
) -> None:
    master = new_master_key()
    ring = KeyRing(aside / KEY_RING)
    slot_id = ring.add(master, password)
    ring.codes.append(ring.add(master, code))
    ring.save()
    engine = open_engine(aside / DATABASE, master.derive("database"))
    create_schema(engine)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        recorder = Recorder(session)
        member = StaffMember(name=director, role=Role.DIRECTOR, slot_id=slot_id)
        session.add(member)
        if logo:
            stored = Vault(aside, ring, master).attachments.put(BytesIO(logo))
            session.add(picture := row_for(stored, PNG))
            session.flush()
            told.logo_id = picture.id
        session.add(told)
        session.flush()
        door = FrontDoor(told.name, told.name_ar, {director: slot_id})
        recorder.write(
            JournalAction(at=datetime.now(UTC), staff_id=member.id, name="create_centre")
        )
    engine.dispose()
    write_durably(aside / SIGN_IN, as_text(door))


def open_centre(folder: Path, staff_name: str, password: str, clock: Clock | None = None) -> Office:
    """Open the centre for a staff member; refuses a wrong password, a damaged or newer file."""
    return open_unlocked(unlock(folder, staff_name, password), clock)


def open_unlocked(unlocked: Unlocked, clock: Clock | None = None) -> Office:
    """Open the centre with the key that a password gave; refuses a damaged or newer file."""
    name, ring = unlocked.staff_name, unlocked.ring
    vault = Vault(unlocked.folder, ring, unlocked.master)
    finish(unlocked.folder)  # (one may have begun since the password was typed)
    with in_plain_words(unopened()):
        try:
            engine = _open(vault)
        except Damaged:
            if front_door(unlocked.folder).staff.get(name) in ring.slots:
                raise
            raise CentreBroken(of_another_centre()) from None
        with Session(engine) as session:
            signed_in, shown = staff_named(session, name), shown_at_the_door(session)
            is_renewal_due = ring.is_renewal_due or has_left_slots(session, ring)
        vault.show(shown)
        if signed_in is None or shown.staff[name] != unlocked.slot_id:
            engine.dispose()
            raise Refusal(wrong(), "password")
        sweep_inside(unlocked.folder)
        with suppress(InUse, Unreachable, OSError):
            _sweep(engine, vault, unlocked.folder)
        office = Office(engine, signed_in, clock or Clock(), unlocked.folder, vault)
        if is_renewal_due and not ring.has_old_slots():
            with suppress(InUse):
                office.renew_keys()
    return office


def _sweep(engine: Engine, vault: Vault, folder: Path) -> None:
    # Most of it is not needed until a snapshot is taken.
    from amane_desktop.office.snapshots import named_by_snapshots, sweep_unfinished

    sweep_unfinished(folder)
    sweep_copy(folder)
    sweep(engine, vault.attachments, lambda: named_by_snapshots(folder, *vault.keys))


def _open(vault: Vault) -> Engine:
    try:
        return vault.open()
    except NewerVersion:
        raise Refusal(_("A newer version of Amane wrote this centre. Nothing changed.")) from None


def check_code(folder: Path, recovery_code: str, password: str) -> int:
    """Refuse a password that is soon guessed and a wrong code; gives the next code's number."""
    check_password(password)
    with in_plain_words(unopened()):
        ring = key_ring(folder)
        _unlock_by_code(ring, recovery_code)
    return ring.code_number + 1


def _unlock_by_code(ring: KeyRing, recovery_code: str) -> MasterKey:
    try:
        return ring.unlock_any(normal_code(recovery_code))
    except WrongPassword:
        raise Refusal(_("This is not the centre's recovery code."), "code") from None


def reset_password(
    folder: Path, staff_name: str, recovery_code: str, password: str, new_code: str = ""
) -> str:
    """Give a director a new password with the recovery code; gives the code that follows it.

    The old password and the old code open nothing more. Killed at any moment, the centre opens
    with the old password or the new one.
    """
    check_password(password)
    finish(folder)
    door = front_door(folder)
    if staff_name not in door.staff:
        raise Refusal(wrong(), "password")
    code = new_code or new_recovery_code()
    with in_plain_words(unopened()):
        ring = key_ring(folder)
        vault = Vault(folder, ring, _unlock_by_code(ring, recovery_code))
        engine = _open(vault)
        with Session(engine) as session:
            signed_in = staff_named(session, staff_name)
        if signed_in is None or signed_in.role is not Role.DIRECTOR:
            engine.dispose()
            told = _("With the code, a director gets back in; the director helps the others.")
            raise Refusal(told, "password")
        office = Office(engine, signed_in, Clock(), folder, vault)
        try:
            office.do(password_from_code, password, code)
        finally:
            office.close()
        Delays(folder).forget(door.staff[staff_name])
    return code
