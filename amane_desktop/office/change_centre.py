"""What the director says of the centre itself: its name and address, in both scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.backup_settings import weekday_words
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import Column, describe
from amane_desktop.office.registry import action
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.short_lines import LONGEST_ADDRESS, short_line
from amane_desktop.office.values import in_reader_script
from amane_desktop.office.work import Work


@action(
    N_("Changed the centre's name or address"),
    Permission.CHANGE_SETTINGS,
    {
        "version": 2,
        "name": "Centre Amane",
        "name_ar": "مركز أمان",
        "address": "Rue 2",
        "address_ar": "",
    },
)
def change_centre(
    work: Work, version: int, name: str, name_ar: str, address: str, address_ar: str
) -> None:
    """Change what every page, every paper and the sign-in page call the centre."""
    settings = work.session.scalars(select(CentreSettings)).one()
    settings = work.editable(CentreSettings, settings.id, version)
    settings.name, settings.name_ar = short_line(name, "name"), short_line(name_ar, "name_ar")
    if not (settings.name or settings.name_ar):
        raise Refusal(_("Give the centre's name, in one script at least."), "name")
    settings.address = short_line(address, "address", LONGEST_ADDRESS)
    settings.address_ar = short_line(address_ar, "address_ar", LONGEST_ADDRESS)


def _named(values: Mapping[str, Any]) -> str:
    return in_reader_script(values["name"], values["name_ar"])


describe(
    CentreSettings.__tablename__,
    Permission.CHANGE_SETTINGS,
    _named,
    {
        "name": Column(N_("Name in Latin letters")),
        "name_ar": Column(N_("Name in Arabic")),
        "address": Column(N_("Address")),
        "address_ar": Column(N_("Address in Arabic")),
        "logo_id": Column(N_("Logo"), lambda _number: _("a logo")),
        "idle_minutes": Column(N_("Minutes until a quiet screen locks")),
        "unheard_weeks": Column(N_("Weeks without news from school")),
        "attendance_threshold": Column(N_("Attendance below (%)")),
        "backup_weekday": Column(N_("Closing asks for a backup on"), weekday_words),
        "snapshot_share": Column(N_("Share of the disk for snapshots (%)")),
    },
)
