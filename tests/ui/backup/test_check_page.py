"""Checking the data from the menu, and what Today says until somebody has looked."""

import shutil
from io import BytesIO
from pathlib import Path
from threading import Event

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.office.checking import last_check
from amane_desktop.people import actions
from amane_desktop.people.photos import put_photo
from tests.office.test_checking import behind_the_journal
from tests.ui.conftest import Opens
from tests.ui.test_main_window import signed_in
from tests.ui.visit import click, find, seen, until
from ui.backup.check_page import CheckPage
from ui.workplace import Workplace

OUT_OF_STEP = "UPDATE person SET notes = 'x'"


def visit(qtbot: QtBot, opens: Opens, folder: Path) -> Workplace:
    """A director at work, in a centre with Salma and her photo."""
    workplace = signed_in(qtbot, opens(folder))
    office = workplace.desk.office
    family = office.do(actions.add_family, "Bouzid", "")
    office.do(actions.add_person, family, "Salma", "Bouzid")
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    office.do(put_photo, 1, out.getvalue())
    return workplace


def checked(qtbot: QtBot, workplace: Workplace) -> CheckPage:
    """The page, once a check has ended."""
    workplace.go("check", {})
    page = workplace.page("check")
    assert isinstance(page, CheckPage)
    click(qtbot, page, "checkNow")
    until(qtbot, lambda: not workplace.desk.data_check.is_under_way)
    return page


def told(page: CheckPage) -> str:
    return " ".join(label.text() for label in seen(page, "", QLabel))


def test_a_whole_centre_is_told_to_be_in_order(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    page = checked(qtbot, visit(qtbot, opens, folder))
    assert "Tout était en ordre" in find(page, "lastCheck", QLabel).text()
    assert not seen(page, "finding", QFrame) and not page.found.isVisible()


def test_what_is_wrong_is_named_and_today_says_so_until_it_was_seen(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    workplace = visit(qtbot, opens, folder)
    behind_the_journal(workplace.desk.office, OUT_OF_STEP)
    check = workplace.desk.data_check
    check.start()
    until(qtbot, lambda: seen(workplace, "checkNotice", QFrame))
    click(qtbot, workplace, "lookAtCheck")
    page = workplace.page("check")
    assert isinstance(page, CheckPage)
    assert "Salma" in told(page)
    until(qtbot, lambda: not _is_news(workplace))
    workplace.go("today", {})
    until(qtbot, lambda: not seen(workplace, "checkNotice", QFrame))


def _is_news(workplace: Workplace) -> bool:
    last = workplace.desk.ask(last_check)
    return last is not None and not last.is_looked_at


def test_a_missing_photo_is_put_right_from_a_drive(
    qtbot: QtBot, opens: Opens, folder: Path, tmp_path: Path
) -> None:
    workplace = visit(qtbot, opens, folder)
    (photo,) = (folder / "attachments").iterdir()
    copy = tmp_path / "stick" / "Amane" / ("0" * 16) / "files" / photo.name[:2] / photo.name
    copy.parent.mkdir(parents=True)
    shutil.move(photo, copy)
    page = checked(qtbot, workplace)
    assert seen(page, "mendFiles", QPushButton) and "Salma" in told(page)
    page.mend_from(tmp_path / "stick")
    until(qtbot, lambda: "Tout était en ordre" in find(page, "lastCheck", QLabel).text())
    assert photo.exists()


def test_a_check_that_is_stopped_says_nothing(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    workplace = visit(qtbot, opens, folder)
    check = workplace.desk.data_check
    came = Event()
    check.came.connect(check.stop)
    check.came.connect(came.set)
    checked(qtbot, workplace)
    until(qtbot, came.is_set)
    assert workplace.desk.ask(last_check) is None


def test_locking_ends_a_check_and_nothing_is_read_after_it(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    check = workplace.desk.data_check
    came, locked = Event(), Event()
    wait = lambda: (came.set(), locked.wait(20))  # noqa: E731
    check.came.connect(wait, Qt.ConnectionType.DirectConnection)
    check.start()
    until(qtbot, came.is_set)
    window.lock()
    until(qtbot, check._is_closed.is_set)
    locked.set()
    again = signed_in(qtbot, window)
    until(qtbot, lambda: not check.is_under_way)
    check.start_if_due()
    check.start()
    assert not check.is_under_way
    assert again.desk.ask(last_check) is None
