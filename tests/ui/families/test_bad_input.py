"""What nobody expects in a form: pasted marks and commands, and somebody else's change."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.history import history
from amane_desktop.people import actions, queries
from amane_desktop.people.models import Family
from tests.conftest import PASSWORD
from tests.rows import rows_of
from tests.ui.families.visit import TODAY, Window, begin_family, form_is_open, form_of, press, said


def test_two_people_change_one_record_minutes_apart(
    qtbot: QtBot, filled: Window, folder: Path
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Derb Akka 4")
    later = Clock(TODAY.now() + timedelta(minutes=7))
    beside = centre.open_centre(folder, "Khadija", PASSWORD, later)
    beside.do(actions.change_family, 3, 1, "Aït Baha", "أيت باها", "Mhaita 9")
    form.save()
    qtbot.waitUntil(lambda: bool(said(form.fields["address"], "news")))
    assert "Mhaita 9" in said(form.fields["address"], "news")
    assert form.typed()["address"] == "Derb Akka 4"
    assert beside.ask(queries.family_card, 3).address == "Mhaita 9"
    form.save()
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert beside.ask(queries.family_card, 3).address == "Derb Akka 4"
    told = " ".join(map(str, beside.ask(history, (("family", 3),))[:2]))
    assert "Mhaita 9" in told and "Derb Akka 4" in told, "both stand in the history"
    beside.close()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("'); DROP TABLE family; --", "'); DROP TABLE family; --"),
        ("\u202eBouzid\u202c", "Bouzid"),
        ("Bou\u200bzid\ufeff", "Bouzid"),
    ],
    ids=["sql", "bidi", "zero-width"],
)
def test_a_name_that_is_pasted_is_shown_and_found_as_it_is_read(
    qtbot: QtBot, filled: Window, pasted: str, kept: str
) -> None:
    begin_family(qtbot, filled)
    qtbot.waitUntil(form_is_open(filled, "name"))
    form = form_of(filled.page)
    assert form is not None
    line = form.fields["name"].editor
    assert isinstance(line, QLineEdit)
    QApplication.clipboard().setText(pasted)
    line.paste()
    form.save()
    qtbot.waitUntil(lambda: len(rows_of(filled.desk.office, Family)) == 4)
    assert rows_of(filled.desk.office, Family)[-1]["name"] == kept
    qtbot.waitUntil(lambda: any(kept in row for row in filled.rows()))
    filled.box.setFocus()
    press(qtbot, pasted)
    qtbot.waitUntil(filled.box.popup.isVisible)
    assert not filled.box.popup.nothing.isVisible()
