"""Scans on a family's record: dropped, pasted, told, looked at, opened elsewhere, taken off."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.office.audit import audit_ids, audit_lines
from amane_desktop.office.scanned import prepare
from amane_desktop.people import actions
from amane_desktop.people.scan_lines import ScanLine, scan_content, scans
from amane_desktop.people.scans import add_scans
from tests.office.test_scanned import a_pdf
from tests.rows import work_as
from tests.ui.families.visit import Window
from tests.ui.visit import find, seen, until
from ui.tasks import Desk
from ui.widgets.scan_forms import AddScans
from ui.widgets.scan_viewer import ScanViewer

FAMILY = ("family", 1)


@pytest.fixture
def page(desk: Desk, window: Callable[[str], Window], qtbot: QtBot) -> Window:
    """The record of a family of one child."""
    family = desk.office.do(actions.add_family, "Bahi", "باهي")
    desk.office.do(actions.add_person, family, "Aya", "Bahi", "آية", "باهي")
    shown = window("en")
    shown.page.open(family_id=family)
    until(qtbot, lambda: seen(shown, "addScan", QPushButton))
    return shown


def a_picture(path: Path, colour: str = "red") -> Path:
    Image.new("RGB", (300, 200), colour).save(path)
    return path


def drop(on: QWidget, *paths: Path) -> None:
    """Drag files over something and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys, copy = (
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.DropAction.CopyAction,
    )
    QGuiApplication.sendEvent(on, QDragEnterEvent(QPoint(9, 9), copy, data, buttons, keys))
    QGuiApplication.sendEvent(on, QDropEvent(QPointF(9, 9), copy, data, buttons, keys))


def form(page: Window) -> AddScans:
    opened = page.page.forms.form
    assert isinstance(opened, AddScans)
    return opened


def choose_kind(page: Window, code: str) -> None:
    box = form(page).fields["kind"].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(code))


def kept(page: Window) -> tuple[ScanLine, ...]:
    return page.desk.ask(scans, FAMILY)


def are_read(page: Window) -> bool:
    return all(tile.is_read for tile in form(page).files._tiles)


def rows(page: Window) -> list[str]:
    labels = [
        row.findChildren(QLabel)[1].text()
        for row in page.page.record.scans.findChildren(QWidget, "scanRow")
        if row.isVisible()
    ]
    return ["".join(c for c in words if c not in "\u2066\u2067\u2068\u2069") for words in labels]


