"""What staff members like is kept for each of them, and is no change of a record."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Role
from amane_desktop.office.office import Office
from amane_desktop.office.preferences import keep_preference, preference
from amane_desktop.people.actions import add_family
from tests.rows import work_as

COLUMNS = {"columns": ["name", "age"]}


def rows(office: Office, table: str) -> int:
    with Session(office._engine) as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_the_newest_is_kept_for_whoever_kept_it(office: Office) -> None:
    assert office.ask(preference, "persons") == {}
    office.do(keep_preference, "persons", {"columns": ["name"]})
    office.do(keep_preference, "persons", COLUMNS)
    assert office.ask(preference, "persons") == COLUMNS
    assert rows(office, "preference") == 1
    work_as(office, Role.SOCIAL_WORKER, 2)
    assert office.ask(preference, "persons") == {}


def test_undo_and_the_journal_pass_over_it(office: Office) -> None:
    heard: list[object] = []
    office.do(add_family, "Bouzid", "")
    journal = rows(office, "journal_action")
    office.subscribe(heard.append)
    office.do(keep_preference, "persons", COLUMNS)
    assert (rows(office, "journal_action"), heard) == (journal, [])
    assert office.undo_last()
    assert rows(office, "family") == 0
    assert office.ask(preference, "persons") == COLUMNS
