"""What leaves the house stands in one folder, says what it holds, and is told in the journal."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from amane_desktop import i18n
from amane_desktop.office.errors import Refusal
from amane_desktop.office.leaving import LeavingFile, export_list, leaving_folder
from amane_desktop.office.office import Office
from tests.rows import rows_of

HEADINGS = ("Personne", "Dossier")
ROWS = (("Aït Baha Yassine", "\u20662026-0001\u2069"), ("=HYPERLINK(1)", "+212\x0b\x1f"))


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    return tmp_path / "documents"


def test_a_list_stands_in_the_folder_as_it_was_shown(office: Office, documents: Path) -> None:
    path = office.do(export_list, "Persons", HEADINGS, ROWS)
    assert path.parent == leaving_folder() == documents / "Amane"
    sheet, told = load_workbook(path).worksheets
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Personne", "Dossier"],
        ["Aït Baha Yassine", "2026-0001"],
        ["=HYPERLINK(1)", "+212"],
    ]
    # Whatever a cell begins with, it is a text.
    assert {cell.data_type for row in sheet.rows for cell in row} == {"s"}
    assert "“Persons”: 2 rows" in told["A1"].value and "Khadija" in told["A1"].value
    assert rows_of(office, LeavingFile) == [{"id": 1, "title": "Persons", "rows": 2}]


def test_another_list_of_the_day_takes_another_name(office: Office) -> None:
    first, second = (office.do(export_list, "Persons", HEADINGS, ROWS) for _n in range(2))
    assert first != second and first.exists() and second.exists()


def test_in_arabic_the_sheet_runs_from_the_right(office: Office) -> None:
    i18n.set_language("ar")
    sheet = load_workbook(office.do(export_list, "الأشخاص", HEADINGS, ROWS)).worksheets[0]
    assert sheet.sheet_view.rightToLeft and sheet.title == "الأشخاص"


def test_where_nothing_can_be_written_nothing_is_noted(office: Office, documents: Path) -> None:
    documents.write_text("no folder")
    with pytest.raises(Refusal):
        office.do(export_list, "Persons", HEADINGS, ROWS)
    assert rows_of(office, LeavingFile) == []
