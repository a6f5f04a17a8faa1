"""How far an invented dossier has come: its steps, what the court gave, and the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from amane_desktop.civil_registration.procedures import Procedure, ProcedureStep
from amane_desktop.civil_registration.words import WITH_RECORD, StepState
from amane_desktop.demonstration.counters import place_names
from amane_desktop.demonstration.days import working_day
from amane_desktop.demonstration.dossier_papers import Gathering
from amane_desktop.demonstration.dossier_plans import END, Met, Plan
from amane_desktop.demonstration.sample import sample
from amane_desktop.people.models import Person

Row = dict[str, Any]
_COURT, _HEARING = "court", "hearing"
_HOURS = (time(9), time(9, 30), time(10), time(11))
_NO_RECORD: Row = {
    "record_number": "",
    "record_year": None,
    "registry_office": "",
    "given_name": "",
    "family_name": "",
    "given_name_ar": "",
    "family_name_ar": "",
    "father_name": "",
    "father_name_ar": "",
    "birth_date": None,
    "taken_over_on": None,
}
# As the law gives a father's name where a mother declares alone; it is text on the record.
_GIVEN_NAMES = (
    ("Abdellah", "عبد الله"),
    ("Abderrahman", "عبد الرحمن"),
    ("Abdelkarim", "عبد الكريم"),
)


@dataclass(frozen=True)
class Course:
    """The steps in their order; those before `next_` are done, on these days."""

    steps: Sequence[ProcedureStep]
    done: Sequence[date]

    @property
    def code(self) -> str:
        """The step that is next; empty where all are done."""
        return self.steps[len(self.done)].id if len(self.done) < len(self.steps) else ""

    def day_of(self, *kinds: str) -> date | None:
        """When a step of such a kind was done last."""
        days = [day for step, day in zip(self.steps, self.done, strict=False) if step.kind in kinds]
        return days[-1] if days else None


def draw_course(
    procedure: Procedure, answers: Mapping[str, str], plan: Plan, opened: date, touched: date
) -> Course:
    """Steps done at even distances from the day on which it was opened to the last one."""
    steps = procedure.steps_for(answers)
    kinds = [step.kind for step in steps]
    done = len(steps)
    if plan.step != END:
        done = kinds.index(plan.step if plan.step in kinds else "gather")
    span = (touched - opened).days
    return Course(
        steps,
        [
            max(opened, working_day(opened + timedelta(days=span * (n + 1) // done)))
            for n in range(done)
        ],
    )


def gathering(course: Course, opened: date, touched: date) -> Gathering:
    """When the papers were gathered on that way, and where which of them was handed in."""
    over = course.day_of("gather")
    handed = {
        code: (day, step.authority)
        for step, day in zip(course.steps, course.done, strict=False)
        for code in step.papers
    }
    return Gathering(opened, over or touched, over is not None, handed)


def step_rows(course: Course) -> list[Row]:
    """The rows of the steps."""
    done = len(course.done)
    return [
        {
            "code": step.id,
            "position": n,
            "state": StepState.DONE if n < done else StepState.OPEN,
            "done_on": course.done[n] if n < done else None,
            "note": "",
        }
        for n, step in enumerate(course.steps)
    ]


def court_columns(random: Random, course: Course) -> Row:
    """What the court gave: its file once the request is there, its judgment once it is spoken."""
    asked = any(
        step.authority == _COURT for step, _day in zip(course.steps, course.done, strict=False)
    )
    judged = course.day_of("judgment")
    filed, number = random.randint(200, 1900), random.randint(100, 999)
    year = course.done[0].year if course.done else 0
    return {
        "court": place_names(_COURT)[0] if asked else "",
        "court_file_number": f"{filed}/{year}" if asked else "",
        "judgment_number": str(number) if judged else "",
        "judgment_on": judged,
        "judgment_note": "",
    }


def meetings(random: Random, plan: Plan, course: Course, today: date) -> list[Row]:
    """What was planned, and the hearings that were held or are to come."""
    planned = [_meeting(met, today) for met in plan.meetings]
    held = course.day_of(_HEARING)
    if held is not None:
        met = Met(_HEARING, (held - today).days, random.choice(_HOURS), _COURT, "held")
        planned.append(_meeting(met, today))
    ahead = random.randint(1, 45)
    is_next = course.code and course.steps[len(course.done)].kind == _HEARING
    if is_next and not plan.meetings and not plan.outcome:
        day = working_day(today + timedelta(days=ahead + 2))
        met = Met(_HEARING, (day - today).days, random.choice(_HOURS), _COURT)
        planned.append(_meeting(met, today))
    return planned


def _meeting(met: Met, today: date) -> Row:
    return {
        "kind": met.kind,
        "title": "",
        "day": today + timedelta(days=met.day),
        "time": met.time,
        "place": place_names(met.authority)[0],
        "state": met.state,
        "note": "",
    }


def record_columns(
    random: Random, plan: Plan, procedure: Procedure, course: Course, person: Person
) -> Row:
    """The record as it is written once it is in the register; one not taken over differs a bit."""
    written = course.day_of("register")
    born = person.birth_date
    if written is None or procedure.ends_with not in WITH_RECORD or born is None:
        return dict(_NO_RECORD)
    is_known = person.birth_precision == "exact"
    day = born if is_known else born.replace(month=random.randint(1, 12), day=random.randint(2, 28))
    alone = plan.procedure == "late_mother_declares"
    father = random.choice(_GIVEN_NAMES if alone else sample("men"))
    office = place_names("registry_office")[0]
    names = {name: getattr(person, name) for name in tuple(_NO_RECORD)[3:7]}
    if not plan.is_taken_over:
        names["family_name"] = names["family_name"].replace("ï", "i").replace("Ben ", "Ben")
        names["given_name"] = names["given_name"].replace("ou", "u").replace("ss", "s")
    return {
        "record_number": str(random.randint(1, 900)),
        "record_year": written.year,
        "registry_office": office,
        **names,
        "father_name": father[0],
        "father_name_ar": father[1],
        "birth_date": day,
        "taken_over_on": written if plan.is_taken_over else None,
    }
