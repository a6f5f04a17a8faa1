"""The whole journal, for the director: every action, newest first, and filters."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.audit import (
    AuditFilter,
    AuditLine,
    audit_actions,
    audit_ids,
    audit_lines,
)
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.office import Office
from amane_desktop.office.registry import QUERIES
from amane_desktop.office.work import SignedIn
from amane_desktop.people import actions
from amane_desktop.people.erasing import erase_family
from amane_desktop.people.queries import family_card
from amane_desktop.people.relationships import say_relationship
from tests.conftest import PASSWORD
from tests.rows import work_as


@pytest.fixture
def worked(office: Office) -> Office:
    """Khadija and Samira at work: two families, one renamed."""
    number = office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, PASSWORD + " 2")
    by = SignedIn(number, "Samira", Role.SOCIAL_WORKER)
    samira = Office(office._engine, by, office.clock, office.folder, office.vault)
    office.do(actions.add_family, "Aït Baha", "أيت باها")
    samira.do(actions.add_family, "Bouzid", "بوزيد")
    samira.do(actions.change_family, 2, 1, "Bouzidi", "بوزيد")
    return office


def listed(office: Office, **wanted: Any) -> tuple[AuditLine, ...]:
    return office.ask(audit_lines, office.ask(audit_ids, AuditFilter(**wanted)))


def told(office: Office, **wanted: Any) -> list[str]:
    return [f"{line.told.by}: {line.told.sentence}" for line in listed(office, **wanted)]


def test_every_action_stands_there_newest_first(worked: Office) -> None:
    assert told(worked) == [
        "Samira: Changed a family",
        "Samira: Added a family",
        "Khadija: Added a family",
        "Khadija: Added a staff member",
        "Khadija: Recorded",  # that the centre was made
    ]
    assert listed(worked)[0].told.about == "Bouzidi"


def test_a_line_names_what_it_was_about_and_no_more(office: Office) -> None:
    families = [office.do(actions.add_family, f"Aït {n}", "") for n in range(20)]
    for n, family in enumerate(families):
        office.do(actions.change_family, family, 1, f"Bou {n}", "")
    about = [line.told.about for line in listed(office, action="change_family")]
    assert about == [f"Bou {n}" for n in reversed(range(20))]


def test_filters_leave_what_was_asked_for(worked: Office) -> None:
    assert len(told(worked, staff_id=1)) == 3
    assert told(worked, action="change_family") == ["Samira: Changed a family"]
    today = worked.clock.today()
    assert len(told(worked, first=today, last=today)) == 5
    assert told(worked, last=today - timedelta(days=1)) == []
    assert ("change_family", "Changed a family") in worked.ask(audit_actions)


def test_words_are_found_however_they_are_written(worked: Office) -> None:
    for words in ("ait baha", "AÏT", "ايت باها", "baha added khadija", "أَيت"):
        assert told(worked, words=words) == ["Khadija: Added a family"], words
    assert told(worked, words="bouzid samira changed") == ["Samira: Changed a family"]
    assert told(worked, words="bouzid khadija") == []
    i18n.set_language("fr")
    assert [line.told.by for line in listed(worked, words="modifie")] == ["Samira"]


def test_a_family_s_name_finds_all_that_was_done_to_its_people(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    other = office.do(actions.add_family, "Aït Baha", "أيت باها")
    office.do(actions.add_person, family, "Yassine", "Bouzid", "", "")
    office.do(actions.add_person, other, "Salma", "", "", "")
    card = office.ask(family_card, family)
    assert card is not None
    office.do(actions.change_family, other, 1, "Aït Bahi", "أيت باها")
    assert told(office, words="بوزيد") == ["Khadija: Added a person", "Khadija: Added a family"]
    number = card.line.file_number
    assert told(office, words=number) == told(office, words="بوزيد")
    # What it was called before finds it too.
    assert told(office, words="baha")[-1] == "Khadija: Added a family"


def test_whoever_a_relationship_was_about_finds_it_after_its_undo(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    for name in ("Ijja", "Jad"):
        office.do(actions.add_person, family, name, "", "", "")
    office.do(say_relationship, 1, "houses", (2,))
    office.undo(max(office.ask(audit_ids)))
    sentences = [line.split(": ", 1)[1] for line in told(office, words="ijja")]
    assert sentences[:2] == [f"Undid: {sentences[1]}", "Said what a person is to another"]


def test_a_field_s_name_finds_where_it_was_changed(worked: Office) -> None:
    worked.do(actions.change_family, 1, 1, "Aït Baha", "أيت باها", "Derb Akka")
    assert told(worked, words="address") == ["Khadija: Changed a family"]
    assert told(worked, words="address samira") == []
    i18n.set_language("ar")
    assert len(told(worked, words="العنوان")) == 1


def test_what_was_undone_says_so_and_the_undo_has_a_line_of_its_own(worked: Office) -> None:
    (changed,) = worked.ask(audit_ids, AuditFilter(action="change_family"))
    worked.undo(changed)
    undo, first, *_others = listed(worked)
    assert (undo.told.sentence, undo.told.about) == ("Undid: Changed a family", "Bouzid")
    assert first.told.undone
    assert told(worked, action="undo") == ["Khadija: Undid: Changed a family"]
    assert len(told(worked, words="changed family")) == 2


def test_it_is_the_director_s_alone(worked: Office) -> None:
    queries = {f: e for f, e in QUERIES.items() if f.__name__.startswith(("audit", "look_"))}
    assert len(queries) == 6
    for role in set(Role) - {Role.DIRECTOR}:
        work_as(worked, role)
        for question, entry in queries.items():
            with pytest.raises(NotAllowed):
                worked.ask(question, **entry.example)


def test_what_was_erased_is_found_by_no_word_and_told_without_one(worked: Office) -> None:
    card = worked.ask(family_card, 1)
    assert card is not None
    worked.do(erase_family, 1, card.line.file_number)
    lines = listed(worked)
    assert "Baha" not in repr(lines)
    assert "باها" not in repr(lines)
    assert told(worked, words="baha") == told(worked, words="باها") == []
    (added,) = listed(worked, staff_id=1, action="add_family")
    assert added.told.about == "something that was erased"


def test_a_day_begins_at_midnight_in_taroudant(folder: Path) -> None:
    late = Clock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # half past midnight there
    office = centre.open_centre(folder, "Khadija", PASSWORD, late)
    office.do(actions.add_family, "Aït Baha", "")
    day = date(2026, 11, 25)
    assert told(office, action="add_family", first=day, last=day) == ["Khadija: Added a family"]
    assert told(office, action="add_family", last=day - timedelta(days=1)) == []
    office.close()
