"""A centre's folder: made new, and opened with a password."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import (
    SIGN_IN,
    FrontDoor,
    as_text,
    broken,
    exists,
    front_door,
)
from amane_desktop.office.journal import JournalAction, Recorder
from amane_desktop.office.office import Office, in_plain_words, staff_named
from amane_desktop.office.settings import CentreSettings
from amane_desktop.storage.database import open_engine
from amane_desktop.storage.durable import flush_names, write_durably
from amane_desktop.storage.keyring import (
    KeyRing,
    KeyRingBroken,
    MasterKey,
    WrongPassword,
    new_master_key,
    new_recovery_code,
    normal_code,
)
from amane_desktop.storage.migrate import NewerVersion, bring_up_to_date, create_schema

DATABASE, KEY_RING = "amane.db", "keyring.json"
SHORTEST_PASSWORD, LONGEST_NAME = 10, 80


def create(
    folder: Path,
    *,
    name: str,
    name_ar: str,
    director: str,
    password: str,
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
    aside = folder.with_name(folder.name + ".new")
    code = recovery_code or new_recovery_code()
    unmade = _("The centre cannot be made here: the disk is full, or the folder is in use.")
    try:
        with in_plain_words(unmade):
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            _fill(aside, name, name_ar, director, password, is_demonstration, code)
            if folder.exists():
                folder.rmdir()
            aside.rename(folder)
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


def check_password(password: str) -> None:
    """Refuse a password that is soon guessed."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(_("Take at least 10 characters: three or four words are easy."), "password")


def _fill(
    aside: Path,
    name: str,
    name_ar: str,
    director: str,
    password: str,
    is_demonstration: bool,
    code: str,
) -> None:
    master = new_master_key()
    ring = KeyRing(aside / KEY_RING)
    slot_id = ring.add(master, password)
    ring.add(master, code)
    ring.save()
    engine = open_engine(aside / DATABASE, master.derive("database"))
    create_schema(engine)
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        recorder = Recorder(session)
        member = StaffMember(name=director, role=Role.DIRECTOR, slot_id=slot_id)
        session.add(member)
        session.add(CentreSettings(name=name, name_ar=name_ar, is_demonstration=is_demonstration))
        session.flush()
        recorder.write(
            JournalAction(at=datetime.now(UTC), staff_id=member.id, name="create_centre")
        )
    engine.dispose()
    write_durably(aside / SIGN_IN, as_text(FrontDoor(name, name_ar, {director: slot_id})))


def open_centre(folder: Path, staff_name: str, password: str, clock: Clock | None = None) -> Office:
    """Open the centre for a staff member; refuses a wrong password, a damaged or newer file."""
    if not exists(folder):
        raise Refusal(_("There is no centre in this folder."))
    slot_id = front_door(folder).staff.get(staff_name, "")
    with in_plain_words(_unopened()):
        try:
            master = _key_ring(folder).unlock(slot_id, password)
        except WrongPassword:
            raise Refusal(_("The name or the password is not right."), "password") from None
        engine = _open(folder, master)
        with Session(engine) as session:
            signed_in = staff_named(session, staff_name)
    if signed_in is None:
        raise Refusal(_("The name or the password is not right."), "password")
    return Office(engine, signed_in, clock or Clock(), folder)


def _unopened() -> str:
    return _("The centre cannot be opened: the disk is full, or its folder cannot be written.")


def _key_ring(folder: Path) -> KeyRing:
    try:
        return KeyRing.read(folder / KEY_RING)
    except KeyRingBroken:
        raise Refusal(broken(KEY_RING)) from None


def _open(folder: Path, master: MasterKey) -> Engine:
    key = master.derive("database")
    try:
        bring_up_to_date(folder / DATABASE, key)
    except NewerVersion:
        raise Refusal(_("A newer version of Amane wrote this centre. Nothing changed.")) from None
    return open_engine(folder / DATABASE, key)


def reset_password(folder: Path, staff_name: str, recovery_code: str, password: str) -> None:
    """Give a staff member a new password with the recovery code; the old one opens no more.

    Killed at any moment, the centre opens with the old password or the new one.
    """
    check_password(password)
    door = front_door(folder)
    if staff_name not in door.staff:
        raise Refusal(_("The name or the password is not right."), "password")
    with in_plain_words(_unopened()):
        ring = _key_ring(folder)
        try:
            master = ring.unlock_any(normal_code(recovery_code))
        except WrongPassword:
            raise Refusal(_("This is not the centre's recovery code."), "code") from None
        old, new = door.staff[staff_name], ring.add(master, password)
        ring.save()
        # Until the name leads to the new slot, all is as before.
        _note_slot(_open(folder, master), staff_name, new)
        door.staff[staff_name] = new
        write_durably(folder / SIGN_IN, as_text(door))
        ring.remove(old)
        ring.save()


def _note_slot(engine: Engine, staff_name: str, slot_id: str) -> None:
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        recorder = Recorder(session)
        member = session.scalars(select(StaffMember).where(StaffMember.name == staff_name)).one()
        member.slot_id = slot_id
        session.flush()
        recorder.write(
            JournalAction(at=datetime.now(UTC), staff_id=member.id, name="reset_password")
        )
    engine.dispose()
