"""The families page and the box on top, used by keyboard in French and in Arabic."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions, queries
from tests.conftest import PASSWORD
from ui import theme
from ui.families.page import FamiliesPage
from ui.tasks import Desk
from ui.widgets.date_field import DateField
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
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    def persons(self) -> list[list[str]]:
        """The persons in the record."""
        model = self.page.record.persons.people
        return [
            [str(model.index(row, n).data()) for n in range(4)] for row in range(model.rowCount())
        ]


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The centre opened on a held day."""
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, TODAY))
    yield desk
    desk.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[str], Window]]:
    """The window in a language."""

    def make(language: str) -> Window:
        i18n.set_language(language)
        theme.turn(qapp)
        window = Window(desk)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    i18n.set_language("en")
    theme.turn(qapp)


@pytest.fixture(params=["fr", "ar"])
def filled(request: pytest.FixtureRequest, desk: Desk, window: Callable[[str], Window]) -> Window:
    """Three families, one of four, in both languages."""
    for name, name_ar in (("El Fassi", "الفاسي"), ("Bahi", "باهي"), ("Aït Baha", "أيت باها")):
        desk.office.do(actions.add_family, name, name_ar)
    for given_name, given_ar in (("Fatima", "فاطمة"), ("Yassine", "ياسين"), ("Salma", "سلمى")):
        desk.office.do(
            actions.add_person, 3, given_name, "Aït Baha", given_ar, "أيت باها", school="Al Massira"
        )
    return window(request.param)


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


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_family_of_five_is_entered_by_keyboard_alone(
    qtbot: QtBot, window: Callable[[str], Window], language: str
) -> None:
    shown = window(language)
    begin_family(qtbot, shown)
    both = ("Aït Baha", "أيت باها") if language == "fr" else ("أيت باها", "Aït Baha")
    press(qtbot, both[0], TAB, both[1], TAB, "Lastah, Taroudant", ENTER)
    persons = [
        ("Fatima", "فاطمة", "~1992"),
        ("Yassine", "ياسين", "3/9/15"),
        ("Salma", "سلمى", "5/2018"),
        ("Omar", "عمر", "2020"),
        ("Aya", "آية", "1-2-23"),
    ]
    for n, (given_name, given_ar, born) in enumerate(persons):
        qtbot.waitUntil(form_is_open(shown, "given_name"))
        qtbot.waitUntil(lambda: shown.page.list.families.rowCount() == 1)
        qtbot.waitUntil(lambda n=n: len(shown.desk.ask(queries.family_card, 1).persons) == n)
        both = (given_name, given_ar) if language == "fr" else (given_ar, given_name)
        press(qtbot, both[0], TAB, both[1], TAB, TAB, TAB)
        press(qtbot, *([DOWN] if n == 0 else []), TAB, TAB, born, ENTER)
    qtbot.waitUntil(lambda: len(shown.desk.ask(queries.family_card, 1).persons) == 5)
    qtbot.waitUntil(form_is_open(shown, "given_name"))
    press(qtbot, ESCAPE)
    assert form_of(shown.page) is None
    names = [row[0].split()[0] for row in shown.persons()]
    assert names == [person[0 if language == "fr" else 1] for person in persons]
    card = shown.desk.ask(queries.family_card, 1)
    assert card is not None
    assert card.address == "Lastah, Taroudant"
    mother = card.persons[0]
    assert (mother.kinship, mother.sex, mother.family_name_ar) == ("mother", "f", "أيت باها")
    assert [p.birth_precision for p in card.persons] == [
        "estimate",
        "exact",
        "month",
        "year",
        "exact",
    ]
    assert shown.persons()[1][2] == "11"


