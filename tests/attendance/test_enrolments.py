"""Children change group, pause, leave, wait and get a place; a group ends or is removed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.attendance import actions, marking
from amane_desktop.attendance.ending import end_group, remove_group, take_up_group
from amane_desktop.attendance.enrolling import move_to_group
from amane_desktop.attendance.models import (
    Enrolment,
    EnrolmentPause,
    Group,
    Mark,
    TimetableSlot,
    Waiting,
)
from amane_desktop.attendance.pauses import end_pause, pause_enrolment
from amane_desktop.attendance.places import GroupFull
from amane_desktop.attendance.queries import former_groups, groups, sessions_of_day, week
from amane_desktop.attendance.waiting import (
    pass_over,
    places_to_give,
    stop_waiting,
    wait_for_place,
    waiting_list,
)
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.queries import family_support, rosters
from tests.conftest import PASSWORD
from tests.rows import rows_of

MONDAY, TODAY = date(2026, 11, 23), date(2026, 11, 25)
SEPTEMBER, TEN = date(2026, 9, 7), time(10)
DAY = timedelta(days=1)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    """The centre on Wednesday 25 November 2026, at noon."""
    noon = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, noon)
    yield office
    office.close()


def add_child(office: Office, name: str = "Bouzid") -> int:
    family = office.do(people.add_family, name, "")
    return office.do(people.add_person, family, "Yassine", name)


def add_group(office: Office, name: str, capacity: int = 20) -> int:
    return office.do(actions.add_group, name, "", capacity=capacity, from_=SEPTEMBER)


def two_groups(office: Office) -> tuple[int, int]:
    return add_group(office, "Atlas"), add_group(office, "Toubkal")


def enrol(office: Office, group: int, child: int, from_: date = SEPTEMBER) -> int:
    return office.do(actions.enrol_child, group, child, from_=from_)


def waiting(office: Office, group: int) -> list[int]:
    return [line.person_id for line in office.ask(waiting_list, group).children]


def on_paper(office: Office, monday: date = MONDAY) -> dict[str, int]:
    return {sheet.group: len(sheet.children) for sheet in office.ask(rosters, monday)}


@pytest.mark.parametrize("back", [0, 3])
def test_who_changes_group_is_in_one_until_the_day_before_and_in_the_other_from_it(
    office: Office, back: int
) -> None:
    atlas, toubkal, child = (
        add_group(office, "Atlas"),
        add_group(office, "Toubkal"),
        add_child(office),
    )
    number = enrol(office, atlas, child, TODAY - back * DAY)
    office.do(move_to_group, number, 1, toubkal, TODAY)
    rows = [(r["group_id"], r["first_day"], r["last_day"]) for r in rows_of(office, Enrolment)]
    left = [(atlas, TODAY - back * DAY, TODAY - DAY)] if back else []
    assert rows == [*left, (toubkal, TODAY, None)]
    office.undo_last()
    (row,) = rows_of(office, Enrolment)
    assert (row["group_id"], row["last_day"], row["leaving_reason"]) == (atlas, None, "")


def test_a_change_that_cannot_be_leaves_the_child_where_it_was(office: Office) -> None:
    atlas, full, child = add_group(office, "Atlas"), add_group(office, "Full", 1), add_child(office)
    enrol(office, full, add_child(office, "Chafik"))
    number = enrol(office, atlas, child)
    before = rows_of(office, Enrolment)
    with pytest.raises(GroupFull):
        office.do(move_to_group, number, 1, full, TODAY)
    with pytest.raises(Refusal, match="not in this group"):
        office.do(move_to_group, number, 1, full, SEPTEMBER - DAY)
    assert rows_of(office, Enrolment) == before


def test_a_pause_and_a_last_day_that_lie_ahead_go_along(office: Office) -> None:
    atlas, toubkal, child = (
        add_group(office, "Atlas"),
        add_group(office, "Toubkal"),
        add_child(office),
    )
    number = office.do(actions.enrol_child, atlas, child, from_=SEPTEMBER, to=date(2027, 6, 30))
    office.do(pause_enrolment, number, 1, MONDAY, date(2026, 12, 31), "Voyage")
    moved = office.do(move_to_group, number, 1, toubkal, date(2026, 12, 7))
    pauses = [
        (p["enrolment_id"], p["first_day"], p["last_day"]) for p in rows_of(office, EnrolmentPause)
    ]
    assert pauses == [
        (number, MONDAY, date(2026, 12, 6)),
        (moved, date(2026, 12, 7), date(2026, 12, 31)),
    ]
    assert rows_of(office, Enrolment)[1]["last_day"] == date(2027, 6, 30)


def test_an_undone_change_does_not_leave_the_child_in_both(office: Office) -> None:
    atlas, toubkal, child = (
        add_group(office, "Atlas"),
        add_group(office, "Toubkal"),
        add_child(office),
    )
    moved = office.do(move_to_group, enrol(office, atlas, child), 1, toubkal, TODAY)
    change = max(row["id"] for row in rows_of(office, JournalAction))
    office.do(actions.end_enrolment, moved, 1, date(2027, 6, 30))
    before = rows_of(office, Enrolment)
    with pytest.raises(Refusal):
        office.undo(change, keep_conflicts=True)
    assert rows_of(office, Enrolment) == before


def test_who_pauses_is_on_no_sheet_needs_no_mark_and_keeps_the_place(office: Office) -> None:
    atlas, child = add_group(office, "Atlas", 2), add_child(office)
    number = enrol(office, atlas, child)
    enrol(office, atlas, add_child(office, "Chafik"))
    office.do(pause_enrolment, number, 1, TODAY, TODAY + 4 * DAY, "Voyage")

    sheet = office.ask(week, atlas, MONDAY)
    assert sheet is not None
    paused = next(c for c in sheet.children if c.person_id == child)
    assert paused.is_enrolled(MONDAY) and not paused.is_enrolled(TODAY)
    assert paused.is_paused(TODAY) and not paused.is_guest
    assert office.do(marking.mark_all_present, atlas, TODAY, TEN) == 1
    (morning, _afternoon) = office.ask(sessions_of_day, TODAY)
    assert (morning.marked, morning.group.children, morning.group.paused) == (1, 1, 1)
    with pytest.raises(GroupFull):
        enrol(office, atlas, add_child(office, "Idder"), TODAY)


def test_a_whole_week_of_pause_leaves_the_paper_and_stays_in_the_grid(office: Office) -> None:
    atlas, child = add_group(office, "Atlas"), add_child(office)
    number = enrol(office, atlas, child)
    pause = office.do(pause_enrolment, number, 1, MONDAY)
    assert on_paper(office) == {}
    sheet = office.ask(week, atlas, MONDAY)
    assert sheet is not None and [c.is_guest for c in sheet.children] == [False]
    assert on_paper(office, MONDAY - 7 * DAY) == {"Atlas": 1}
    office.do(end_pause, pause, 1, TODAY)
    assert on_paper(office) == {"Atlas": 1}
    (row,) = rows_of(office, EnrolmentPause)
    assert row["last_day"] == TODAY - DAY


def test_pauses_lie_within_the_enrolment_and_do_not_overlap(office: Office) -> None:
    number = enrol(office, add_group(office, "Atlas"), add_child(office), MONDAY)
    office.do(pause_enrolment, number, 1, TODAY, TODAY + 7 * DAY)
    for first, last in ((MONDAY - DAY, MONDAY), (TODAY + 7 * DAY, None), (TODAY, TODAY - DAY)):
        with pytest.raises(Refusal):
            office.do(pause_enrolment, number, 1, first, last)
    office.do(actions.end_enrolment, number, 1, TODAY + DAY, "moved", "Parti à Agadir")
    assert [p["last_day"] for p in rows_of(office, EnrolmentPause)] == [TODAY + DAY]
    (row,) = rows_of(office, Enrolment)
    assert (row["leaving_reason"], row["leaving_note"]) == ("moved", "Parti à Agadir")
    with pytest.raises(Refusal) as told:
        office.do(pause_enrolment, number, 2, TODAY + 3 * DAY)
    assert told.value.field == "first_day"


def test_a_full_group_has_a_list_and_the_next_one_takes_the_place_that_frees(
    office: Office,
) -> None:
    atlas = add_group(office, "Atlas", 1)
    first = enrol(office, atlas, add_child(office))
    salma, rachid = add_child(office, "Chafik"), add_child(office, "Idder")
    for child in (salma, rachid):
        with pytest.raises(GroupFull):
            enrol(office, atlas, child, TODAY)
        office.do(wait_for_place, atlas, child)
    assert waiting(office, atlas) == [salma, rachid]
    assert office.ask(places_to_give) == ()

    office.do(actions.end_enrolment, first, 1, TODAY)
    (place,) = office.ask(places_to_give)
    assert (place.group_id, place.free_from, place.waiting) == (atlas, TODAY + DAY, 2)
    enrol(office, atlas, salma, place.free_from)
    assert waiting(office, atlas) == [rachid]
    assert office.ask(places_to_give) == ()
    office.undo_last()
    assert waiting(office, atlas) == [salma, rachid]


@pytest.mark.parametrize("frees", ["a change of group", "more places"])
def test_a_place_frees_by(office: Office, frees: str) -> None:
    atlas, toubkal = add_group(office, "Atlas", 1), add_group(office, "Toubkal")
    number = enrol(office, atlas, add_child(office))
    office.do(wait_for_place, atlas, add_child(office, "Chafik"))
    if frees == "more places":
        office.do(actions.change_group, atlas, 1, "Atlas", "", capacity=2)
    else:
        office.do(move_to_group, number, 1, toubkal, TODAY)
    (place,) = office.ask(places_to_give)
    assert (place.group_id, place.free_from) == (atlas, TODAY)


def test_who_is_passed_over_comes_last_and_who_gives_up_waits_no_more(office: Office) -> None:
    atlas = add_group(office, "Atlas", 1)
    enrol(office, atlas, add_child(office))
    children = [add_child(office, name) for name in ("Chafik", "Idder", "Bahi")]
    for child in children:
        office.do(wait_for_place, atlas, child)
    first = office.ask(waiting_list, atlas).children[0]
    with pytest.raises(Refusal) as refused:
        office.do(pass_over, first.id, first.version, " ")
    assert refused.value.field == "note"
    office.do(pass_over, first.id, first.version, "Injoignable")
    assert waiting(office, atlas) == [children[1], children[2], children[0]]
    assert office.ask(waiting_list, atlas).children[2].note == "Injoignable"
    office.undo_last()
    assert waiting(office, atlas) == children
    line = office.ask(waiting_list, atlas).children[1]
    office.do(stop_waiting, line.id, line.version, "Ne veut plus")
    assert waiting(office, atlas) == [children[0], children[2]]
    with pytest.raises(Refusal, match="waits for this group already"):
        office.do(wait_for_place, atlas, children[0])


def test_the_family_s_card_tells_of_a_pause_and_of_waiting(office: Office) -> None:
    atlas, full, child = add_group(office, "Atlas"), add_group(office, "Full", 1), add_child(office)
    enrol(office, full, add_child(office, "Chafik"))
    number = enrol(office, atlas, child)
    office.do(pause_enrolment, number, 1, TODAY, TODAY + 7 * DAY)
    office.do(wait_for_place, full, child)
    told = office.ask(family_support, 1)
    assert [(t.group, t.is_paused, t.until, t.waits_since) for t in told] == [
        ("Atlas", True, TODAY + 7 * DAY, None),
        ("Full", False, None, TODAY),
    ]


def test_a_group_that_is_over_leaves_the_lists_and_keeps_its_weeks(office: Office) -> None:
    atlas, child = add_group(office, "Atlas"), add_child(office)
    enrol(office, atlas, child)
    late = add_child(office, "Idder")
    office.do(wait_for_place, atlas, add_child(office, "Chafik"))
    before = date(2026, 11, 2)
    office.do(marking.mark_child, atlas, child, before, TEN, Mark.PRESENT)
    paper = office.ask(rosters, before)

    with pytest.raises(Refusal, match="met after that day") as refused:
        office.do(end_group, atlas, 1, before - DAY)
    assert refused.value.field == "last_day"
    office.do(end_group, atlas, 1, before + 5 * DAY)
    assert office.ask(groups) == () and waiting(office, atlas) == []
    assert [group.id for group in office.ask(former_groups)] == [atlas]
    assert office.ask(rosters, before) == paper
    sheet = office.ask(week, atlas, before)
    assert sheet is not None and sheet.marks[child, before, TEN].mark == Mark.PRESENT
    assert on_paper(office) == {} and office.ask(sessions_of_day, TODAY) == ()
    with pytest.raises(Refusal, match="over"):
        enrol(office, atlas, late, TODAY)

    office.undo_last()
    assert on_paper(office) == {"Atlas": 1}


def test_a_group_is_taken_up_again_unless_its_name_is_taken(office: Office) -> None:
    atlas = add_group(office, "Atlas")
    office.do(end_group, atlas, 1, MONDAY)
    new = add_group(office, "Atlas")
    with pytest.raises(Refusal, match="Another group"):
        office.do(take_up_group, atlas, 2)
    office.do(remove_group, new, 1)
    office.do(take_up_group, atlas, 2)
    assert [group.id for group in office.ask(groups)] == [atlas]


def test_a_group_that_never_met_is_removed_and_comes_back_whole(office: Office) -> None:
    atlas, child = add_group(office, "Atlas"), add_child(office)
    number = enrol(office, atlas, child)
    office.do(pause_enrolment, number, 1, MONDAY)
    office.do(wait_for_place, atlas, add_child(office, "Chafik"))
    models = (Group, Enrolment, EnrolmentPause, TimetableSlot, Waiting)
    before = [rows_of(office, model) for model in models]
    office.do(remove_group, atlas, 1)
    assert [rows_of(office, model) for model in models] == [[], [], [], [], []]
    office.undo_last()
    assert [rows_of(office, model) for model in models] == before


def test_a_group_that_met_is_not_removed(office: Office) -> None:
    atlas, child = add_group(office, "Atlas"), add_child(office)
    enrol(office, atlas, child)
    office.do(marking.mark_child, atlas, child, MONDAY, TEN, Mark.PRESENT)
    with pytest.raises(Refusal, match="has met"):
        office.do(remove_group, atlas, 1)


def test_fewer_places_than_children_are_refused(office: Office) -> None:
    atlas = add_group(office, "Atlas", 5)
    for name in ("Bouzid", "Chafik", "Idder"):
        enrol(office, atlas, add_child(office, name))
    with pytest.raises(Refusal, match="3 places are taken") as refused:
        office.do(actions.change_group, atlas, 1, "Atlas", "", capacity=2)
    assert refused.value.field == "capacity"


def test_three_hundred_children_in_one_group_are_one_list_and_one_paper(office: Office) -> None:
    atlas = add_group(office, "Atlas", 300)
    family = office.do(people.add_family, "Bouzid", "بوزيد")
    for n in range(300):
        child = office.do(people.add_person, family, f"Enfant {n}", "Bouzid")
        enrol(office, atlas, child)
    assert on_paper(office) == {"Atlas": 300}
    with pytest.raises(GroupFull, match="300 places"):
        enrol(office, atlas, add_child(office, "Chafik"))
