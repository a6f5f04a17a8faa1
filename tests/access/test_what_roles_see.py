"""Every question, asked by every role in a centre full of marked values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from amane_desktop.checklists.trips import places_to_go
from amane_desktop.office import staff
from amane_desktop.office.audit import AuditFilter
from amane_desktop.office.change_values import value_uses
from amane_desktop.office.checking import Fault, Finding
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.office.registry import QUERIES
from amane_desktop.office.scanned import prepare
from amane_desktop.people.duplicates import likely_same
from amane_desktop.people.fetching.then import Then, family_then
from amane_desktop.people.fetching.told import then_and_now
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.likely_families import likely_families
from amane_desktop.people.listing import COLUMNS, PersonFilter
from amane_desktop.people.queries import family_card
from amane_desktop.people.scan_lines import is_kept_already, scan_content
from amane_desktop.people.ties import family_ties
from amane_desktop.people.who_looked import looks
from amane_desktop.school_support.bulletins import bulletin
from amane_desktop.school_support.child_follow_up import child_follow_up
from amane_desktop.school_support.schools import school_records
from tests.access.marked_centre import (
    BIRTHS,
    CINS,
    DOSSIERS,
    FAMILIES,
    HOUR,
    MASSARS,
    NUMBERS,
    OWN_TELEPHONES,
    TELEPHONES,
    TUESDAY,
    fill,
    marks_of,
    photo_of,
    seen_by,
)

# In words, from the issue and from care.md, not from the program's own table.
# The hidden family is protected; *responsible* is its social worker.
OFFICE = (
    "names, adults, photo, age, level, school, telephone, guardian's telephone, own telephone, "
    "address, file number, door, identity, civil status, paper, follow-up, scans, required papers, "
    "dossiers"
)
# (why a child pauses or waits is for who sees to groups)
ALL = f"{OFFICE}, health, remarks, why, reason, health scans, justice scans"
CHILD = "names, photo, age, level, school, telephone, guardian's telephone, door"
EXPECTED = {
    "director": {"pupils": ALL, "hidden": ALL, "apart": ALL},
    "responsible": {"pupils": ALL, "hidden": ALL, "apart": ALL},
    "social worker": {
        "pupils": ALL,
        "hidden": "names, adults, age, level, file number, door",
        "apart": ALL,
    },
    "teacher": {
        "pupils": f"{CHILD}, reason, follow-up",
        "hidden": "names, level",
        # It waits for a place in a group.
        "apart": "names, level, reason",
    },
    "administrator": {"pupils": OFFICE, "hidden": "names, adults", "apart": OFFICE},
    "volunteer": {"pupils": CHILD, "hidden": "", "apart": ""},
}
YESTERDAY = "Monday"
SEE_YESTERDAY = {"director", "responsible", "social worker", "teacher", "administrator"}
MONDAY = date(2026, 11, 23)
IDS = range(1, 4)
WORDS = [f"{family}-{part}" for family in FAMILIES for part in ("name", "child", "adult")]
KEPT = (NUMBERS, TELEPHONES, CINS, MASSARS, DOSSIERS)
KEPT_NUMBERS = [n for kept in KEPT for n in kept.values()]
ROWS = tuple(
    (kind, number)
    for kind in (
        "family",
        "person",
        "telephone",
        "family_state",
        "membership",
        "relationship",
        "child_group",
        "enrolment",
        "enrolment_pause",
        "waiting",
        "attendance",
        "schooling",
        "term_result",
        "school_absence",
        "school_meeting",
        "task",
        "appointment",
        "checklist",
        "required_paper",
        "counter",
        "dossier",
        "dossier_person",
        "dossier_step",
        "dossier_expense",
        "dossier_note",
        "outgoing_letter",
        "dossier_need",
        "dossier_appointment",
        "scan",
    )
    for number in range(1, 10)
)
OF_ROWS = {Fault.REFERENCE, Fault.CHANGED, Fault.GONE, Fault.CAME}
# Which schools there are is nobody's secret; who goes there is asked of the others.
NOT_TELLING = {"schools": {"school"}, "school_records": {"school"}}
# Whose a number is stands beside it (care.md 7), for all who may call it: the first name alone.
WHOSE = {"family_card", "day_sheet", "door_words", "group_lists"}


def _digest(family: str) -> str:
    return prepare(photo_of(family)).original_sha256


# A query that is not here fails: nobody has said what it is asked with.
EXAMPLES: dict[str, Sequence[Mapping[str, Any]]] = {
    "centre_card": [{}],
    "centre_logo": [{}],
    "centre_figures": [{}],
    "known_drives": [{}],
    "backup_plan": [{}],
    "last_backup": [{}],
    "family_card": [{"family_id": n} for n in IDS],
    "person_card": [{"person_id": n} for n in range(1, 7)],
    "family_ties": [{"family_id": n} for n in IDS],
    "stays": [{"family_id": n} for n in IDS],
    "schools": [{}],
    "school_records": [{}],
    "schooling_lines": [{"person_id": n} for n in range(1, 7)],
    "moving_up": [{}],
    "other_script": [{"name": w} for w in WORDS],
    "person_photo": [{"person_id": n} for n in range(1, 7)],
    "person_columns": [{}],
    "person_ids": [{"wanted": PersonFilter(), "column": column} for column in COLUMNS],
    "person_rows": [{"ids": range(1, 12)}],
    "first_person": [{"letters": w, "wanted": PersonFilter()} for w in WORDS],
    "family_ids": [{}, {"states": ("open",)}],
    "family_lines": [{"ids": IDS}],
    "first_family": [{"letters": w} for w in WORDS],
    "preference": [{"key": "persons"}],
    "find": [{"words": w} for w in (*WORDS, *KEPT_NUMBERS)],
    "find_persons": [{"words": w} for w in WORDS],
    "family_file": [{"family_id": n, "paper_lang": lang} for n in IDS for lang in ("fr", "en")],
    "plan_import": [{"rows": (("Aya",),), "first": 0, "columns": {0: "given_name"}}],
    "audit_ids": [{}, *({"wanted": AuditFilter(words=w)} for w in WORDS)],
    "audit_lines": [{"ids": tuple(range(1, 60))}],
    "audit_entry": [{"action_id": n} for n in range(1, 60)],
    "audit_actions": [{}],
    "family_page": [{"rows": (row,)} for row in ROWS],
    "compare_persons": [{"kept_id": 2 * n, "other_id": 2 * n - 1} for n in IDS],
    "likely_same": [{"given_name": f"{f}-child", "birth_date": BIRTHS[f]} for f in FAMILIES],
    "likely_families": [
        *({"name": f"{f}-name", "address": f"{f}-address"} for f in FAMILIES),
        *({"number": TELEPHONES[f]} for f in FAMILIES),
    ],
    "history": [{"rows": ROWS}],
    "tasks": [{"which": w} for w in ("due", "mine", "all", "overdue", "done")],
    "tasks_of": [{"person_id": n} for n in range(1, 7)],
    "appointments": [{"first": MONDAY, "last": TUESDAY}],
    "appointments_of": [{"person_id": n} for n in range(1, 7)],
    "open_appointments": [{}],
    "counters": [{}],
    "papers_of": [{"checklist_id": n} for n in IDS],
    "places_to_go": [{}],
    "papers_to_fetch": [{}, {"at": ("", None)}],
    "expiring_papers": [{}],
    "entrusted_papers": [{}],
    "dossier": [{"dossier_id": n} for n in IDS],
    "dossier_of_number": [{"number": number} for number in DOSSIERS.values()],
    "dossier_lines": [{}],
    "checklist_sheet": [{"dossier_id": n} for n in IDS],
    "checklist_of_number": [{"number": number} for number in DOSSIERS.values()],
    "cover_page": [{"dossier_id": n} for n in IDS],
    "receipt": [{"dossier_id": n} for n in IDS],
    "hearing_slip": [{"dossier_id": n, "appointment_id": a} for n in IDS for a in range(1, 7)],
    "tour_sheet": [{}],
    "letter_templates": [{}],
    "letter_fields": [{}],
    "letter_draft": [
        {"dossier_id": n, "template": "court_file", "paper_lang": "fr+ar"} for n in IDS
    ],
    "outgoing_letter": [{"letter_id": n} for n in IDS],
    "appeal_proposed": [{"dossier_id": n} for n in IDS],
    "record_differences": [{"dossier_person_id": n} for n in IDS],
    "next_dossiers": [{"dossier_id": n} for n in IDS],
    "family_dossiers": [{"family_id": n} for n in IDS],
    "tour": [{}],
    "expiring": [{}],
    "dossiers_wanting_attention": [{}],
    "registered": [{}],
    "follow_up": [{"which": w} for w in ("all", "unheard", "falling")],
    "follow_up_settings": [{}],
    "backup_settings": [{}],
    "rehearsals": [{}],
    "family_follow_up": [{"family_id": n} for n in IDS],
    "child_follow_up": [{"person_id": n} for n in range(1, 7)],
    "bulletin": [{"result_id": n} for n in IDS],
    "season_proposals": [{}],
    "scans": [{"holder": (name, n)} for name in ("family", "person") for n in range(1, 7)],
    "is_kept_already": [
        {"holder": (name, n), "original_sha256": digest}
        for name in ("family", "person")
        for n in range(1, 7)
        for digest in map(_digest, FAMILIES)
    ],
    "scan_content": [{"scan_id": n} for n in range(1, 10)],
    "groups": [{}],
    "week": [{"group_id": 1, "monday": MONDAY}],
    "sessions_of_day": [{"day": TUESDAY}, {"day": MONDAY}],
    "recent_guests": [{"group_id": 1, "day": TUESDAY}],
    "group_enrolments": [{"group_id": n} for n in (1, 2)],
    "waiting_list": [{"group_id": 2}],
    "places_to_give": [{}],
    "former_groups": [{}],
    "group_end": [{"group_id": 1}],
    "timetable": [{"group_id": 1, "day": TUESDAY}],
    "special_days": [{"first": TUESDAY, "days": 60}],
    "periods": [{"from_": MONDAY}],
    "week_plan": [{"monday": MONDAY}],
    "days_of_week": [{"monday": MONDAY}],
    "next_ramadan": [{"day": MONDAY}],
    "usual_hours": [{"day": MONDAY}],
    "years_without_holidays": [{"years": (2026,)}],
    "school_holidays": [{"first": MONDAY, "last": TUESDAY}],
    "today": [{}],
    "day_sheet": [{"day": TUESDAY}, {"day": MONDAY}],
    "group_lists": [{"day": TUESDAY}],
    "registers": [{"month": MONDAY}],
    "attendance_letter": [{"person_id": n, "first": MONDAY, "last": TUESDAY} for n in range(1, 7)],
    "children_of_file": [
        {"file_number": NUMBERS[family], "name": f"{family}-child"} for family in FAMILIES
    ],
    "cell_history": [
        {"group_id": 1, "person_id": n, "day": day, "start": HOUR}
        for n in range(1, 7)
        for day in (MONDAY, TUESDAY)
    ],
    "day_at_door": [{"day": TUESDAY}, {"day": MONDAY}],
    "door_words": [{"person_id": n} for n in range(1, 7)],
    "last_printed": [{"group_id": 1, "monday": MONDAY}],
    "rosters": [{"monday": MONDAY}, {"monday": MONDAY, "paper_lang": "ar"}],
    "procedures": [{}],
    "procedure_in_force": [{"code": "late_with_marriage_act"}],
    "procedure_of": [{"version_id": 1}],
    "proposals": [{"answers": {"registered": "yes", "wanted": "rnp"}}],
    "faults_of": [{"text": ""}],
    "changes_of_procedure": [{"code": "rnp"}],
    "versions_of_procedure": [{"code": "rnp"}],
    "shipped_procedure": [{"code": "rnp"}],
    "differences_of": [{"before": "", "after": ""}],
    "what_would_move": [{"dossier_id": n} for n in IDS],
    "copy_of_procedure": [{"code": "late_with_marriage_act"}],
    "staff": [{}],
    "value_uses": [{"list_": "neighbourhood"}, {"list_": "language"}],
    "school_years": [{}],
    "listed": [{"list_": "neighbourhood"}, {"list_": "nationality"}],
    "who_may_be_responsible": [{}],
    "who_may_teach": [{}],
    "who_works_on_dossiers": [{}],
    "taking_part": [{"family_id": n} for n in IDS],
    "undo_preview": [{"action_id": n} for n in range(2, 60)],
    "family_support": [{"family_id": n} for n in IDS],
    "look_ids": [{}],
    "look_lines": [{"ids": tuple(range(1, 9))}],
    "looks": [{"family_id": n} for n in IDS],
    "what_goes": [{"family_id": n} for n in IDS],
    "erasures": [{}],
    "family_then": [{"family_id": n} for n in IDS],
    "family_prints": [{}],
    "then_and_now": [{"then": Then(n, {})} for n in IDS],
    "data_faults": [{}],
    "last_check": [{}],
    "check_is_due": [{}],
    "snapshot_plan": [{}],
    "still_held": [{}],
    "told_findings": [
        {"found": (Finding(fault, "person" if fault in OF_ROWS else "", IDS, "0"),)}
        for fault in Fault
    ],
    "half_typed": [{"form": f"families/person/{n}/-"} for n in IDS],
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = fill(tmp_path_factory.mktemp("marked") / "centre")
    yield office
    office.close()


def _asked(office: Office, function: Callable[..., Any], example: Mapping[str, Any]) -> Any:
    try:
        return office.ask(function, **example)
    except Refusal:
        return ()


def answers(office: Office, query: str) -> str:
    function = next(f for f, entry in QUERIES.items() if entry.name == query)
    told = [_asked(office, function, example) for example in EXAMPLES[query]]
    # A sentence of the history is what is read of it.
    lines = [line for answer in told if query == "history" for line in answer]
    return repr(told) + " ".join(map(str, lines))


def test_every_query_has_an_example() -> None:
    assert {entry.name for entry in QUERIES.values()} == set(EXAMPLES)


@pytest.mark.parametrize("who", EXPECTED)
def test_a_role_sees_what_is_its_own_and_no_more(marked: Office, who: str) -> None:
    office = seen_by(marked, who)
    seen: dict[str, set[str]] = {family: set() for family in FAMILIES}
    for query in EXAMPLES:
        shown = answers(office, query)
        assert YESTERDAY not in shown or who in SEE_YESTERDAY, query
        for family in FAMILIES:
            found = marks_of(family).found_in(shown) - NOT_TELLING.get(query, set())
            allowed = set(filter(None, EXPECTED[who][family].split(", ")))
            if query in WHOSE and "guardian's telephone" in found & allowed:
                found -= {"adults"} - allowed
            assert found <= allowed, (query, family, found - allowed)
            seen[family] |= found
    assert seen == {
        family: set(filter(None, words.split(", "))) for family, words in EXPECTED[who].items()
    }


@pytest.mark.parametrize("who", EXPECTED)
@pytest.mark.parametrize("family", FAMILIES)
def test_what_may_not_be_read_finds_nothing(marked: Office, who: str, family: str) -> None:
    office = seen_by(marked, who)
    find = next(f for f, entry in QUERIES.items() if entry.name == "find")
    for part, words in (
        ("telephone", TELEPHONES[family]),
        ("file number", NUMBERS[family]),
        ("identity", CINS[family]),
        ("identity", MASSARS[family][1:7]),
        ("dossiers", DOSSIERS[family]),
    ):
        found = office.ask(find, words=words)
        assert bool(found) == (part in EXPECTED[who][family]), part


def test_how_often_a_value_is_used_is_for_the_director(marked: Office) -> None:
    for who in EXPECTED:
        found = _asked(seen_by(marked, who), value_uses, {"list_": "neighbourhood"})
        assert bool(found) == (who == "director")


def test_a_bulletin_is_opened_by_who_reads_the_follow_up(marked: Office) -> None:
    for who in EXPECTED:
        for n, family in enumerate(FAMILIES, start=1):
            found = _asked(seen_by(marked, who), bulletin, {"result_id": n})
            assert bool(found) == ("follow-up" in EXPECTED[who][family]), (who, family)


def test_a_scan_is_opened_by_who_sees_its_kind_on_that_record(marked: Office) -> None:
    for who in EXPECTED:
        for n, family in enumerate(FAMILIES):
            for kind, part in enumerate(("health scans", "justice scans", "scans"), start=1):
                found = _asked(seen_by(marked, who), scan_content, {"scan_id": 3 * n + kind})
                seen = set(EXPECTED[who][family].split(", "))
                assert bool(found) == (part in seen), (who, family, part)


def test_that_a_file_is_kept_already_is_told_of_records_that_are_seen(marked: Office) -> None:
    for who in EXPECTED:
        for n, family in enumerate(FAMILIES, start=1):
            asked = {"holder": ("family", n), "original_sha256": _digest(family)}
            told = _asked(seen_by(marked, who), is_kept_already, asked)
            assert bool(told) == ("scans" in EXPECTED[who][family].split(", ")), (who, family)


def test_how_many_papers_are_fetched_counts_those_of_families_that_are_seen(
    marked: Office,
) -> None:
    for who, seen in EXPECTED.items():
        families = sum("required papers" in words.split(", ") for words in seen.values())
        places = _asked(seen_by(marked, who), places_to_go, {})
        # (at each place the dossiers of all of them want as many papers)
        assert {each.families for each in places} == ({families} if families else set()), who
        assert all(each.papers % families == 0 for each in places), who


def test_what_is_shown_of_a_protected_child_at_school_is_a_look(marked: Office) -> None:
    for who in EXPECTED:
        _asked(seen_by(marked, who), child_follow_up, {"person_id": 4})
    lines = _asked(seen_by(marked, "director"), looks, {"family_id": 2})
    assert {line.by for line in lines} == {"director", "responsible"}


def test_who_works_here_is_for_the_director(marked: Office) -> None:
    for who in EXPECTED:
        assert bool(_asked(seen_by(marked, who), staff.staff, {})) == (who == "director")
        may_choose = {"director", "responsible", "social worker"}
        found = _asked(seen_by(marked, who), staff.who_may_be_responsible, {})
        assert bool(found) == (who in may_choose)
        found = _asked(seen_by(marked, who), staff.who_may_teach, {})
        assert bool(found) == (who in may_choose | {"teacher"})
        found = _asked(seen_by(marked, who), staff.who_works_on_dossiers, {})
        assert bool(found) == (who in may_choose | {"administrator"})


def test_a_hint_of_the_same_person_does_not_tell_that_a_protected_family_exists(
    marked: Office,
) -> None:
    for who in EXPECTED:
        told = {"given_name": "hidden-child", "birth_date": BIRTHS["hidden"]}
        hints = _asked(seen_by(marked, who), likely_same, told)
        assert bool(hints) == (who in {"director", "responsible"}), who
        row = ("hidden-child", BIRTHS["hidden"].isoformat())
        asked = {"rows": (row,), "first": 0, "columns": {0: "given_name", 1: "birth_date"}}
        plan = _asked(seen_by(marked, who), plan_import, asked)
        is_told = bool(plan) and any(person.same for person in plan.persons)
        assert is_told == (who in {"director", "responsible"}), who


def test_a_hint_of_the_same_family_does_not_tell_that_a_protected_one_exists(
    marked: Office,
) -> None:
    for who in EXPECTED:
        for family in FAMILIES:
            place = {"name": f"{family}-name", "address": f"{family}-address"}
            for told in (place, {"number": TELEPHONES[family]}, {"number": OWN_TELEPHONES[family]}):
                hints = _asked(seen_by(marked, who), likely_families, told)
                is_told = "address" in EXPECTED[who][family]
                assert [hint.name for hint in hints] == [f"{family}-name"] * is_told, (who, told)


@pytest.mark.parametrize("who", EXPECTED)
def test_what_leads_to_a_protected_family_is_told_to_who_sees_it_whole(
    marked: Office, who: str
) -> None:
    told = [_asked(seen_by(marked, who), family_ties, {"family_id": n}) for n in (2, 3)]
    sees_both = who in {"director", "responsible"}
    assert [any(tie.kind == "signs" for tie in ties) for ties in told] == [sees_both] * 2


def test_how_many_go_to_a_school_counts_those_whose_school_is_read(marked: Office) -> None:
    for who, seen in EXPECTED.items():
        records = _asked(seen_by(marked, who), school_records, {})
        counts = {r.name: r.children for r in records if r.name.endswith("-school") and r.children}
        read = {f for f in FAMILIES if "school" in seen[f].split(", ")}
        assert counts == {f"{f}-school": 1 for f in read if who != "volunteer"}, who


def test_who_looked_at_a_protected_family_is_for_the_director(marked: Office) -> None:
    for who in EXPECTED:
        _asked(seen_by(marked, who), family_card, {"family_id": 2})
    told = {who: _asked(seen_by(marked, who), looks, {"family_id": 2}) for who in EXPECTED}
    assert [who for who, lines in told.items() if lines] == ["director"]
    # Who is shown no more than its name has not looked at its record.
    assert {line.by for line in told["director"]} == {"director", "responsible"}


def test_how_a_family_stood_in_a_backup_is_for_the_director(marked: Office) -> None:
    for who in EXPECTED:
        for n in IDS:
            then = _asked(seen_by(marked, who), family_then, {"family_id": n})
            assert bool(then) == (who == "director"), (who, n)
        told = _asked(seen_by(marked, who), then_and_now, {"then": Then(2, {})})
        assert bool(told) == (who == "director"), who
