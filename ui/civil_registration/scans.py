"""Scans of a dossier and of its papers: which form each needs."""

from __future__ import annotations

from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, isolate
from amane_desktop.people.scan_holders import Whose
from amane_desktop.people.scan_lines import scans
from ui.civil_registration.paper_words import paper_name, whose
from ui.tasks import Desk
from ui.widgets.forms import Form
from ui.widgets.scan_forms import AddScans, ChangeScan

_ACCENT = "civil_registration"


def add_scans_form(desk: Desk, record: DossierRecord, holder: Whose) -> AddScans:
    """The form that adds scans to the dossier, or to one of its papers."""
    title = _("Add scans and photos")
    title = f"{title} · {isolate(record.number)}"
    return AddScans(desk, title, _holders(record), holder, holder, _ACCENT)


def change_scan_form(desk: Desk, record: DossierRecord, holder: Whose, scan_id: int) -> Form | None:
    """The form that changes a scan; None where it is gone."""
    scan = next((line for line in desk.ask(scans, holder) if line.id == scan_id), None)
    if scan is None:
        return None
    title = _("Change what is told of the scan")
    title = f"{title} · {isolate(record.number)}"
    return ChangeScan(desk, title, _holders(record), scan, holder, _ACCENT)


def _holders(record: DossierRecord) -> dict[Whose, str]:
    names = whose(record)
    holders: dict[Whose, str] = {("dossier", record.id): _("The whole dossier")}
    return holders | {("required_paper", p.id): paper_name(p, names) for p in record.papers}
