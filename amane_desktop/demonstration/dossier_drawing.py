"""One invented dossier: its columns and those of all that hangs on it, without row numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.civil_registration.questions import asked
from amane_desktop.civil_registration.words import Outcome, State
from amane_desktop.demonstration.days import day_between
from amane_desktop.demonstration.dossier_course import (
    court_columns,
    draw_course,
    gathering,
    meetings,
    record_columns,
    step_rows,
)
from amane_desktop.demonstration.dossier_extras import expense_rows, note_rows
from amane_desktop.demonstration.dossier_papers import draw_papers
from amane_desktop.demonstration.dossier_people import Whose
from amane_desktop.demonstration.dossier_plans import Plan

Row = dict[str, Any]
_APPEAL_AHEAD, _REST = 30, 30
_AT_LEAST = 30
# Where a drawn dossier was last touched: often these days, seldom weeks ago.
_LATELY = 24


@dataclass(frozen=True)
class Office:
    """The day, who works on dossiers, and where papers are fetched."""

    today: date
    staff: Sequence[int]
    counters: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Drawn:
    """A dossier, its persons, and the rows that hang on it."""

    plan: Plan
    whose: Whose
    columns: Row
    persons: list[Row]
    papers: list[Row]
    steps: list[Row]
    meetings: list[Row]
    expenses: list[Row]
    notes: list[Row]


def draw_dossier(
    random: Random, plan: Plan, whose: Whose, procedure: Procedure, opened: date, office: Office
) -> Drawn:
    """How it stands today, having been opened on a day."""
    answers = _answers(random, plan, procedure)
    touched = _touched(random, plan, opened, office.today)
    course = draw_course(procedure, answers, plan, opened, touched)
    papers = gathering(course, opened, touched)
    persons = [person.id for person in whose.persons]
    staff_id = office.staff[0] if plan.meetings else random.choices(office.staff, (4, 1))[0]
    court = court_columns(random, course)
    columns = {
        "family_id": whose.family_id,
        "responsible_id": staff_id if plan.meetings or random.random() < 0.9 else None,
        "opened_on": opened,
        "touched_on": touched,
        "step": course.code,
        "answers": answers,
        "obstacle": plan.obstacle,
        **_state(plan, touched, court["judgment_on"], office.today),
        **court,
    }
    met = {"person_id": persons[0], "staff_id": staff_id}
    return Drawn(
        plan,
        whose,
        columns,
        [
            {"person_id": person.id} | record_columns(random, plan, procedure, course, person)
            for person in whose.persons
        ],
        list(
            draw_papers(
                *(random, plan, procedure, answers, persons, papers),
                office.counters,
                office.today,
            )
        ),
        step_rows(course),
        [met | row for row in meetings(random, plan, course, office.today)],
        expense_rows(random, plan, opened, touched, office.today),
        [
            {"staff_id": staff_id} | row
            for row in note_rows(random, plan, opened, touched, office.today)
        ],
    )


def _answers(random: Random, plan: Plan, procedure: Procedure) -> dict[str, str]:
    """Those that lead to the procedure; what else is asked is answered by chance."""
    answers = {question: wanted[0] for question, wanted in procedure.proposed_when[-1].asks}
    answers |= {"parents_registered": "no" if plan.waits else "yes", **plan.answers}
    while open_ := [question for question in asked(answers) if question.id not in answers]:
        answers[open_[0].id] = random.choice(open_[0].answers).code
    codes = {question.id for question in asked(answers)}
    return {code: answer for code, answer in answers.items() if code in codes}


def _touched(random: Random, plan: Plan, opened: date, today: date) -> date:
    if plan.untouched is not None:
        return max(opened, today - timedelta(days=plan.untouched))
    if plan.state == State.CLOSED:
        return day_between(random, min(opened + timedelta(days=_AT_LEAST), today), today)
    return max(opened, today - timedelta(days=random.randint(0, _LATELY)))


def _state(plan: Plan, touched: date, judged: date | None, today: date) -> Row:
    is_closed, rests = plan.state == State.CLOSED, plan.state == State.RESTING
    appeal = None
    if plan.outcome == Outcome.REFUSED:
        appeal = (judged or touched) + timedelta(days=_APPEAL_AHEAD)
    return {
        "state": plan.state,
        "outcome": plan.outcome,
        "closed_on": touched if is_closed else None,
        "rests_until": today + timedelta(days=_REST) if rests else None,
        "appeal_by": appeal,
    }
