"""One action of the journal in full."""

from pathlib import Path

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.audit import AuditFilter, audit_ids, audit_lines
from amane_desktop.office.audit_entry import AuditEntry, Fate, audit_entry
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.erasing import erase_family
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.columns import propose
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.importing.spreadsheet import read_sheets
from amane_desktop.people.leading_to import family_page
from amane_desktop.people.queries import family_card

_MARKS = dict.fromkeys((0x2066, 0x2069))


def newest(office: Office, action: str = "") -> AuditEntry:
    entry = office.ask(audit_entry, office.ask(audit_ids, AuditFilter(action=action))[0])
    assert entry is not None
    return entry


def test_each_field_is_told_before_and_after(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    office.do(actions.change_family, family, 1, "Bouzidi", "")
    entry = newest(office)
    (record,) = entry.records
    assert (record.fate, record.subject) == (Fate.CHANGED, "Bouzidi")
    assert [(f.before, f.after) for f in record.fields] == [("Bouzid", "Bouzidi")]
    office.undo(entry.told.undo_id or 0)
    (record,) = newest(office).records
    assert [(f.before, f.after) for f in record.fields] == [("Bouzidi", "Bouzid")]
    # The undone action may be done again; its undo is no action of its own to undo.
    assert newest(office).told.undo_id is None
    assert newest(office, "change_family").told.undo_id is not None


def test_an_undo_says_what_it_took_away(office: Office) -> None:
    office.do(actions.add_family, "Bouzid", "")
    office.undo_last()
    entry = newest(office)
    assert entry.told.sentence == "Undid: Added a family"
    assert (Fate.REMOVED, "Bouzid") in [(r.fate, r.subject) for r in entry.records]
    assert office.ask(family_page, entry.rows) is None


def test_it_leads_to_the_person_or_the_family_that_it_was_about(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "بوزيد")
    person = office.do(actions.add_person, family, "Yassine", "", "", "")
    page = office.ask(family_page, newest(office).rows)
    assert page is not None
    assert (page.family_id, page.person_id) == (family, person)
    page = office.ask(family_page, newest(office, "add_family").rows)
    assert page is not None
    assert (page.family_id, page.person_id, page.name) == (family, None, "Bouzid")


def test_what_was_erased_is_not_told_nor_undone(office: Office) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    card = office.ask(family_card, family)
    assert card is not None
    office.do(erase_family, family, card.line.file_number)
    entry = newest(office, "add_family")
    assert (entry.records, entry.told.undo_id, entry.is_erased) == ((), None, True)


def test_of_hundreds_it_tells_how_many_and_its_undo_tells_a_hundred(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    rows = (f"Aya {n};Bouzid {n}" for n in range(150))
    path.write_text("\n".join(("Prénom;Nom", *rows)), encoding="utf-8")
    (sheet,) = read_sheets(path)
    plan = office.ask(plan_import, sheet.rows, 1, propose(sheet.rows[0]))
    assert office.do(take_in, plan) == 150
    brought = newest(office)
    numbers = {line.translate(_MARKS) for line in brought.in_bulk}
    assert {"Persons: 150", "Families: 150"} <= numbers
    assert brought.records == ()
    office.undo_last()
    undo = newest(office)
    assert {record.fate for record in undo.records} == {Fate.REMOVED}
    assert len(undo.records) <= 100
    assert undo.more > 200  # persons, families, memberships, states
    (line,) = office.ask(audit_lines, office.ask(audit_ids)[:1])
    assert (line.told.about.count(", "), line.told.about[-3:]) == (3, ", …")
