"""The whole journal, for the director: every action, newest first, and filters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.office import audit as journal
from amane_desktop.office import centre, staff
from amane_desktop.office.audit import AuditFilter, audit, sentences
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.office import Office
from amane_desktop.office.work import SignedIn
from amane_desktop.people import actions
from amane_desktop.people.erasing import erase_family
from amane_desktop.people.queries import family_card
from tests.conftest import PASSWORD


@pytest.fixture
def worked(office: Office) -> Office:
    """Khadija and Samira at work: two families, one renamed."""
    samira = office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, PASSWORD + " 2")
    office.do(actions.add_family, "Aït Baha", "أيت باها")
    other = Office(
        office._engine,
        SignedIn(samira, "Samira", Role.SOCIAL_WORKER),
        office.clock,
        office.folder,
        office.vault,
    )
    other.do(actions.add_family, "Bouzid", "بوزيد")
    other.do(actions.change_family, 2, 1, "Bouzidi", "بوزيد")
    return office


def told(office: Office, **wanted: Any) -> list[str]:
    lines = office.ask(audit, AuditFilter(**wanted)).lines
    return [f"{line.by}: {line.sentence}" for line in lines]


def test_every_action_stands_there_newest_first(worked: Office) -> None:
    assert told(worked) == [
        "Samira: Changed a family",
        "Samira: Added a family",
        "Khadija: Added a family",
        "Khadija: Added a staff member",
        "Khadija: Recorded",  # that the centre was made
    ]
    changed = worked.ask(audit).lines[0]
    assert "Bouzid → Bouzidi" in str(changed).replace("\u2068", "").replace("\u2069", "")
    assert changed.undo_id is not None


def test_filters_leave_what_was_asked_for(worked: Office) -> None:
    assert len(told(worked, staff_id=1)) == 3
    assert told(worked, sentence="change_family") == ["Samira: Changed a family"]
    assert told(worked, words="bouzid samira changed") == ["Samira: Changed a family"]
    today = worked.clock.today()
    assert len(told(worked, first=today, last=today)) == 5
    assert told(worked, last=today - timedelta(days=1)) == []
    assert ("change_family", "Changed a family") in worked.ask(sentences)


def test_older_ones_come_page_by_page(worked: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PAGE", 3)
    first = worked.ask(audit)
    second = worked.ask(audit, AuditFilter(), first.before)
    assert [len(first.lines), len(second.lines), second.before] == [3, 2, None]


def test_what_was_undone_says_so(worked: Office) -> None:
    worked.undo(worked.ask(audit).lines[0].undo_id or 0)
    assert [line.undone for line in worked.ask(audit).lines] == [True] + [False] * 4


def test_it_is_the_director_s_alone(worked: Office) -> None:
    for role in set(Role) - {Role.DIRECTOR}:
        worked.signed_in = replace(worked.signed_in, role=role)
        with pytest.raises(NotAllowed):
            worked.ask(audit)


def test_what_was_erased_is_told_without_a_word_of_it(worked: Office) -> None:
    card = worked.ask(family_card, 1)
    assert card is not None
    worked.do(erase_family, 1, card.line.file_number)
    lines = worked.ask(audit).lines
    assert "Baha" not in repr(lines)
    assert "باها" not in repr(lines)
    (added,) = (line for line in lines if (line.by, line.sentence) == ("Khadija", "Added a family"))
    assert (added.about, added.fields, added.undo_id) == ("something that was erased", (), None)


def test_a_day_begins_at_midnight_in_taroudant(folder: Path) -> None:
    late = Clock(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # half past midnight there
    office = centre.open_centre(folder, "Khadija", PASSWORD, late)
    office.do(actions.add_family, "Aït Baha", "")
    day = date(2026, 11, 25)
    assert told(office, sentence="add_family", first=day, last=day) == ["Khadija: Added a family"]
    assert told(office, sentence="add_family", last=day - timedelta(days=1)) == []
    office.close()
