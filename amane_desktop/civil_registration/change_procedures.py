"""How the centre changes a procedure, makes one of its own, and goes back to the shipped one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.faults import Fault, ProcedureFaulty
from amane_desktop.civil_registration.models import ProcedureVersion
from amane_desktop.civil_registration.procedure_checks import check_among
from amane_desktop.civil_registration.procedure_example import EXAMPLE, EXAMPLE_OF_LATE
from amane_desktop.civil_registration.procedure_versions import (
    InForce,
    all_in_force,
    in_force,
)
from amane_desktop.civil_registration.procedures import Procedure, read
from amane_desktop.civil_registration.shipped import shipped, shipped_texts
from amane_desktop.civil_registration.yaml_text import Parsed, parse
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.history import HistoryLine, history, local_time
from amane_desktop.office.journal import JournalAction, JournalChange
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work

_PUT_IN_FORCE = ("add_procedure", "change_procedure", "back_to_shipped")
_NUMBER = re.compile(r"^number:.*$", re.MULTILINE)
_CODE = re.compile(r"^code:.*$", re.MULTILINE)


@action(N_("Added a procedure"), Permission.EDIT_PROCEDURES, {"text": EXAMPLE})
def add_procedure(work: Work, text: str) -> int:
    """Put a procedure of the centre's own in force, under a code that there is none of yet."""
    text = _numbered(text, 1)
    return _keep(work, _checked(work.session, text).code, 1, text)


@action(
    N_("Changed a procedure"),
    Permission.EDIT_PROCEDURES,
    {"code": "late_with_marriage_act", "based_on": 1, "text": EXAMPLE_OF_LATE},
)
def change_procedure(work: Work, code: str, based_on: int, text: str) -> int:
    """Put a new version in force; dossiers under way keep theirs. Gives the version's id.

    `based_on` is the number of the version that was changed. Raises `ProcedureFaulty` with what
    is wrong, and the version before stays in force.
    """
    before = _on_top_of(work, code, based_on)
    if _numbered(text, based_on) == before.text:
        raise Refusal(_("Nothing was changed."), "text")
    number = _next_number(work.session, code)
    text = _numbered(text, number)
    if _checked(work.session, text, code).number != number:
        raise _at(parse(text), "number", _("A line of its own must stand here: number: 1."))
    return _keep(work, code, number, text)


@action(
    N_("Put back a procedure as the program has it"),
    Permission.EDIT_PROCEDURES,
    {"code": "late_with_marriage_act", "based_on": 2},
)
def back_to_shipped(work: Work, code: str, based_on: int) -> None:
    """Let the version that the program ships be in force again, also when it is renewed."""
    before = _on_top_of(work, code, based_on)
    if code not in shipped_texts() or not before.is_own:
        raise Refusal(_("The program has no other version of this procedure."))
    _keep(work, code, shipped()[code].number, shipped_texts()[code], is_own=False)


@query(Permission.EDIT_PROCEDURES, {"code": "late_with_marriage_act"})
def changes_of_procedure(reading: Reading, code: str) -> tuple[HistoryLine, ...]:
    """Who changed the procedure and when, the newest first."""
    rows = select(ProcedureVersion.id).where(ProcedureVersion.code == code)
    own = select(func.min(ProcedureVersion.id)).where(
        ProcedureVersion.code == code, ProcedureVersion.is_centres_own
    )
    # (before that, opening a dossier made the row)
    found = reading.session.scalars(rows.where(ProcedureVersion.id >= own.scalar_subquery()))
    return history(reading, tuple((ProcedureVersion.__tablename__, row_id) for row_id in found))


@dataclass(frozen=True)
class VersionLine:
    """A version that was kept; `at` is local, and says who put it in force and when."""

    id: int
    number: int
    is_own: bool
    at: datetime
    by: str
    text: str


@query(Permission.EDIT_PROCEDURES, {"code": "late_with_marriage_act"})
def versions_of_procedure(reading: Reading, code: str) -> tuple[VersionLine, ...]:
    """The versions that were put in force by somebody, the newest first."""
    row = ProcedureVersion
    found = reading.session.execute(
        select(row, JournalAction, StaffMember.name)
        .join(JournalChange, JournalChange.row_id == row.id)
        .join(JournalAction, JournalAction.id == JournalChange.action_id)
        .join(StaffMember, StaffMember.id == JournalAction.staff_id)
        .where(JournalChange.kind == row.__tablename__, JournalChange.before.is_(None))
        .where(row.code == code, JournalAction.name.in_(_PUT_IN_FORCE))
        .order_by(row.id.desc())
    )
    return tuple(
        VersionLine(
            one.id, one.number, one.is_centres_own, local_time(reading, action), name, one.text
        )
        for one, action, name in found
    )


@query(Permission.EDIT_PROCEDURES, {"text": EXAMPLE + "tilte: 1"})
def faults_of(reading: Reading, text: str, code: str = "") -> tuple[Fault, ...]:
    """What is wrong with a text before it is kept; `code` is that of the procedure it changes."""
    try:
        _checked(reading.session, text, code)
    except ProcedureFaulty as faulty:
        return faulty.faults
    return ()


@query(Permission.EDIT_PROCEDURES, {"code": "late_with_marriage_act"})
def copy_of_procedure(reading: Reading, code: str) -> str:
    """The text of a procedure under a code of its own, to make another of."""
    text, taken = in_force(reading, code).text, all_in_force(reading.session)
    n = next(n for n in range(2, len(taken) + 3) if f"{code}_{n}" not in taken)
    return _numbered(_CODE.sub(f"code: {code}_{n}", text, count=1), 1)


def _numbered(text: str, number: int) -> str:
    """The text with its number, which is not for whoever writes it to count."""
    return _NUMBER.sub(f"number: {number}", text, count=1)


def _checked(session: Session, text: str, code: str = "") -> Procedure:
    """The procedure of a text that may be put in force, instead of that of `code` or anew."""
    procedure, parsed, found = read(text), parse(text), all_in_force(session)
    if code and procedure.code != code:
        message = _("The code of a procedure stays as it is: {code}.").format(code=code)
        raise _at(parsed, "code", message)
    if not code and procedure.code in found:
        raise _at(parsed, "code", _("There is a procedure of this code already."))
    after: dict[str, set[str]] = defaultdict(set)
    for other, one in found.items():
        if other != procedure.code:
            after[other] |= set(one.procedure.follows)
            for first in one.procedure.needs_first:
                after[first].add(other)
    check_among(parsed, after)
    return procedure


def _at(parsed: Parsed, key: str, message: str) -> ProcedureFaulty:
    return ProcedureFaulty((Fault(parsed.line((key,)), message),))


def _on_top_of(reading: Reading, code: str, based_on: int) -> InForce:
    before = in_force(reading, code)
    if before.procedure.number != based_on:
        raise ChangedMeanwhile(_("Someone changed this meanwhile. Look at it again."))
    return before


def _next_number(session: Session, code: str) -> int:
    numbers = select(func.max(ProcedureVersion.number)).where(ProcedureVersion.code == code)
    own = session.scalar(numbers) or 0
    return max(own, shipped()[code].number if code in shipped() else 0) + 1


def _keep(work: Work, code: str, number: int, text: str, *, is_own: bool = True) -> int:
    shipped_number = shipped()[code].number if code in shipped() else None
    row = ProcedureVersion(
        code=code,
        number=number,
        is_centres_own=is_own,
        text=text,
        shipped_number=shipped_number,
    )
    work.session.add(row)
    work.session.flush()
    return row.id
