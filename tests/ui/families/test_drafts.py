"""Half-typed forms on the families page: kept in the file, dropped once they are saved."""

from pytestqt.qtbot import QtBot

from amane_desktop.office.keepsakes import Draft
from tests.rows import rows_of
from tests.ui.families.visit import ENTER, ESCAPE, Window, form_of, press
from ui.families.page import FamiliesPage
from ui.staff.page import StaffPage
from ui.tasks import Desk


def drafts(window: Window) -> list[str]:
    return [row["form"] for row in rows_of(window.desk.office, Draft)]


def test_what_is_half_typed_is_kept_without_leaving_the_form(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.quiet.setInterval(0)
    form.fields["address"].setFocus()
    press(qtbot, "Lastah")
    qtbot.waitUntil(lambda: drafts(filled) == ["families/family/3/3"])
    # As after a crash: another desk knows only what the file holds.
    after = Desk(filled.desk.office)
    page = FamiliesPage(after)
    qtbot.addWidget(page)
    page.open(family_id=3)
    page.record.edit_family.emit()
    again = form_of(page)
    assert again is not None and again.typed()["address"] == "Lastah"
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: drafts(filled) == [])


def test_what_is_given_up_is_kept_no_more(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Lastah")
    press(qtbot, ESCAPE)
    qtbot.waitUntil(lambda: drafts(filled) == ["families/family/3/3"])
    filled.page.record.edit_family.emit()
    again = form_of(filled.page)
    assert again is not None
    again.discard()
    qtbot.waitUntil(lambda: drafts(filled) == [])


def test_a_password_never_stands_in_a_draft(qtbot: QtBot, filled: Window) -> None:
    page = StaffPage(filled.desk)
    qtbot.addWidget(page)
    page._show(("member", None))
    form = page._form
    assert form is not None
    form.fields["name"].set_raw("Samira")
    form.fields["password"].set_raw("tres secret ici")
    form.keep_draft()
    qtbot.waitUntil(lambda: drafts(filled) == ["staff/member/-"])
    (row,) = rows_of(filled.desk.office, Draft)
    assert "Samira" in str(row) and "secret" not in str(row) and "password" not in str(row)
