"""Every action, tried by every role on each kind of family and day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.timetable import DEFAULT_TIMETABLE, WeeklyHour
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.registry import ACTIONS
from amane_desktop.office.scanned import EXAMPLE_SCAN
from amane_desktop.people import actions, queries
from amane_desktop.people.fetching.then import Then
from amane_desktop.people.importing.plan import Plan, PlannedFamily, PlannedPerson
from amane_desktop.people.moving_up import Up
from amane_desktop.people.queries import FamilyCard
from amane_desktop.school_support.season import SeasonTask
from tests.access.dossier_tries import DOSSIER_TRIES
from tests.access.marked_centre import FAMILIES, HOUR, PEOPLE, TUESDAY, fill, photo_of, seen_by
from tests.access.tries import (
    CHIEF,
    MONDAY,
    OWN,
    SOCIAL,
    TEACH,
    WORDS,
    WRITE,
    Try,
    child_of,
    on_each,
    on_each_child,
    row_of,
)
from tests.rows import protect

MARK = TEACH | {"volunteer"}
PRINT = TEACH | {"administrator"}
UPKEEP = {"director", "administrator"}
KEEP = {"director", "administrator"}
DRIVE = {"drive_id": 1, "version": 9}
FORM = {"form": "families/person/1/-"}
LIST: dict[str, Any] = {"title": "", "headings": (), "rows": ()}
STAFF = {"staff_id": 6, "version": 1}
VALUE = {"value_id": 1, "version": 9}
ADDRESS = {"address": "", "address_ar": ""}
DAYS = {"first_day": date(2027, 1, 25), "last_day": date(2027, 1, 31)}
LATE_HOUR = WeeklyHour(6, time(18), time(19))
MARKS = {"average": 700, "out_of": 10}
ABSENT = {"first_day": MONDAY, "last_day": MONDAY}
TASK = {"title": "Call", "due": date(2026, 12, 1)}
YEAR = {"first_day": date(2027, 9, 1), "last_day": date(2028, 6, 30)}
ENROLMENT = {"enrolment_id": 1, "version": 9}
WAITING = {"waiting_id": 1, "version": 9}
SCHOOL = {"school_id": 1, "version": 1}
GROUP = {"group_id": 1, "day": TUESDAY, "start": HOUR}


def _family(card: FamilyCard) -> dict[str, Any]:
    return {"family_id": card.line.id, "version": card.version}


def _merge(card: FamilyCard) -> dict[str, Any]:
    one, other = child_of(card), next(p for p in card.persons if not p.level)
    versions = {"kept_version": one.version, "other_version": other.version}
    return {"kept_id": one.id, "other_id": other.id} | versions


def _told(card: FamilyCard) -> dict[str, Any]:
    child = child_of(card)
    named = {"given_name": child.given_name, "family_name": ""}
    return {"person_id": child.id, "version": child.version} | named


def _adult(card: FamilyCard) -> Any:
    return next(p for p in card.persons if not p.level)


def _tie(card: FamilyCard) -> dict[str, Any]:
    # Row 2n of the marked centre's relationships is who houses the child of family n.
    return {"relationship_id": 2 * card.line.id, "version": 9}


def _taken_in(card: FamilyCard) -> dict[str, Any]:
    names = {"given_name": "Aya", "family_name": "", "given_name_ar": "", "family_name_ar": ""}
    person = PlannedPerson(1, names, (), None)
    return {"plan": Plan((PlannedFamily({}, (), (person,), card.line.id),), {})}


def _from_a_backup(card: FamilyCard) -> dict[str, Any]:
    number = {"id": 900, "family_id": card.line.id, "person_id": None, "number": "0612345678"}
    words = dict.fromkeys(("whose", "who_may_know", "note"), "")
    row = number | words | {"is_safe": True, "may_leave_message": False, "version": 1}
    then = Then(card.line.id, {("telephone", 900): row})
    return {"then": then, "made_at": datetime(2026, 11, 20, 18, tzinfo=UTC)}


def _mark(day: date) -> Callable[[FamilyCard], dict[str, Any]]:
    return lambda card: GROUP | {"day": day, "person_id": child_of(card).id}


def _version(card: FamilyCard) -> dict[str, Any]:
    return {"person_id": child_of(card).id, "version": child_of(card).version}


def _person(card: FamilyCard) -> dict[str, Any]:
    return {"person_id": child_of(card).id}


def _scans(card: FamilyCard, kind: str) -> dict[str, Any]:
    return {"holder": ("person", child_of(card).id), "files": (EXAMPLE_SCAN,), "kind": kind}


def _scan(card: FamilyCard, before_last: int) -> dict[str, Any]:
    return {"scan_id": 3 * card.line.id - before_last, "version": 9}


def _told_of(card: FamilyCard) -> dict[str, Any]:
    return {"holder": ("family", card.line.id), "kind": "other"}


def _task(card: FamilyCard) -> dict[str, Any]:
    return {"task_id": 2 * card.line.id, "version": 1}


TRIES = [
    *DOSSIER_TRIES,
    Try("add_family", WRITE, lambda _card: {"name": "Bouzid", "name_ar": ""}),
    *on_each("change_family", WRITE, lambda c: _family(c) | {"name": c.line.name, "name_ar": ""}),
    *on_each(
        "change_family",
        SOCIAL,
        lambda c: {
            **_family(c),
            "name": c.line.name,
            "name_ar": "",
            **({"is_protected": False} if c.facts.told["is_protected"] else {"responsible_id": 1}),
        },
    ),
    *on_each("pause_family", WRITE, _family),
    *on_each("close_family", WRITE, lambda c: _family(c) | {"reason": "moved"}),
    *on_each("reopen_family", WRITE, _family),
    *on_each(
        "add_person",
        WRITE,
        lambda c: {"family_id": c.line.id, "given_name": "Aya", "family_name": ""},
    ),
    *on_each("merge_persons", WRITE, _merge),
    *on_each("take_in", WRITE, _taken_in),
    *on_each("take_file_out", CHIEF, lambda c: {"family_id": c.line.id}),
    # (a number that was not typed right: allowed, and refused)
    *on_each("erase_family", CHIEF, lambda c: {"family_id": c.line.id, "typed": ""}),
    *on_each(
        "erase_person",
        CHIEF,
        lambda c: {"family_id": c.line.id, "person_id": child_of(c).id, "typed": ""},
    ),
    *on_each("fetch_back", CHIEF, _from_a_backup),
    Try("erase_again", CHIEF, lambda _c: {"erased": ()}),
    Try(
        "note_restored",
        CHIEF,
        lambda _c: {"made_at": datetime(2026, 11, 20, tzinfo=UTC), "by": "", "slots": {}},
    ),
    Try("export_list", CHIEF | {"administrator"}, lambda _c: LIST),
    *on_each("change_person", WRITE, lambda c: _told(c) | {"school": "Al Wahda"}),
    *on_each("change_person", WRITE, lambda c: _told(c) | {"cin": "JC1", "civil_status": ""}),
    *on_each("change_person", SOCIAL, lambda c: _told(c) | {"notes": "n"}),
    *on_each("change_person", SOCIAL, lambda c: _told(c) | {"health_cover": ""}),
    *on_each(
        "put_photo",
        WRITE,
        lambda c: {"person_id": child_of(c).id, "content": photo_of(FAMILIES[0])},
    ),
    *on_each("remove_photo", WRITE, lambda c: {"person_id": child_of(c).id}),
    *on_each("add_scans", WRITE, lambda c: _scans(c, "school")),
    *on_each("add_scans", SOCIAL, lambda c: _scans(c, "health")),
    *on_each("add_scans", SOCIAL, lambda c: _scans(c, "justice")),
    # (each family of the marked centre has three, of which the last is nothing in particular)
    *on_each("change_scan", WRITE, lambda c: _scan(c, 0) | _told_of(c)),
    *on_each("change_scan", SOCIAL, lambda c: _scan(c, 0) | _told_of(c) | {"kind": "health"}),
    *on_each("change_scan", SOCIAL, lambda c: _scan(c, 2) | _told_of(c)),
    *on_each("take_scan_out", WRITE, lambda c: {"scan_id": 3 * c.line.id}),
    *on_each("take_scan_out", SOCIAL, lambda c: {"scan_id": 3 * c.line.id - 2}),
    *on_each("remove_scan", WRITE, lambda c: _scan(c, 0)),
    *on_each("remove_scan", SOCIAL, lambda c: _scan(c, 1)),
    *on_each(
        "add_telephone",
        WRITE,
        lambda c: {"family_id": c.line.id, "number": "0612345678", "is_safe": True},
    ),
    *on_each(
        "change_telephone",
        WRITE,
        lambda c: {
            "telephone_id": c.telephones[0].id,
            "version": c.telephones[0].version,
            "number": "0612345678",
            "is_safe": True,
        },
    ),
    *on_each(
        "remove_telephone",
        WRITE,
        lambda c: {"telephone_id": c.telephones[0].id, "version": c.telephones[0].version},
    ),
    Try("mark_child", MARK, lambda c: _mark(TUESDAY)(c) | {"mark": Mark.LATE}),
    Try("mark_child", TEACH, lambda c: _mark(TUESDAY)(c) | {"mark": Mark.LATE}, "hidden"),
    Try("mark_child", SOCIAL, lambda c: _mark(TUESDAY)(c) | {"mark": Mark.LATE}, "apart"),
    Try("mark_child", TEACH, lambda c: _mark(MONDAY)(c) | {"mark": Mark.LATE}),
    Try("note_attendance", MARK, lambda c: _mark(TUESDAY)(c) | {"note": "n"}),
    Try("note_attendance", TEACH, lambda c: _mark(MONDAY)(c) | {"note": "n"}),
    Try("mark_all_present", MARK, lambda _card: GROUP),
    Try("mark_all_present", TEACH, lambda _card: GROUP | {"day": MONDAY}),
    Try("mark_week_present", MARK, lambda _card: {"group_id": 1, "monday": MONDAY}),
    *on_each(
        "say_relationship",
        WRITE,
        lambda c: {
            "person_id": _adult(c).id,
            "kind": "signs",
            "other_ids": (child_of(c).id,),
        },
    ),
    *on_each("change_relationship", WRITE, lambda c: _tie(c) | {"note": "n° 1"}),
    *on_each("remove_relationship", WRITE, _tie),
    *(
        Try(
            "move_person",
            OWN if "hidden" in (from_, to) else WRITE,
            lambda c, to=to: {
                "person_id": child_of(c).id,
                "version": child_of(c).version,
                "family_id": FAMILIES.index(to) + 1,
                "day": MONDAY,
            },
            from_,
        )
        for from_, to in (("pupils", "apart"), ("pupils", "hidden"), ("hidden", "pupils"))
    ),
    *on_each(
        "change_membership",
        WRITE,
        # (each family of the marked centre has two members from the beginning)
        lambda c: {"membership_id": 2 * c.line.id, "version": 9, "first_day": MONDAY},
    ),
    *on_each_child("move_to_school", lambda c: _version(c) | {"school": "A", "day": MONDAY}),
    *on_each_child("leave_school", lambda c: _version(c) | {"day": MONDAY, "reason": "moved"}),
    *on_each_child(
        "add_schooling", lambda c: {"person_id": child_of(c).id, "year": 2024, "level": "2AEP"}
    ),
    # (each child of the marked centre has one line, of this school year)
    *on_each_child("repeat_level", lambda c: {"schooling_id": c.line.id, "version": 9}),
    *on_each_child("correct_schooling", lambda c: {"schooling_id": c.line.id, "version": 9}),
    *on_each_child("remove_schooling", lambda c: {"schooling_id": c.line.id, "version": 9}),
    *on_each_child(
        "move_up", lambda c: {"year": 2025, "children": (Up(child_of(c).id, 1, "passed", "1AC"),)}
    ),
    Try("add_school", TEACH, lambda _c: {"name": "Tin Mel", "name_ar": ""}),
    Try("change_school", TEACH, lambda _c: SCHOOL | {"name": "Tin Mel", "name_ar": ""}),
    Try(
        "merge_schools",
        TEACH,
        lambda _c: {"kept_id": 1, "kept_version": 1, "other_id": 4, "other_version": 1},
    ),
    Try("add_school_teacher", TEACH, lambda _c: {"school_id": 1, "name": "Hiba", "name_ar": ""}),
    Try(
        "change_school_teacher",
        TEACH,
        lambda _c: {"teacher_id": 1, "version": 9, "name": "Hiba", "name_ar": ""},
    ),
    Try("add_group", TEACH, lambda _card: {"name": "Toubkal", "name_ar": ""}),
    Try(
        "change_group", TEACH, lambda _c: {"group_id": 1, "version": 9, "name": "A", "name_ar": ""}
    ),
    Try(
        "set_timetable",
        TEACH,
        lambda _c: {"group_id": 1, "hours": DEFAULT_TIMETABLE, "from_": MONDAY},
    ),
    Try(
        "change_hour",
        TEACH,
        lambda _c: {"group_id": 1, "old": None, "new": LATE_HOUR, "from_": MONDAY},
    ),
    Try("carry_over_timetable", TEACH, lambda _c: {"year_id": 1, "from_": YEAR["first_day"]}),
    Try("fill_public_holidays", TEACH, lambda _c: {"years": ()}),
    Try("confirm_public_holiday", TEACH, lambda _c: {"holiday_id": 1, "version": 9}),
    Try(
        "move_public_holiday",
        TEACH,
        lambda _c: {"holiday_id": 1, "version": 9, "day": date(2026, 12, 31)},
    ),
    Try("add_school_holiday", TEACH, lambda _c: WORDS | DAYS | {"is_closed": True}),
    Try(
        "change_school_holiday",
        TEACH,
        lambda _c: {"holiday_id": 1, "version": 9, **WORDS, **DAYS, "is_closed": True},
    ),
    Try("remove_school_holiday", TEACH, lambda _c: {"holiday_id": 1, "version": 9}),
    Try("add_period", TEACH, lambda _c: WORDS | DAYS | {"kind": "season"}),
    Try("change_period", TEACH, lambda _c: {"period_id": 1, "version": 9, **WORDS, **DAYS}),
    Try("remove_period", TEACH, lambda _c: {"period_id": 1, "version": 9}),
    Try("cancel_session", TEACH, lambda _c: {**GROUP, "reason": ""}),
    Try(
        "move_session",
        TEACH,
        lambda _c: {**GROUP, "to_day": MONDAY, "to_start": HOUR, "to_end": HOUR, "reason": ""},
    ),
    Try("add_session", TEACH, lambda _c: {**GROUP, "end": HOUR, "title": ""}),
    Try("put_session_back", TEACH, lambda _c: {"change_id": 1}),
    Try("remember_printed", PRINT, lambda _c: {"monday": TUESDAY, "sheets": {1: [1]}}),
    Try("set_day", TEACH, lambda _card: {"day": date(2026, 12, 31)}),
    Try("unset_day", TEACH, lambda _card: {"day": date(2026, 12, 31)}),
    Try(
        "enrol_child",
        TEACH,
        lambda c: {"group_id": 1, "person_id": child_of(c).id, "from_": TUESDAY},
    ),
    Try(
        "enrol_child",
        SOCIAL,
        lambda c: {"group_id": 1, "person_id": child_of(c).id, "from_": TUESDAY},
        "apart",
    ),
    Try("wait_for_place", TEACH, lambda c: {"group_id": 2, "person_id": child_of(c).id}),
    Try(
        "wait_for_place",
        SOCIAL,
        lambda c: {"group_id": 1, "person_id": child_of(c).id},
        "apart",
    ),
    # (row 1 of the enrolments is the pupils')
    Try("pause_enrolment", TEACH, lambda _c: ENROLMENT | {"first_day": TUESDAY}),
    Try("end_pause", TEACH, lambda _c: {"pause_id": 1, "version": 9, "day": TUESDAY}),
    Try("move_to_group", TEACH, lambda _c: ENROLMENT | {"group_id": 2, "day": TUESDAY}),
    Try("pass_over", TEACH, lambda _c: WAITING | {"note": "n"}),
    Try("stop_waiting", TEACH, lambda _c: WAITING),
    # (the child of the third family waits for the second group, and is no teacher's otherwise)
    Try(
        "enrol_child",
        TEACH,
        lambda c: {"group_id": 2, "person_id": child_of(c).id, "from_": TUESDAY},
        "apart",
    ),
    Try("end_group", TEACH, lambda _c: {"group_id": 2, "version": 1, "last_day": TUESDAY}),
    Try("take_up_group", TEACH, lambda _c: {"group_id": 2, "version": 1}),
    Try("remove_group", TEACH, lambda _c: {"group_id": 2, "version": 1}),
    Try("end_enrolment", TEACH, lambda _c: {"enrolment_id": 1, "version": 9, "last_day": TUESDAY}),
    *on_each_child("add_result", lambda c: _person(c) | {"year": 2026, "term": 1} | MARKS),
    *on_each_child(
        "change_result", lambda c: row_of(c, "result") | {"year": 2025, "term": 2} | MARKS
    ),
    *on_each_child("remove_result", lambda c: row_of(c, "result")),
    *on_each_child(
        "put_bulletin", lambda c: row_of(c, "result") | {"content": photo_of(FAMILIES[0])}
    ),
    *on_each_child("remove_bulletin", lambda c: row_of(c, "result")),
    *on_each_child("add_absence", lambda c: _person(c) | ABSENT),
    *on_each_child("change_absence", lambda c: row_of(c, "absence") | ABSENT),
    *on_each_child("remove_absence", lambda c: row_of(c, "absence")),
    *on_each_child("add_meeting", lambda c: _person(c) | {"day": MONDAY, "met": "M", "said": "s"}),
    *on_each_child("change_meeting", lambda c: row_of(c, "meeting") | {"day": MONDAY, "met": "M"}),
    *on_each_child("remove_meeting", lambda c: row_of(c, "meeting")),
    *on_each_child(
        "add_season_tasks",
        lambda c: {"chosen": (SeasonTask("grant", date(2027, 5, 31), (child_of(c).id,)),)},
    ),
    *on_each_child("add_task", lambda c: _person(c) | {"service": "school_support"} | TASK),
    *on_each_child("change_task", lambda c: _task(c) | TASK),
    *on_each_child("finish_task", lambda c: _task(c)),
    *on_each_child("reopen_task", lambda c: _task(c)),
    *on_each_child("remove_task", lambda c: _task(c)),
    *on_each_child(
        "add_appointment",
        lambda c: _person(c) | {"service": "school_support", "title": "Call", "day": MONDAY},
    ),
    *on_each_child("change_appointment", lambda c: row_of(c, "appointment") | {"title": "Call"}),
    *on_each_child("move_appointment", lambda c: row_of(c, "appointment") | {"day": TUESDAY}),
    *on_each_child("hold_appointment", lambda c: row_of(c, "appointment")),
    *on_each_child("miss_appointment", lambda c: row_of(c, "appointment")),
    *on_each_child("cancel_appointment", lambda c: row_of(c, "appointment")),
    Try(
        "change_follow_up_settings",
        CHIEF,
        lambda _c: {"version": 9, "unheard_weeks": 6, "attendance_threshold": 70},
    ),
    Try(
        "change_backup_settings",
        CHIEF,
        lambda _c: {"version": 9, "weekday": 4, "snapshot_share": 10},
    ),
    Try("add_staff_member", CHIEF, lambda _c: {"name": "", "role": "", "password": ""}),
    Try("change_staff_member", CHIEF, lambda _c: STAFF | {"name": "", "role": ""}),
    Try("give_password", CHIEF, lambda _c: STAFF | {"password": ""}),
    Try("deactivate_staff_member", CHIEF, lambda _c: STAFF | {"version": 9}),
    Try("renew_recovery_code", CHIEF, lambda _c: {"code": ""}),
    Try("password_from_code", CHIEF, lambda _c: {"password": "", "code": ""}),
    Try("add_drive", KEEP, lambda _c: {"mark": "0" * 16, "name": "Red", "kept_at": ""}),
    Try("change_drive", KEEP, lambda _c: DRIVE | {"name": "", "kept_at": ""}),
    Try("retire_drive", KEEP, lambda _c: DRIVE),
    Try("note_rehearsal", CHIEF, lambda _c: {"drive_id": 1, "is_good": True}),
    Try("note_backup", KEEP, lambda _c: {"drive_id": 1, "is_good": True, "told": {}}),
    Try("begin_update", KEEP, lambda _c: {}),
    Try("change_logo", CHIEF, lambda _c: {"content": photo_of(FAMILIES[0])}),
    Try("set_idle_minutes", CHIEF, lambda _c: {"version": 1, "minutes": 0}),
    Try("change_centre", CHIEF, lambda _c: {"version": 9, **WORDS, **ADDRESS}),
    Try("add_value", CHIEF, lambda _c: {"list_": "housing", **WORDS}),
    Try("change_value", CHIEF, lambda _c: VALUE | WORDS),
    Try("move_value", CHIEF, lambda _c: {"value_id": 1, "places": 1}),
    Try("retire_value", CHIEF, lambda _c: VALUE),
    Try("bring_back_value", CHIEF, lambda _c: VALUE),
    Try("remove_value", CHIEF, lambda _c: VALUE),
    Try("add_school_year", CHIEF, lambda _c: YEAR),
    Try("change_school_year", CHIEF, lambda _c: {"year_id": 1, "version": 9, **YEAR}),
    Try("remove_school_year", CHIEF, lambda _c: {"year_id": 1, "version": 9}),
    Try("mend_index", UPKEEP, lambda _c: {}),
    Try("note_check", UPKEEP, lambda _c: {"found": ()}),
    Try("look_at_check", UPKEEP, lambda _c: {}),
    Try("mend_file", UPKEEP, lambda _c: {"name": "", "place": Path()}),
    Try("keep_preference", set(PEOPLE), lambda _c: {"key": "persons", "value": {}}),
    Try("keep_draft", set(PEOPLE), lambda _c: FORM | {"before": {}, "typed": {}}),
    Try("drop_draft", set(PEOPLE), lambda _c: FORM),
    Try("choose_password", set(PEOPLE), lambda _c: {"old": "", "password": ""}),
    Try("fill", WRITE, lambda _c: {"families": 1, "seed": 1, "progress": print}),
]


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = fill(tmp_path_factory.mktemp("marked") / "centre")
    yield office
    office.close()


def test_every_action_is_tried() -> None:
    assert {entry.name for entry in ACTIONS.values()} == {each.action for each in TRIES}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_role_does_what_is_its_own_and_no_more(marked: Office, who: str) -> None:
    office = seen_by(marked, who)
    by_name = {entry.name: function for function, entry in ACTIONS.items()}
    for each in TRIES:
        card = marked.ask(queries.family_card, FAMILIES.index(each.family) + 1)
        assert card is not None
        try:
            office.do(by_name[each.action], **each.given(card))
        except NotAllowed:
            done = False
        except Refusal:
            done = True  # allowed, and refused for what stands there
        else:
            done = True
            if ACTIONS[by_name[each.action]].is_undoable:
                assert office.undo_last(), each.action
        assert done == (who in each.may), (each.action, each.family)


def test_what_was_protected_meanwhile_is_not_taken_back_by_another(marked: Office) -> None:
    worker = seen_by(marked, "social worker")
    family = worker.do(actions.add_family, "Chafik", "", "chafik-address")
    worker.do(actions.change_family, family, 1, "Chafik", "", "chafik-new-address")
    protect(marked, family, 2)
    with pytest.raises(NotAllowed):
        worker.undo_last()
    card = marked.ask(queries.family_card, family)
    assert card is not None and card.address == "chafik-new-address"