def test_files_that_are_dropped_are_told_by_keyboard_and_kept(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    (tmp_path / "two.pdf").write_bytes(a_pdf(2))
    drop(page.page.record.scans, a_picture(tmp_path / "one.png"), tmp_path / "two.pdf")
    until(qtbot, lambda: are_read(page))
    choose_kind(page, "school")
    qtbot.keyClicks(form(page).fields["title"].editor, "Bulletin")
    qtbot.keyClick(form(page).fields["title"].editor, Qt.Key.Key_Return)
    until(qtbot, lambda: len(kept(page)) == 2)
    until(qtbot, lambda: rows(page) == ["Document scolaire · Bulletin"] * 2)
    assert {line.media_type for line in kept(page)} == {"image/png", "application/pdf"}


def test_a_picture_is_pasted_for_the_person_on_whose_panel_it_is(
    qtbot: QtBot, page: Window
) -> None:
    page.page.open(family_id=1, person_id=1)
    panel = page.page.record.person
    panel._scans.set_open(True)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(panel.scans, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: are_read(page))
    choose_kind(page, "photo")
    form(page).save()
    until(qtbot, lambda: [line.holder for line in kept(page)] == [("person", 1)])


def test_what_cannot_be_kept_is_said_under_it_and_nothing_is_saved_until_it_is_out(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("words")
    drop(page.page.record.scans, tmp_path / "notes.txt", a_picture(tmp_path / "one.png"))
    until(qtbot, lambda: are_read(page))
    assert "take a PDF, JPEG, PNG, TIFF or BMP" in page.words()
    choose_kind(page, "other")
    form(page).save()
    assert "Take out the file" in page.words() and not kept(page)
    qtbot.mouseClick(seen(page, "takeOut", QPushButton)[0], Qt.MouseButton.LeftButton)
    form(page).save()
    until(qtbot, lambda: len(kept(page)) == 1)


def test_a_form_without_files_or_kind_says_so(qtbot: QtBot, page: Window, tmp_path: Path) -> None:
    page.page.record.scans.add.emit(FAMILY, [])
    form(page).save()
    assert "Drop a file here, paste it, or choose one." in page.words()
    drop(form(page).files.editor, a_picture(tmp_path / "one.png"))
    until(qtbot, lambda: are_read(page))
    form(page).save()
    until(qtbot, lambda: "Choose what kind of document it is." in page.words())
    assert not kept(page)


def test_no_name_of_a_file_is_kept_in_a_draft(qtbot: QtBot, page: Window, tmp_path: Path) -> None:
    drop(page.page.record.scans, a_picture(tmp_path / "Jugement Aya.png"))
    until(qtbot, lambda: are_read(page))
    qtbot.keyClicks(form(page).fields["title"].editor, "Bulletin")
    assert "Jugement" not in repr(form(page).draft())
    qtbot.keyClick(form(page).fields["title"].editor, Qt.Key.Key_Escape)
    page.page.record.scans.add.emit(FAMILY, [])
    assert form(page).fields["title"].raw() == "Bulletin" and not form(page).files.raw()


def test_a_scan_is_told_anew_removed_and_taken_back(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    _add(page, a_picture(tmp_path / "one.png"))
    until(qtbot, lambda: rows(page) == ["Document scolaire"])
    qtbot.mouseClick(find(page, "editScan", QPushButton), Qt.MouseButton.LeftButton)
    opened = page.page.forms.form
    assert opened is not None
    opened.fields["title"].set_raw("Bulletin")
    opened.fields["holder"].set_raw("person/1")
    opened.save()
    until(qtbot, lambda: rows(page) == ["Document scolaire · Bulletin"])
    assert kept(page)[0].holder == ("person", 1)
    qtbot.mouseClick(find(page, "editScan", QPushButton), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find(page, "remove", QPushButton), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: not rows(page) and "Drop a scan here" in page.words())
    page.desk.undo()
    until(qtbot, lambda: rows(page) == ["Document scolaire · Bulletin"])


def test_after_a_scan_of_the_family_the_next_is_of_the_family_too(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    record = page.page.record
    drop(record.scans, a_picture(tmp_path / "one.png"))
    until(qtbot, lambda: are_read(page))
    choose_kind(page, "school")
    form(page).save()
    until(qtbot, lambda: rows(page) == ["Document scolaire"])
    record.focus_persons(Qt.FocusReason.OtherFocusReason)
    assert record.persons.hasFocus() and record.persons.chosen_id() is None
    drop(record.viewport(), a_picture(tmp_path / "two.png", "blue"))
    assert form(page).fields["holder"].raw() == "family/1"


def test_a_long_list_is_shown_in_part_until_it_is_asked_for(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    _add(page, *[a_picture(tmp_path / "one.png")] * 7)
    until(qtbot, lambda: len(rows(page)) == 5)
    qtbot.mouseClick(find(page, "allScans", QPushButton), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: len(rows(page)) == 7)


def test_an_administrator_is_not_offered_kinds_that_they_do_not_see(page: Window) -> None:
    work_as(page.desk.office, Role.ADMINISTRATOR)
    page.page.record.scans.add.emit(FAMILY, [])
    box = form(page).fields["kind"].editor
    assert isinstance(box, QComboBox)
    codes = {box.itemData(row) for row in range(box.count())}
    assert "school" in codes and not codes & {"health", "justice"}


def test_a_teacher_sees_no_card(page: Window) -> None:
    work_as(page.desk.office, Role.TEACHER)
    page.page.record.scans.show_scans(FAMILY)
    assert not page.page.record.scans.isVisible()


def _add(page: Window, *paths: Path) -> None:
    files = [prepare(path) for path in paths]
    page.desk.office.do(add_scans, FAMILY, files, "school")


@pytest.fixture
def viewer(qtbot: QtBot, page: Window, tmp_path: Path) -> ScanViewer:
    """The viewer on the newest of two scans: a PDF of two pages, and a picture."""
    path = tmp_path / "two.pdf"
    path.write_bytes(a_pdf(2))
    _add(page, a_picture(tmp_path / "one.png"), path)
    until(qtbot, lambda: len(rows(page)) == 2)
    qtbot.mouseClick(seen(page, "viewScan", QPushButton)[0], Qt.MouseButton.LeftButton)
    (opened,) = page.findChildren(ScanViewer)
    until(qtbot, lambda: opened.pages is not None)
    return opened


def test_a_scan_is_looked_at_page_by_page_turned_and_followed_by_the_next(
    qtbot: QtBot, viewer: ScanViewer
) -> None:
    assert viewer.pages is not None and viewer.view is not None
    assert len(viewer.pages) == 2 and "1 / 2" in _words(viewer)
    upright = viewer.pages.sizes[0]
    zoom = viewer.view.zoom
    viewer.findChild(QPushButton, "zoomIn").click()
    assert viewer.view.zoom > zoom
    viewer.findChild(QPushButton, "turn").click()
    assert viewer.pages.sizes[0] == upright.transposed()
    viewer.findChild(QPushButton, "nextScan").click()
    until(qtbot, lambda: viewer.pages is not None and len(viewer.pages) == 1)

    def is_red() -> bool:
        assert viewer.view is not None
        view = viewer.view.viewport()
        return view.grab().toImage().pixelColor(view.rect().center()).name() == "#ff0000"

    until(qtbot, is_red)
    assert not viewer.findChild(QPushButton, "nextScan").isEnabled()
    viewer.close()


def test_nothing_of_a_scan_is_left_once_the_lock_has_hidden_it(
    qtbot: QtBot, viewer: ScanViewer
) -> None:
    file = viewer.pages._source._document._input.raw
    with qtbot.waitSignal(viewer.destroyed):
        viewer.hide()
        assert viewer.pages is None and file.closed
        viewer.close()


def test_the_viewer_says_of_a_damaged_scan_that_it_is(
    qtbot: QtBot, page: Window, folder: Path, tmp_path: Path
) -> None:
    _add(page, a_picture(tmp_path / "one.png"))
    (stored,) = (folder / "attachments").iterdir()
    stored.write_bytes(stored.read_bytes()[:-9])
    until(qtbot, lambda: len(rows(page)) == 1)
    page.page.record.scans.open_scan(1)
    (opened,) = page.findChildren(ScanViewer)
    until(qtbot, lambda: "damaged" in _words(opened))
    opened.close()


def test_the_discreet_key_covers_the_viewer(qtbot: QtBot, viewer: ScanViewer) -> None:
    viewer._discreet.turn()
    assert not viewer.view.isVisible() and "Covered" in _words(viewer)
    viewer._discreet.turn()
    assert viewer.view.isVisible()
    viewer.close()


def _words(widget: QWidget) -> str:
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return " ".join(label.text() for label in labels).replace("\u2066", "").replace("\u2069", "")


class Opener(QObject):
    """The other program, which is given a place and no more."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.given.append(Path(url.toLocalFile()))


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """What would open files, with a runtime folder of its own."""
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    yield opener
    QDesktopServices.unsetUrlHandler("file")


def test_another_program_is_given_a_private_copy_once_that_was_asked(
    qtbot: QtBot, opener: Opener, page: Window, tmp_path: Path
) -> None:
    from ui.open_with import ClearCopies

    page.desk.copies = ClearCopies(page.desk.office.folder)
    _add(page, a_picture(tmp_path / "one.png"))
    until(qtbot, lambda: len(rows(page)) == 1)
    page.page.record.scans.open_scan(1)
    (viewer,) = page.findChildren(ScanViewer)
    for answer in ("Cancel", "Open the copy"):
        assert not opener.given
        viewer.findChild(QPushButton, "openWith").click()
        boxes = [box for box in viewer.findChildren(QMessageBox) if box.isVisible()]
        button = next(b for b in boxes[0].buttons() if b.text() == answer)
        button.click()
    until(qtbot, lambda: opener.given)
    (copy,) = opener.given
    assert "Gave a scan to another program" in str(page.desk.ask(audit_lines, audit(page)))
    assert copy.suffix == ".png" and "one" not in copy.name
    assert copy.read_bytes() == b"".join(page.desk.ask(scan_content, 1).chunks)
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    page.desk.leave()
    assert not copy.exists() and not copy.parent.exists()
    viewer.close()


def test_that_there_is_no_room_for_a_copy_is_said_in_the_viewer(
    qtbot: QtBot, viewer: ScanViewer, page: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(free=0)
    monkeypatch.setattr("shutil.disk_usage", lambda _place: full)
    viewer._open_copy(viewer.scan_id)
    until(qtbot, lambda: "the disk is full" in _words(viewer))
    viewer.close()


def audit(page: Window) -> tuple[int, ...]:
    return page.desk.ask(audit_ids)


def test_a_file_that_stands_on_the_record_already_is_said_to(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    _add(page, a_picture(tmp_path / "one.png"))
    given = (tmp_path / "one.png", a_picture(tmp_path / "two.png", "blue"))
    drop(page.page.record.scans, *given)
    until(qtbot, lambda: are_read(page))
    said = [label.text() for label in seen(page, "tileSaid", QLabel)]
    assert said == ["This very file is on this record already."]


def test_the_scanners_files_are_added_and_then_removed_from_its_folder(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    folder, scanner = tmp_path / "scanner", page.desk.scanner
    folder.mkdir()
    scanner.choose(folder)
    path = a_picture(folder / "scan0001.png")
    until(qtbot, lambda: (scanner.look(), scanner.offered)[1])
    (from_scanner,) = seen(page.page.record.scans, "scannerFiles", QPushButton)
    assert from_scanner.text() == "From the scanner (1)"
    from_scanner.click()
    until(qtbot, lambda: are_read(page))
    choose_kind(page, "school")
    form(page).save()
    until(qtbot, lambda: seen(page.page.record.scans, "removeLeftOver", QPushButton))
    assert "still lies in the scanner's folder" in page.words() and path.exists()
    find(page.page.record.scans, "removeLeftOver", QPushButton).click()
    until(qtbot, lambda: not path.exists())
    until(qtbot, lambda: not seen(page.page.record.scans, "removeLeftOver", QPushButton))
    assert len(kept(page)) == 1


def test_what_is_dropped_or_pasted_anywhere_on_the_record_is_for_whom_is_shown(
    qtbot: QtBot, page: Window, tmp_path: Path
) -> None:
    record = page.page.record
    page.page.open(family_id=1, person_id=1)
    drop(record.viewport(), a_picture(tmp_path / "one.png"))
    assert form(page).fields["holder"].raw() == "person/1"
    assert not seen(record, "dropHint", QLabel)
    page.page.forms.leave()
    page.page.open(family_id=1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.png"))])
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(record.persons, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: are_read(page) and form(page).files.raw() == "1")
