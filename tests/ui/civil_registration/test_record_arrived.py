"""The record arrived: written down, compared, taken over by ticks, and what follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.people.queries import family_card
from tests.civil_registration.dossiers import on, opened
from tests.ui.visit import come_forward, find, seen, until
from ui.civil_registration.record_arrived import RecordArrivedView
from ui.tasks import Desk
from ui.widgets.line_button import LineButton


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> RecordArrivedView:
    i18n.set_language("fr")
    record = opened(on(desk.office), "late_with_marriage_act", children=2)
    view = RecordArrivedView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    view.show_dossier(record.id)
    return view


def write(qtbot: QtBot, view: RecordArrivedView, **typed: str) -> None:
    form = view.host.form
    assert form is not None
    for key, raw in typed.items():
        form.fields[key].set_raw(raw)
    qtbot.keyClick(form.fields["record_number"].editor, Qt.Key.Key_Return)


WRITTEN = {
    "record_number": "318",
    "record_year": "2026",
    "given_name": "Yassine",
    "family_name": "Aït Baha",
    "father_name": "Abdellah",
    "birth_date": "4/3/2018",
}


def test_what_is_ticked_is_taken_over_and_the_rest_stays(
    qtbot: QtBot, desk: Desk, view: RecordArrivedView
) -> None:
    write(qtbot, view, **WRITTEN)
    until(qtbot, lambda: seen(view, "takeOver", QPushButton))
    button = find(view, "takeOver", QPushButton)
    until(qtbot, button.hasFocus)
    until(qtbot, lambda: seen(view, "take_given_name", QCheckBox))
    qtbot.keyClick(find(view, "take_given_name", QCheckBox), Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_Return)

    def first_child() -> tuple[str, str]:
        card = desk.ask(family_card, 1)
        assert card is not None
        child = next(each for each in card.persons if each.id == 2)
        return child.given_name, f"{child.birth_date} {child.birth_precision}"

    until(qtbot, lambda: first_child() == ("Enfant 1", "2018-03-04 exact"))
    card = desk.ask(family_card, 1)
    assert card is not None and len(card.persons) == 3
    record = desk.ask(dossier, 1)
    assert record is not None
    assert record.persons[0].civil_status == "registered"
    assert record.persons[0].record.father_name == "Abdellah"


def test_a_number_without_its_year_is_refused_at_the_field(
    qtbot: QtBot, desk: Desk, view: RecordArrivedView
) -> None:
    write(qtbot, view, **(WRITTEN | {"record_year": ""}))
    form = view.host.form
    assert form is not None
    until(qtbot, lambda: form.fields["record_year"]._error.isVisible())
    assert form.fields["given_name"].raw() == "Yassine"


def test_what_follows_leads_to_a_new_dossier_of_the_same_persons(
    qtbot: QtBot, desk: Desk, view: RecordArrivedView
) -> None:
    went: list[dict[str, object]] = []
    desk.went.connect(lambda _page, where: went.append(where))
    line = find(view, "next_rnp", LineButton)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    wanted = {"family_id": 1, "persons": [2, 3], "procedure": "rnp"}
    assert went == [{"new_dossier": wanted}]


def test_each_of_the_brothers_and_sisters_has_a_record_of_their_own(
    qtbot: QtBot, desk: Desk, view: RecordArrivedView
) -> None:
    write(qtbot, view, **WRITTEN)
    until(qtbot, lambda: view.person is not None and view.person.record.number == "318")
    view._choose(2)
    assert view.host.form is not None
    assert view.host.form.fields["record_number"].raw() == ""
