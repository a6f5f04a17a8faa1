"""Which version of each procedure is in force, and those that dossiers keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import ProcedureVersion
from amane_desktop.civil_registration.procedures import Procedure, kept
from amane_desktop.civil_registration.shipped import shipped, shipped_texts
from amane_desktop.i18n import Text, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading, Work


@dataclass(frozen=True)
class InForce:
    """A procedure as new dossiers follow it, word for word; `version_id` once one does.

    Of the centre's own, `shipped_number` is what the program shipped when it was made.
    """

    text: str
    is_own: bool
    version_id: int | None
    shipped_number: int | None = None

    @property
    def procedure(self) -> Procedure:
        """What the text says."""
        return kept(self.text)


@dataclass(frozen=True)
class ProcedureLine:
    """A procedure in the list of those in force; `is_own` as the centre changed or made it.

    `newer_shipped` is the number of what the program ships, where that was renewed since.
    """

    code: str
    number: int
    title: Text
    badge: Text
    concerns: Text
    ends_with: str
    advice_first: bool
    is_own: bool
    is_shipped: bool
    newer_shipped: int | None


@query(Permission.SEE_DOSSIERS, {})
def procedures(reading: Reading) -> tuple[ProcedureLine, ...]:
    """The procedures in force, by their titles in the reader's language."""
    lines = (_line(one) for one in all_in_force(reading.session).values())
    return tuple(sorted(lines, key=lambda line: line.title.here))


def _line(one: InForce) -> ProcedureLine:
    procedure = one.procedure
    return ProcedureLine(
        code=procedure.code,
        number=procedure.number,
        title=procedure.title,
        badge=procedure.badge,
        concerns=procedure.concerns,
        ends_with=procedure.ends_with,
        advice_first=procedure.advice_first,
        is_own=one.is_own,
        is_shipped=procedure.code in shipped_texts(),
        newer_shipped=_newer_shipped(one),
    )


def _newer_shipped(one: InForce) -> int | None:
    now = shipped().get(one.procedure.code)
    is_newer = one.is_own and now is not None and now.number != one.shipped_number
    return now.number if now is not None and is_newer else None


@query(Permission.SEE_DOSSIERS, {"code": "late_with_marriage_act"})
def shipped_procedure(reading: Reading, code: str) -> InForce | None:
    """The procedure as the program ships it, beside the centre's own; None where it ships none."""
    texts = shipped_texts()
    return InForce(texts[code], False, None) if code in texts else None


@query(Permission.SEE_DOSSIERS, {"code": "late_with_marriage_act"})
def procedure_in_force(reading: Reading, code: str) -> InForce:
    """The procedure of that code as it is in force; refuses a code that there is none of."""
    return in_force(reading, code)


@query(Permission.SEE_DOSSIERS, {"version_id": 1})
def procedure_of(reading: Reading, version_id: int) -> Procedure:
    """The version that a dossier keeps."""
    return procedure_by_id(reading.session, version_id)


def procedure_by_id(session: Session, version_id: int) -> Procedure:
    """The version that a dossier keeps; its text is read once."""
    row = session.get(ProcedureVersion, version_id)
    if row is None:
        raise Refusal(_("This is no longer there."))
    return kept(row.text)


def in_force(reading: Reading, code: str) -> InForce:
    """The procedure of that code as it is in force; refuses a code that there is none of."""
    found = next(_in_force(reading.session, code), None)
    if found is None:
        raise Refusal(_("This procedure is no longer there."))
    return found


def all_in_force(session: Session) -> Mapping[str, InForce]:
    """All procedures in force, by their codes."""
    return {one.procedure.code: one for one in _in_force(session)}


def _in_force(session: Session, only: str | None = None) -> Iterator[InForce]:
    """The centre's own where it is the newest of its code; else the one that is shipped."""
    newest = select(func.max(ProcedureVersion.id)).group_by(ProcedureVersion.code)
    if only is not None:
        newest = newest.where(ProcedureVersion.code == only)
    rows = {
        row.code: row
        for row in session.scalars(
            select(ProcedureVersion).where(ProcedureVersion.id.in_(newest.scalar_subquery()))
        )
    }
    texts = shipped_texts()
    for code in sorted({*texts, *rows}):
        if only is not None and code != only:
            continue
        row = rows.get(code)
        if row is not None and row.is_centres_own:
            yield InForce(row.text, True, row.id, row.shipped_number)
        elif code in texts:
            is_kept = row is not None and row.text == texts[code]
            yield InForce(texts[code], False, row.id if row and is_kept else None)


def newer_version(reading: Reading, row: ProcedureVersion) -> int | None:
    """The number of the version in force where it is another than this one."""
    found = next(_in_force(reading.session, row.code), None)
    return None if found is None or found.text == row.text else found.procedure.number


def kept_version(work: Work, code: str) -> ProcedureVersion:
    """The version in force as a dossier that opens today keeps it."""
    found = in_force(work, code)
    if found.version_id is not None:
        return work.session.get_one(ProcedureVersion, found.version_id)
    row = ProcedureVersion(
        code=code,
        number=found.procedure.number,
        is_centres_own=False,
        text=found.text,
        shipped_number=found.procedure.number,
    )
    work.session.add(row)
    work.session.flush()
    return row
