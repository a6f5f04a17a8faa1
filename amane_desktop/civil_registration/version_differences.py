"""What two versions of a procedure say otherwise, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.civil_registration.conditions import Condition
from amane_desktop.civil_registration.opening import new_papers
from amane_desktop.civil_registration.procedure_example import EXAMPLE
from amane_desktop.civil_registration.procedures import (
    Procedure,
    ProcedurePaper,
    ProcedureStep,
    read,
)
from amane_desktop.civil_registration.questions import questions
from amane_desktop.civil_registration.version_moves import columns_of
from amane_desktop.i18n import Text, _, comma, labelled
from amane_desktop.office.history import FieldChange, fields_told
from amane_desktop.office.registry import query
from amane_desktop.office.rows import plain
from amane_desktop.office.work import Reading

_NOTHING = Text()


@dataclass(frozen=True)
class Difference:
    """A paper or step that the newer version adds, takes away or tells otherwise.

    `what` is `added`, `gone`, `kept` (no longer asked for, but something was done with it) or
    `changed`; `whose` is the name of whose paper it is, where each has one.
    """

    what: str
    name: Text
    whose: str = ""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Differences:
    """All that two versions of a procedure say otherwise; `fields` are of the procedure itself."""

    fields: tuple[FieldChange, ...]
    papers: tuple[Difference, ...]
    steps: tuple[Difference, ...]


@query(
    Permission.EDIT_PROCEDURES,
    {"before": EXAMPLE, "after": EXAMPLE.replace("Carte", "Petite carte")},
)
def differences_of(reading: Reading, before: str, after: str) -> Differences:
    """What two texts of a procedure say otherwise; refuses one that is faulty."""
    old, new = read(before), read(after)
    return Differences(
        tuple(_fields(old, new)),
        tuple(_papers(reading, old, new)),
        tuple(_steps(old, new)),
    )


def _fields(old: Procedure, new: Procedure) -> Iterator[FieldChange]:
    yield from _changed((_("Name"), old.title, new.title))
    yield from _changed((_("Short name"), old.badge, new.badge))
    yield from _changed((_("Whom it concerns"), old.concerns, new.concerns))
    yield from _changed((_("Why it is proposed"), old.why, new.why))
    texts = (", ".join(basis.text.here for basis in one.basis) for one in (old, new))
    was, is_now = texts
    if old.basis != new.basis:
        yield FieldChange(_("What it rests on"), was, is_now)


def _papers(reading: Reading, old: Procedure, new: Procedure) -> Iterator[Difference]:
    for paper in new.papers:
        before = old.paper(paper.id)
        if before is None:
            yield Difference("added", paper.name)
        elif fields := tuple(_paper_fields(reading, before, paper)):
            yield Difference("changed", paper.name, fields=fields)
    for paper in old.papers:
        if new.paper(paper.id) is None:
            yield Difference("gone", paper.name)


def _paper_fields(
    reading: Reading, before: ProcedurePaper, after: ProcedurePaper
) -> Iterator[FieldChange]:
    was, is_now = (columns_of(*new_papers((paper,), ())) for paper in (before, after))
    changed = {key for key in is_now if was[key] != is_now[key]}
    values = ({key: plain(side[key]) for key in changed} for side in (was, is_now))
    yield from fields_told(reading, RequiredPaper.__tablename__, *values)
    yield from _changed(
        (_("What to know"), before.note, after.note),
        (_("Asked for where"), _asked(before.when), _asked(after.when)),
    )


def _steps(old: Procedure, new: Procedure) -> Iterator[Difference]:
    for step in new.steps:
        before = old.step(step.id)
        if before is None:
            yield Difference("added", step.name)
        elif fields := tuple(step_fields(before, step)):
            yield Difference("changed", step.name, fields=fields)
    for step in old.steps:
        if new.step(step.id) is None:
            yield Difference("gone", step.name)


def step_fields(before: ProcedureStep, after: ProcedureStep) -> Iterator[FieldChange]:
    """What two versions of a step say otherwise."""
    yield from _changed(
        (_("Name"), before.name, after.name),
        (_("What is received there"), before.receives, after.receives),
        (_("What to know"), before.note, after.note),
        (_("Legal delay"), _rule(before), _rule(after)),
        (_("Asked for where"), _asked(before.when), _asked(after.when)),
    )


def _changed(*told: tuple[str, Text, Text]) -> Iterator[FieldChange]:
    for label, was, is_now in told:
        if was != is_now:
            yield FieldChange(label, was.here, is_now.here)


def _rule(step: ProcedureStep) -> Text:
    return step.delay.rule if step.delay is not None else _NOTHING


def _asked(when: Condition) -> Text:
    """The questions of a condition with the answers that let it hold, in the reader's words."""
    wanted, told = dict(when.asks), []
    for question in questions():
        answers = (a.text.here for a in question.answers if a.code in wanted.get(question.id, ()))
        if question.id in wanted:
            told.append(labelled(question.text.here, comma().join(answers)))
    words = "; ".join(told)
    return Text(words, words)
