"""What still holds somebody who is erased now: each drive and this PC, and until when."""

from datetime import UTC, date, datetime

from amane_desktop.office.backup_drives import add_drive, note_backup, retire_drive
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.office.snapshots import Why, take_snapshot
from amane_desktop.office.still_held import StillHeld, still_held
from amane_desktop.people import actions
from amane_desktop.storage.backup.progress import Progress


def at(office: Office, *day: int) -> None:
    office.clock = Clock(datetime(*day, 18, tzinfo=UTC))  # type: ignore[misc]


def test_every_drive_and_this_pc_are_named_with_their_last_day(office: Office) -> None:
    assert office.ask(still_held) == ()
    blue, red, _never = (
        office.do(add_drive, f"{n:016x}", name, "") for n, name in enumerate(("Blue", "Red", "New"))
    )
    for drive, day, is_good in (
        (blue, (2026, 10, 2), True),
        (blue, (2026, 11, 20), False),
        (red, (2026, 11, 13), True),
    ):
        at(office, *day)
        office.do(note_backup, drive, is_good, {})
    at(office, 2026, 11, 25)
    office.do(retire_drive, red, 1)
    office.do(actions.add_family, "Bouzid", "")
    take_snapshot(office, Why.CLOSING, Progress())
    assert office.ask(still_held) == (
        StillHeld("Blue", date(2027, 10, 31)),
        StillHeld("Red", date(2027, 11, 30)),
        StillHeld("", date(2027, 1, 20)),
    )
