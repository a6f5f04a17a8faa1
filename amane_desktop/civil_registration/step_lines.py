"""The steps of a dossier as they are shown, with their legal delays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.civil_registration.delays import DelayLine, delay_since, delay_since_birth
from amane_desktop.civil_registration.models import Dossier, DossierStep
from amane_desktop.civil_registration.procedures import Delay, Procedure, ProcedureStep
from amane_desktop.civil_registration.shown import DossierPersonLine, StepLine
from amane_desktop.civil_registration.steps import steps_of
from amane_desktop.i18n import Text
from amane_desktop.office.work import Reading

_JUDGMENT = "judgment"


def step_lines(
    reading: Reading,
    dossier: Dossier,
    procedure: Procedure,
    persons: Sequence[DossierPersonLine],
    appointments: Sequence[tuple[str, AppointmentLine]],
) -> tuple[StepLine, ...]:
    """The steps in their order, each with its delays and its appointments."""
    rows = steps_of(reading, dossier.id)
    done = {row.code: row.done_on for row in rows}
    return tuple(
        _line(
            row,
            procedure.step(row.code) or ProcedureStep(row.code, Text(row.code, row.code), "other"),
            row.code == dossier.step,
            tuple(_delays(dossier, procedure, persons, done, row.code)),
            tuple(line for step, line in appointments if step == row.code),
        )
        for row in rows
    )


def _line(
    row: DossierStep,
    step: ProcedureStep,
    is_current: bool,
    delays: tuple[DelayLine, ...],
    appointments: tuple[AppointmentLine, ...],
) -> StepLine:
    return StepLine(
        id=row.id,
        code=row.code,
        position=row.position,
        kind=step.kind,
        name=step.name,
        authority=step.authority,
        receives=step.receives,
        note_of_procedure=step.note,
        papers=step.papers,
        certainty=step.certainty,
        state=row.state,
        is_current=is_current,
        done_on=row.done_on,
        note=row.note,
        delays=delays,
        appointments=appointments,
        version=vars(row)["version"],
    )


def _delays(
    dossier: Dossier,
    procedure: Procedure,
    persons: Sequence[DossierPersonLine],
    done: Mapping[str, date | None],
    code: str,
) -> Iterator[DelayLine]:
    """One for each person where it counts from a birth, else one."""
    step = procedure.step(code)
    delay = step.delay if step is not None else None
    if delay is None:
        return
    if delay.start == "birth":
        for person in persons:
            born = person.birth_date, person.birth_precision
            yield delay_since_birth(delay, person.person_id, *born)
    else:
        yield delay_since(delay, _start(dossier, procedure, done, delay))


def _start(
    dossier: Dossier, procedure: Procedure, done: Mapping[str, date | None], delay: Delay
) -> date | None:
    if delay.start == "opened":
        return dossier.opened_on
    start = procedure.step(delay.start)
    if start is not None and start.kind == _JUDGMENT and dossier.judgment_on is not None:
        return dossier.judgment_on
    return done.get(delay.start)
