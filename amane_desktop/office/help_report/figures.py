"""What the opened centre counts of itself, for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select

from amane_desktop.access.permissions import Permission, Reach, may, reach
from amane_desktop.office.clock import in_taroudant
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.upkeep import Upkeep, UpkeepKind
from amane_desktop.office.work import Reading, SignedIn
from amane_desktop.storage.database import Base
from amane_desktop.storage.migrate import revision

# Tables that no history tells of, and whose number of rows says nothing of anybody.
_OF_THE_PROGRAM = frozenset(
    {
        *("attachment", "draft", "group_session", "journal_action", "journal_change"),
        *("preference", "printed_sheet", "staff_member", "timetable_slot", "upkeep"),
    }
)
_TIMES = 5
# Of what was noted, these alone are figures or names of our own.
_FIGURES = ("bytes", "seconds", "attachments", "new", "mended", "missing", "is_on_this_pc")


@dataclass(frozen=True)
class Done:
    """One backup, check or rehearsal: when in Taroudant, whether it was good, and its figures."""

    kind: str
    at: datetime
    is_good: bool
    told: str


@dataclass(frozen=True)
class CentreFigures:
    """The schema, rows of each table as far as the asker may know of them, and what was done.

    `other_rows` stand in the tables that are not told one by one.
    """

    schema: str
    rows: tuple[tuple[str, int], ...]
    other_rows: int
    done: tuple[Done, ...]


@query(Permission.SEE_CENTRE, {})
def centre_figures(reading: Reading) -> CentreFigures:
    """Counts alone. Who does not work with everybody's data learns of all rows together.

    How many dossiers, scans or looks there are is nobody's business who may not see these.
    """
    rows, others = [], 0
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        count = reading.session.scalar(select(func.count()).select_from(table)) or 0
        if _may_know(reading.by, table):
            rows.append((table.name, count))
        else:
            others += count
    schema = revision(reading.session.connection())
    return CentreFigures(schema, tuple(rows), others, _done(reading))


def _may_know(by: SignedIn, table: Table) -> bool:
    if reach(by.role) is not Reach.ALL:
        return False
    described = DESCRIPTIONS.get(table.name)
    if described is None:
        return table.name in _OF_THE_PROGRAM
    return may(by.role, described.permission)


def _done(reading: Reading) -> tuple[Done, ...]:
    found = []
    for kind in UpkeepKind:
        last = select(Upkeep).where(Upkeep.kind == kind).order_by(Upkeep.id.desc()).limit(_TIMES)
        found += [
            Done(kind.value, in_taroudant(row.at), row.is_good, _figures(row))
            for row in reading.session.scalars(last)
        ]
    return tuple(found)


def _figures(row: Upkeep) -> str:
    """What was noted, without the names of drives and the places where they stood."""
    told: Mapping[str, Any] = row.told
    words = [f"{key} {told[key]}" for key in _FIGURES if isinstance(told.get(key), int | float)]
    if str(told.get("trouble", "")).isidentifier():
        words.append(str(told["trouble"]))
    words += [f"{finding[0]} {len(finding[2])}" for finding in told.get("findings", ())]
    return ", ".join(words)
