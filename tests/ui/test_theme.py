"""The look of the window, whatever the system's own look is."""

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from ui import theme
from ui.centre_settings.lock_card import LockCard
from ui.importing.columns_step import ColumnsStep
from ui.tasks import Desk


def test_the_window_bears_the_logo(qapp: QApplication) -> None:
    theme.apply(qapp)
    logo = qapp.windowIcon().pixmap(64, 64).toImage()
    assert logo.pixelColor(32, 8).name() == theme.LOGO.lower()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_number_has_room_to_be_read(qtbot: QtBot, desk: Desk, lang: str) -> None:
    i18n.set_language(lang)
    for card in (LockCard(desk), ColumnsStep()):
        qtbot.addWidget(card)
        card.show()
        for box in card.findChildren(QSpinBox):
            wanted = box.lineEdit().fontMetrics().horizontalAdvance("100")
            assert box.lineEdit().width() > wanted, box.objectName()
