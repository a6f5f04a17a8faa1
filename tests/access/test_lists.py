"""What a role may not read, no list shows, sorts by, filters by or begins at."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from amane_desktop.office.office import Office
from amane_desktop.people.listing import (
    PersonFilter,
    family_ids,
    first_family,
    person_columns,
    person_ids,
    person_rows,
)
from amane_desktop.people.models import Family
from amane_desktop.people.schools import schools
from tests.access.marked_centre import FAMILIES, LEVELS, PEOPLE, fill, seen_by

# In words: the columns of a role's list, beside the name; the hidden family is protected.
EVERYTHING = (
    "name, other_name, age, sex, kinship, family, file_number, school, level, school_class, "
    "neighbourhood, state"
)
OF_A_CHILD = "name, other_name, age, sex, family, school, level, school_class"
COLUMNS = {
    "director": EVERYTHING,
    "responsible": EVERYTHING,
    "social worker": EVERYTHING,
    "teacher": OF_A_CHILD,
    "administrator": EVERYTHING,
    "volunteer": OF_A_CHILD,
}
# Whose values the list is sorted and filtered by, of the pupils' and of the hidden family.
BOTH, PUPILS, NOBODY = {"pupils", "hidden"}, {"pupils"}, set[str]()
READS: dict[str, dict[str, set[str]]] = {
    "director": dict.fromkeys(("age", "level", "school", "neighbourhood", "state"), BOTH),
    "responsible": dict.fromkeys(("age", "level", "school", "neighbourhood", "state"), BOTH),
    "social worker": {
        "age": BOTH,
        "level": BOTH,
        "school": PUPILS,
        "neighbourhood": PUPILS,
        "state": BOTH,
    },
    "teacher": {
        "age": PUPILS,
        "level": BOTH,
        "school": PUPILS,
        "neighbourhood": NOBODY,
        "state": NOBODY,
    },
    "administrator": dict.fromkeys(("age", "level", "school", "neighbourhood", "state"), PUPILS),
    "volunteer": {
        "age": PUPILS,
        "level": PUPILS,
        "school": PUPILS,
        "neighbourhood": NOBODY,
        "state": NOBODY,
    },
}
ANY = PersonFilter(states=())


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = fill(tmp_path_factory.mktemp("marked") / "centre")
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        session.execute(update(Family).values(neighbourhood="lastah", state="paused"))
    yield office
    office.close()


def children(office: Office) -> dict[str, int]:
    """The child of each family, as the director knows them."""
    ids = office.ask(person_ids, ANY)
    rows = office.ask(person_rows, ids)
    return {FAMILIES[row.family_id - 1]: row.id for row in rows if row.level}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_role_has_the_columns_that_it_reads(marked: Office, who: str) -> None:
    assert seen_by(marked, who).ask(person_columns) == tuple(COLUMNS[who].split(", "))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("column", ["age", "level", "school", "neighbourhood", "state"])
def test_what_may_not_be_read_sorts_last_in_both_directions(
    marked: Office, who: str, column: str
) -> None:
    office, child = seen_by(marked, who), children(marked)
    for is_falling in (False, True):
        ids = list(office.ask(person_ids, ANY, column, is_falling=is_falling))
        shown = [f for f in ("pupils", "hidden") if child[f] in ids]
        read = {f for f in shown if f in READS[who][column]}
        places = {family: ids.index(child[family]) for family in shown}
        for family in set(shown) - read:
            assert all(places[family] > places[other] for other in read), (family, is_falling)


def _school(marked: Office, family: str) -> int:
    return next(line.id for line in marked.ask(schools) if line.name == f"{family}-school")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("family", ["pupils", "hidden"])
def test_what_may_not_be_read_is_no_filter(marked: Office, who: str, family: str) -> None:
    office, child = seen_by(marked, who), children(marked)
    age = {"pupils": 11, "hidden": 12}[family]
    for part, wanted in {
        "age": PersonFilter((), age_from=age, age_to=age),
        "level": PersonFilter((), level=LEVELS[family]),
        "school": PersonFilter((), school_id=_school(marked, family)),
        "neighbourhood": PersonFilter((), neighbourhood="lastah"),
        "state": PersonFilter(("paused",)),
    }.items():
        found = child[family] in office.ask(person_ids, wanted)
        assert found == (family in READS[who][part]), part


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_not_see_how_a_file_stands_finds_it_among_the_open_ones(
    marked: Office, who: str
) -> None:
    office = seen_by(marked, who)
    listed = set(office.ask(person_ids, ANY))
    open_, paused = (set(office.ask(person_ids, PersonFilter((s,)))) for s in ("open", "paused"))
    assert open_ | paused == listed
    assert bool(open_) == ("pupils" not in READS[who]["state"] or who == "administrator")
    families = [set(office.ask(family_ids, (s,))) for s in ("open", "paused")]
    assert set.union(*families) == set(office.ask(family_ids))


def test_letters_lead_to_nobody_who_is_not_listed(marked: Office) -> None:
    volunteer = seen_by(marked, "volunteer")
    assert volunteer.ask(first_family, "hidden") is None
    assert marked.ask(first_family, "Hidden") == 2
