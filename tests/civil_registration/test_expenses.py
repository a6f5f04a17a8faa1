"""What was paid, in centimes, with the totals by who paid; and notes."""

import pytest

from amane_desktop.civil_registration.expenses import add_expense, change_expense, remove_expense
from amane_desktop.civil_registration.notes import add_note, change_note, remove_note
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, later, on, opened, shown


def test_totals_are_told_by_who_paid(office: Office) -> None:
    on(office)
    record = opened(office)
    office.do(add_expense, record.id, TODAY, 12000, "Honoraires", "centre")
    number = office.do(add_expense, record.id, later(-1), 2550, "Timbre", "family")
    office.do(add_expense, record.id, TODAY, 500, "Copies", "centre")
    record = shown(office, record.id)
    assert (record.spent, dict(record.spent_by)) == (15050, {"centre": 12500, "family": 2550})
    assert record.expenses[0].id == number
    office.do(change_expense, number, 1, TODAY, 3000, "Timbre", "other")
    assert dict(shown(office, record.id).spent_by) == {"centre": 12500, "other": 3000}
    office.do(remove_expense, number, 2)
    assert shown(office, record.id).spent == 12500


def test_an_expense_that_cannot_be_is_refused_at_its_field(office: Office) -> None:
    on(office)
    record = opened(office)
    good = {"day": TODAY, "amount": 100, "what": "Timbre", "paid_by": "centre"}
    for field, value in (("day", later(1)), ("amount", 0), ("what", " "), ("paid_by", "nobody")):
        with pytest.raises(Refusal) as refused:
            office.do(add_expense, record.id, **(good | {field: value}))
        assert refused.value.field == field
    assert shown(office, record.id).expenses == ()


def test_notes_stand_the_newest_first_with_who_wrote_them(office: Office) -> None:
    on(office)
    record = opened(office)
    first = office.do(add_note, record.id, later(-3), "Le guichet rappelle lundi")
    office.do(add_note, record.id, TODAY, "Rien de nouveau")
    notes = shown(office, record.id).notes
    assert [note.text for note in notes] == ["Rien de nouveau", "Le guichet rappelle lundi"]
    assert {note.staff for note in notes} == {"Khadija"}
    office.do(change_note, first, 1, later(-2), "Le guichet rappelle mardi")
    office.do(remove_note, first, 2)
    assert [note.text for note in shown(office, record.id).notes] == ["Rien de nouveau"]
