"""What a centre does, for tests that kill it, cut its power or fail its disk meanwhile.

Each says what it does as the driver does; it runs in a process of its own, see `forked`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from PIL import Image

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance.actions import add_group, enrol_child
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.backing_up import back_up
from amane_desktop.office.backup_trouble import trouble_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office, in_plain_words
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.office.unlocking import unopened
from amane_desktop.people import actions
from amane_desktop.people.photos import put_photo
from amane_desktop.storage import database
from amane_desktop.storage.backup.faults import DriveTrouble, SourceFails
from amane_desktop.storage.backup.layout import found_in
from amane_desktop.storage.backup.progress import Progress
from amane_desktop.storage.keyring import KeyRing
from amane_desktop.storage.migrate import bring_up_to_date
from tests.faults.driver import PASSWORD, attempt, say

MONDAY = date(2026, 9, 7)


def _opened(folder: Path) -> Office | None:
    return attempt("", centre.open_centre, folder, "Khadija", PASSWORD)


def enter(folder: Path, turns: str = "") -> None:
    """A day's entry: families, a child of each with a photo, a mark; some renamed, some undone."""
    if (office := _opened(folder)) is None:
        return
    began = office.clock.now().strftime("%H%M%S%f")
    group = attempt("", partial(office.do, add_group, f"G{began}", "", from_=MONDAY))
    for turn in range(int(turns)) if turns else count():
        name = f"{began}-{turn}"
        family = attempt(f"+F{name}", office.do, actions.add_family, f"F{name}", "")
        if family is None:
            continue
        child = (actions.add_person, family, f"P{name}", "Bouzid")
        person = attempt(f"+P{name}", office.do, *child)
        if person is None:
            continue
        attempt(f"+photo-P{name}", office.do, put_photo, person, picture(turn))
        placed = partial(office.do, enrol_child, group, person, from_=MONDAY)
        attempt(f"+place-P{name}", placed)
        mark = partial(office.do, mark_child, group, person, MONDAY, time(10), Mark.PRESENT)
        is_marked = attempt(f"+mark-P{name}", lambda mark=mark: mark() or True)
        if turn % 3 == 0:
            change = (actions.change_family, family, 1, f"R{name}", "")
            attempt(f"-F{name} +R{name}", office.do, *change)
        elif turn % 3 == 1 and is_marked:
            attempt(f"-mark-P{name}", office.undo_last)
    office.close()
    say("closed")


def enter_carelessly(folder: Path) -> None:
    """The same, but that nothing waits for the disk."""
    connect = database.connect

    def careless(path: Path, key: bytes) -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    database.connect = careless
    enter(folder)


def picture(turn: int) -> bytes:
    """A picture of its own, so that each is a file of its own."""
    colour = (turn * 37 % 256, turn * 91 % 256, turn * 11 % 256)
    Image.new("RGB", (16, 16), colour).save(content := BytesIO(), "PNG")
    return content.getvalue()


def back_up_to(folder: Path, drive: str) -> None:
    """Back up to a drive that the centre knows."""
    if (office := _opened(folder)) is None:
        return

    def write() -> None:
        try:
            back_up(office, Path(drive), Progress())
        except (DriveTrouble, SourceFails) as trouble:
            raise Refusal(" ".join(trouble_in_words(trouble, drive))) from trouble

    attempt("+backup", write)
    office.close()
    say("closed")


def restore_from(folder: Path, place: str) -> None:
    """Restore the newest backup of a place, over the centre that stands or to an empty folder."""

    def bring_back() -> None:
        restore(choose(found_in(Path(place))[0], folder, PASSWORD), Progress())

    attempt("+restored", bring_back)
    say("closed")


def migrate(folder: Path, scripts: str) -> None:
    """Bring the database to the version of other scripts, as opening a centre does."""
    slot_id = centre.front_door(folder).staff["Khadija"]
    key = KeyRing.read(folder / centre.KEY_RING).unlock(slot_id, PASSWORD).derive("database")

    def bring() -> None:
        with in_plain_words(unopened()):
            bring_up_to_date(folder / centre.DATABASE, key, head="later", scripts=Path(scripts))

    attempt("+later", bring)
    say("closed")


CHORES: dict[str, Callable[..., None]] = {
    "enter": enter,
    "enter carelessly": enter_carelessly,
    "backup": back_up_to,
    "restore": restore_from,
    "migrate": migrate,
}
