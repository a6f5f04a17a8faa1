"""Invented files: where families live, how they came, who is responsible, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from amane_desktop.people.states import State

Row = dict[str, Any]
# Tachelhit and Darija are what most families of Taroudant speak.
_LANGUAGES = ("tachelhit,darija", "darija", "tachelhit", "darija,french")
_HOUSING = ("rented", "room", "relatives", "owned", "employer")
_WHY = (
    "Cherche un soutien scolaire pour les enfants · تبحث عن دعم مدرسي للأطفال",
    "Souhaite inscrire un enfant à l'école · ترغب في تسجيل طفل بالمدرسة",
    "Demande de l'aide pour des papiers · تطلب المساعدة في إعداد الوثائق",
    "Cherche une activité pour les enfants · تبحث عن نشاط للأطفال",
    "",
)
_WHO_MAY_KNOW = ("sa sœur · أختها", "sa mère · أمها", "", "", "")
_PROTECTED = 2


def draw_details(random: Random, listed: Mapping[str, Sequence[str]], staff_id: int) -> Row:
    """The columns of a family that tell of its life; codes are drawn from the centre's lists."""
    return {
        "neighbourhood": random.choice(listed["neighbourhood"]),
        "languages": random.choices(_LANGUAGES, (55, 25, 15, 5))[0],
        "origin": random.choice(listed["origin"]),
        "origin_note": random.choice(_WHY),
        "housing": random.choices(_HOUSING, (45, 25, 15, 10, 5))[0],
        "responsible_id": staff_id if random.random() < 0.85 else None,
        "is_protected": False,
    }


def protect_some(random: Random, families: Sequence[Row], staff_id: int) -> None:
    """Protect two of the families, whose responsible one is this staff member."""
    for family in random.sample(families, min(_PROTECTED, len(families) // 6)):
        family |= {"is_protected": True, "responsible_id": staff_id}


def draw_states(
    random: Random, year: int, reasons: Sequence[str], today: date
) -> list[tuple[State, date, str]]:
    """How a file went since it was opened in a year: each state, its day, and the reason."""
    first = date(year, 1, 4) + timedelta(days=random.randrange(350))
    day = min(first, today)
    states = [(State.OPEN, day, "")]
    later = [state for state, often in _LATER.items() for _ in range(often)]
    for state in random.choice(later):
        day += timedelta(days=random.randint(40, 500))
        if day > today:
            break
        states.append((state, day, random.choice(reasons) if state == State.CLOSED else ""))
    return states


_LATER: Mapping[tuple[State, ...], int] = {
    (): 75,
    (State.PAUSED,): 6,
    (State.PAUSED, State.OPEN): 4,
    (State.CLOSED,): 12,
    (State.CLOSED, State.OPEN): 3,
}


def draw_telephone(random: Random) -> Row:
    """What is safe to do with a number."""
    is_safe = random.random() < 0.85
    return {
        "whose": "",
        "is_safe": is_safe,
        "may_leave_message": is_safe and random.random() < 0.4,
        "who_may_know": "" if is_safe else random.choice(_WHO_MAY_KNOW),
        "note": "",
    }
