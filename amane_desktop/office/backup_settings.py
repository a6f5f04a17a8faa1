"""On which day the centre is asked for its backup, and how much of the disk snapshots may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading, Work

NEVER, SUNDAY = 0, 7
LEAST_SHARE, MOST_SHARE = 1, 50


def weekday_words(weekday: int) -> str:
    """The day of the week, or that there is none."""
    # (January 2024 began on a Monday)
    return _("Never") if weekday == NEVER else format_date(date(2024, 1, weekday), "weekday")


@dataclass(frozen=True)
class BackupSettings:
    """The day on which closing asks for a backup (1 is Monday, 0 never), and the percentage.

    `set_id` is what the centre's backups stand under on a drive.
    """

    weekday: int
    snapshot_share: int
    set_id: str
    version: int


@query(Permission.SEE_CENTRE, {})
def backup_settings(reading: Reading) -> BackupSettings:
    """What is set now."""
    kept = reading.session.scalars(select(CentreSettings)).one()
    return BackupSettings(
        kept.backup_weekday, kept.snapshot_share, kept.backup_set, vars(kept)["version"]
    )


@action(
    N_("Changed when closing asks for a backup, and the space for snapshots"),
    Permission.CHANGE_SETTINGS,
    {"version": 5, "weekday": 4, "snapshot_share": 10},
)
def change_backup_settings(work: Work, version: int, weekday: int, snapshot_share: int) -> None:
    """Set the day (0 to 7) and the percentage of the disk (1 to 50)."""
    if not NEVER <= weekday <= SUNDAY:
        raise Refusal(_("Choose a day of the list."), "weekday")
    if not LEAST_SHARE <= snapshot_share <= MOST_SHARE:
        raise Refusal(_("Between 1 and 50 percent."), "snapshot_share")
    kept = work.session.scalars(select(CentreSettings)).one()
    kept = work.editable(CentreSettings, kept.id, version)
    kept.backup_weekday, kept.snapshot_share = weekday, snapshot_share
