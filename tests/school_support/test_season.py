"""What the season asks is proposed for those whom it concerns, and never twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.agenda.actions import finish_task
from amane_desktop.agenda.queries import tasks
from amane_desktop.attendance import actions as groups
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.season import SeasonTask, add_season_tasks, season_proposals
from amane_desktop.school_support.tasks import JANUARY_EXAM
from tests.conftest import PASSWORD
from tests.rows import as_role

At = Callable[[int, int, int], Office]
LEVELS = {"Aya": "6AEP", "Omar": "3AC", "Sara": "5AEP", "Ilyas": "1AC", "Nada": "NS"}


@pytest.fixture
def at(folder: Path) -> Iterator[At]:
    """The centre, opened on a day, with a child of each level."""
    opened: list[Office] = []

    def open_at(year: int, month: int, day: int) -> Office:
        clock = Clock(datetime(year, month, day, 10, tzinfo=UTC))
        office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
        opened.append(office)
        if len(opened) == 1:
            family = office.do(people.add_family, "Bahi", "")
            for name, level in LEVELS.items():
                office.do(people.add_person, family, name, "", level=level)
        return office

    yield open_at
    for office in opened:
        office.close()


def proposed(office: Office) -> dict[str, list[str]]:
    return {p.kind: [child.name for child in p.children] for p in office.ask(season_proposals)}


def for_both(*kinds: str) -> dict[str, list[str]]:
    return {kind: ["Aya", "Omar"] for kind in kinds}


@pytest.mark.parametrize(
    ("month", "kinds"),
    [
        (2, {}),
        (9, {"departure": ["Ilyas"]}),
        (11, {"january_exam": ["Aya", "Omar"]}),
        (3, for_both("grant", "boarding")),
        (6, for_both("grant", "boarding", "june_exam", "departure")),
    ],
)
def test_each_month_asks_its_own(at: At, month: int, kinds: dict[str, list[str]]) -> None:
    assert proposed(at(2026, month, 24)) == kinds


def test_what_is_written_down_is_not_proposed_again_but_next_year(at: At) -> None:
    office = at(2026, 11, 24)
    (proposal,) = office.ask(season_proposals)
    ids = [child.person_id for child in proposal.children]
    assert proposal.due == date(2027, 1, 10)
    chosen = (SeasonTask(proposal.kind, proposal.due, ids[:1]),)
    assert office.do(add_season_tasks, chosen) == 1
    assert proposed(office) == {JANUARY_EXAM: ["Omar"]}
    with pytest.raises(Refusal):
        office.do(add_season_tasks, (SeasonTask(JANUARY_EXAM, proposal.due, ids),))
    assert len(office.ask(tasks, "all")) == 1
    office.do(finish_task, 1, 1)
    assert proposed(office) == {JANUARY_EXAM: ["Omar"]}
    assert proposed(at(2027, 11, 24)) == {JANUARY_EXAM: ["Aya", "Omar"]}


def test_the_usual_day_is_never_one_that_is_past(at: At) -> None:
    (proposal,) = at(2027, 1, 20).ask(season_proposals)
    assert proposal.due == date(2027, 1, 27)


def test_a_teacher_is_asked_about_the_children_in_groups_alone(at: At) -> None:
    office = at(2026, 11, 24)
    teacher = as_role(office, Role.TEACHER)
    assert proposed(teacher) == {}
    group = office.do(groups.add_group, "Atlas", "", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, 1, from_=date(2026, 9, 7))
    assert proposed(teacher) == {JANUARY_EXAM: ["Aya"]}
    with pytest.raises(NotAllowed):
        teacher.do(add_season_tasks, (SeasonTask(JANUARY_EXAM, date(2027, 1, 10), (1, 2)),))
    assert not office.ask(tasks, "all")
