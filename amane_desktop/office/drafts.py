"""What stands half-typed in a form: kept encrypted for whoever typed it, shown to nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.office.keepsakes import Draft
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work


@dataclass(frozen=True)
class HalfTyped:
    """What was typed into a form and not saved, and what was kept when typing began."""

    before: Mapping[str, Any]
    typed: Mapping[str, Any]


@query(Permission.SEE_CENTRE, {"form": "families/person/1/-"})
def half_typed(reading: Reading, form: str) -> HalfTyped | None:
    """What this staff member typed into a form and did not save; None when there is nothing."""
    row = _row(reading, form)
    return None if row is None else HalfTyped(row.typed["before"], row.typed["typed"])


@action(
    "",
    Permission.SEE_CENTRE,
    {"form": "families/person/1/-", "before": {"school": ""}, "typed": {"school": "Al"}},
    is_journalled=False,
)
def keep_draft(work: Work, form: str, before: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Keep what is half-typed in a form, in the place of what was kept of it before."""
    values = {"before": dict(before), "typed": dict(typed)}
    row = _row(work, form)
    if row is None:
        row = Draft(staff_id=work.by.id, form=form, typed=values, at=work.clock.now())
        work.session.add(row)
    else:
        row.typed, row.at = values, work.clock.now()


@action("", Permission.SEE_CENTRE, {"form": "families/person/2/-"}, is_journalled=False)
def drop_draft(work: Work, form: str) -> None:
    """Keep nothing of a form that was saved, or of which what was typed is given up."""
    row = _row(work, form)
    if row is not None:
        work.session.delete(row)


def _row(reading: Reading, form: str) -> Draft | None:
    mine = select(Draft).where(Draft.staff_id == reading.by.id, Draft.form == form)
    return reading.session.scalar(mine)
