"""Snapshots on this PC: taken when something was done, thinned, swept; what they need is spared."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office import snapshots as of_snapshots
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.office.restore_choice import choose
from amane_desktop.office.restoring import restore
from amane_desktop.office.snapshots import (
    MOST,
    Snapshot,
    Why,
    snapshots,
    take_if_due,
    take_snapshot,
    to_thin,
)
from amane_desktop.office.staff import add_staff_member, deactivate_staff_member
from amane_desktop.people import actions
from amane_desktop.people.photos import put_photo
from amane_desktop.storage.backup.checking import check
from amane_desktop.storage.backup.contents import contents_of, reading_copy
from amane_desktop.storage.backup.layout import SNAPSHOTS, Found
from amane_desktop.storage.backup.opening import open_backup, open_with_ring
from amane_desktop.storage.backup.progress import Cancelled, Progress
from amane_desktop.storage.durable import flush
from amane_desktop.storage.keyring import WrongPassword
from tests.conftest import PASSWORD
from tests.office.test_checking import behind_the_journal, faults

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
PLENTY = 10**12


def take(office: Office, why: Why = Why.CLOSING) -> Found | None:
    return take_snapshot(office, why, Progress())


def families_in(office: Office, found: Found) -> int:
    opened = open_with_ring(found, *office.vault.keys)
    with reading_copy(opened.database, opened.database_key) as connection:
        return contents_of(connection).counts["family"]


def actions_in(office: Office, found: Found) -> int:
    return open_with_ring(found, *office.vault.keys).manifest.counts["journal_action"]


def test_what_was_done_is_held_and_nothing_new_is_not_kept_again(office: Office) -> None:
    assert take(office) is None, "nothing was done yet"
    office.do(actions.add_family, "Bouzid", "")
    found = take(office)
    assert found is not None and families_in(office, found) == 1
    opened = open_backup(found, PASSWORD)
    assert (opened.manifest.why, opened.manifest.by) == ("closing", "Khadija")
    assert check(opened, Progress()) == ()
    assert take(office) is None
    office.do(actions.add_family, "Idder", "")
    assert take(office) is not None
    assert [each.why for each in snapshots(office)] == ["closing", "closing"]


def test_as_many_actions_after_a_restore_are_not_the_same_ones(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "")
    before = take(office)
    assert before is not None
    office.do(actions.add_family, "Idder", "")
    taken = take(office)
    office.close()
    restore(choose(before, office.folder, PASSWORD), Progress())
    again = centre.open_centre(office.folder, "Khadija", PASSWORD)
    try:
        after = take(again)
        assert taken is not None and after is not None
        assert actions_in(again, after) == actions_in(again, taken)
        assert take(again) is None
    finally:
        again.close()


def test_every_two_hours_of_work_and_no_oftener(office: Office) -> None:
    taken = []
    for minutes in (0, 30, 119, 121, 200, 250):
        office.clock = Clock(NOW + timedelta(minutes=minutes))
        office.do(actions.add_family, f"Famille {minutes}", "")
        taken.append(take_if_due(office, Progress()) is not None)
    assert taken == [True, False, False, True, False, True]
    office.clock = Clock(NOW - timedelta(days=40))
    office.do(actions.add_family, "Famille d'avant", "")
    assert take_if_due(office, Progress()) is not None, "a clock that was set back stops nothing"


def kept(*ages: timedelta, size: int = 1, why: str = "closing") -> list[Snapshot]:
    return [
        Snapshot(Found(Path(str(age)), NOW - age, "", size), SimpleNamespace(why=why))  # type: ignore[arg-type]
        for age in ages
    ]


def hours(numbers: Iterable[int]) -> list[timedelta]:
    return [timedelta(hours=n) for n in numbers]


def left(those: list[Snapshot], room: int = PLENTY) -> list[timedelta]:
    """How old those are that stay; the newest is the one just written."""
    newest, *older = sorted(those, key=lambda each: each.made_at, reverse=True)
    going = to_thin(older, NOW, room - newest.found.size)
    return sorted(NOW - each.made_at for each in those if each not in going)


def test_of_25_the_newest_20_stay() -> None:
    assert left(kept(*(timedelta(minutes=10 * n) for n in range(25)))) == [
        timedelta(minutes=10 * n) for n in range(MOST)
    ]


def test_of_older_days_the_last_stays_of_older_weeks_too_and_none_for_good() -> None:
    every_six = kept(*hours(range(0, 24 * 100, 6)))
    ages = left(every_six)
    assert len(ages) <= MOST
    by_day = [age for age in ages if timedelta(days=1) <= age <= timedelta(days=7)]
    assert len({(NOW - age).date() for age in by_day}) == len(by_day) >= 6
    assert timedelta(weeks=6) < ages[-1] <= timedelta(weeks=8)


def test_the_days_of_this_week_outlast_the_hours_of_today() -> None:
    today = kept(*(timedelta(minutes=10 * n) for n in range(25)))
    days = kept(*(timedelta(days=n) for n in (2, 3, 10, 20)))
    assert set(hours([48, 72, 240, 480])) <= set(left(today + days))


def test_the_share_of_the_disk_is_kept_to_but_for_the_newest() -> None:
    ten = kept(*hours(range(10)), size=100)
    assert left(ten, room=350) == hours([0, 1, 2])
    assert left(ten, room=10) == hours([0])


def test_what_a_restore_replaced_stays_for_30_days() -> None:
    restored = kept(*hours([24 * 29, 24 * 31]), size=100, why="restore")
    assert timedelta(days=29) in left(restored + kept(*hours([0, 1])), room=10)
    assert timedelta(days=31) not in left(restored + kept(*hours([0, 1])), room=10)


def test_thinned_snapshots_are_gone_from_the_disk(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_snapshots, "MOST", 3)
    for n in range(5):
        office.clock = Clock(NOW + timedelta(minutes=n))
        office.do(actions.add_family, f"Famille {n}", "")
        take(office)
    assert [families_in(office, each.found) for each in snapshots(office)] == [5, 4, 3]
    assert len(list((office.folder / SNAPSHOTS).iterdir())) == 3


def test_the_one_just_taken_stays_though_the_clock_was_set_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_snapshots, "MOST", 2)
    for days in (0, -1, -400):
        office.clock = Clock(NOW + timedelta(days=days))
        office.do(actions.add_family, f"Famille {days}", "")
        found = take(office)
        assert found in [each.found for each in snapshots(office)]
    assert len(snapshots(office)) == 2


def test_no_snapshot_takes_the_last_room_of_the_disk(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(office.folder)._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    office.do(actions.add_family, "Bouzid", "")
    assert take(office) is None and not (office.folder / SNAPSHOTS).exists()


def test_a_snapshot_that_was_stopped_leaves_nothing(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        take_snapshot(office, Why.CLOSING, progress)
    assert list((office.folder / SNAPSHOTS).iterdir()) == []
    assert take(office) is not None


def test_what_a_kill_left_is_swept_by_the_next_start(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "")
    found = take(office)
    assert found is not None
    unfinished = found.folder.with_name("2026-11-25T180000Z.new")
    unfinished.mkdir()
    (unfinished / "amane.db").write_bytes(b"half")
    (office.folder / "snapshots.lock").touch()
    again = centre.open_centre(office.folder, "Khadija", PASSWORD)
    again.close()
    assert list((office.folder / SNAPSHOTS).iterdir()) == [found.folder]
    assert not (office.folder / "snapshots.lock").exists()


def test_a_photo_stays_as_long_as_a_snapshot_needs_it(office: Office) -> None:
    """As after a restore, when the snapshot of what was replaced alone knows it."""
    family = office.do(actions.add_family, "Bouzid", "")
    office.do(put_photo, office.do(actions.add_person, family, "Salma", "Bouzid"), EXAMPLE)
    found = take(office, Why.RESTORE)
    assert found is not None
    (photo,) = (office.folder / "attachments").iterdir()
    behind_the_journal(
        office,
        "UPDATE person SET photo_id = NULL",
        "DELETE FROM attachment",
        "DELETE FROM journal_change WHERE kind = 'attachment'",
    )
    centre.open_centre(office.folder, "Khadija", PASSWORD).close()
    assert photo.exists()
    manifest = (found.folder / "amane.backup").read_bytes()
    (found.folder / "amane.backup").write_bytes(manifest[:-1] + b"x")
    centre.open_centre(office.folder, "Khadija", PASSWORD).close()
    assert photo.exists(), "one that cannot be read may need it"
    shutil.rmtree(found.folder)
    centre.open_centre(office.folder, "Khadija", PASSWORD).close()
    assert not photo.exists()


def test_older_snapshots_stay_readable_once_somebody_has_left(office: Office) -> None:
    leaving = "quatre mots bien à elle"
    number = office.do(add_staff_member, "Samira", "social_worker", leaving, must_choose=False)
    before = take(office)
    assert before is not None
    office.do(deactivate_staff_member, number, 1)
    after = take(office)
    assert after is not None
    assert families_in(office, before) == families_in(office, after) == 0
    assert open_backup(before, PASSWORD).manifest.counts["staff_member"] == 2
    with pytest.raises(WrongPassword):
        open_backup(after, leaving)


def test_a_snapshot_that_is_damaged_is_known_as_such(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "")
    found = take(office)
    assert found is not None
    (found.folder / "amane.backup").write_bytes(b"")
    flush(found.folder / "amane.backup")
    assert [each.manifest for each in snapshots(office)] == [None]
    assert take(office) is not None, "it does not stand for what was done"
    assert faults(office) == ()
