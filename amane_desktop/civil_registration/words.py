"""The codes that dossiers keep, and how they are said."""

from __future__ import annotations

from enum import StrEnum

from amane_desktop.i18n import N_, _

SERVICE = "civil_registration"


class State(StrEnum):
    """How far the work on a dossier is."""

    OPEN = "open"
    RESTING = "resting"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of a dossier that is closed."""

    REGISTERED = "registered"
    REFUSED = "refused"
    ABANDONED = "abandoned"
    MOVED = "moved"


class StepState(StrEnum):
    """How far a step is."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class PaidBy(StrEnum):
    """Who paid an expense."""

    CENTRE = "centre"
    FAMILY = "family"
    OTHER = "other"


STATES: dict[str, str] = {
    State.OPEN: N_("Under way"),
    State.RESTING: N_("Resting"),
    State.CLOSED: N_("Closed"),
}
OUTCOMES: dict[str, str] = {
    Outcome.REGISTERED: N_("Registered, or the paper obtained"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.ABANDONED: N_("Given up"),
    Outcome.MOVED: N_("The family moved away"),
}
STEP_STATES: dict[str, str] = {
    StepState.OPEN: N_("To do"),
    StepState.DONE: N_("Done"),
    StepState.NOT_NEEDED: N_("Not needed"),
}
PAYERS: dict[str, str] = {
    PaidBy.CENTRE: N_("The centre"),
    PaidBy.FAMILY: N_("The family"),
    PaidBy.OTHER: N_("Somebody else"),
}
# What a procedure ends with that is written in the register under a number.
WITH_RECORD = frozenset({"birth_record", "corrected_record"})


def state_words(state: str, outcome: str = "") -> str:
    """Where a dossier stands: what came of it, once it is closed."""
    return _(OUTCOMES[outcome]) if outcome in OUTCOMES else _(STATES[state])
