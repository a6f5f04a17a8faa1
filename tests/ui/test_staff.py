"""Staff come and change over in front of the window; nobody sees what another left half-typed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre, staff
from amane_desktop.office.queries import centre_card
from amane_desktop.people import actions
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.ui.conftest import Opens
from tests.ui.test_sign_in import sign_in, words
from tests.ui.visit import click, find, until
from ui.idle import LockWatch
from ui.main_window import MainWindow
from ui.staff.page import StaffPage
from ui.workplace import Workplace

FIRST, THEIRS = "trois mots donnes", "trois mots pour elle"


def opened(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> Workplace:
    sign_in(qtbot, window, password)
    until(qtbot, lambda: window.workplace)
    assert window.workplace is not None
    return window.workplace


def choose_in_menu(workplace: Workplace, words: str) -> None:
    (menu,) = (menu for menu in workplace.findChildren(QMenu) if menu.objectName() == "userMenu")
    next(entry for entry in menu.actions() if words in entry.text()).trigger()


def is_shown(window: MainWindow, name: str) -> bool:
    return any(widget.isVisible() for widget in window.findChildren(QWidget, name))


def with_samira(folder: Path, *, must_choose: bool = False) -> None:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    office.do(staff.add_staff_member, "Samira", Role.SOCIAL_WORKER, THEIRS, must_choose=must_choose)
    office.close()


def test_the_director_adds_somebody_who_then_chooses_a_password(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = opened(qtbot, window)
    choose_in_menu(workplace, "Équipe")
    page = workplace.page("staff")
    assert isinstance(page, StaffPage)
    click(qtbot, window, "addStaff")
    assert page._form is not None
    page._form.fields["name"].set_raw("Samira")
    page._form.fields["role"].set_raw("social_worker")
    page._form.fields["password"].set_raw(FIRST)
    click(qtbot, window, "save")
    until(qtbot, lambda: page.list.count() == 2)
    until(qtbot, lambda: page.list.hasFocus() and page.list.currentRow() == 1)
    (menu,) = (menu for menu in workplace.findChildren(QMenu) if menu.objectName() == "userMenu")
    menu.aboutToShow.emit()
    assert any("Samira" in entry.text() for entry in menu.actions())
    choose_in_menu(workplace, "Verrouiller")
    find(window, "staffNames", QListWidget).setCurrentRow(1)
    sign_in(qtbot, window, FIRST)
    until(qtbot, lambda: is_shown(window, "ownNewPassword"))
    line = find(window, "ownNewPassword", QLineEdit)
    line.setText(THEIRS)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    until(qtbot, lambda: window.workplace)
    theirs = window.workplace
    assert theirs is not None and theirs.desk.office.signed_in.name == "Samira"
    (menu,) = (menu for menu in theirs.findChildren(QMenu) if menu.objectName() == "userMenu")
    assert not any(entry.text() == "Équipe" for entry in menu.actions())


def test_what_was_half_typed_comes_back_to_the_same_person_alone(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    with_samira(folder)
    window = opens(folder)
    workplace = opened(qtbot, window)
    workplace.go("families", {"add": True})
    page = workplace.page("families")
    line = next(w for w in page.findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClicks(line, "Moitie")
    choose_in_menu(workplace, "Samira")
    names = find(window, "staffNames", QListWidget)
    assert names.currentItem().text() == "Samira", "two clicks, then the password"
    theirs = opened(qtbot, window, THEIRS)
    theirs.go("families", {})
    typed = [w.text() for w in theirs.findChildren(QLineEdit)]
    assert "Moitie" not in typed and "Moitie" not in words(window)
    choose_in_menu(theirs, "Khadija")
    again = opened(qtbot, window)
    until(qtbot, lambda: "Moitie" in [w.text() for w in again.findChildren(QLineEdit)])


def test_the_director_says_when_a_quiet_screen_locks(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    watch = LockWatch(window)
    watch.lock_wanted.connect(window.lock)
    workplace = opened(qtbot, window)
    workplace.go("settings", {"section": "lock"})
    find(window, "idleMinutes", QSpinBox).setValue(3)
    click(qtbot, window, "saveIdle")
    until(qtbot, lambda: window.idle_minutes == 3)
    assert workplace.desk.ask(centre_card).idle_minutes == 3
    watch._begin()
    assert watch._timer.interval() == 3 * 60_000


def test_the_recovery_code_is_renewed_once_its_end_was_typed(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = opened(qtbot, window)
    workplace.go("settings", {"section": "lock"})
    click(qtbot, window, "renewCode")
    shown = find(window, "shownCode", QLabel).text()
    code = "".join(c for c in shown if c.isalnum())
    last = find(window, "lastBlock", QLineEdit)
    qtbot.keyClicks(last, code[-4:])
    qtbot.keyClick(last, Qt.Key.Key_Return)
    until(qtbot, lambda: workplace.desk.office.vault.ring.code_number == 2)
    until(qtbot, lambda: not last.isVisible())
    window.lock()
    window.finish()
    centre.reset_password(folder, "Khadija", code, THEIRS)


def test_somebody_is_let_go_and_signs_in_no_more(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    with_samira(folder)
    window = opens(folder)
    workplace = opened(qtbot, window)
    workplace.go("staff", {})
    find(window, "staffList", QListWidget).setCurrentRow(1)
    click(qtbot, window, "letGo")
    until(qtbot, lambda: is_shown(window, "letGoNow"))
    click(qtbot, window, "letGoNow")
    until(qtbot, lambda: not workplace.desk.ask(staff.staff)[1].is_active)
    until(qtbot, lambda: list(centre.front_door(folder).staff) == ["Khadija"])


def test_whoever_is_let_go_while_signed_in_stands_before_the_door(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    with_samira(folder)
    window = opens(folder)
    find(window, "staffNames", QListWidget).setCurrentRow(1)
    theirs = opened(qtbot, window, THEIRS)
    beside = centre.open_centre(folder, "Khadija", PASSWORD)
    beside.do(staff.deactivate_staff_member, 2, 1)
    theirs.desk.do(actions.add_family, "Bouzid", "")
    until(qtbot, lambda: window.workplace is None)
    names = find(window, "staffNames", QListWidget)
    assert [names.item(row).text() for row in range(names.count())] == ["Khadija"]
    assert families_of(beside) == []
    beside.close()
