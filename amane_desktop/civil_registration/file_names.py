"""What papers are called as files: a discreet one says nothing."""

from __future__ import annotations

from amane_desktop.i18n import N_, _

_NAMES = {
    "family": N_("papers"),
    "counter": N_("counter-form"),
    "cover": N_("cover"),
    "receipt": N_("receipt"),
    "letter": N_("letter"),
    "slip": N_("appointment"),
    "tour": N_("tour"),
}


def paper_file_name(kind: str, number: str = "", *, is_discreet: bool = False) -> str:
    """The name that is proposed for a paper's file, without its ending."""
    if is_discreet:
        return _("documents")
    name = _(_NAMES[kind])
    return f"{name}-{number}" if number else name
