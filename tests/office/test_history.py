"""The history of a record, in sentences."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from amane_desktop import i18n
from amane_desktop.demonstration import create as demonstration
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF
from amane_desktop.office.history import HistoryLine, history
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.office import Office
from amane_desktop.office.rows import model_of
from amane_desktop.people import actions, queries
from tests.conftest import PASSWORD
from tests.rows import families_of

TECHNICAL = {"id", "family_id", "file_number", "sort_key", "sort_key_ar", "version"}
# Older entries still tell of columns that are gone.
FORMER = {"is_housing", "is_signing", "school"}


def told(office: Office, family: int) -> tuple[HistoryLine, ...]:
    card = office.ask(queries.family_card, family)
    assert card is not None
    return office.ask(history, card.rows)


def read(line: HistoryLine) -> str:
    """The sentence without the marks that keep each value in its own direction."""
    return re.sub("[\u2066-\u2069]", "", str(line))


def test_a_change_is_told_before_and_after(folder: Path) -> None:
    noon = Clock(datetime(2026, 11, 24, 15, 42, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, noon)
    family = office.do(actions.add_family, "Aït Baha", "أيت باها")
    person = office.do(
        actions.add_person, family, "Yassine", "Aït Baha", "ياسين", school="Al Massira"
    )
    office.do(
        actions.change_person,
        person,
        1,
        "Yassine",
        "Aït Baha",
        "ياسين",
        school="Ibn Battuta",
        birth_date=date(2015, 9, 3),
    )
    changed, added, opened = told(office, family)
    assert (changed.at.hour, changed.by) == (16, "Khadija")
    assert read(changed) == (
        "Changed a person · Yassine · Birth date: — → 3 September 2015 · "
        "School: Al Massira → Ibn Battuta"
    )
    assert read(added) == "Added a person · Yassine"
    assert read(opened) == "Added a family · Aït Baha, open since 24 November 2026"
    i18n.set_language("ar")
    changed = told(office, family)[0]
    assert changed.about == "ياسين"
    assert "Al Massira ← Ibn Battuta" in read(changed)
    office.close()


def test_who_became_responsible_is_told_by_name(office: Office) -> None:
    family = office.do(actions.add_family, "Aït Baha", "")
    office.do(actions.change_family, family, 1, "Aït Baha", "", responsible_id=1)
    assert read(told(office, family)[0]) == "Changed a family · Aït Baha · Responsible: — → Khadija"


def test_what_was_undone_or_removed_is_still_told(office: Office) -> None:
    family = office.do(actions.add_family, "Aït Baha", "")
    telephone = office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    office.do(actions.change_family, family, 1, "Aït Bahi", "")
    office.undo_last()
    office.do(actions.remove_telephone, telephone, 1)
    lines = told(office, family)
    assert [line.sentence for line in lines] == [
        "Removed a telephone",
        "Changed a family",
        "Added a telephone",
        "Added a family",
    ]
    assert [line.undone for line in lines] == [False, True, False, False]
    assert lines[0].about == "Fatima · \u206606 12 34 56 78\u2069"


@pytest.mark.parametrize("kind", ["family", "person", "telephone"])
def test_every_column_that_staff_fill_in_has_a_word(kind: str) -> None:
    columns = set(model_of(kind).__table__.columns.keys())
    assert columns - TECHNICAL == set(DESCRIPTIONS[kind].columns) - FORMER


def test_nothing_is_told_of_what_has_no_description(office: Office) -> None:
    assert office.ask(history, (("staff_member", 1), ("family", 99))) == ()
    assert office.ask(history, ()) == ()


def test_rows_made_in_bulk_are_told_as_one_line_about_none_of_them(tmp_path: Path) -> None:
    demonstration.create(tmp_path / "demo", families=3, today=date(2026, 11, 23))
    office = centre.open_centre(tmp_path / "demo", DEMO_STAFF, DEMO_PASSWORD)
    for line in families_of(office):
        (filled,) = told(office, line.id)
        assert read(filled) == "Filled the demonstration centre"
    office.close()
