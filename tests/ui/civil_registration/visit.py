"""What a visitor of the page of civil registration sees and does."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.visit import until
from ui.civil_registration.lines import words_of
from ui.civil_registration.page import CivilRegistrationPage
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet
from ui.widgets.forms import Form
from ui.widgets.search_box import SearchBox

ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
DOWN, LEFT, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
_MARKS = re.compile("[\u2066-\u2069]")


class DossierWindow(QWidget):
    """The page under the box, as the main window has them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.box = desk, SearchBox(desk)
        self.page = CivilRegistrationPage(desk)
        self.view, self.record = self.page.dossiers, self.page.dossiers.record
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.page)
        desk.changed.connect(self.page.refresh)
        desk.went.connect(lambda _page, where: self.page.open(**where))
        self.resize(1366, 700)

    def settle(self, qtbot: QtBot) -> None:
        """Wait until the dossiers have been read."""
        until(qtbot, lambda: self.view.lines is not None)

    def words(self) -> str:
        """All that stands on the page."""
        labels = [label for label in self.findChildren(QLabel) if label.isVisible()]
        return plain("\n".join(label.text() for label in labels))

    def listed(self) -> list[tuple[str, ...]]:
        """The rows of the list."""
        return [tuple(map(plain, words_of(line))) for line in self.view.list.dossiers.lines]

    def columns(self) -> dict[str, list[str]]:
        """The cards of the board, column by column."""
        return {
            kind: [plain(words_of(line)[2]) for line in column.list.dossiers.lines]
            for kind, column in self.view.board.columns.items()
            if not column.isHidden()
        }

    def papers(self) -> list[tuple[str, ...]]:
        """The papers of the record: name, issuer, state, validity."""
        model = self.record.papers.papers
        return [
            tuple(plain(str(model.index(row, column).data())) for column in range(1, 5))
            for row in range(model.rowCount())
        ]


def plain(text: str) -> str:
    """The text without the marks of its direction."""
    return _MARKS.sub("", text)


def sheet() -> Form | None:
    """The form on the sheet that is open."""
    sheets = [w for w in QApplication.topLevelWidgets() if isinstance(w, FormSheet)]
    return next((sheet.form for sheet in sheets if sheet.isVisible()), None)


def opened_sheet(qtbot: QtBot) -> Form:
    """The form on the sheet, once it is open and has the keyboard."""
    until(qtbot, sheet)
    form = sheet()
    assert form is not None
    until(qtbot, lambda: form.isAncestorOf(QApplication.focusWidget() or form.window()))
    return form


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Type where the focus is, as a hand does."""
    for key in keys:
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)


def menu_words() -> list[str]:
    """What the open menu offers."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions() if action.text()]


def choose_in_menu(qtbot: QtBot, words: str) -> None:
    """Walk down the open menu to an entry, and press Enter."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = next(action for action in menu.actions() if action.text() == words)
    for _step in menu.actions():
        if menu.activeAction() is not wanted:
            press(qtbot, DOWN)
    press(qtbot, ENTER)
