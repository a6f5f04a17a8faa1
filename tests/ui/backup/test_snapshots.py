"""Closing keeps a copy first, locking where it is time; nobody has to wait for it."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.attendance.public_holidays import years_without_holidays
from amane_desktop.office import centre
from amane_desktop.office.snapshots import Snapshot, Why, snapshots, take_snapshot
from amane_desktop.people import actions
from amane_desktop.storage.backup.layout import SNAPSHOTS
from amane_desktop.storage.backup.progress import Progress
from tests.conftest import PASSWORD
from tests.rows import families_of
from tests.ui.conftest import Opens
from tests.ui.test_main_window import signed_in
from tests.ui.visit import find, seen, until
from ui.backup.snapshots_card import SnapshotsCard
from ui.main_window import MainWindow
from ui.tasks import Desk

YEAR = date.today().year


def kept(folder: Path) -> list[Snapshot]:
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    found = snapshots(office)
    office.close()
    return list(found)


def closed(qtbot: QtBot, window: MainWindow) -> None:
    window.leave()
    until(qtbot, lambda: not window.isVisible())
    window.finish()


def test_what_was_done_is_kept_on_closing(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    signed_in(qtbot, window).desk.do(actions.add_family, "Bouzid", "")
    closed(qtbot, window)
    (snapshot,) = kept(folder)
    assert snapshot.manifest is not None
    assert snapshot.manifest.counts["family"] == 1, "also what was still queued"
    assert snapshot.why == Why.CLOSING


def test_nothing_is_kept_again_where_nothing_was_done(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    for _day in range(2):
        window = opens(folder)
        desk = signed_in(qtbot, window).desk
        # (the first of the year fills the public holidays)
        until(qtbot, lambda desk=desk: not desk.office.ask(years_without_holidays, (YEAR,)))
        closed(qtbot, window)
    assert len(kept(folder)) == 1


def test_nothing_is_shown_while_it_is_kept_and_a_second_click_waits_for_nothing(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    workplace = signed_in(qtbot, window)
    workplace.desk.office.do(actions.add_family, "Bouzid", "")
    workplace.go("families", {"family_id": 1})
    window.leave()
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert seen(window, "keepingCopy", QWidget) and not any("Bouzid" in text for text in shown)
    window.close()
    assert not window.isVisible()
    window.finish()
    assert list((folder / SNAPSHOTS).glob("*.new")) == []
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    assert len(families_of(office)) == 1
    office.close()


def test_locking_keeps_one_when_the_last_is_two_hours_old(
    qtbot: QtBot, opens: Opens, folder: Path
) -> None:
    window = opens(folder)
    for name in ("Bouzid", "Idder"):
        signed_in(qtbot, window).desk.do(actions.add_family, name, "")
        window.lock()
    window.finish()
    (snapshot,) = kept(folder)
    assert snapshot.why == Why.HOURS and snapshot.manifest is not None
    assert snapshot.manifest.counts["family"] == 1


def test_the_end_of_the_session_is_not_held_up(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    window = opens(folder)
    signed_in(qtbot, window).desk.do(actions.add_family, "Bouzid", "")
    window.ask_nothing()
    window.close()
    assert not window.isVisible()


def test_a_failure_keeps_nobody_from_closing(qtbot: QtBot, opens: Opens, folder: Path) -> None:
    (folder / SNAPSHOTS).write_text("no folder")
    window = opens(folder)
    signed_in(qtbot, window).desk.do(actions.add_family, "Bouzid", "")
    closed(qtbot, window)
    assert (folder / SNAPSHOTS).read_text() == "no folder"


def test_what_is_kept_is_listed_with_its_occasion(qtbot: QtBot, desk: Desk) -> None:
    card = SnapshotsCard(desk)
    qtbot.addWidget(card)
    assert card.found is None
    desk.office.do(actions.add_family, "Bouzid", "")
    found = take_snapshot(desk.office, Why.CLOSING, Progress())
    desk.snapshots.changed.emit()
    card.show()
    until(qtbot, lambda: find(card, "snapshots", QListWidget).count() == 1)
    card.list.setCurrentRow(0)
    assert card.found == found
    assert "à la fermeture" in card.list.item(0).data(0x0100)
