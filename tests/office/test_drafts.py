"""What is half-typed is kept for whoever typed it, and shown to nobody else."""

from pathlib import Path

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.drafts import HalfTyped, drop_draft, half_typed, keep_draft
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.office import Office
from tests.conftest import PASSWORD
from tests.rows import rows_of

FORM = "families/family/1/-"
BEFORE, TYPED = {"address": ""}, {"address": "Derb Lalla"}
THEIRS = "encore quatre autres mots"


def test_a_draft_is_there_again_until_it_is_dropped(office: Office, folder: Path) -> None:
    actions = len(rows_of(office, JournalAction))
    for typed in ({"address": "D"}, TYPED):
        office.do(keep_draft, FORM, BEFORE, typed)
    assert office.ask(half_typed, FORM) == HalfTyped(BEFORE, TYPED)
    office.close()
    again = centre.open_centre(folder, "Khadija", PASSWORD)
    assert again.ask(half_typed, FORM) == HalfTyped(BEFORE, TYPED)
    again.do(drop_draft, FORM)
    assert again.ask(half_typed, FORM) is None
    # Half-typed words are no change of a record.
    assert len(rows_of(again, JournalAction)) == actions
    again.close()


def test_nobody_else_is_shown_a_draft(office: Office, folder: Path) -> None:
    office.do(staff.add_staff_member, "Samira", Role.DIRECTOR, THEIRS, must_choose=False)
    office.do(keep_draft, FORM, BEFORE, TYPED)
    other = centre.open_centre(folder, "Samira", THEIRS)
    assert other.ask(half_typed, FORM) is None
    other.do(drop_draft, FORM)
    other.close()
    assert office.ask(half_typed, FORM) == HalfTyped(BEFORE, TYPED)
