"""What undoing an action would put back, and what stays because something later stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from amane_desktop.access.permissions import may
from amane_desktop.i18n import _
from amane_desktop.office.errors import NotAllowed
from amane_desktop.office.history import is_shown
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.rows import Row, Values, values_of, within
from amane_desktop.office.undo_judged import Item, Judged, Stay, by_kind
from amane_desktop.office.undo_links import clashes, hanging, needs, parents, wholes
from amane_desktop.office.undo_rules import DERIVED, PART_SEEN, ROWS_SEEN, own_affairs
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class Plan:
    """The rows that go and those that come back, columns as they were, and what stays."""

    goes: Mapping[str, set[int]]
    returns: Mapping[Row, Values]
    columns: Mapping[Row, Values]
    stays: Mapping[Item, Stay]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the action is left to take back."""
        return not (self.goes or self.returns or self.columns)


def plan_undo(reading: Reading, action_id: int) -> Plan:
    """Judge each column and each row by itself, then what hangs on what; changes nothing.

    Refuses where the reader does not see, or sees no more, what was done.
    """
    judged = Judged(reading.session, action_id)
    _check_seen(reading, judged)
    _leave_unseen(reading, judged)
    _spread(judged)
    return _plan(judged)


def _check_seen(reading: Reading, judged: Judged) -> None:
    single = judged.effects.rows()
    for kind, in_bulk in judged.in_bulk.items():
        single -= {(kind, number) for number in in_bulk}
    for kind, numbers in by_kind(single).items():
        description = DESCRIPTIONS.get(kind)
        if description is None:
            continue
        rows = values_of(reading.session, kind, numbers)
        for number in numbers - rows.keys():
            row = (kind, number)
            rows[number] = judged.removed.get(row) or judged.since.before(row) or {}
        if not may(reading.by.role, description.permission) or not all(
            values
            and (
                description.is_shown(reading, values)
                or _sees_part(reading, judged, (kind, number), values)
            )
            for number, values in rows.items()
        ):
            raise NotAllowed(_("Your role does not allow this."))


def _sees_part(reading: Reading, judged: Judged, row: Row, values: Values) -> bool:
    """Whether no more of the row was changed than what this reader sees of it."""
    columns, is_seen = PART_SEEN.get(row[0], (frozenset(), lambda _reading, _values: False))
    changed = judged.effects.changed.get(row, {}).keys() - own_affairs(row[0])
    return bool(changed) and changed <= columns and is_seen(reading, values)


def _leave_unseen(reading: Reading, judged: Judged) -> None:
    """Of thousands of rows made at once, those that the reader sees no more stay."""
    for kind, numbers in judged.in_bulk.items():
        numbers = numbers & judged.made.get(kind, set())
        for number in numbers - _seen(reading, kind, numbers):
            judged.keep((kind, number, ""), Stay(None, (kind, number)))


def _seen(reading: Reading, kind: str, numbers: set[int]) -> set[int]:
    if kind in ROWS_SEEN:
        found = ROWS_SEEN[kind](reading)
        conditions = within(next(iter(found.selected_columns)), numbers)
        return set(chain.from_iterable(reading.session.scalars(found.where(c)) for c in conditions))
    if kind not in DESCRIPTIONS:
        return numbers
    return {number for number in numbers if is_shown(reading, kind, number)}


def _spread(judged: Judged) -> None:
    """Let what stays keep what it needs, until nothing more does."""
    groups = wholes(judged)
    blocked, needed = [*hanging(judged), *clashes(judged)], needs(judged)
    spread: set[Item] = set()
    while True:
        for link in blocked:
            kind, number, _column = link.item
            if not (judged.goes(kind, number) or judged.is_put_back(link.item)):
                judged.keep(link.onto, judged.why(link.item))
        for link in needed:
            if not judged.returns(*link.item[:2]):
                judged.keep(link.onto, judged.why(link.item))
        for group in groups:
            whys = [judged.stays[item] for item in group if item in judged.stays]
            for item in group if whys else ():
                judged.keep(item, whys[0])
        fresh = judged.stays.keys() - spread
        if not fresh:
            return
        spread |= fresh
        for link in parents(judged, set(fresh)):
            judged.keep(link.onto, judged.why(link.item))


def _plan(judged: Judged) -> Plan:
    goes = {
        kind: {number for number in numbers if judged.goes(kind, number)}
        for kind, numbers in judged.made.items()
    }
    columns = {}
    for row, was in judged.columns.items():
        back = {key: value for key, value in was.items() if (*row, key) not in judged.stays}
        if back:
            derive = DERIVED[row[0]][1] if row[0] in DERIVED else None
            columns[row] = {**back, **(derive({**judged.now[row], **back}) if derive else {})}
    returns = {row: was for row, was in judged.removed.items() if judged.returns(*row)}
    return Plan({k: n for k, n in goes.items() if n}, returns, columns, judged.stays)
