"""Invented follow-up at school: results, absences, meetings and what is to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from amane_desktop.agenda.models import Task
from amane_desktop.demonstration.school_year import Child
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.schooling import school_year_of
from amane_desktop.school_support.models import (
    SchoolAbsence,
    SchoolMeeting,
    SchoolTeacher,
    TermResult,
)
from amane_desktop.school_support.tasks import MEETING, SERVICE
from amane_desktop.school_support.terms import TERMS, has_begun, out_of_at

_WORRIES = (
    "Lecture encore lente",
    "Calcul : tables à revoir",
    "Participe peu en classe",
    "صعوبات في الإملاء",
    "Cahiers souvent oubliés",
    "ضعف في اللغة الفرنسية",
)
_SAID = (
    "Suit bien en classe, lit mieux qu'au début de l'année.",
    "Fatigué le matin ; s'endort parfois en classe.",
    "Aime les mathématiques, a besoin d'aide en français.",
    "يتابع الدروس باهتمام، ويحتاج إلى الدعم في القراءة.",
    "Vient sans ses fournitures depuis deux semaines.",
    "تحسن ملحوظ في السلوك داخل القسم.",
)
_AGREED = (
    "Vingt minutes de lecture à chaque séance de soutien.",
    "L'enseignante prévient le centre dès la première absence.",
    "Le centre prête un dictionnaire.",
    "حصة دعم إضافية يوم الأربعاء.",
    "Revoir les tables avec le groupe du samedi.",
)
_NOTES = ("Malade, selon l'école", "Accompagnait sa grand-mère", "", "", "وعكة صحية")
_TERMS = 3
_SILENT = 0.18


def add_follow_up(work: Work, random: Random, children: Sequence[Child], staff_id: int) -> None:
    """Add what was heard of the children at school; of some of them nothing was for long."""
    found = work.session.execute(select(Person.id, Person.school_id))
    schools = {row.id: row.school_id for row in found}
    teachers: dict[int | None, list[int]] = defaultdict(list)
    for teacher in work.session.scalars(select(SchoolTeacher)):
        teachers[teacher.school_id].append(teacher.id)
    results, absences, meetings, tasks = [], [], [], []
    for child in children:
        is_silent = random.random() < _SILENT
        results += list(_results(random, child, work.today))
        if is_silent:
            continue
        absences += list(_absences(random, child, work.today))
        school_id = schools.get(child.id)
        for meeting in _meetings(random, child, work.today):
            here = teachers[school_id]
            whom = random.choice(here) if here else None
            meeting |= {"school_id": school_id, "teacher_id": whom, "staff_id": staff_id}
            meetings.append(meeting | {"met": "" if whom else "Direction de l'école"})
    for meeting in meetings:
        if meeting["next_day"] is not None and meeting["next_day"] >= work.today:
            tasks.append(_task(meeting, staff_id))
    work.add_in_bulk(TermResult, results)
    work.add_in_bulk(SchoolAbsence, absences)
    work.add_in_bulk(SchoolMeeting, meetings)
    work.add_in_bulk(Task, tasks)


def _results(random: Random, child: Child, today: date) -> Iterator[dict[str, Any]]:
    """The last semesters, the oldest first; a few children go down, most stay where they are."""
    newest = school_year_of(today)
    told = [
        (year, term)
        for year in range(newest - 2, newest + 1)
        for term in TERMS
        if has_begun(year, term, today) and date(year, 9, 1) + timedelta(days=150 * term) < today
    ][-_TERMS:]
    out_of = out_of_at(child.level)
    share, slope = random.uniform(0.42, 0.86), random.choice((0.03, 0.01, 0, 0, -0.01, -0.05))
    for year, term in told:
        share = min(0.98, max(0.2, share + slope + random.uniform(-0.02, 0.02)))
        heard = date(year, 9, 1) + timedelta(days=150 * term + random.randint(0, 20))
        yield {
            "person_id": child.id,
            "year": year,
            "term": term,
            "average": round(share * out_of * 4) * 25,
            "out_of": out_of,
            "worries": random.choice(_WORRIES) if share < 0.55 or random.random() < 0.1 else "",
            "told_on": min(heard, today),
            "attachment_id": None,
        }


def _absences(random: Random, child: Child, today: date) -> Iterator[dict[str, Any]]:
    for back in random.sample(range(4, 60), random.choice((0, 0, 0, 1, 2))):
        day = today - timedelta(days=back)
        if day.isoweekday() <= 5:
            yield {
                "person_id": child.id,
                "first_day": day,
                "last_day": day,
                "is_excused": random.random() < 0.5,
                "note": random.choice(_NOTES),
            }


def _meetings(random: Random, child: Child, today: date) -> Iterator[dict[str, Any]]:
    for back in sorted(random.sample(range(3, 75), random.choice((1, 1, 2))), reverse=True):
        day = _working(today - timedelta(days=back))
        ahead = random.choice((0, 0, 28, 42))
        yield {
            "person_id": child.id,
            "day": day,
            "said": random.choice(_SAID),
            "agreed": random.choice(_AGREED) if ahead or random.random() < 0.5 else "",
            "next_day": _working(day + timedelta(days=ahead)) if ahead else None,
        }


def _task(meeting: dict[str, Any], staff_id: int) -> dict[str, Any]:
    return {
        "service": SERVICE,
        "kind": MEETING,
        "title": "",
        "person_id": meeting["person_id"],
        "staff_id": staff_id,
        "due": meeting["next_day"],
        "done_on": None,
        "note": "",
    }


def _working(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.isoweekday() - 5))
