"""Which procedures what is at hand leads to, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.conditions import Answers, Condition
from amane_desktop.civil_registration.procedure_versions import all_in_force
from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.civil_registration.questions import questions
from amane_desktop.i18n import Text
from amane_desktop.office.registry import query
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class Proposal:
    """A procedure that fits, why it does, and the answers that speak for it.

    With `advice_first`, a lawyer is asked before anything of it is begun.
    """

    code: str
    number: int
    title: Text
    badge: Text
    why: Text
    because: tuple[tuple[Text, Text], ...]
    advice_first: bool


@query(Permission.SEE_DOSSIERS, {"answers": {"registered": "yes", "wanted": "rnp"}})
def proposals(reading: Reading, answers: Answers) -> tuple[Proposal, ...]:
    """The procedures in force that these answers lead to, what comes first before the others."""
    found = all_in_force(reading.session).values()
    return proposed((one.procedure for one in found), answers)


def proposed(procedures: Iterable[Procedure], answers: Answers) -> tuple[Proposal, ...]:
    """Those of the procedures that the answers lead to.

    First what others wait for, then what fits in the most points, last what needs advice first.
    """
    fitting: list[tuple[Procedure, Condition]] = []
    for procedure in procedures:
        if met := next((c for c in procedure.proposed_when if c.holds(answers)), None):
            fitting.append((procedure, met))
    waited_for = {code for procedure, _met in fitting for code in procedure.needs_first}
    fitting.sort(key=lambda one: _rank(one[0], one[1], waited_for))
    return tuple(_proposal(procedure, met, answers) for procedure, met in fitting)


def _rank(
    procedure: Procedure, met: Condition, waited_for: set[str]
) -> tuple[bool, bool, int, str]:
    is_waited_for = procedure.code in waited_for
    return not is_waited_for, procedure.advice_first, -len(met.asks), procedure.code


def _proposal(procedure: Procedure, met: Condition, answers: Answers) -> Proposal:
    asks = dict(met.asks)
    because = tuple(
        (question.text, answer.text)
        for question in questions()
        for answer in question.answers
        if question.id in asks and answers.get(question.id) == answer.code
    )
    return Proposal(
        code=procedure.code,
        number=procedure.number,
        title=procedure.title,
        badge=procedure.badge,
        why=procedure.why,
        because=because,
        advice_first=procedure.advice_first,
    )
