"""A centre's folder: made new, and opened with a password."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.i18n import _
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalAction, Recorder
from amane_desktop.office.office import Office, staff_named
from amane_desktop.office.settings import CentreSettings
from amane_desktop.storage.database import Damaged, open_engine
from amane_desktop.storage.keyring import (
    KeyRing,
    WrongPassword,
    new_master_key,
    new_recovery_code,
    write_durably,
)
from amane_desktop.storage.migrate import NewerVersion, bring_up_to_date, create_schema

DATABASE, KEY_RING, SIGN_IN = "amane.db", "keyring.json", "sign-in.json"
SHORTEST_PASSWORD = 10


def exists(folder: Path) -> bool:
    """Whether a centre stands in the folder."""
    return (folder / SIGN_IN).exists()


def staff_names(folder: Path) -> tuple[str, ...]:
    """The names that the sign-in page offers; the one file in clear."""
    return tuple(_sign_in(folder)["staff"])


def _sign_in(folder: Path) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = json.loads((folder / SIGN_IN).read_text("utf-8"))
    return content


def create(
    folder: Path,
    *,
    name: str,
    name_ar: str,
    director: str,
    password: str,
    is_demonstration: bool = False,
) -> str:
    """Make a new centre and give its recovery code; built aside, so that half a centre never is."""
    if exists(folder):
        raise Refusal(_("This folder holds a centre already."))
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(_("Take at least 10 characters: three or four words are easy."), "password")
    aside = folder.with_name(folder.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        code = _fill(aside, name, name_ar, director, password, is_demonstration)
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise Refusal(_("The centre cannot be made in this folder.")) from error
    return code


def _fill(
    aside: Path, name: str, name_ar: str, director: str, password: str, is_demonstration: bool
) -> str:
    master, code = new_master_key(), new_recovery_code()
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
    sign_in = {"centre": {"name": name, "name_ar": name_ar}, "staff": {director: slot_id}}
    write_durably(aside / SIGN_IN, json.dumps(sign_in, ensure_ascii=False))
    return code


def open_centre(folder: Path, staff_name: str, password: str, clock: Clock | None = None) -> Office:
    """Open the centre for a staff member; refuses a wrong password, a damaged or newer file."""
    if not exists(folder):
        raise Refusal(_("There is no centre in this folder."))
    slot_id = _sign_in(folder)["staff"].get(staff_name, "")
    try:
        master = KeyRing(folder / KEY_RING).unlock(slot_id, password)
    except WrongPassword:
        raise Refusal(_("The name or the password is not right."), "password") from None
    key = master.derive("database")
    try:
        bring_up_to_date(folder / DATABASE, key)
        engine = open_engine(folder / DATABASE, key)
        with Session(engine) as session:
            signed_in = staff_named(session, staff_name)
    except NewerVersion:
        raise Refusal(_("A newer version of Amane wrote this centre. Nothing changed.")) from None
    except Damaged:
        raise Refusal(
            _("The centre's file is damaged and was left as it is. Restore the last backup.")
        ) from None
    if signed_in is None:
        raise Refusal(_("The name or the password is not right."), "password")
    return Office(engine, signed_in, clock or Clock())
