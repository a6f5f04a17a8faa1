"""What undoing an action would do, in plain sentences, before anybody says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, labelled, ngettext
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import (
    fields_told,
    is_shown,
    last_values,
    local_time,
    sentence_of,
    subject_of,
    what_was_done,
)
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import action_named, query
from amane_desktop.office.undo_judged import Item, Stay, by_kind
from amane_desktop.office.undo_plan import Plan, plan_undo
from amane_desktop.office.work import Reading
from amane_desktop.storage.migrate import HEAD

_NAMED = 5


@dataclass(frozen=True)
class UndoPreview:
    """What would go, what would be as it was, and what stays and why; each a line to read.

    `kept` names the pieces that stay, for undo to see that they are still the same; `is_again`
    when it is an undo that is undone.
    """

    what: str
    by: str
    at: datetime
    goes: tuple[str, ...]
    returns: tuple[str, ...]
    stays: tuple[str, ...]
    rows: int
    kept: frozenset[Item]
    is_again: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to take back."""
        return not self.rows


@query(Permission.SEE_CENTRE, {"action_id": 3})
def undo_preview(reading: Reading, action_id: int) -> UndoPreview:
    """What undoing would do; refuses what cannot be undone, and not by this reader."""
    done = action_to_undo(reading, action_id)
    plan = plan_undo(reading, action_id)
    return UndoPreview(
        what_was_done(reading, first_of(reading, done)),
        reading.session.get_one(StaffMember, done.staff_id).name,
        local_time(reading, done),
        tuple(_rows_told(reading, plan.goes)),
        (*_columns_told(reading, plan), *_rows_told(reading, by_kind(plan.returns))),
        tuple(_stays_told(reading, plan)),
        sum(map(len, plan.goes.values())) + len(plan.returns) + len(plan.columns),
        frozenset(plan.stays),
        done.undoes_id is not None,
    )


def action_to_undo(reading: Reading, action_id: int) -> JournalAction:
    """The action, if it may be undone: it stands, no migration lies between, one may do the like.

    An undo may be undone too, but that not once more: the first action can.
    """
    done = reading.session.get(JournalAction, action_id)
    entry = action_named(first_of(reading, done).name) if done else None
    if done is None or entry is None or not entry.is_undoable:
        raise Refusal(_("This cannot be undone."))
    if not may(reading.by.role, entry.permission):
        raise NotAllowed(_("Your role does not allow this."))
    if done.undone_by_id is not None:
        raise Refusal(_("This was undone already."))
    if done.revision != HEAD:
        raise Refusal(_("This was done with an older version of Amane and cannot be undone."))
    _check_not_erased(reading, done)
    return done


def _check_not_erased(reading: Reading, done: JournalAction) -> None:
    """Refuse an action of which something was erased since: it does not return."""
    changes = select(JournalChange).where(
        JournalChange.action_id == done.id, JournalChange.last_row_id.is_(None)
    )
    if any(change.is_erased for change in reading.session.scalars(changes)):
        raise Refusal(_("Something of this was erased for good, so it cannot be undone."))


def first_of(reading: Reading, done: JournalAction) -> JournalAction:
    """The action itself or, of an undo, the one that it undid."""
    if done.undoes_id is None:
        return done
    return reading.session.get_one(JournalAction, done.undoes_id)


def _rows_told(reading: Reading, rows: Mapping[str, set[int]]) -> Iterator[str]:
    for kind, numbers in rows.items():
        if told := _kind_told(reading, kind, numbers):
            yield told


def _kind_told(reading: Reading, kind: str, numbers: Collection[int]) -> str:
    """What the rows are called together, the first of them by name, and how many more."""
    description = DESCRIPTIONS.get(kind)
    if description is None or not description.noun:
        return ""
    named = []
    for number in sorted(numbers)[:_NAMED]:
        about = subject_of(reading, (kind, number))
        named += [in_its_own_direction(about)] if about else []
    more = len(numbers) - len(named)
    if more and named:
        named.append(ngettext("{n} more", "{n} more", more).format(n=isolate(str(more))))
    return labelled(_(description.noun), ", ".join(named) or isolate(str(more)))


def _columns_told(reading: Reading, plan: Plan) -> Iterator[str]:
    for (kind, number), back in plan.columns.items():
        now = last_values(reading.session, kind, number) or {}
        about = in_its_own_direction(subject_of(reading, (kind, number)))
        for field in fields_told(reading, kind, now, back):
            yield f"{about} · {field}"


def _stays_told(reading: Reading, plan: Plan) -> Iterator[str]:
    """Each thing that stays, those with one reason together."""
    together: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item, stay in plan.stays.items():
        kind, number, column = item
        is_seen = is_shown(reading, kind, number)
        why = _why(reading, stay) if is_seen else ""
        together[kind if is_seen else "", column, why].append(item)
    for (kind, column, why), items in together.items():
        if not kind:
            yield _("What you may not see stays as it is.")
            continue
        label = DESCRIPTIONS[kind].columns.get(column) if column else None
        if column and label is None:
            continue  # the program's own affair
        what = _kind_told(reading, kind, [number for _kind, number, _column in items])
        told = (what, _(label.label) if label else "", why)
        yield " · ".join(filter(None, told))


def _why(reading: Reading, stay: Stay) -> str:
    if stay.by is None or not is_shown(reading, *stay.row):
        return _("something was done with it since")
    return _("since then: {action}, by {name}, {date}").format(
        action=sentence_of(reading.session, stay.by),
        name=in_its_own_direction(reading.session.get_one(StaffMember, stay.by.staff_id).name),
        date=format_date(local_time(reading, stay.by).date()),
    )
