"""The spreadsheets that a centre has kept: read as they are, taken in as they were shown."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.cells import part_name, read_birth, read_level, read_sex
from amane_desktop.people.importing.columns import heading_row, propose
from amane_desktop.people.importing.plan import Plan, plan_import
from amane_desktop.people.importing.spreadsheet import read_sheets
from amane_desktop.people.models import Family, Person, Telephone
from tests.rows import rows_of

TODAY = date(2026, 11, 25)
FRENCH = (
    ("LISTE DES ENFANTS 2019",),
    (),
    ("N° dossier", "Nom", "Prénom", "Date de naissance", "Niveau", "Nom de la mère", "Tél"),
    (1, "Aït Baha", "Yassine", date(2011, 9, 3), "5AEP", "Fatima Zahidi", 612345678),
    (None, None, "Salma", "3 mai 2013", "3ème année primaire", None, None),
    (2, "El Fassi", "Omar", "né en hiver", "CM2", "Khadija", "0698765432 / 0611"),
    (None, None, None, None, None, None, None),
    (3, None, None, None, None, None, "0655555555"),
)
ARABIC = (
    ("الاسم والنسب", "الجنس", "تاريخ الازدياد", "المستوى الدراسي", "اسم الأم", "الحي"),
    ("ياسين أيت باها", "ذكر", "2011", "الخامس ابتدائي", "فاطمة", "المعديات"),
    ("سلمى أيت باها", "أنثى", "12 ماي 2013", "الثالث ابتدائي", "فاطمة", "المعديات"),
)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Sequence[Sequence[Any]], *merged: str) -> Path:
        path, book = tmp_path / "liste.xlsx", Workbook()
        for row in rows:
            book.active.append(row)
        for cells in merged:
            book.active.merge_cells(cells)
        book.save(path)
        return path

    return write


def planned(office: Office, path: Path) -> Plan:
    (sheet,) = read_sheets(path)
    head = heading_row(sheet.rows)
    return office.ask(plan_import, sheet.rows, head + 1, propose(sheet.rows[head]))


def test_one_row_a_child_with_brothers_and_sisters_below(
    office: Office, book: Callable[..., Path]
) -> None:
    plan = planned(office, book(FRENCH))
    assert [family.values["name"] for family in plan.families] == ["Aït Baha", "El Fassi"]
    assert office.do(take_in, plan) == 5
    persons = {row["given_name"]: row for row in rows_of(office, Person)}
    assert set(persons) == {"Fatima", "Yassine", "Salma", "Khadija", "Omar"}
    assert persons["Yassine"]["birth_date"] == date(2011, 9, 3)
    assert (persons["Salma"]["level"], persons["Salma"]["family_id"]) == ("3AEP", 1)
    assert (persons["Fatima"]["kinship"], persons["Fatima"]["family_name"]) == ("mother", "Zahidi")
    assert [row["number"] for row in rows_of(office, Telephone)] == ["0612345678", "0698765432"]
    assert not any(row["is_safe"] for row in rows_of(office, Telephone))
    assert [row["file_number"][-4:] for row in rows_of(office, Family)] == ["0001", "0002"]


def test_what_is_unclear_is_shown_and_kept_as_it_was_written(
    office: Office, book: Callable[..., Path]
) -> None:
    plan = planned(office, book(FRENCH))
    assert plan.left_out == {8: "No name stands in this row."}
    unclear = [text for person in plan.persons for text in person.unclear]
    assert unclear == ["Telephone: 0611", "Level: CM2", "Birth date: né en hiver"]
    office.do(take_in, plan)
    omar = next(row for row in rows_of(office, Person) if row["given_name"] == "Omar")
    assert omar["birth_date"] is None and omar["level"] == ""
    assert "Birth date: né en hiver" in omar["notes"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Téléphone mère", "telephone"),
        ("هاتف الأم", "telephone"),
        ("Prénom mère", "mother"),
        ("CIN mère", None),
        ("Prénom père", None),
        ("Date de naissance mère", None),
    ],
)
def test_what_is_said_of_a_parent_is_not_taken_for_the_child(
    heading: str, field: str | None
) -> None:
    assert propose((heading,)).get(0) == field


def test_a_number_is_nobody(office: Office, book: Callable[..., Path]) -> None:
    rows = (("Nom", "Prénom", "Mère"), ("Zerouali", "Ilyas", "0612345678"), ("Total", 1, None))

    plan = planned(office, book(rows))

    assert [p.values["given_name"] for p in plan.persons] == ["Ilyas"]


def test_an_arabic_sheet_fills_the_arabic_names(office: Office, book: Callable[..., Path]) -> None:
    office.do(take_in, planned(office, book(ARABIC)))
    (family,) = rows_of(office, Family)
    assert (family["name_ar"], family["neighbourhood"]) == ("أيت باها", "lmaadiat")
    mother, yassine, salma = rows_of(office, Person)
    assert mother["given_name_ar"] == "فاطمة"
    assert (yassine["given_name_ar"], yassine["birth_precision"]) == ("ياسين", "year")
    assert (salma["sex"], salma["level"], salma["birth_date"]) == ("f", "3AEP", date(2013, 5, 12))


def test_one_row_a_family_with_its_children_in_columns(
    office: Office, book: Callable[..., Path]
) -> None:
    rows = (
        ("Nom", "Prénom", "Lien de parenté", "Adresse", "Enfant 1", "Enfants"),
        ("Bouzid", "Aïcha", "grand-mère", "Derb Akka 4", "Yassine", "Salma, Omar"),
    )
    office.do(take_in, planned(office, book(rows)))
    assert [row["address"] for row in rows_of(office, Family)] == ["Derb Akka 4"]
    told = [(row["given_name"], row["kinship"]) for row in rows_of(office, Person)]
    assert told == [("Aïcha", "grandmother"), ("Yassine", ""), ("Salma", ""), ("Omar", "")]


def test_merged_cells_speak_for_each_row(office: Office, book: Callable[..., Path]) -> None:
    rows = (
        ("Famille", "Prénom", "Adresse"),
        ("Aït Baha", "Yassine", "Derb Akka 4"),
        (None, "Salma", None),
        (None, "Omar", None),
    )
    plan = planned(office, book(rows, "A2:A4", "C2:C4"))
    assert [len(family.persons) for family in plan.families] == [3]
    assert [p.values["family_name"] for p in plan.persons] == ["Aït Baha"] * 3


def test_who_is_there_already_is_not_made_again_and_brings_a_sister_home(
    office: Office, book: Callable[..., Path]
) -> None:
    home = office.do(actions.add_family, "Ait Baha", "")
    office.do(
        actions.add_person, home, "Yassin", "Ait Baha", birth_date=date(2011, 9, 3), school="A"
    )
    plan = planned(office, book(FRENCH))
    assert [p.same is not None for p in plan.persons if p.values["given_name"] == "Yassine"]
    assert office.do(take_in, plan) == 4
    salma = next(row for row in rows_of(office, Person) if row["given_name"] == "Salma")
    assert salma["family_id"] == home
    again = planned(office, book(FRENCH))
    assert office.do(take_in, again) == 0


def test_taking_in_is_one_action_and_undone_as_one(
    office: Office, book: Callable[..., Path]
) -> None:
    office.do(take_in, planned(office, book(FRENCH)))
    assert office.undo_last() == "Took in a spreadsheet"
    assert rows_of(office, Family) == rows_of(office, Person) == []


def test_stopped_on_the_way_nothing_is_made(office: Office, book: Callable[..., Path]) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Refusal("stopped")

    with pytest.raises(Refusal):
        office.do(take_in, planned(office, book(FRENCH)), progress=stop)
    assert rows_of(office, Family) == []


def test_a_csv_of_an_old_office_is_read_in_its_own_code(tmp_path: Path) -> None:
    for code, text in (
        ("cp1252", "Prénom;Né le\r\nFrançois-Noël;3/9/15\r\n"),
        ("cp1256", "الاسم;تاريخ الازدياد\r\nياسين;2015\r\n"),
        ("utf-8-sig", "Prénom,Né le\nياسين,2015\n"),
        ("utf-16", "Prénom\tNé le\nياسين\t2015\n"),
    ):
        path = tmp_path / "liste.csv"
        path.write_bytes(text.encode(code))
        (sheet,) = read_sheets(path)
        name = sheet.rows[1][0]
        assert name in text and len(sheet.rows[0]) == 2, code


def test_an_ods_sheet_is_read(tmp_path: Path) -> None:
    office_ns = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    table_ns = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    text_ns = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in ("Prénom", "ياسين")
    )
    with zipfile.ZipFile(tmp_path / "liste.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr(
            "content.xml",
            f"<office:document-content {office_ns} {table_ns} {text_ns}><office:body>"
            f'<office:spreadsheet><table:table table:name="A"><table:table-row>{cells}'
            "</table:table-row></table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    (sheet,) = read_sheets(tmp_path / "liste.ods")
    assert sheet.rows == (("Prénom", "ياسين"),)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "password"),
        ("a.xlsx", b"no workbook", "no spreadsheet"),
        ("a.pdf", b"%PDF", "xlsx, ods or csv"),
        ("a.csv", b"", "Nothing is written"),
        ("a.csv", b"PK\x03\x04\x00\x00", "no spreadsheet"),
        ("a.csv", b"a;b\n" * 20_200, "20,000 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal, match=words) as refused:
        read_sheets(tmp_path / name)
    assert refused.value.field == "path"


def test_a_file_that_would_swell_is_refused(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as entry,
    ):
        for _megabyte in range(301):
            entry.write(bytes(1_000_000))
    with pytest.raises(Refusal, match="too large"):
        read_sheets(tmp_path / "a.xlsx")


def test_a_formula_gives_no_command(office: Office, book: Callable[..., Path]) -> None:
    path = book((("Prénom", "Nom"), ('=HYPERLINK("http://x","Yassine")', "Aït Baha"), ("A", "B")))
    assert [p.values["given_name"] for p in planned(office, path).persons] == ["A"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5AEP", "5AEP"),
        ("6 ap", "6AEP"),
        ("2ème année collège", "2AC"),
        ("الأولى باكالوريا", "1BAC"),
        ("التعليم الأولي", "PRE"),
        ("روض", "PRE"),
        ("tronc commun", "TC"),
        ("CM2", None),
        ("4AC", None),
    ],
)
def test_levels_as_people_write_them(text: str, code: str | None) -> None:
    assert read_level(text) == code


def test_names_in_one_column_are_parted_where_families_begin() -> None:
    assert part_name("Aït Baha Yassine", family_first=True) == ("Yassine", "Aït Baha")
    assert part_name("فاطمة الزهراء أيت باها", family_first=False) == ("فاطمة الزهراء", "أيت باها")
    assert part_name("Yassine", family_first=True) == ("Yassine", "")
    assert read_sex("أنثى") == "f" and read_sex("G") == "m" and read_sex("?") is None


@pytest.mark.parametrize("written", ["inconnue", "غير معروف", "?", "–", "Inconnu."])
def test_a_birth_that_nobody_knows_is_not_unclear(
    office: Office, book: Callable[..., Path], written: str
) -> None:
    rows = (("Nom", "Prénom", "Date de naissance", "Âge"), ("Aït Baha", "Aya", written, written))
    (person,) = planned(office, book(rows)).persons
    assert person.unclear == () and person.values.get("birth_date") is None


@given(st.text(max_size=20))
def test_no_cell_breaks_the_reading_and_no_birth_lies_ahead(text: str) -> None:
    known = read_birth(text, TODAY)
    assert known is None or date(1900, 1, 1) <= known.day <= TODAY
    assert read_level(text) is None or read_level(text)
    part_name(text, family_first=True)


def test_who_only_may_be_there_draws_nobody_into_that_family(
    office: Office, book: Callable[..., Path]
) -> None:
    family = office.do(actions.add_family, "El Fassi", "")
    office.do(actions.add_person, family, "Omar", "El Fassi")
    plan = planned(office, book(FRENCH))
    (omar,) = [p for p in plan.persons if p.values["given_name"] == "Omar"]
    assert omar.same is not None and not omar.same.is_sure
    office.do(take_in, plan)
    mother = next(row for row in rows_of(office, Person) if row["given_name"] == "Khadija")
    assert mother["family_id"] != family


def test_a_number_where_a_name_should_stand_is_told(
    office: Office, book: Callable[..., Path]
) -> None:
    rows = (("Prénom", "Nom", "Nom de la mère"), ("Yassine", "Aït Baha", "0612345678"))
    (person,) = planned(office, book(rows)).persons
    assert person.unclear == ("Mother's name: 0612345678",)
