"""Fields of listed values: chosen and ticked by keyboard, the retired kept where they stand."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from sqlalchemy import update
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.office.office import Office
from amane_desktop.office.values import ListedValue
from ui.tasks import Desk
from ui.widgets.value_field import ValueField, ValuesField


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Iterator[Desk]:
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        retired = ListedValue.code.in_(["room", "sign"])
        session.execute(update(ListedValue).where(retired).values(is_retired=True))
    desk = Desk(office)
    yield desk
    desk._writer.close()
    desk._reader.close()


def offered(field: ValueField | ValuesField) -> list[str]:
    box = field.editor
    assert isinstance(box, QComboBox)
    return [box.itemText(row) for row in range(box.count())]


def test_a_retired_value_is_offered_only_where_the_record_has_it(desk: Desk) -> None:
    i18n.set_language("fr")
    field = ValueField(desk, "Logement", "housing")
    assert "Location" in offered(field) and "Une chambre louée" not in offered(field)
    field.set_raw("room")
    assert field.raw() == "room" and field.shown("room") == "Une chambre louée"
    assert "Une chambre louée" in offered(field)


def test_several_values_are_ticked_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    i18n.set_language("ar")
    field = ValuesField(desk, "اللغات", "language")
    qtbot.addWidget(field)
    field.show()
    field.set_raw("french,sign")
    assert field.raw() == "french,sign", "what is retired stays where it stands"
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.editor, Qt.Key.Key_Space)
        box = field.editor
        assert isinstance(box, QComboBox) and box.view().isVisible()
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
        qtbot.keyClick(box.view(), Qt.Key.Key_Space)
    assert box.view().isVisible(), "more may be ticked"
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert not box.view().isVisible()
    assert field.raw() == "tachelhit,french,sign"
    assert box.accessibleDescription() == "تشلحيت، الفرنسية، لغة الإشارة"
    field.set_raw("tachelhit,darija")
    assert field.raw() == "tachelhit,darija", "nothing was touched"
    assert field.shown("darija,sign") == "الدارجة، لغة الإشارة"
