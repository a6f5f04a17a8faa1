"""The scanner's folder: what is new and whole is offered, what is kept may be removed from it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from amane_desktop.office.scanned import prepare
from tests.office.test_scanned import a_pdf
from tests.ui.visit import until
from ui.scanner import ScannerFolder, Seen, _look
from ui.settings import remember_language, remembered_language, scanner_folder


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    scans = tmp_path / "scans"
    scans.mkdir()
    return scans


@pytest.fixture
def scanner(tmp_path: Path, scans: Path, qtbot: QtBot) -> Iterator[ScannerFolder]:
    scanner = ScannerFolder(tmp_path / "settings")
    scanner.choose(scans)
    yield scanner
    scanner.stop()
    scanner.close()


@pytest.fixture
def sees(qtbot: QtBot, scanner: ScannerFolder) -> Callable[[Callable[[], object]], None]:
    """Looks again and again until something holds."""

    def wait(holds: Callable[[], object]) -> None:
        until(qtbot, lambda: (scanner.look(), holds())[1])

    return wait


Sees = Callable[[Callable[[], object]], None]


def test_a_file_is_taken_once_its_size_rests_and_it_opens(scans: Path) -> None:
    path, whole, now = scans / "scan.pdf", a_pdf(), time.time()
    path.write_bytes(whole[:200])
    first = _look(scans, Seen({}, {}), now)
    second = _look(scans, first, now)
    assert path in second.states and not second.whole  # (at rest, and half)
    path.write_bytes(whole)
    third = _look(scans, second, now)
    assert not third.whole  # (it opens, and grew since)
    assert path in _look(scans, third, now).whole


def test_only_what_is_new_and_may_be_a_scan_is_offered(scans: Path) -> None:
    for name in ("old.pdf", "new.pdf", "words.txt", ".hidden.pdf", "empty.pdf"):
        (scans / name).write_bytes(b"" if name == "empty.pdf" else a_pdf())
    (scans / "folder.pdf").mkdir()
    yesterday = time.time() - 86_400
    os.utime(scans / "old.pdf", (yesterday, yesterday))
    seen = _look(scans, _look(scans, Seen({}, {}), time.time()), time.time())
    assert [path.name for path in seen.whole] == ["new.pdf"]


def test_what_is_kept_is_offered_no_more_and_may_be_removed(
    scanner: ScannerFolder, scans: Path, sees: Sees
) -> None:
    path = scans / "scan.pdf"
    path.write_bytes(a_pdf())
    sees(lambda: scanner.offered == (path,))
    scanner.note_kept({path: prepare(path).original_sha256})
    assert not scanner.offered and scanner.left_over == (path,)
    scanner.remove_left_over()
    sees(lambda: not path.exists() and not scanner.left_over)


def test_another_scan_under_the_same_name_is_never_removed_and_is_offered(
    scanner: ScannerFolder, scans: Path, sees: Sees
) -> None:
    path = scans / "scan.pdf"
    path.write_bytes(a_pdf())
    sees(lambda: scanner.offered == (path,))
    digest = prepare(path).original_sha256
    scanner.note_kept({path: digest})
    other = a_pdf(3)
    path.write_bytes(other)
    scanner.remove_left_over()
    sees(lambda: scanner.offered == (path,))
    assert path.read_bytes() == other


def test_what_is_left_there_is_not_asked_again(
    scanner: ScannerFolder, scans: Path, sees: Sees
) -> None:
    path, later = scans / "scan.pdf", scans / "later.pdf"
    path.write_bytes(a_pdf())
    sees(lambda: scanner.offered == (path,))
    scanner.note_kept({path: prepare(path).original_sha256})
    scanner.leave()
    later.write_bytes(a_pdf(2))
    sees(lambda: scanner.offered == (later,))
    assert path.exists() and not scanner.left_over


def test_a_folder_that_is_gone_offers_nothing(
    scanner: ScannerFolder, scans: Path, sees: Sees
) -> None:
    path = scans / "scan.pdf"
    path.write_bytes(a_pdf())
    sees(lambda: scanner.offered)
    path.unlink()
    scans.rmdir()
    sees(lambda: not scanner.offered)


def test_the_folder_is_remembered_beside_the_language(tmp_path: Path, scans: Path) -> None:
    settings = tmp_path / "settings"
    remember_language(settings, "ar")
    scanner = ScannerFolder(settings)
    assert scanner.folder is None
    scanner.choose(scans)
    scanner.stop()
    scanner.close()
    remember_language(settings, "fr")
    assert scanner_folder(settings) == scans
    assert remembered_language(settings) == "fr"
