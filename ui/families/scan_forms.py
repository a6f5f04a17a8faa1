"""The forms for the scans of a family and its persons."""

from __future__ import annotations

from amane_desktop.i18n import _
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.scan_holders import Whose
from amane_desktop.people.scan_lines import scans
from ui.families.family_form import family_title
from ui.tasks import Desk
from ui.widgets.forms import Form
from ui.widgets.scan_forms import AddScans, ChangeScan

SCANS = ("scans", "scan")


def make_scan_form(desk: Desk, card: FamilyCard, kind: str, row_id: int | None) -> Form | None:
    """The form that adds scans, at first to the person `row_id`, or that changes the scan."""
    family: Whose = ("family", card.line.id)
    whose: dict[Whose, str] = {family: _("The whole family")}
    whose |= {
        ("person", person.id): in_reader_script(person.given_name, person.given_name_ar)
        for person in card.persons
    }
    if kind == "scans":
        title = _("Add scans and photos")
        title = f"{title} · {family_title(card.line)}"
        at_first: Whose = family if row_id is None else ("person", row_id)
        return AddScans(desk, title, whose, at_first, family)
    scan = next((line for line in desk.ask(scans, family) if line.id == row_id), None)
    if scan is None:
        return None
    title = _("Change what is told of the scan")
    title = f"{title} · {family_title(card.line)}"
    return ChangeScan(desk, title, whose, scan, family)
