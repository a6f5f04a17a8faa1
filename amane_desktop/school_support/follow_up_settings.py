"""When a child counts as not heard about, and as coming too little: what the director sets."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading, Work

FEWEST_WEEKS, MOST_WEEKS = 1, 40


@dataclass(frozen=True)
class FollowUpSettings:
    """The weeks of silence, and the percentage of attendance, that the centre wants to know of."""

    unheard_weeks: int
    attendance_threshold: int
    version: int


@query(Permission.SEE_CENTRE, {})
def follow_up_settings(reading: Reading) -> FollowUpSettings:
    """What is set now."""
    kept = reading.session.scalars(select(CentreSettings)).one()
    return FollowUpSettings(kept.unheard_weeks, kept.attendance_threshold, vars(kept)["version"])


@action(
    N_("Changed when the follow-up at school speaks up"),
    Permission.CHANGE_SETTINGS,
    {"version": 4, "unheard_weeks": 5, "attendance_threshold": 75},
)
def change_follow_up_settings(
    work: Work, version: int, unheard_weeks: int, attendance_threshold: int
) -> None:
    """Set the weeks (1 to 40) and the percentage (0 to 100; 0 is never)."""
    if not FEWEST_WEEKS <= unheard_weeks <= MOST_WEEKS:
        raise Refusal(_("Between 1 and 40 weeks."), "unheard_weeks")
    if not 0 <= attendance_threshold <= 100:
        raise Refusal(_("Between 0 and 100 percent."), "attendance_threshold")
    kept = work.session.scalars(select(CentreSettings)).one()
    kept = work.editable(CentreSettings, kept.id, version)
    kept.unheard_weeks, kept.attendance_threshold = unheard_weeks, attendance_threshold
