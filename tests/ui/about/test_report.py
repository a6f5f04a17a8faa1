"""The report for help names nobody: every mark of a marked centre is looked for in its bytes."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import build, i18n
from amane_desktop.access.permissions import Role
from amane_desktop.office.backup_drives import add_drive, note_backup
from amane_desktop.office.change_centre import change_centre
from amane_desktop.office.checking import Fault, Finding, note_check
from amane_desktop.office.errors import CentreBroken
from amane_desktop.office.front_door import SIGN_IN, broken
from amane_desktop.office.help_report.faults import LOG
from amane_desktop.office.queries import centre_card
from amane_desktop.office.staff import add_staff_member
from amane_desktop.people import actions
from amane_desktop.storage.keyring import KEY_RING
from tests.access.marked_centre import FAMILIES, fill, marks_of
from tests.conftest import PASSWORD
from tests.ui.visit import click, come_forward, find, until
from ui.about.page import AboutPage
from ui.about.report_sheet import ReportSheet
from ui.about.sheet import AboutSheet
from ui.background import Background
from ui.tasks import Desk

# Whatever a person has typed or called something bears one of them.
LATIN, ARABIC = "MARQUE", "علامة"


@pytest.fixture
def marked(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A centre with marks in every name, on a PC whose account has one, too."""
    folder = tmp_path / f"{LATIN}-compte" / f"{ARABIC} centre"
    office = fill(folder)
    version = office.ask(centre_card).version
    office.do(change_centre, version, f"{LATIN} C", f"{ARABIC} م", f"{LATIN} rue", f"{ARABIC} زنقة")
    office.do(add_staff_member, f"{LATIN} collègue", Role.TEACHER, PASSWORD)
    family = office.do(actions.add_family, f"{LATIN} f", f"{ARABIC} ع", f"{LATIN} derb")
    office.do(actions.add_person, family, f"{LATIN} p", LATIN, f"{ARABIC} ش", ARABIC)
    drive = office.do(add_drive, "0123456789abcdef", f"{LATIN} clé", f"{LATIN} chez")
    told = {"bytes": 4711, "seconds": 2, "place": f"/media/{LATIN}/{ARABIC}"}
    office.do(note_backup, drive, True, told)
    office.do(note_backup, drive, False, {"trouble": "DriveGone"})
    office.do(note_check, (Finding(Fault.CHANGED, "family", (1, 2, 3)),))
    desk = Desk(office)
    log = logging.getLogger("amane")
    # As an older version wrote it, with the folder of the account.
    (folder.parent / LOG).write_text(
        f"2026-11-20 08:00:00,001 ERROR KeyError at C:\\Users\\{LATIN}\\Amane\\ui\\old.py:7\n"
        f"2026-11-20 08:00:00,002 WARNING {LATIN} {ARABIC}\n",
        "utf-8",
    )
    handler = logging.FileHandler(folder.parent / LOG, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    yield desk
    log.removeHandler(handler)
    handler.close()
    desk.close()


def fall_over(qtbot: QtBot, desk: Desk) -> None:
    """Something in a page fails, with a name in its message."""

    def fail() -> None:
        raise ZeroDivisionError(f"{LATIN} {ARABIC} pupils-name")

    refusals: list[object] = []
    desk.read(desk, fail, refused=refusals.append)
    until(qtbot, lambda: refusals)


def report_of(qtbot: QtBot, desk: Desk, file: Path) -> str:
    """What stands in the file that the page's report is saved as."""
    page = AboutPage(desk)
    qtbot.addWidget(page)
    come_forward(qtbot, page)
    click(qtbot, page, "makeReport")
    (sheet,) = page.findChildren(ReportSheet)
    until(qtbot, find(sheet, "saveReport", QPushButton).isEnabled)
    sheet.save_as(file)
    saved = file.read_bytes().decode("utf-8-sig")
    assert saved == find(sheet, "reportText", QPlainTextEdit).toPlainText(), "what was shown"
    return saved


def marks_in(text: str) -> set[str]:
    """Whose marks can be read: of names in either script, and of every number that is kept."""
    found = {mark for mark in (LATIN, ARABIC) if mark in text}
    for family in FAMILIES:
        found |= {f"{family} {part}" for part in marks_of(family).found_in(text)}
        found |= {family} if f"{family}-" in text else set()
    return found


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_it_names_nobody(qtbot: QtBot, marked: Desk, tmp_path: Path, lang: str) -> None:
    i18n.set_language(lang)
    fall_over(qtbot, marked)
    text = report_of(qtbot, marked, tmp_path / "report.txt")
    assert marks_in(text) == set()
    assert re.search(r"ZeroDivisionError, ui/background.py:\d+, tests/ui/about/test_rep", text)
    assert "KeyError, old.py:7" in text
    for told in ("bytes 4711", "DriveGone", "changed 3", build.version(), "SQLCipher", "0007"):
        assert told in text
    assert " ms" in text and "dossier_step" in text


def test_it_names_nobody_where_the_centre_does_not_open(qtbot: QtBot, marked: Desk) -> None:
    folder = marked.office.folder
    # (where the sign-in page stands, the centre's marked name is known)
    assert LATIN in (folder / SIGN_IN).read_text("utf-8")
    page, background = QWidget(), Background("door")
    qtbot.addWidget(page)
    come_forward(qtbot, page)
    sheet = AboutSheet(page, folder, background, CentreBroken(broken(KEY_RING)))
    sheet.open()
    click(qtbot, sheet, "makeReport")
    (report,) = sheet.findChildren(ReportSheet)
    until(qtbot, find(report, "saveReport", QPushButton).isEnabled)
    text = report.text.toPlainText()
    background.close()
    assert marks_in(text) == set()
    assert "CentreBroken" in text and KEY_RING in text and "KeyError, old.py:7" in text


def test_a_name_that_slips_in_would_be_found(
    qtbot: QtBot, marked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "__version__", f"0.1.0 {ARABIC} hidden-child")
    text = report_of(qtbot, marked, tmp_path / "report.txt")
    assert marks_in(text) == {ARABIC, "hidden", "hidden names"}
