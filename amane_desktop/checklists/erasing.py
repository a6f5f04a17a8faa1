"""What goes of checklists when somebody is erased for good."""

from __future__ import annotations

from amane_desktop.checklists.models import Checklist, RequiredPaper
from amane_desktop.i18n import N_
from amane_desktop.office.erasing import goes_with
from amane_desktop.people.models import Scan

goes_with("family", Checklist.family_id, N_("Checklists"))
goes_with("checklist", RequiredPaper.checklist_id, N_("Required papers"))
goes_with("person", RequiredPaper.person_id, N_("Required papers"))
goes_with("required_paper", Scan.required_paper_id, N_("Scans and photos"))
