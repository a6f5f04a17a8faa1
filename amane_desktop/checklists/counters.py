"""The counters: offices by name and address, with their hours and habits as staff know them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypedDict, Unpack

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import AUTHORITIES
from amane_desktop.checklists.models import Counter
from amane_desktop.i18n import N_, Text, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.names import fold
from amane_desktop.people.telephones import digits, read_number
from amane_desktop.people.texts import long_text, short_text


@dataclass(frozen=True)
class CounterLine:
    """A counter as it is listed, and as it is told on a paper."""

    id: int
    authority: str
    name: Text
    address: Text
    telephone: str
    hours: Text
    is_retired: bool
    version: int


class CounterTold(TypedDict, total=False):
    """What is told of a counter beside its name; of a change, what is not told stays as it is."""

    address: str
    address_ar: str
    telephone: str
    hours: str
    hours_ar: str


@query(Permission.SEE_DOSSIERS, {})
def counters(reading: Reading, *, with_retired: bool = False) -> tuple[CounterLine, ...]:
    """The counters by what kind of office they are, then by name; those in use unless told."""
    found = select(Counter).where(Counter.is_retired.in_((False, with_retired)))
    lines = [counter_line(row) for row in reading.session.scalars(found)]
    order = list(AUTHORITIES)
    return tuple(
        sorted(lines, key=lambda each: (order.index(each.authority), fold(each.name.here)))
    )


def counter_line(row: Counter) -> CounterLine:
    """The counter as it is told."""
    return CounterLine(
        row.id,
        row.authority,
        Text(row.name, row.name_ar),
        Text(row.address, row.address_ar),
        row.telephone,
        Text(row.hours, row.hours_ar),
        row.is_retired,
        vars(row)["version"],
    )


@action(
    N_("Added a counter"),
    Permission.EDIT_DOSSIERS,
    {"authority": "registry_office", "name": "Bureau d'état civil, Taroudant", "name_ar": ""},
)
def add_counter(
    work: Work, authority: str, name: str, name_ar: str, **told: Unpack[CounterTold]
) -> int:
    """Add a counter; refuses one without a name, or one that is there already."""
    if authority not in AUTHORITIES:
        raise Refusal(_("Choose from the list."), "authority")
    counter = Counter(authority=authority, **_kept(work, authority, name, name_ar, told))
    work.session.add(counter)
    work.session.flush()
    return counter.id


@action(
    N_("Changed a counter"),
    Permission.EDIT_DOSSIERS,
    {
        "counter_id": 1,
        "version": 1,
        "name": "Bureau d'état civil, Taroudant",
        "name_ar": "مكتب الحالة المدنية، تارودانت",
        "hours": "8:30–16:30",
    },
)
def change_counter(
    work: Work,
    counter_id: int,
    version: int,
    name: str,
    name_ar: str,
    **told: Unpack[CounterTold],
) -> None:
    """Change what is told of a counter; papers that are fetched there tell it at once."""
    counter = work.editable(Counter, counter_id, version)
    for column, value in _kept(work, counter.authority, name, name_ar, told, counter_id).items():
        setattr(counter, column, value)


@action(N_("Retired a counter"), Permission.EDIT_DOSSIERS, {"counter_id": 1, "version": 2})
def retire_counter(work: Work, counter_id: int, version: int) -> None:
    """No longer offer a counter; papers that name it keep it."""
    work.editable(Counter, counter_id, version).is_retired = True


@action(N_("Took a counter up again"), Permission.EDIT_DOSSIERS, {"counter_id": 1, "version": 3})
def take_up_counter(work: Work, counter_id: int, version: int) -> None:
    """Offer a counter again that was retired."""
    work.editable(Counter, counter_id, version).is_retired = False


def _kept(
    work: Work,
    authority: str,
    name: str,
    name_ar: str,
    told: CounterTold,
    counter_id: int | None = None,
) -> dict[str, str]:
    kept = {"name": short_text(name, "name"), "name_ar": short_text(name_ar, "name_ar")}
    if not any(kept.values()):
        raise Refusal(_("Say what the counter is called, in one language at least."), "name")
    for other in work.session.scalars(select(Counter).where(Counter.authority == authority)):
        same = {fold(other.name), fold(other.name_ar)} & set(map(fold, kept.values())) - {""}
        if same and other.id != counter_id and not other.is_retired:
            raise Refusal(_("There is a counter of this name already."), "name")
    told_words: dict[str, str] = dict(told)  # type: ignore[arg-type]
    for field, words in _WORDS.items():
        if field in told_words:
            kept[field] = words(told_words[field], field)
    return kept


def _number(text: str, field: str) -> str:
    """A number as it is dialled; offices have short ones and others that no family has."""
    number = read_number(text) or digits(text)
    if text.strip() and not _DIALLED.fullmatch(number):
        raise Refusal(_("A number has ten digits at most, and at least two."), field)
    return number


_DIALLED = re.compile(r"\d{2,10}")
_WORDS = {
    "address": short_text,
    "address_ar": short_text,
    "telephone": _number,
    "hours": long_text,
    "hours_ar": long_text,
}
