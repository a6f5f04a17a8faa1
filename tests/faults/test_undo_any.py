"""Any action of any history is undone with the rest kept: nothing dangles, all is told."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from amane_desktop.office.errors import Refusal
from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.office import Office
from amane_desktop.office.rows import Row, Values, values_of
from amane_desktop.office.undo_plan import Plan, plan_undo
from amane_desktop.office.work import Reading
from amane_desktop.storage.database import Base
from tests.faults.hand import STEPS, Hand

Rows = dict[Row, Values]


def rows_of(office: Office) -> Rows:
    """Every journalled row in the journal's plain values."""
    found: Rows = {}
    with Session(office._engine) as session:
        for mapper in Base.registry.mappers:
            if mapper.class_.is_journalled and mapper.class_.__tablename__ != "listed_value":
                kind = str(mapper.class_.__tablename__)
                ids = set(session.scalars(select(mapper.class_.id)))
                found |= {(kind, n): v for n, v in values_of(session, kind, ids).items()}
    return found


def told_by_the_journal(office: Office) -> Rows:
    """Every row as the journal alone has it: each change on top of the ones before."""
    found: Rows = {}
    with Session(office._engine) as session:
        for change in session.scalars(select(JournalChange).order_by(JournalChange.id)):
            row = (change.kind, change.row_id)
            if change.after is None:
                was = without_version({row: change.before or {}})
                assert without_version({row: found.pop(row)}) == was
            else:
                found[row] = {**found.get(row, {}), **change.after}
    return without_version(found)


def plan_of(office: Office, action_id: int) -> Plan:
    with Session(office._engine) as session:
        return plan_undo(Reading(session, office.signed_in, office.clock, office.vault), action_id)


def standing(office: Office) -> list[int]:
    """The actions that can be undone, and the undoes of one that can be undone in turn."""
    with Session(office._engine) as session:
        actions = session.scalars(select(JournalAction).where(JournalAction.id > 1)).all()
        by_id = {each.id: each for each in actions}
        return [
            each.id
            for each in actions
            if each.undone_by_id is None
            and (each.name != UNDO or by_id[each.undoes_id or 0].name != UNDO)
        ]


def expected(before: Rows, plan: Plan) -> Rows:
    """The rows as the plan promises them, without how often they were written."""
    gone = {(kind, n) for kind, numbers in plan.goes.items() for n in numbers}
    after = {
        row: values for row, values in (before | dict(plan.returns)).items() if row not in gone
    }
    for row, values in plan.columns.items():
        after[row] = {**after[row], **values}
    return without_version(after)


def without_version(rows: Rows) -> Rows:
    return {
        row: {k: v for k, v in values.items() if k != "version"} for row, values in rows.items()
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, picks=st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_any_action_is_undone_and_the_rest_kept(
    begun: Office, steps: list[tuple[int, int, int, int]], picks: list[int]
) -> None:
    hand = Hand(begun)
    for step in steps:
        hand.step(*step)
    for pick in picks:
        ids = standing(begun)
        undone = ids[pick % len(ids)]
        plan, before = plan_of(begun, undone), rows_of(begun)
        if plan.stays and plan.is_empty:
            with pytest.raises(Refusal):
                begun.undo(undone, keep_conflicts=True)
            assert rows_of(begun) == before
            continue
        begun.undo(undone, keep_conflicts=True)
        now = without_version(rows_of(begun))
        assert now == expected(before, plan)
        assert now == told_by_the_journal(begun)
        with begun._engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
