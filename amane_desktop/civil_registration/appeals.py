"""Until when a judgment may be appealed, where the procedure has such a delay."""

from __future__ import annotations

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.delays import DelayLine, delay_since
from amane_desktop.civil_registration.models import Dossier, ProcedureVersion
from amane_desktop.civil_registration.procedures import kept
from amane_desktop.civil_registration.reach import sees_dossier
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading

_NO_APPEAL, _JUDGMENT = "no_appeal", "judgment"


def appeal_by_rule(reading: Reading, dossier: Dossier) -> DelayLine | None:
    """The delay of appeal from the judgment, with its rule; None where the procedure names none."""
    procedure = kept(reading.session.get_one(ProcedureVersion, dossier.procedure_id).text)
    for step in procedure.steps:
        if step.kind != _NO_APPEAL or step.delay is None:
            continue
        start = procedure.step(step.delay.start)
        if start is not None and start.kind == _JUDGMENT:
            return delay_since(step.delay, dossier.judgment_on)
    return None


@query(Permission.SEE_DOSSIERS, {"dossier_id": 1})
def appeal_proposed(reading: Reading, dossier_id: int) -> DelayLine | None:
    """The last day for an appeal as the procedure has it, to be confirmed by who closes."""
    dossier = reading.session.get(Dossier, dossier_id)
    if dossier is None or not sees_dossier(reading, dossier_id):
        return None
    return appeal_by_rule(reading, dossier)
