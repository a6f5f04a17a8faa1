"""How the history tells what was done to procedures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import ProcedureVersion
from amane_desktop.civil_registration.procedures import kept
from amane_desktop.i18n import N_
from amane_desktop.office.labels import Column, describe


def _title(values: Mapping[str, Any]) -> str:
    text = values.get("text")
    return kept(text).title.here if text else ""


describe(
    ProcedureVersion.__tablename__,
    Permission.SEE_DOSSIERS,
    _title,
    {"number": Column(N_("Number of the version"), is_told_at_first=True)},
    noun=N_("Procedures"),
)
