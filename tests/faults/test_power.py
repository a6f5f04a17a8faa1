"""The power goes: what was shown as saved is there when it comes back.

The disk is a file of its own; its file system is stopped dead, as by a cut, with nothing more
written of what only stood in memory.
"""

import shutil
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import marking
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.queries import CellMark, week
from amane_desktop.office import centre, staff
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import EXAMPLE
from amane_desktop.people import actions
from amane_desktop.people.photos import person_photo, put_photo
from amane_desktop.storage import database
from tests.conftest import PASSWORD
from tests.faults.power import Disk, plugged_in
from tests.faults.processes import names_in
from tests.faults.test_kill import opens


@pytest.fixture
def disk(tmp_path: Path, made: Path) -> Iterator[Disk]:
    """Such a disk, with a centre on it."""
    with plugged_in(tmp_path, "disk") as disk:
        shutil.copytree(made, disk.where / "centre")
        disk.settle()
        yield disk


@pytest.fixture
def office(disk: Disk) -> Office:
    """That centre, opened; nobody closes it before the power goes."""
    return centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)


def test_what_was_saved_is_there(disk: Disk, office: Office) -> None:
    saved = {f"F{n}" for n in range(20)}
    for name in saved:
        office.do(actions.add_family, name, "")
    disk.cut(office)
    assert names_in(disk.where / "centre") == saved


def test_a_marked_column_is_there(disk: Disk, office: Office) -> None:
    """All present by one key, then a row's mark and its note: each was shown as saved."""
    monday, ten = date(2026, 9, 7), time(10)
    group = office.do(groups.add_group, "Atlas", "", from_=monday)
    family = office.do(actions.add_family, "Bouzid", "")
    children = [office.do(actions.add_person, family, f"F{n}", "Bouzid") for n in range(20)]
    for child in children:
        office.do(groups.enrol_child, group, child, from_=monday)
    assert office.do(marking.mark_all_present, group, monday, ten) == 20
    office.do(marking.mark_child, group, children[11], monday, ten, Mark.ABSENT)
    office.do(marking.note_attendance, group, children[11], monday, ten, "Malade")
    disk.cut(office)
    again = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    sheet = again.ask(week, group, monday)
    again.close()
    assert sheet is not None
    expected = {(child, monday, ten): CellMark(Mark.PRESENT, "") for child in children}
    expected[children[11], monday, ten] = CellMark(Mark.ABSENT, "Malade")
    assert sheet.marks == expected


def test_the_test_can_tell(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without waiting for the disk, a cut would lose what was shown as saved."""
    connect = database.connect

    def careless(path: Path, key: bytes) -> object:
        connection = connect(path, key)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(database, "connect", careless)
    office = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    office.do(actions.add_family, "Bouzid", "")
    monkeypatch.undo()
    disk.cut(office)
    assert names_in(disk.where / "centre") == set()


def test_a_photo_that_was_saved_is_there(disk: Disk, office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    child = office.do(actions.add_person, family, "Yassine", "Bouzid")
    office.do(put_photo, child, EXAMPLE)
    kept = office.ask(person_photo, child)
    disk.cut(office)
    again = centre.open_centre(disk.where / "centre", "Khadija", PASSWORD)
    assert kept and again.ask(person_photo, child) == kept
    again.close()


def test_whoever_was_let_go_stays_out(disk: Disk, office: Office) -> None:
    folder = disk.where / "centre"
    samira = office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, "un mot de passe")
    office.do(actions.add_family, "Bouzid", "")
    office.do(staff.deactivate_staff_member, samira, 1)
    disk.cut(office)
    assert not opens(folder, "Samira", "un mot de passe")
    assert names_in(folder) == {"Bouzid"}
