"""What a group is: its teacher, its colour, its places, and whether children are enrolled."""

from datetime import date

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions
from amane_desktop.attendance.colours import COLOURS
from amane_desktop.attendance.queries import GroupLine, groups
from amane_desktop.office import staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.queries import rosters

MONDAY = date(2026, 11, 23)


def add_child(office: Office, name: str = "Bouzid") -> int:
    family = office.do(people.add_family, name, "")
    return office.do(people.add_person, family, "Yassine", name)


def group_named(office: Office, name: str) -> GroupLine:
    return next(group for group in office.ask(groups) if group.name == name)


def test_a_staff_member_teaches_under_the_name_that_the_staff_page_has(office: Office) -> None:
    secret = "quatre mots bien à lui"
    brahim = office.do(
        staff.add_staff_member, "Brahim", Role.TEACHER, secret, name_ar="  ابراهيم  "
    )
    atlas = office.do(actions.add_group, "Atlas", "أطلس", teacher_id=brahim, from_=MONDAY)
    office.do(actions.enrol_child, atlas, add_child(office), from_=MONDAY)
    (sheet,) = office.ask(rosters, MONDAY)
    assert (sheet.teacher, sheet.teacher_ar) == ("Brahim", "ابراهيم")

    line = next(line for line in office.ask(staff.staff) if line.id == brahim)
    role = line.role
    office.do(
        staff.change_staff_member, brahim, line.version, "Brahim A.", role, name_ar="ابراهيم أ"
    )
    (sheet,) = office.ask(rosters, MONDAY)
    assert (sheet.teacher, sheet.teacher_ar) == ("Brahim A.", "ابراهيم أ")


def test_one_who_does_not_sign_in_is_typed_and_gives_way_to_a_staff_member(office: Office) -> None:
    atlas = office.do(actions.add_group, "Atlas", "", teacher="M. Amghar", teacher_ar="أمغار")
    assert group_named(office, "Atlas").teacher == "M. Amghar"
    office.do(actions.change_group, atlas, 1, "Atlas", "", teacher_id=1, teacher="M. Amghar")
    line = group_named(office, "Atlas")
    assert (line.teacher, line.teacher_ar, line.teacher_id) == ("Khadija", "", 1)
    office.undo_last()
    assert group_named(office, "Atlas").teacher_ar == "أمغار"


def test_who_was_let_go_stays_the_teacher_and_becomes_no_other_group_s(office: Office) -> None:
    brahim = office.do(staff.add_staff_member, "Brahim", Role.TEACHER, "quatre mots bien à lui")
    atlas = office.do(actions.add_group, "Atlas", "", teacher_id=brahim)
    office.do(staff.deactivate_staff_member, brahim, 1)
    office.do(actions.change_group, atlas, 1, "Atlas", "", teacher_id=brahim, room="2")
    assert group_named(office, "Atlas").teacher == "Brahim"
    with pytest.raises(Refusal) as refused:
        office.do(actions.add_group, "Toubkal", "", teacher_id=brahim)
    assert refused.value.field == "teacher_id"


def test_groups_take_colours_that_are_free(office: Office) -> None:
    office.do(actions.add_group, "Own", "", colour="green")
    for n in range(len(COLOURS) - 1):
        office.do(actions.add_group, f"G{n}", "")
    assert {group.colour for group in office.ask(groups)} == COLOURS.keys()


@pytest.mark.parametrize(("places", "is_kept"), [(0, False), (1, True), (300, True), (301, False)])
def test_a_group_has_1_to_300_places(office: Office, places: int, is_kept: bool) -> None:
    if is_kept:
        office.do(actions.add_group, "Atlas", "", capacity=places)
        assert group_named(office, "Atlas").capacity == places
        return
    with pytest.raises(Refusal, match="1 to 300") as refused:
        office.do(actions.add_group, "Atlas", "", capacity=places)
    assert refused.value.field == "capacity"


def test_an_open_activity_has_no_enrolments(office: Office) -> None:
    games = office.do(actions.add_group, "Cour", "الساحة", activity="games", is_open=True)
    with pytest.raises(Refusal, match="whoever comes"):
        office.do(actions.enrol_child, games, add_child(office), from_=MONDAY)
    atlas = office.do(actions.add_group, "Atlas", "")
    office.do(actions.enrol_child, atlas, add_child(office), from_=MONDAY)
    with pytest.raises(Refusal) as refused:
        office.do(actions.change_group, atlas, 1, "Atlas", "", is_open=True)
    assert refused.value.field == "is_open"


def test_an_activity_is_one_of_the_centre_s_list(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(actions.add_group, "Cour", "", activity="chess")
    assert refused.value.field == "activity"
