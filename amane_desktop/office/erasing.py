"""Erasing for good: rows with all that goes with them, and what the journal held of them.

The journal keeps that something was erased, without a word of what it held; the list of erasures
lets a restore of an older backup do it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, insert, or_, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from amane_desktop.access.permissions import Permission
from amane_desktop.office.attachments import Attachment
from amane_desktop.office.journal import GONE, JournalAction, JournalChange
from amane_desktop.office.keepsakes import Erasure, Look
from amane_desktop.office.office import Office
from amane_desktop.office.registry import query
from amane_desktop.office.rows import model_of
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage.database import Base
from amane_desktop.storage.scrubbing import begin_erasing, end_erasing

# Numbers of rows by their table.
Rows = dict[str, set[int]]
_AT_ONCE = 500
T = TypeVar("T", int, str)
_SIDES = (JournalChange.before, JournalChange.after)


@dataclass(frozen=True)
class _Belonging:
    model: type[Base]
    key: str
    words: str


_GOES_WITH: dict[str, list[_Belonging]] = {}
# What else goes because of what goes, where no column says so: a record with nobody left on it.
LEFT_OVER: list[Callable[[Session, Rows], Rows]] = []


def goes_with(kind: str, column: InstrumentedAttribute[Any], words: str) -> None:
    """Let the rows whose column names an erased row of `kind` be erased with it.

    `words` (marked with `N_`) is what they are called, many of them.
    """
    model: type[Base] = column.parent.class_
    _GOES_WITH.setdefault(kind, []).append(_Belonging(model, column.key, words))


def owners(kind: str) -> dict[str, str]:
    """The columns that say with which rows those of a table go, each with that row's table."""
    return {
        each.key: owner
        for owner, belonging in _GOES_WITH.items()
        for each in belonging
        if each.model.__tablename__ == kind
    }


def naming_attachments(model: type[Base]) -> list[str]:
    """The columns of a table that name a photo or a paper."""
    columns = model.__table__.c
    table = Attachment.__tablename__
    return [c.key for c in columns if any(k.column.table.name == table for k in c.foreign_keys)]


def belongings() -> dict[str, str]:
    """What each table's rows are called that go with others."""
    return {b.model.__tablename__: b.words for each in _GOES_WITH.values() for b in each}


def with_belongings(session: Session, rows: Mapping[str, Collection[int]]) -> Rows:
    """The rows and all that goes with them: what is there, and what only the journal holds."""
    found: Rows = {}
    waiting = [(kind, set(ids)) for kind, ids in rows.items()]
    while waiting:
        kind, ids = waiting.pop()
        new = ids - found.setdefault(kind, set())
        found[kind] |= new
        if new:
            for each in _GOES_WITH.get(kind, ()):
                theirs = _named_by(session, each.model, each.key, new)
                waiting.append((each.model.__tablename__, theirs))
        if not waiting:
            waiting = _left_over(session, found)
    return {kind: ids for kind, ids in found.items() if ids}


def _left_over(session: Session, found: Rows) -> list[tuple[str, set[int]]]:
    more = [each for left in LEFT_OVER for each in left(session, found).items()]
    return [(kind, ids) for kind, ids in more if ids - found.get(kind, set())]


def _named_by(session: Session, model: type[Base], key: str, ids: set[int]) -> set[int]:
    """The rows whose column names one of these, and those that did when they were removed."""
    column, kind = model.__table__.c[key], model.__tablename__
    named = JournalChange.before[key].as_integer()
    found: set[int] = set()
    for part in _parts(ids):
        found |= set(session.scalars(select(model.id).where(column.in_(part))))
        gone = select(JournalChange.row_id).where(
            JournalChange.kind == kind, text(GONE), named.in_(part)
        )
        found |= set(session.scalars(gone.where(JournalChange.row_id.not_in(select(model.id)))))
    return found


