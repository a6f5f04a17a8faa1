"""Fetching back what was changed by mistake, from a backup that was looked into."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.erasing import naming_attachments
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import last_values
from amane_desktop.office.registry import action
from amane_desktop.office.rows import Row, Values, model_of
from amane_desktop.office.undo import put_back
from amane_desktop.office.undo_plan import Plan
from amane_desktop.office.undo_rules import DERIVED
from amane_desktop.office.work import Work
from amane_desktop.people.fetching.judging import Judging
from amane_desktop.people.fetching.pieces import Piece, with_needed
from amane_desktop.people.fetching.then import Then
from amane_desktop.people.kinship import sex_told_by
from amane_desktop.people.models import Family, FetchedBack, Person, Relationship
from amane_desktop.people.relationships import check_relationship
from amane_desktop.people.sight import check_whole
from amane_desktop.storage.attachments import Stored

# Where the backup keeps the file of that name.
FileOf = Callable[[str], Path]


@action(
    N_("Fetched back from a backup"),
    Permission.RESTORE,
    {
        "then": Then(
            1,
            {
                ("telephone", 900): {
                    "id": 900,
                    "family_id": 1,
                    "person_id": None,
                    "number": "0612345678",
                    "whose": "Fatima",
                    "is_safe": True,
                    "may_leave_message": False,
                    "who_may_know": "",
                    "note": "",
                    "version": 1,
                }
            },
        ),
        "made_at": datetime(2026, 11, 20, 18, tzinfo=UTC),
    },
)
def fetch_back(
    work: Work,
    then: Then,
    made_at: datetime,
    chosen: Collection[Piece] | None = None,
    file_of: FileOf | None = None,
) -> int:
    """Let a family's record be again as it was in a backup: the chosen pieces, or all that can be.

    Of all, what would be less careful than today is left. What the chosen ones need comes along;
    rows that came since stay. Refuses what was changed since it was looked at, what stays for a
    reason, and when nothing is left to fetch. Gives how many pieces came back.
    """
    _check_seen(work, then)
    pieces = Judging(work, then).pieces()
    if chosen is None:
        wanted = tuple(each for each in pieces if not (each.reason or each.is_less_careful))
    else:
        wanted = with_needed(pieces, chosen)
        if not set(chosen) <= set(wanted) or any(piece.reason for piece in wanted):
            raise Refusal(_("Someone changed this meanwhile. Look at it again."))
    if not wanted:
        raise Refusal(_("There is nothing to fetch back: it is as it was in the backup."))
    plan = _plan(work, then, wanted)
    for values in _files_wanted(plan, then):
        _put_file_back(work, values, file_of)
    put_back(work.session, plan, work.recorder)
    work.session.expire_all()
    _check_right(work, {*plan.returns, *plan.columns})
    work.session.add(FetchedBack(family_id=then.family_id, made_at=made_at.replace(tzinfo=None)))
    work.session.flush()
    return len(wanted)


def _check_seen(work: Work, then: Then) -> None:
    """Refuse where one of the families that these rows are of is not seen whole."""
    named = {values["family_id"] for values in then.rows.values() if values.get("family_id")}
    for family_id in {then.family_id, *named}:
        if work.session.get(Family, family_id) is not None:
            check_whole(work, family_id)


def _plan(work: Work, then: Then, wanted: Iterable[Piece]) -> Plan:
    returns: dict[Row, Values] = {}
    columns: dict[Row, Values] = {}
    for each in (each for piece in wanted for each in piece.differences):
        if each.column:
            columns.setdefault(each.row, {})[each.column] = each.then
        else:
            returns[each.row] = _as_it_returns(work, each.row, then.rows[each.row])
    judged = {row: {**_now(work, row), **back} for row, back in columns.items()}
    columns = {row: {**back, **_derived(row, judged[row])} for row, back in columns.items()}
    return Plan({}, returns, columns, {})


def _as_it_returns(work: Work, row: Row, was: Values) -> Values:
    """The row's values; a form that was opened since must not write over them."""
    last = last_values(work.session, *row) or was
    newest = {"version": max(was["version"], last["version"])} if "version" in was else {}
    return {**was, **_derived(row, was), **newest}


def _derived(row: Row, values: Values) -> Values:
    return dict(DERIVED[row[0]][1](values)) if row[0] in DERIVED else {}


def _now(work: Work, row: Row) -> Values:
    return last_values(work.session, *row) or {}


def _files_wanted(plan: Plan, then: Then) -> Iterator[Values]:
    kind = str(Attachment.__tablename__)
    named = {
        back[key]
        for row, back in (*plan.returns.items(), *plan.columns.items())
        for key in naming_attachments(model_of(row[0]))
        if back.get(key) is not None
    }
    for row, values in then.rows.items():
        if row[0] == kind and (row in plan.returns or row[1] in named):
            yield values


def _put_file_back(work: Work, values: Values, file_of: FileOf | None) -> None:
    store, name = work.vault.attachments, values["stored_as"]
    if store.holds(name):
        return
    stored = Stored(name, bytes.fromhex(values["key"]), values["size"])
    if file_of is None or not store.mend(stored, file_of(name)):
        raise Refusal(_("A photo or paper of this record is not whole in this backup either."))


def _check_right(work: Work, rows: Collection[Row]) -> None:
    """Refuse what would not be right together with what stands now."""
    for kind, number in sorted(rows):
        if kind == Relationship.__tablename__:
            check_relationship(work, work.session.get_one(Relationship, number))
        elif kind == Person.__tablename__:
            person = work.session.get_one(Person, number)
            tells = sex_told_by(person.kinship)
            if tells and person.sex and person.sex != tells:
                raise Refusal(_("This does not go with the kinship."), "sex")
