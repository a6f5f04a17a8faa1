"""Letters: filled in from the dossier, nothing unfilled goes out, numbered and stamped."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.civil_registration.letter_templates import letter_templates
from amane_desktop.civil_registration.queries import dossier
from tests.civil_registration.dossiers import on, opened
from tests.ui.visit import click, come_forward, until
from ui.civil_registration.letters import LettersView
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> LettersView:
    i18n.set_language("fr")
    record = opened(on(desk.office), "late_with_marriage_act")
    view = LettersView(desk)
    desk.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1320, 600)
    come_forward(qtbot, view)
    view.show_dossier(record.id)
    return view


def said(view: LettersView) -> str:
    labels = view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def begin(qtbot: QtBot, view: LettersView, code: str) -> None:
    """Press the digit of a letter."""
    digit = view.choose.list.all_codes().index(code) + 1
    qtbot.keyClick(view.choose.list, str(digit))
    assert view.place.host.form is not None


def close_preview(qtbot: QtBot, view: LettersView) -> None:
    until(qtbot, lambda: view.findChild(QDialog, "documentPreview") is not None)
    preview = view.findChild(QDialog, "documentPreview")
    assert preview is not None
    preview.close()


def test_the_wordings_are_offered_without_the_codes_of_their_fields(view: LettersView) -> None:
    rows = [view.choose.list.item(row) for row in range(view.choose.list.count())]
    offered = " | ".join(row.data(Qt.ItemDataRole.UserRole) for row in rows)
    assert "Dossier n° …" in offered and "{" not in offered


def test_nothing_unfilled_goes_out_and_what_is_filled_in_is_numbered_and_shown(
    qtbot: QtBot, desk: Desk, view: LettersView
) -> None:
    begin(qtbot, view, "court_follow_up")
    form = view.place.host.form
    assert form is not None and "tribunal" in said(view)
    form.save()
    until(qtbot, lambda: form.fields["addressee"]._error.isVisible())
    assert "{court}" in str(form.fields["addressee"].raw())
    for key, raw in form.typed().items():
        filled = str(raw).replace("{court}", "Taroudant").replace("{court_file_number}", "12/26")
        form.fields[key].set_raw(filled)
    form.save()
    until(qtbot, lambda: "C-2026-001" in said(view))
    close_preview(qtbot, view)
    record = desk.ask(dossier, 1)
    assert record is not None and [line.number for line in record.letters] == ["C-2026-001"]
    assert "12/26" in said(view)


def test_what_is_half_written_waits(qtbot: QtBot, desk: Desk, view: LettersView) -> None:
    begin(qtbot, view, "court_follow_up")
    form = view.place.host.form
    assert form is not None
    form.fields["subject"].set_raw("Dossier numéro douze")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    view.write()
    begin(qtbot, view, "court_follow_up")
    form = view.place.host.form
    assert form is not None and form.fields["subject"].raw() == "Dossier numéro douze"


def test_the_day_of_the_stamped_copy_is_noted(qtbot: QtBot, desk: Desk, view: LettersView) -> None:
    begin(qtbot, view, "court_file")
    form = view.place.host.form
    assert form is not None
    form.fields["addressee"].set_raw("Au président")
    form.fields["body"].set_raw("Voici le dossier.")
    form.save()
    until(qtbot, lambda: "C-2026-001" in said(view))
    close_preview(qtbot, view)
    click(qtbot, view, "stampLetter")
    until(qtbot, lambda: isinstance(QApplication.activeModalWidget(), FormSheet))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    sheet.form.fields["day"].set_raw("1/1/2026")
    sheet.form.save()
    until(qtbot, lambda: sheet.form.fields["day"]._error.isVisible())
    sheet.form.fields["day"].set_raw("24/11/2026")
    sheet.form.save()
    until(qtbot, lambda: "copie tamponnée du 24 novembre 2026" in said(view))


def test_the_director_changes_a_wording_and_goes_back(
    qtbot: QtBot, desk: Desk, view: LettersView
) -> None:
    view.choose.list.setCurrentRow(view.choose.list.all_codes().index("court_follow_up"))
    click(qtbot, view, "wording")
    form = view.place.host.form
    assert form is not None
    form.fields["subject"].set_raw("Suite de {dossier}")
    form.save()
    until(qtbot, lambda: form.fields["subject"]._error.isVisible())
    form.fields["subject"].set_raw("Suite de {number}")
    form.save()

    def subject() -> str:
        found = {line.code: line for line in desk.ask(letter_templates)}
        return found["court_follow_up"].subject.fr

    until(qtbot, lambda: subject() == "Suite de {number}")
    until(qtbot, lambda: view.place.host.form is None)
    click(qtbot, view, "wording")
    click(qtbot, view, "shippedLetter")
    until(qtbot, lambda: subject() == "Dossier n° {court_file_number}")