def named_in(session: Session, kind: str, ids: Collection[int], key: str) -> set[Any]:
    """What these rows name under a key, or named as far as the journal holds it."""
    column = model_of(kind).__table__.c[key]
    named: set[Any] = set()
    for part in _parts(ids):
        named |= set(session.scalars(select(column).where(_is_one_of(kind, part))))
        named |= _told_of(session, kind, part, key)
    return named - {None}


def erase_rows(work: Work, rows: Rows, mixed: Collection[int] = ()) -> None:
    """Erase these rows, their photos and papers, and every value that the journal holds of them.

    Of the `mixed` actions, which wrote words of theirs into other rows, no text is kept. After the
    commit nothing of them stands in the file's free places or in its older copies.
    """
    session = work.session
    begin_erasing(session)
    rows = rows | {Attachment.__tablename__: attachments_of(session, rows)}
    files = _files_of(session, rows[Attachment.__tablename__])
    for kind, ids in rows.items():
        for part in _parts(ids):
            _erase(session, kind, part)
            for row_id in part:
                work.recorder.note_erased(kind, row_id)
        kept = [
            {"at": work.clock.now(), "staff_id": work.by.id, "kind": kind, "row_id": row_id}
            for row_id in sorted(ids)
        ]
        if kept:
            session.execute(insert(Erasure), kept)
    _forget_texts(session, mixed)
    end_erasing(session)
    work.afterwards.append(lambda office: office.vault.attachments.remove(files))
    work.afterwards.append(Office.scrub)


def _erase(session: Session, kind: str, ids: list[int]) -> None:
    model, quiet = model_of(kind), {"synchronize_session": False}
    in_bulk = JournalChange.last_row_id.is_(None)
    told = update(JournalChange).where(
        JournalChange.kind == kind, JournalChange.row_id.in_(ids), in_bulk
    )
    looks = delete(Look).where(Look.kind == kind, Look.row_id.in_(ids))
    for statement in (
        delete(model).where(model.id.in_(ids)),
        told.values(before=None, after=None),
        looks,
    ):
        session.execute(statement.execution_options(**quiet))
    session.expire_all()


def _forget_texts(session: Session, actions: Collection[int]) -> None:
    for part in _parts(actions):
        found = select(JournalChange.id, JournalChange.before, JournalChange.after).where(
            JournalChange.action_id.in_(part)
        )
        for number, before, after in session.execute(found).all():
            change = update(JournalChange).where(JournalChange.id == number)
            without = {"before": _without_texts(before), "after": _without_texts(after)}
            quiet = {"synchronize_session": False}
            session.execute(change.values(**without).execution_options(**quiet))
    session.expire_all()


