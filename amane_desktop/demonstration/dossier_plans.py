"""Which invented dossiers there are: the first of them planned one by one, the others drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from random import Random

from amane_desktop.civil_registration.words import Outcome, State

CHILD, TEEN, SIBLINGS, NEWBORN = "child", "teen", "siblings", "newborn"
# (of the pictures: a child whose birth date is not known exactly)
SHOWN, MOTHER, ELDER = "shown", "mother", "elder"
# The kind of step that is next, where all of them are done.
END = "end"
_SHARE = 0.23


@dataclass(frozen=True)
class Told:
    """How a paper stands where it is not drawn, in days from today."""

    asked: int | None = None
    received: int | None = None
    valid: int | None = None
    wanted: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Met:
    """An appointment, in days from today; its place is the counter of an authority."""

    kind: str
    day: int
    time: time
    authority: str
    state: str = "planned"


@dataclass(frozen=True)
class Plan:
    """How an invented dossier is to stand today.

    `share` of the due papers is at hand while they are gathered. It waits for the one before it
    where it `waits`, and is then of the same family.
    """

    procedure: str
    whose: str = CHILD
    step: str = "gather"
    share: float = 0.6
    untouched: int | None = None
    state: State = State.OPEN
    outcome: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, Told] = field(default_factory=dict)
    meetings: tuple[Met, ...] = ()
    waits: bool = False
    obstacle: str = ""
    notes: tuple[tuple[int, str], ...] = ()
    expenses: tuple[tuple[int, int, str, str], ...] = ()
    opened: int | None = None
    is_taken_over: bool = True
    letter: str = ""


def _closed(plan: Plan, outcome: Outcome, untouched: int | None = None) -> Plan:
    return replace(plan, state=State.CLOSED, outcome=outcome, untouched=untouched)


_GIVEN = "Le tribunal ne la demande pas ici · لا تطلبها المحكمة هنا"
# The one that the pictures of the page and of the family's paper show.
_SHOWN = Plan(
    "late_with_marriage_act",
    SHOWN,
    untouched=11,
    answers={"birth_notice": "no"},
    papers={
        "request": Told(),
        "age_certificate": Told(received=-21, valid=71),
        "non_registration": Told(asked=-26, received=-17, valid=75),
        "life_certificate": Told(asked=-11, wanted=4),
        "marriage_act": Told(received=-32),
        "mother_record": Told(asked=-24, received=-17, valid=13),
        "father_record": Told(asked=-24, received=-17, valid=75),
        "mother_cin": Told(received=-34, valid=58),
        "father_cin": Told(received=-34),
        "family_booklet": Told(reason="Il n'y en a pas encore · لا يوجد بعد"),
        "lafif": Told(reason=_GIVEN),
        "certified_copies": Told(reason=_GIVEN),
    },
    meetings=(
        Met("errand", -17, time(9, 30), "registry_office", "held"),
        Met("errand", 2, time(9), "local_authority"),
    ),
    notes=(
        (-34, "Les deux parents sont venus avec leurs cartes. · حضر الوالدان ومعهما البطاقتان."),
        (-11, "Attestation demandée à l'annexe ; réponse attendue sous dix jours."),
    ),
    expenses=(
        (-17, 6000, "Extraits d'acte de naissance, transport compris", "centre"),
        (-21, 6000, "Certificat d'âge", "centre"),
        (-34, 2500, "Photocopies et transport", "family"),
    ),
)
_FIRST = (
    _closed(Plan("late_with_marriage_act", step=END), Outcome.REGISTERED, 60),
    _closed(Plan("family_booklet", MOTHER, END), Outcome.REGISTERED, 45),
    Plan("late_father_absent", step="no_appeal", untouched=6, letter="court_follow_up"),
    _closed(Plan("late_mother_declares", step="no_appeal"), Outcome.REFUSED, 12),
    Plan(
        "record_correction",
        step="hearing",
        answers={"error_kind": "substantial"},
        meetings=(Met("hearing", 3, time(9, 30), "court"),),
        letter="court_follow_up",
    ),
    Plan("kafala", step="submit", answers={"child_ruling": "yes"}, untouched=3),
    Plan(
        "late_without_marriage_act",
        share=0.86,
        untouched=34,
        papers={"life_certificate": Told()},
    ),
    Plan("abandoned_child", step="register", untouched=8),
    Plan("parent_record", MOTHER, share=0.35, untouched=5),
    Plan("late_with_marriage_act", share=0.2, untouched=5, waits=True),
    Plan(
        "marriage_recognition",
        step="legal_aid",
        state=State.RESTING,
        untouched=20,
        notes=((-20, "La famille revient de la récolte en décembre."),),
    ),
    Plan("late_with_marriage_act", step="submit", untouched=2),
    Plan(
        "late_with_marriage_act",
        SIBLINGS,
        share=0.5,
        untouched=4,
        papers={
            "mother_record": Told(asked=-40, received=-24, valid=6),
            "life_certificate": Told(asked=-9, wanted=2),
        },
    ),
    _SHOWN,
    Plan("paternity_recognition", step="advice", untouched=9),
    Plan(
        "foreign_parent",
        step="hearing",
        answers={"within_delay": "no"},
        meetings=(Met("hearing", 1, time(10), "court"),),
    ),
    Plan(
        "adult_record",
        ELDER,
        share=0.8,
        untouched=12,
        papers={"non_registration": Told(received=-100, valid=-8)},
        obstacle="Le certificat de non-inscription a expiré · انتهت صلاحية شهادة عدم التسجيل",
    ),
    Plan("cin_minor", TEEN, share=0.5, untouched=36),
    Plan("rnp", MOTHER, step="submit", untouched=3),
    Plan("rsu", MOTHER, share=0.5, untouched=3, waits=True),
    _closed(Plan("amo_tadamon", MOTHER), Outcome.MOVED, 30),
    Plan("social_aid", MOTHER, step="collect", untouched=14),
    Plan("school_enrolment", share=0.5, untouched=7),
    Plan("late_mother_declares", step="collect", untouched=1, is_taken_over=False),
    Plan(
        "late_with_marriage_act",
        share=0.7,
        untouched=10,
        notes=(
            (-40, "Clos : la famille partait à Agadir."),
            (-10, "La famille est revenue, le dossier est rouvert · عادت الأسرة، وأعيد فتح الملف"),
        ),
    ),
    Plan(
        "late_father_absent",
        SIBLINGS,
        "hearing",
        untouched=6,
        meetings=(
            Met("hearing", -6, time(9), "court", "missed"),
            Met("hearing", 17, time(9), "court"),
        ),
        obstacle="Une audience a été manquée faute de transport · فاتت جلسة لعدم توفر النقل",
    ),
    _closed(Plan("late_mother_declares"), Outcome.ABANDONED, 80),
)
# Opened some days ago, so that it has the last number.
_LAST = Plan("birth_in_time", NEWBORN, share=0.5, untouched=2, opened=5)
_DRAWN = {
    "late_with_marriage_act": 24,
    "late_mother_declares": 14,
    "late_father_absent": 8,
    "late_without_marriage_act": 8,
    "parent_record": 6,
    "record_correction": 6,
    "adult_record": 4,
    "family_booklet": 5,
    "cin_minor": 8,
    "kafala": 2,
    "marriage_recognition": 3,
    "foreign_parent": 2,
    "rnp": 4,
    "rsu": 3,
    "amo_tadamon": 3,
    "social_aid": 2,
    "school_enrolment": 4,
}
_OF_ADULTS = ("parent_record", "family_booklet", "rsu", "amo_tadamon", "social_aid")
_STEPS = {
    "gather": 62,
    "submit": 10,
    "hearing": 8,
    "judgment": 5,
    "register": 5,
    "collect": 4,
    END: 6,
}


def plans(random: Random, families: int) -> Iterator[Plan]:
    """So many dossiers as so many families have, in the order in which they were opened."""
    yield from _FIRST
    for _each in range(round(families * _SHARE) - len(_FIRST) - 1):
        yield _draw(random)
    yield _LAST


def _draw(random: Random) -> Plan:
    code = random.choices(list(_DRAWN), list(_DRAWN.values()))[0]
    step = random.choices(list(_STEPS), list(_STEPS.values()))[0]
    whose = MOTHER if code in _OF_ADULTS else CHILD
    if code == "adult_record":
        whose = ELDER
    if code.startswith("late") and random.random() < 0.3:
        whose = SIBLINGS
    plan = Plan(code, whose, step, share=random.uniform(0.1, 0.95))
    if step == END:
        return _closed(plan, Outcome.REGISTERED)
    if random.random() < 0.12:
        return replace(plan, untouched=random.randint(31, 70))
    return replace(plan, state=State.RESTING) if random.random() < 0.06 else plan
