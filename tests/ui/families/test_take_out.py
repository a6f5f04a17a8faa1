"""What is taken out of the house from the families' page: a list, and a family's whole file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from amane_desktop.office.leaving import LeavingFile
from amane_desktop.people import actions
from tests.rows import rows_of, work_as
from tests.ui.families.visit import Window
from tests.ui.visit import click, find, until
from ui.tasks import Desk
from ui.widgets.document_preview import DocumentPreview


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    return tmp_path / "Amane"


def test_the_list_of_persons_is_taken_out_as_it_is_shown(
    qtbot: QtBot, filled: Window, documents: Path
) -> None:
    click(qtbot, filled, "list_persons")
    until(qtbot, lambda: find(filled, "exportPersons", QPushButton).isVisible())
    until(qtbot, lambda: filled.page._people._ids)
    with qtbot.waitSignal(filled.desk.notice) as told:
        click(qtbot, filled, "exportPersons")
    (path,) = documents.iterdir()
    assert str(path) in told.args[0]
    names = [row[0].value for row in load_workbook(path).worksheets[0].rows][1:]
    assert {name.split()[-1] for name in names} in (
        {"Fatima", "Yassine", "Salma"},
        {"فاطمة", "ياسين", "سلمى"},
    )
    assert [row["rows"] for row in rows_of(filled.desk.office, LeavingFile)] == [3]


@pytest.mark.parametrize("place", [0, 1])
def test_a_family_s_file_is_noted_and_shown(
    qtbot: QtBot, filled: Window, place: int, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.page.open(family_id=3)
    until(qtbot, lambda: filled.findChild(QPushButton, "takeFileOut"))
    button = filled.findChild(QPushButton, "takeFileOut")
    assert button is not None
    button.menu().actions()[place].trigger()
    until(qtbot, lambda: filled.findChild(DocumentPreview))
    preview = filled.findChild(DocumentPreview)
    assert preview is not None and "Baha" not in preview.windowTitle()
    proposed: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *told: (proposed.append(told[2]), ("", ""))[1]
    )
    preview.save()
    assert Path(proposed[0]).parent == documents and documents.is_dir()
    assert [row["title"][-4:] for row in rows_of(filled.desk.office, LeavingFile)] == ["0003"]
    preview.close()


@pytest.mark.parametrize(
    ("role", "lists", "files"),
    [
        (Role.DIRECTOR, True, True),
        (Role.ADMINISTRATOR, True, False),
        (Role.SOCIAL_WORKER, False, False),
    ],
)
def test_who_may_not_take_anything_out_sees_no_button(
    desk: Desk, window: Callable[[str], Window], role: Role, lists: bool, files: bool
) -> None:
    desk.office.do(actions.add_family, "Bouzid", "")
    work_as(desk.office, role)
    shown = window("fr")
    shown.page.open(family_id=1)
    export = shown.findChild(QPushButton, "exportPersons")
    assert export is not None and export.isVisibleTo(export.parentWidget()) == lists
    take_out = shown.findChild(QPushButton, "takeFileOut")
    assert take_out is not None and take_out.isVisible() == files