def _without_texts(values: dict[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {key: value for key, value in values.items() if not isinstance(value, str)}


def attachments_of(session: Session, rows: Rows) -> set[int]:
    """The photos and papers that these rows name or named, and no other row does."""
    named: set[int] = set()
    for kind, ids in rows.items():
        for key in naming_attachments(model_of(kind)):
            named |= named_in(session, kind, ids, key)
    return named - _named_elsewhere(session, rows)


def _named_elsewhere(session: Session, rows: Rows) -> set[int]:
    elsewhere: set[int] = set()
    for mapper in Base.registry.mappers:
        model = mapper.class_
        for key in naming_attachments(model):
            column, going = model.__table__.c[key], rows.get(model.__tablename__, set())
            found = session.execute(select(model.id, column).where(column.is_not(None)))
            elsewhere |= {attachment for row_id, attachment in found if row_id not in going}
    return elsewhere


def _is_one_of(kind: str, ids: list[int]) -> Any:
    return model_of(kind).id.in_(ids)


def _told_of(session: Session, kind: str, ids: list[int], key: str) -> set[Any]:
    """What the journal holds of these rows under a key, before or after."""
    told: set[Any] = set()
    found = select(JournalChange.before, JournalChange.after).where(
        JournalChange.kind == kind, JournalChange.row_id.in_(ids)
    )
    for row in session.execute(found):
        told |= {values[key] for values in row if values and values.get(key) is not None}
    return told


def _files_of(session: Session, ids: set[int]) -> set[str]:
    kind, names = Attachment.__tablename__, set[str]()
    for part in _parts(ids):
        names |= set(session.scalars(select(Attachment.stored_as).where(Attachment.id.in_(part))))
        names |= _told_of(session, kind, part, "stored_as")
    return names - _stored_for_others(session, names, ids)


def _stored_for_others(session: Session, names: set[str], ids: set[int]) -> set[str]:
    """The files that another row names as well, or named: what was given twice is stored once."""
    kind, others = Attachment.__tablename__, set[str]()
    for part in _parts(names):
        rows = select(Attachment.id, Attachment.stored_as)
        found = [*session.execute(rows.where(Attachment.stored_as.in_(part)))]
        for side in _SIDES:
            named = side["stored_as"].as_string()
            told = select(JournalChange.row_id, named)
            found += session.execute(told.where(JournalChange.kind == kind, named.in_(part)))
        others |= {name for row_id, name in found if row_id not in ids}
    return others


def _parts(ids: Iterable[T]) -> Iterator[list[T]]:
    inorder = sorted(ids)
    for start in range(0, len(inorder), _AT_ONCE):
        yield inorder[start : start + _AT_ONCE]


@dataclass(frozen=True)
class Erased:
    """A row that was erased, and when (UTC)."""

    kind: str
    row_id: int
    at: datetime


@query(Permission.ERASE, {})
def erasures(reading: Reading) -> tuple[Erased, ...]:
    """Everything that was erased, for a restore of an older backup to do again."""
    found = select(Erasure.kind, Erasure.row_id, Erasure.at).order_by(Erasure.id)
    return tuple(Erased(*row) for row in reading.session.execute(found))


AGAIN: list[Callable[[Office, Collection[Erased]], None]] = []


def erase_after_restore(office: Office, erased: Collection[Erased]) -> None:
    """Erase again what was erased since the state that this office has restored."""
    if erased and not AGAIN:
        raise RuntimeError("the rooms that erase are not loaded")
    for again in AGAIN if erased else ():
        again(office, erased)


def still_there(session: Session, erased: Collection[Erased]) -> Rows:
    """Of what was erased, the rows that stand in this database, which is older.

    A row that was made after the erasure is another, which was given the same number.
    """
    there: Rows = {}
    for each in erased:
        if not _is_kept(session, each) or _was_made_later(session, each):
            continue
        there.setdefault(each.kind, set()).add(each.row_id)
    return there


def _is_kept(session: Session, each: Erased) -> bool:
    """Whether the row stands in its table, or the journal holds values of it."""
    held = select(JournalChange.id).where(
        JournalChange.kind == each.kind,
        JournalChange.row_id == each.row_id,
        or_(JournalChange.before.is_not(None), JournalChange.after.is_not(None)),
    )
    return (
        session.get(model_of(each.kind), each.row_id) is not None
        or session.scalar(held.limit(1)) is not None
    )


def _was_made_later(session: Session, each: Erased) -> bool:
    last = JournalChange.last_row_id
    spans = (JournalChange.row_id <= each.row_id) & (last >= each.row_id)
    first = (
        select(JournalAction.at)
        .join(JournalChange, JournalChange.action_id == JournalAction.id)
        .where(JournalChange.kind == each.kind, or_(JournalChange.row_id == each.row_id, spans))
        .order_by(JournalAction.id)
    )
    made = session.scalar(first.limit(1))
    return made is not None and made > each.at


def remember(work: Work, erased: Collection[Erased], rows: Rows) -> None:
    """Keep in the list what is not among these rows: another older state may hold it."""
    kept = [
        {"at": each.at, "staff_id": work.by.id, "kind": each.kind, "row_id": each.row_id}
        for each in erased
        if each.row_id not in rows.get(each.kind, ())
    ]
    if kept:
        work.session.execute(insert(Erasure), kept)
