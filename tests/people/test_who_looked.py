"""Who looked at a protected family's record: kept after the answer, once for one look."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.audit import AuditFilter, audit_ids
from amane_desktop.office.clock import Clock
from amane_desktop.office.keepsakes import Look
from amane_desktop.office.office import Office
from amane_desktop.people import actions, queries
from amane_desktop.people.person_card import person_card
from amane_desktop.people.who_looked import look_ids, look_lines, looks
from amane_desktop.storage.database import connect
from tests.conftest import PASSWORD
from tests.rows import protect, rows_of, work_as

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def protected(office: Office) -> int:
    family = office.do(actions.add_family, "Bouzid", "")
    office.do(actions.add_person, family, "Aya", "Bouzid")
    protect(office, family)
    return family


def told(office: Office, family: int) -> list[tuple[str, str]]:
    return [(f"{line.at:%H:%M}", line.person) for line in office.ask(looks, family)]


def test_looks_within_minutes_count_once(office: Office, protected: int) -> None:
    for minutes in (0, 3, 9, 11, 40):
        office.clock = Clock(NINE + timedelta(minutes=minutes))
        office.ask(queries.family_card, protected)
    office.ask(person_card, 1)
    found = [("09:40", "Aya"), ("09:40", ""), ("09:11", ""), ("09:00", "")]
    assert told(office, protected) == found


def test_a_look_goes_on_over_a_lock(office: Office, folder: Path, protected: int) -> None:
    office.clock = Clock(NINE)
    office.ask(queries.family_card, protected)
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD, Clock(NINE + timedelta(minutes=5)))
    again.ask(queries.family_card, protected)
    assert told(again, protected) == [("09:00", "")]
    again.close()


def test_a_family_that_is_open_to_all_is_not_watched(office: Office) -> None:
    family = office.do(actions.add_family, "Chafik", "")
    office.ask(queries.family_card, family)
    assert rows_of(office, Look) == []


def test_who_sees_only_the_name_has_not_looked(office: Office, protected: int) -> None:
    work_as(office, Role.ADMINISTRATOR)
    assert office.ask(queries.family_card, protected)
    assert rows_of(office, Look) == []


def test_a_look_while_somebody_writes_is_kept_later(office: Office, protected: int) -> None:
    with office._writer:
        assert office.ask(queries.family_card, protected)
    assert rows_of(office, Look) == []
    office.do(actions.add_family, "Chafik", "")
    assert len(rows_of(office, Look)) == 1


def test_a_look_while_another_program_writes_is_kept_at_the_end(
    office: Office, folder: Path, protected: int
) -> None:
    key = office.vault._key_of(office.vault._master)
    other = connect(folder / "amane.db", key)
    other.execute("BEGIN IMMEDIATE")
    assert office.ask(queries.family_card, protected)
    other.execute("ROLLBACK")
    other.close()
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert len(again.ask(looks, protected)) == 1
    again.close()


def test_all_looks_are_listed_and_filtered(office: Office, protected: int) -> None:
    def found(**wanted: Any) -> list[tuple[str, str]]:
        lines = office.ask(look_lines, office.ask(look_ids, AuditFilter(**wanted)))
        return [(line.family, line.person) for line in lines]

    other = office.do(actions.add_family, "Aït Baha", "أيت باها")
    protect(office, other)
    office.clock = Clock(NINE)
    office.ask(person_card, 1)
    office.clock = Clock(NINE + timedelta(days=1))
    office.ask(queries.family_card, other)
    assert found() == [("Aït Baha", ""), ("Bouzid", "Aya")]
    assert found(words="ايت") == found(first=date(2026, 11, 25)) == [("Aït Baha", "")]
    for wanted in ({"words": "bouz"}, {"words": "aya khadija"}, {"last": date(2026, 11, 24)}):
        assert found(**wanted) == [("Bouzid", "Aya")], wanted
    assert found(staff_id=1, words="baha aya") == found(staff_id=2) == []


def test_a_look_at_what_is_gone_is_still_told(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    person = office.do(actions.add_person, family, "Aya", "")
    protect(office, family)
    office.ask(person_card, person)
    office.undo(next(iter(office.ask(audit_ids, AuditFilter(action="add_person")))))
    (line,) = office.ask(look_lines, office.ask(look_ids))
    assert (line.by, line.family_id, line.person) == ("Khadija", None, "")
