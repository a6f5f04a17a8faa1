"""The five pillars and their services: the one list."""

from __future__ import annotations

from dataclasses import dataclass

from amane_desktop.i18n import N_


@dataclass(frozen=True)
class Pillar:
    """A tab of the window: services that staff think of together."""

    key: str
    title: str
    services: tuple[str, ...]


PILLARS = (
    Pillar("social", N_("Social services"), ("social_work", "fieldwork", "womens_group")),
    Pillar("health", N_("Health"), ("health",)),
    Pillar("school", N_("School support"), ("school_support",)),
    Pillar("integration", N_("Social integration"), ("social_integration",)),
    Pillar("civil_registration", N_("Civil registration"), ("civil_registration",)),
)