def test_a_wrong_date_is_told_at_its_field_and_what_was_typed_stays(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.persons.setFocus()
    filled.page.record.persons.point_at(1)
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None
    for typed in ("31/2/15", "12/2099"):
        form.fields["given_name"].set_raw("Fatna")
        form.fields["birth_date"].set_raw(typed)
        form.fields["birth_date"].setFocus()
        press(qtbot, ENTER)
        qtbot.waitUntil(lambda: not form.is_saving)
        assert said(form.fields["birth_date"], "error")
        assert form.typed()["birth_date"] == typed
        assert form.typed()["given_name"] == "Fatna"
    form.fields["birth_date"].set_raw("9/1992")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.desk.ask(queries.family_card, 3).persons[0].given_name == "Fatna"


def test_the_list_sorts_as_people_sort(filled: Window) -> None:
    if i18n.language() == "ar":
        assert filled.rows() == ["أيت باها", "باهي", "الفاسي"]
    else:
        assert filled.rows() == ["Aït Baha", "Bahi", "El Fassi"]


@pytest.mark.parametrize("words", ["yass", "BAHA yas", "ياس", "ايت ياسين"])
def test_a_part_of_a_name_in_either_script_opens_the_family(
    qtbot: QtBot, filled: Window, words: str
) -> None:
    filled.page.list.setFocus()
    qtbot.keyClick(filled.page.list, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert filled.box.hasFocus()
    press(qtbot, words)
    qtbot.waitUntil(filled.box.popup.isVisible)
    press(qtbot, ENTER)
    assert not filled.box.popup.isVisible()
    assert filled.page.state()["family_id"] == 3
    table = filled.page.record.persons
    name = str(table.currentIndex().siblingAtColumn(0).data())
    assert name.startswith(("Yassine", "ياسين"))


def test_nothing_found_is_said_and_escape_leaves(qtbot: QtBot, filled: Window) -> None:
    filled.box.setFocus()
    press(qtbot, "zzz")
    qtbot.waitUntil(filled.box.popup.isVisible)
    assert filled.box.popup.nothing.isVisible()
    press(qtbot, ENTER, DOWN, ESCAPE)
    assert not filled.box.popup.isVisible()
    assert filled.box.text() == ""


def test_a_change_is_told_in_the_history_and_undo_takes_it_back(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3, person_id=2)
    filled.page.record.persons.setFocus()
    press(qtbot, ENTER)
    form = form_of(filled.page)
    assert form is not None
    form.fields["school"].set_raw("Ibn Battuta")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    arrow = "←" if i18n.language() == "ar" else "→"
    qtbot.waitUntil(lambda: f"Al Massira {arrow} Ibn Battuta" in filled.words())
    assert "Khadija" in filled.words()
    assert "Ibn Battuta" in filled.persons()[1][3]
    filled.desk.undo()
    qtbot.waitUntil(lambda: "Al Massira" in filled.persons()[1][3])
    qtbot.waitUntil(lambda: i18n._("undone") in filled.words())


def test_a_change_meanwhile_is_shown_field_by_field(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    form.fields["given_name"].set_raw("Yassin")
    form.fields["school"].set_raw("Ibn Battuta")
    names = ("Yassine", "Aït Baha", "ياسين", "أيت باها")
    newer = {"school": "Mohammed V", "level": "5AEP"}
    filled.desk.office.do(actions.change_person, 2, 1, *names, **newer)
    form.save()
    qtbot.waitUntil(lambda: not form.is_saving)
    assert "Mohammed V" in said(form.fields["school"], "news")
    assert said(form.fields["level"], "news")
    assert not said(form.fields["given_name"], "news")
    assert form.typed()["school"] == "Ibn Battuta"
    assert form.typed()["given_name"] == "Yassin"
    assert form.typed()["level"] == "5AEP"
    form.save()
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    kept = next(p for p in filled.desk.ask(queries.family_card, 3).persons if p.id == 2)
    assert (kept.given_name, kept.school, kept.level) == ("Yassin", "Ibn Battuta", "5AEP")


def test_what_was_typed_outlives_leaving_and_a_change_of_language(
    qtbot: QtBot, filled: Window
) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Derb Lalla Aïcha")
    with qtbot.waitSignal(filled.desk.notice):
        press(qtbot, ESCAPE)
    assert form_of(filled.page) is None
    filled.page.record.edit_family.emit()
    assert form_of(filled.page).typed()["address"] == "Derb Lalla Aïcha"
    again = FamiliesPage(filled.desk)
    qtbot.addWidget(again)
    again.restore(filled.page.state())
    assert form_of(again).typed()["address"] == "Derb Lalla Aïcha"
    form_of(again).discard()
    assert form_of(again).typed()["address"] == ""


def test_a_telephone_says_whose_it_is_and_whether_to_call(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, "0612345678", TAB, "Rokia", ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    qtbot.waitUntil(lambda: i18n.labelled("Rokia", "06 12 34 56 78") in filled.words())
    assert i18n._("do not call") in filled.words()


def test_an_empty_centre_says_what_to_do(qtbot: QtBot, window: Callable[[str], Window]) -> None:
    shown = window("fr")
    assert i18n._("No family yet. Open the first file.") in shown.words()


def test_a_form_that_is_left_while_it_saves_loses_nothing(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Derb Lalla Aïcha")
    press(qtbot, ENTER, ESCAPE)
    qtbot.waitUntil(lambda: "Derb Lalla Aïcha" in filled.words())
    qtbot.waitUntil(lambda: filled.page.state()["drafts"] == {})
    filled.page.record.edit_family.emit()
    again = form_of(filled.page)
    assert again is not None
    assert again.draft() is None


def test_a_draft_meets_what_was_changed_since(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_family.emit()
    form = form_of(filled.page)
    assert form is not None
    form.fields["address"].set_raw("Lastah")
    press(qtbot, ESCAPE)
    filled.desk.office.do(actions.change_family, 3, 1, "Aït Baha", "أيت باها", "Tamsgout")
    filled.page.record.edit_family.emit()
    again = form_of(filled.page)
    assert again is not None
    assert again.typed()["address"] == "Lastah"
    assert "Tamsgout" in said(again.fields["address"], "news")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.desk.ask(queries.family_card, 3).address == "Lastah"


def test_a_date_is_picked_from_a_calendar_that_begins_on_monday(
    qtbot: QtBot, filled: Window
) -> None:
    field = DateField("Birth date", filled.desk.office.clock.today)
    qtbot.addWidget(field)
    field.set_text("9/2015")
    field.open_calendar()
    month = field.findChild(QCalendarWidget)
    assert month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert (month.yearShown(), month.monthShown()) == (2015, 9)
    with qtbot.waitSignal(field.edited):
        month.clicked.emit(QDate(2015, 9, 3))
    assert field.text() == "03/09/2015"
    known = field.value()
    assert known is not None
    assert (known.day, known.precision) == (date(2015, 9, 3), "exact")


def test_a_removed_telephone_comes_back_by_undo(qtbot: QtBot, filled: Window) -> None:
    filled.desk.office.do(actions.add_telephone, 3, "0612345678", "Rokia", is_safe=True)
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(1)
    form = form_of(filled.page)
    assert form is not None
    qtbot.mouseClick(form.findChild(QPushButton, "remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filled.desk.ask(queries.family_card, 3).telephones == ())
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    filled.desk.undo()
    qtbot.waitUntil(lambda: "06 12 34 56 78" in filled.words())


def test_the_longest_names_do_not_widen_the_window(qtbot: QtBot, filled: Window) -> None:
    long, long_ar = "W" * 80, "ض" * 80
    family = filled.desk.office.do(actions.add_family, long, long_ar, "W" * 200)
    filled.desk.office.do(
        actions.add_person, family, long, long, long_ar, long_ar, school="W" * 200
    )
    filled.desk.office.do(
        actions.add_telephone, family, "0612345678", long, is_safe=True, note="W" * 200
    )
    filled.page.open(family_id=family)
    qtbot.waitUntil(lambda: "06 12 34 56 78" in filled.words())
    assert filled.minimumSizeHint().width() <= 1100
    filled.page.record.edit_person.emit(filled.page.record.persons.people.persons[0].id)
    assert filled.minimumSizeHint().width() <= 1100


def test_the_keyboard_goes_from_the_list_to_a_persons_form(qtbot: QtBot, filled: Window) -> None:
    filled.page.list.setFocus()
    filled.page.list.select(3)
    press(qtbot, ENTER, DOWN, ENTER)
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Yassine"


def test_tab_goes_from_the_last_field_to_the_buttons(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, "0612345678", TAB, TAB, TAB, TAB)
    names = []
    for _n in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        press(qtbot, TAB)
    assert names == ["save", "close"]
    form = form_of(filled.page)
    assert form is not None
    assert not form.isAncestorOf(QApplication.focusWidget())
    form.fields["is_safe"].setFocus()
    press(qtbot, TAB, ESCAPE)
    filled.page.record.edit_telephone.emit(None)
    press(qtbot, TAB, TAB, TAB, TAB, TAB, TAB)
    assert QApplication.focusWidget().objectName() == "discard"


def test_a_click_chooses_a_person_and_two_or_the_pencil_edit(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    table = filled.page.record.persons
    left = Qt.MouseButton.LeftButton

    def spot(row: int, column: int) -> QPoint:
        return table.visualRect(table.people.index(row, column)).center()

    qtbot.mouseClick(table.viewport(), left, pos=spot(1, 0))
    assert form_of(filled.page) is None
    assert table.currentIndex().row() == 1
    qtbot.mouseDClick(table.viewport(), left, pos=spot(1, 0))
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Yassine"
    press(qtbot, ESCAPE)
    assert table.currentIndex().row() == 1
    pencil = table.people.index(2, 4)
    assert pencil.data(Qt.ItemDataRole.ToolTipRole)
    assert pencil.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.mouseClick(table.viewport(), left, pos=spot(2, 4))
    form = form_of(filled.page)
    assert form is not None
    assert form.typed()["given_name"] == "Salma"


def choose(qtbot: QtBot, form: Form, field: str, code: str) -> None:
    """Choose in a list by keyboard."""
    box = form.fields[field].editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _n in range(box.findData(code)):
        qtbot.keyClick(box, DOWN)


def test_the_sex_goes_with_the_kinship_unless_it_was_chosen(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3, person_id=1)
    filled.page.record.edit_person.emit(1)
    form = form_of(filled.page)
    assert form is not None
    for kinship, sex in (("mother", "f"), ("father", "m"), ("aunt", "f")):
        choose(qtbot, form, "kinship", kinship)
        assert form.typed()["sex"] == sex
    choose(qtbot, form, "sex", "m")
    choose(qtbot, form, "kinship", "mother")
    assert form.typed()["sex"] == "m"
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: not form.is_saving)
    assert said(form.fields["sex"], "error")
    assert form.fields["sex"].editor.hasFocus()
    choose(qtbot, form, "sex", "f")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    mother = filled.desk.ask(queries.family_card, 3).persons[0]
    assert (mother.kinship, mother.sex) == ("mother", "f")


def test_a_missing_name_is_asked_for_in_the_readers_own_script(
    qtbot: QtBot, filled: Window
) -> None:
    begin_family(qtbot, filled)
    form = form_of(filled.page)
    assert form is not None
    press(qtbot, TAB, TAB, ENTER)
    qtbot.waitUntil(lambda: not form.is_saving)
    own = "name_ar" if i18n.language() == "ar" else "name"
    assert said(form.fields[own], "error")
    assert form.fields[own].editor.hasFocus()
    assert form.fields[own].editor.placeholderText()


@pytest.mark.parametrize(
    ("typed", "offered"), [("ecole ibn", "École Ibn Battuta"), ("ابن ب", "مدرسة إبن بطوطة")]
)
def test_a_school_is_completed_from_those_in_use(
    qtbot: QtBot, filled: Window, typed: str, offered: str
) -> None:
    names = ("Aya", "Aït Baha", "آية", "أيت باها")
    for school in ("École Ibn Battuta", "مدرسة إبن بطوطة"):
        filled.desk.office.do(actions.add_person, 3, *names, school=school)
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    line = form.fields["school"].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    press(qtbot, typed)
    popup = line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, DOWN)
    qtbot.keyClick(popup, ENTER)
    assert form.typed()["school"] == offered
    assert form_of(filled.page) is form
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert offered in filled.persons()[1][3]


def test_enter_keeps_a_new_school_though_others_are_offered(qtbot: QtBot, filled: Window) -> None:
    filled.page.open(family_id=3)
    filled.page.record.edit_person.emit(2)
    form = form_of(filled.page)
    assert form is not None
    line = form.fields["school"].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    press(qtbot, "Massira")
    popup = line.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, ENTER)
    qtbot.waitUntil(lambda: form_of(filled.page) is None)
    assert filled.persons()[1][3] == "Massira"
