"""Undo: what a plan says is put back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from amane_desktop.office.journal import Recorder
from amane_desktop.office.rows import model_of, plain, typed, within
from amane_desktop.office.undo_plan import Plan
from amane_desktop.office.undo_rules import NEEDED
from amane_desktop.storage.database import let_references_wait


def put_back(session: Session, plan: Plan, recorder: Recorder) -> None:
    """Do what the plan says; references may lead nowhere until the commit."""
    let_references_wait(session)
    for kind, numbers in plan.goes.items():
        _remove(session, _table(kind), numbers, recorder)
    _bring_back(session, plan, recorder)
    for (kind, number), values in plan.columns.items():
        _set(session, kind, number, values, recorder)


def _remove(session: Session, table: Table, numbers: set[int], recorder: Recorder) -> None:
    for number in numbers if table.name in NEEDED else ():
        NEEDED[table.name](session, number)
    for condition in within(table.c.id, numbers):
        for row in session.execute(select(table).where(condition)).mappings():
            before = {key: plain(value) for key, value in row.items()}
            recorder.note(table.name, row["id"], before, None)
        session.execute(delete(table).where(condition))


def _bring_back(session: Session, plan: Plan, recorder: Recorder) -> None:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (kind, number), values in plan.returns.items():
        # A form that was opened long ago must not write over it.
        again = {**values, "version": values["version"] + 1} if "version" in values else values
        rows[kind].append(typed(model_of(kind), again))
        recorder.note(kind, number, None, again)
    for kind, values_of_kind in rows.items():
        session.execute(insert(_table(kind)), values_of_kind)


def _set(
    session: Session, kind: str, number: int, values: dict[str, Any], recorder: Recorder
) -> None:
    table = _table(kind)
    row = session.execute(select(table).where(table.c.id == number)).mappings().one()
    now = {key: plain(value) for key, value in row.items()}
    after = {key: value for key, value in values.items() if now[key] != value}
    further = {"version": now["version"] + 1} if "version" in now else {}
    written = update(table).where(table.c.id == number)
    session.execute(written.values({**typed(model_of(kind), after), **further}))
    recorder.note(kind, number, {key: now[key] for key in after}, after)


def _table(kind: str) -> Table:
    table = model_of(kind).__table__
    assert isinstance(table, Table)
    return table
