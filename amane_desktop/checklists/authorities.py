"""What kinds of offices give and take papers; a counter is one of them at its own address."""

from __future__ import annotations

from amane_desktop.i18n import N_, _

FAMILY, CENTRE = "family", "centre"
# In the order in which a list tells them.
AUTHORITIES: dict[str, str] = {
    "registry_office": N_("Registry office"),
    "local_authority": N_("Local authority (annexe, caïdat)"),
    "hospital": N_("Hospital"),
    "health_centre": N_("Health centre"),
    "court": N_("Court, family justice section"),
    "prosecutor": N_("Public prosecutor"),
    "adouls": N_("Adouls (notaries)"),
    "police": N_("Police"),
    "gendarmerie": N_("Gendarmerie"),
    "school": N_("School"),
    "province": N_("Province or prefecture"),
    "consulate": N_("Consulate"),
    "social_fund": N_("Social security fund (CNSS)"),
    "legal_aid": N_("Legal aid office"),
    "photographer": N_("Photographer"),
    FAMILY: N_("At home"),
    CENTRE: N_("Prepared together"),
    "other": N_("Another office"),
}


def authority_name(code: str) -> str:
    """What an authority is called; empty where none is told."""
    return _(AUTHORITIES[code]) if code in AUTHORITIES else ""
