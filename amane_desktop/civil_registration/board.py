"""All dossiers at a glance: each a line, for the list and for the board by step.

The lines are read once; what a list or board shows of them is chosen among them (`chosen`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, true

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.standing import SOON
from amane_desktop.civil_registration.board_rows import (
    NOBODY,
    NOTHING,
    counts_of,
    names_of,
    next_appointments,
    open_numbers,
    procedures_of,
)
from amane_desktop.civil_registration.chain import all_chains
from amane_desktop.civil_registration.models import Dossier
from amane_desktop.civil_registration.reach import dossiers_seen
from amane_desktop.civil_registration.words import STATES, State
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading
from amane_desktop.people.names import in_reader_script, sort_key

UNTOUCHED = 30
_ARTICLES = frozenset(["el", "al", "ech", "ess", "es", "ez", "er", "et", "en"])


class DossierLine(NamedTuple):
    """A dossier on a list or board; thousands are made at once, so it is a plain tuple.

    `name` is the person's, or the family name of brothers and sisters; `keys` are what they are
    found by. `ready` of `due` papers are at hand, `expired` have run out, the next one on
    `next_expiry`. `waits_for` and `blocks` are numbers of dossiers that are not closed.
    """

    id: int
    number: str
    family_id: int
    step: str
    state: str
    outcome: str
    responsible_id: int | None
    opened_on: date
    closed_on: date | None
    rests_until: date | None
    appeal_by: date | None
    persons: int
    name: str
    name_ar: str
    keys: str
    due: int
    ready: int
    expired: int
    next_expiry: date | None
    procedure: str
    badge: Text
    step_name: Text
    step_kind: str
    days_untouched: int
    days_left: int | None
    next_appointment: date | None
    waits_for: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def shown_name(self) -> str:
        """The name as the reader reads it."""
        return in_reader_script(self.name, self.name_ar)

    @property
    def is_complete(self) -> bool:
        """Whether every due paper is at hand and holds today."""
        return self.ready == self.due


# A line begins with these columns; what it is put together by comes after them.
_COLUMNS = (
    Dossier.id,
    Dossier.number,
    Dossier.family_id,
    Dossier.step,
    Dossier.state,
    Dossier.outcome,
    Dossier.responsible_id,
    Dossier.opened_on,
    Dossier.closed_on,
    Dossier.rests_until,
    Dossier.appeal_by,
    Dossier.procedure_id,
    Dossier.checklist_id,
    Dossier.touched_on,
)
_KEPT = len(_COLUMNS) - 3


@dataclass(frozen=True)
class BoardFilter:
    """What is shown of the lines; what is not told lets every line through."""

    words: str = ""
    states: Collection[str] = ()
    procedure: str = ""
    step_kind: str = ""
    responsible_id: int | None = None
    is_to_fetch: bool = False
    is_expiring: bool = False
    is_untouched: bool = False


@query(Permission.SEE_DOSSIERS, {})
def dossier_lines(
    reading: Reading, states: Collection[str] = tuple(STATES)
) -> tuple[DossierLine, ...]:
    """The dossiers of these states that the reader sees, the newest first."""
    return lines_where(reading, None if set(STATES) <= {*states} else Dossier.state.in_(states))


def lines_where(
    reading: Reading, condition: ColumnElement[bool] | None = None
) -> tuple[DossierLine, ...]:
    """The dossiers that fit, of those that the reader sees, the newest first."""
    session, today = reading.session, reading.today
    is_asked = true() if condition is None else condition
    of = None if condition is None else select(Dossier.id).where(condition)
    lists = None if condition is None else select(Dossier.checklist_id).where(condition)
    counts, names = counts_of(session, today, lists), names_of(session, of)
    appointments, procedures = next_appointments(session, today), procedures_of(session)
    chain = all_chains(session)
    waiting = open_numbers(reading, {*chain.needs, *chain.needed_by})
    found = select(*_COLUMNS).where(dossiers_seen(reading), is_asked).order_by(Dossier.id.desc())
    nowhere = (Text(), "")
    lines = []
    rows: Sequence[Any] = session.connection().execute(found).all()
    for row in rows:
        number, step, (version_id, checklist_id, touched_on) = row[0], row[3], row[_KEPT:]
        procedure, steps = procedures[version_id]
        counted = counts.get(checklist_id, NOTHING)
        expiry = counted[-1]
        told = (
            *row[:_KEPT],
            *names.get(number, NOBODY),
            *counted,
            procedure.code,
            procedure.badge,
            *steps.get(step, nowhere),
            (today - touched_on).days,
            None if expiry is None else (expiry - today).days,
            appointments.get(number),
            _numbers(chain.needs, number, waiting),
            _numbers(chain.needed_by, number, waiting),
        )
        lines.append(DossierLine._make(told))
    return tuple(lines)


def _numbers(
    links: Mapping[int, list[int]], number: int, waiting: Mapping[int, str]
) -> tuple[str, ...]:
    found = links.get(number)
    return tuple(waiting[each] for each in found if each in waiting) if found else ()


def chosen(lines: Iterable[DossierLine], wanted: BoardFilter) -> tuple[DossierLine, ...]:
    """The lines that fit, in the order that they have."""
    words = _words(wanted.words)
    return tuple(line for line in lines if _fits(line, wanted, words))


def _words(typed: str) -> list[str]:
    """The words as the keys have them: folded, and without articles."""
    words = (sort_key(word, "").strip("\u0001") for word in typed.split())
    return [part for word in words if word not in _ARTICLES for part in word.split()]


def _fits(line: DossierLine, wanted: BoardFilter, words: Iterable[str]) -> bool:
    if wanted.states and line.state not in wanted.states:
        return False
    if wanted.procedure and line.procedure != wanted.procedure:
        return False
    if wanted.step_kind and line.step_kind != wanted.step_kind:
        return False
    if wanted.responsible_id is not None and line.responsible_id != wanted.responsible_id:
        return False
    if wanted.is_to_fetch and (line.is_complete or line.state != State.OPEN):
        return False
    if wanted.is_expiring and not (line.state == State.OPEN and _expires(line)):
        return False
    if wanted.is_untouched and not is_untouched(line):
        return False
    return all(word in line.keys or word in line.number.lower() for word in words)


def _expires(line: DossierLine) -> bool:
    return line.expired > 0 or (line.days_left is not None and line.days_left <= SOON)


def is_untouched(line: DossierLine) -> bool:
    """Whether nobody has done anything for a dossier under way for a month."""
    return line.state == State.OPEN and line.days_untouched >= UNTOUCHED
