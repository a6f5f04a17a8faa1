"""What a visitor of the families page sees and types."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from amane_desktop.office.clock import Clock
from ui.families.page import FamiliesPage
from ui.tasks import Desk
from ui.widgets.fields import Field
from ui.widgets.forms import Form
from ui.widgets.search_box import SearchBox

TODAY = Clock(datetime(2026, 11, 24, 9, tzinfo=UTC))


class Window(QWidget):
    """The page under the box, as the main window has them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.box, self.page = desk, SearchBox(desk), FamiliesPage(desk)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.page)
        desk.changed.connect(self.page.refresh)
        desk.went.connect(lambda _page, where: self.page.open(**where))
        self.resize(1366, 700)

    def words(self) -> str:
        """All that stands on the page."""
        labels = [label for label in self.findChildren(QLabel) if label.isVisible()]
        return re.sub("[\u2066-\u2069]", "", "\n".join(label.text() for label in labels))

    def rows(self) -> list[str]:
        """The families in the list."""
        model = self.page.list.families
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def persons(self) -> list[list[str]]:
        """The persons in the record."""
        model = self.page.record.persons.people
        return [
            [str(model.index(row, n).data()) for n in range(4)] for row in range(model.rowCount())
        ]


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Type where the focus is, as a hand does."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            # QTest knows no keys for Arabic; the letters arrive as a keyboard layout sends them.
            for letter in key:
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus, press)
        else:
            qtbot.keyClick(focus, key)


def form_of(page: FamiliesPage) -> Form | None:
    """The form that is open on the page."""
    return next((form for form in page.findChildren(Form) if not form.isHidden()), None)


def said(field: Field, role: str) -> str:
    """What a field says in red, or of somebody else's change."""
    labels = (label for label in field.findChildren(QLabel) if label.property("role") == role)
    return "".join(label.text() for label in labels if not label.isHidden())


TAB, ENTER, ESCAPE, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def begin_family(qtbot: QtBot, window: Window) -> None:
    window.page.list.setFocus()
    qtbot.keyClick(window.page.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def form_is_open(window: Window, field: str) -> Callable[[], bool]:
    def is_open() -> bool:
        form = form_of(window.page)
        return form is not None and field in form.fields and not form.is_saving

    return is_open


def choose(qtbot: QtBot, form: Form, field: str, code: str) -> None:
    """Choose in a list by keyboard."""
    box = form.fields[field].editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _n in range(box.findData(code)):
        qtbot.keyClick(box, DOWN)
