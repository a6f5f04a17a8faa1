"""The guide in the program: F1 from anywhere, both directions, and away by Escape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMenu, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.people import actions
from tests.rows import families_of
from tests.ui.conftest import Opens
from tests.ui.test_main_window import signed_in
from tests.ui.visit import click, find, until
from ui.guide.jobs import FOLDER, names
from ui.guide.window import GuideWindow
from ui.idle import LockWatch
from ui.main_window import MainWindow


@pytest.fixture
def opens(opens: Opens, qapp: QApplication) -> Iterator[Opens]:
    """Opens the window as the program starts it: F1 is heard everywhere."""
    watches: list[LockWatch] = []

    def open_on(folder: Path) -> MainWindow:
        window = opens(folder)
        watches.append(LockWatch(window))
        watches[-1].guide_wanted.connect(window.show_guide)
        qapp.installEventFilter(watches[-1])
        return window

    yield open_on
    for watch in watches:
        qapp.removeEventFilter(watch)


def press_f1(qtbot: QtBot, window: MainWindow) -> GuideWindow:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    over = QApplication.activeModalWidget() or window
    (guide,) = [each for each in over.findChildren(GuideWindow) if each.isVisible()]
    return guide


def read(qtbot: QtBot, window: MainWindow) -> str:
    """The page that F1 opens; the guide is closed again."""
    guide = press_f1(qtbot, window)
    shown = guide.shown
    guide.close()
    return shown


def text_of(guide: GuideWindow) -> str:
    return find(guide, "guideText", QTextBrowser).toPlainText()


def test_before_anybody_signed_in(qtbot: QtBot, opens: Opens, tmp_path: Path, folder: Path) -> None:
    window = opens(tmp_path / "nothing" / "centre")
    assert read(qtbot, window) == "first-start"
    click(qtbot, window, "language_fr")
    assert read(qtbot, window) == "first-start"
    click(qtbot, window, "restoreHere")
    assert read(qtbot, window) == "when-the-pc-dies"
    assert read(qtbot, opens(folder)) == "lost-password"


@pytest.mark.parametrize(
    ("page", "chip", "job"),
    [
        ("today", "", "every-morning"),
        ("families", "", "new-family"),
        ("families", "list_persons", "find"),
        ("school_support", "", "week"),
        ("school_support", "chip_groups", "timetable"),
        ("school_support", "chip_timetable", "timetable"),
        ("school_support", "chip_schools", "schools"),
        ("school_support", "chip_door", "door"),
        ("school_support", "chip_follow_up", "school-follow-up"),
        ("civil_registration", "", "civil-registration"),
        ("civil_registration", "chip_fetch", "civil-registration"),
        ("tasks", "", "every-morning"),
        ("backup", "", "friday-backup"),
        ("check", "", "friday-backup"),
        ("staff", "", "staff"),
        ("settings", "", "settings"),
        ("importing", "", "spreadsheets"),
        ("journal", "", "settings"),
    ],
)
def test_each_page_has_its_job(
    qtbot: QtBot, opens: Opens, folder: Path, page: str, chip: str, job: str
) -> None:
    window = opens(folder)
    signed_in(qtbot, window).go(page, {})
    if chip:
        click(qtbot, window, chip)
    assert read(qtbot, window) == job


def test_a_record_has_another_job_than_the_form_that_begins_one(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    workplace.desk.do(actions.add_family, "Bouzid", "بوزيد")
    until(qtbot, lambda: families_of(workplace.desk.office))
    workplace.go("families", {"family_id": families_of(workplace.desk.office)[0].id})
    assert read(qtbot, window) == "family"
    workplace.go("families", {"add": True})
    assert read(qtbot, window) == "new-family"


def test_over_a_dialog_it_can_be_read_and_closed(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    click(qtbot, window, "forgotten")
    dialog = find(window, "resetPassword", QDialog)
    guide = press_f1(qtbot, window)
    assert guide.shown == "lost-password"
    qtbot.keyClick(find(guide, "guideText", QTextBrowser), Qt.Key.Key_Escape)
    assert not guide.isVisible() and dialog.isVisible()


def test_the_menu_opens_it_and_locking_closes_it(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    menu = workplace.findChild(QMenu, "userMenu")
    entries = menu.actions()
    at = [entry.text() for entry in entries].index("Guide\tF1")
    assert entries[at - 1].text() == "À propos et aide"
    entries[at].trigger()
    guide = window.findChild(GuideWindow)
    assert guide.isVisible()
    window.lock()
    assert not guide.isVisible()


def test_it_does_not_stand_in_the_way_of_hiding(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    guide = press_f1(qtbot, window)
    until(qtbot, guide.isActiveWindow)
    text = find(guide, "guideText", QTextBrowser)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(text, "h", control | shift)
    assert find(workplace, "discreetCover", QWidget)
    qtbot.keyClick(text, "l", control)
    assert window.workplace is None


def test_it_is_walked_through_by_keyboard(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    guide = press_f1(qtbot, opens(folder))
    guide.show_job("first-start")
    jobs = find(guide, "guideJobs", QListWidget)
    jobs.setFocus()
    read_in_order = []
    for _job in names():
        read_in_order.append(guide.shown)
        qtbot.keyClick(jobs, Qt.Key.Key_Down)
    assert read_in_order == list(names())


def test_a_link_opens_its_page(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    guide = press_f1(qtbot, opens(folder))
    find(guide, "guideText", QTextBrowser).anchorClicked.emit(QUrl("week.md"))
    assert guide.shown == "week"
    assert text_of(guide).startswith("La semaine")


@pytest.mark.parametrize(
    ("lang", "begins"), [("fr", "Le premier jour"), ("ar", "اليوم الأول"), ("en", "Le premier")]
)
def test_it_speaks_the_language_of_the_screen(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str, begins: str
) -> None:
    window = opens(folder)
    window.set_language(lang)
    guide = press_f1(qtbot, window)
    guide.show_job("first-start")
    assert text_of(guide).startswith(begins)


@pytest.mark.parametrize(("lang", "is_turned"), [("fr", False), ("ar", True)])
def test_lines_begin_at_the_leading_side_beside_the_list(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str, is_turned: bool
) -> None:
    window = opens(folder)
    window.set_language(lang)
    guide = press_f1(qtbot, window)
    text, jobs = find(guide, "guideText", QTextBrowser), find(guide, "guideJobs", QWidget)
    assert (jobs.x() > text.x()) is is_turned
    first = text.document().begin().layout().lineAt(0)
    stands_right = first.naturalTextRect().center().x() > text.document().textWidth() / 2
    assert stands_right is is_turned
    assert text.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_page_shows_its_pictures_within_its_lines(
    qtbot: QtBot, opens: Opens, folder: Path, lang: str
) -> None:
    window = opens(folder)
    window.set_language(lang)
    guide = press_f1(qtbot, window)
    text = find(guide, "guideText", QTextBrowser)
    for name in names():
        guide.show_job(name)
        document = text.document()
        wanted = (FOLDER / lang / f"{name}.md").read_text(encoding="utf-8").count("![")
        widths = [piece.toImageFormat().width() for piece in _pictures(document)]
        assert len(widths) == wanted
        assert all(100 < width <= document.textWidth() for width in widths)
        assert text.horizontalScrollBar().maximum() == 0
        # What is said of the text is not a part of it.
        assert not set("*`[]|<#") & set(text.toPlainText())


def test_a_change_of_language_closes_it(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    guide = press_f1(qtbot, window)
    window.set_language("ar")
    assert not guide.isVisible()


def _pictures(document) -> list:
    found = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isImageFormat():
                found.append(pieces.fragment().charFormat())
            pieces += 1
        block = block.next()
    return found
