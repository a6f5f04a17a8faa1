"""Finding persons and families by what is remembered of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.finding import Found, find, find_persons
from amane_desktop.people.importing.actions import take_in
from amane_desktop.people.importing.plan import plan_import
from amane_desktop.people.names import clean, find_text, find_words
from tests.conftest import PASSWORD
from tests.rows import protect, work_as

BAHAS = ("Baha", "Bella", "Lahcen", "Ouakrim")
NAMES = st.text("aéèïçAÉK -'’أإاةهيىءـَسبل٣3%_\\", min_size=1, max_size=12).filter(find_words)


@pytest.fixture
def families(office: Office) -> Office:
    """Three families, one with a telephone."""
    for name, name_ar, children in [
        ("Aït Baha", "أيت باها", [("Yassine", "ياسين"), ("Salma", "سلمى")]),
        ("El Fassi", "الفاسي", [("Fatima Ez-Zahra", "فاطمة الزهراء"), ("M'hamed", "محمد")]),
        ("Bahi", "باهي", [("Aya", "آية")]),
    ]:
        family = office.do(actions.add_family, name, name_ar)
        for given_name, given_ar in children:
            office.do(actions.add_person, family, given_name, name, given_ar, name_ar)
    office.do(actions.add_telephone, 2, "06 12 34 56 78", "Fatima", is_safe=True)
    return office


def names(found: tuple[Found, ...]) -> list[str]:
    return [f"{hit.kind} {hit.name}" for hit in found]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("yass", "person Aït Baha Yassine"),
        ("BAHA salm", "person Aït Baha Salma"),
        ("zahra", "person El Fassi Fatima Ez-Zahra"),
        ("mhamed", "person El Fassi M'hamed"),
        ("اية", "person Bahi Aya"),
        ("ياس", "person Aït Baha Yassine"),
        ("سلمي", "person Aït Baha Salma"),
        ("ait b", "family Aït Baha"),
        ("2026-0003", "family Bahi"),
        ("0612 345", "family El Fassi"),
        ("+212 6 12", "family El Fassi"),
    ],
)
def test_a_part_of_a_name_or_number_finds(families: Office, words: str, first: str) -> None:
    year = families.clock.today().year
    assert names(families.ask(find, words.replace("2026", str(year))))[0] == first


def test_every_word_must_occur_and_nothing_is_a_pattern(families: Office) -> None:
    for words in ("yassine fassi", "%", "_", "x%q", "", "   ", "x" * 10_000, "\ud800", "99/99"):
        assert families.ask(find, words) == ()


def test_a_family_stands_before_its_persons(families: Office) -> None:
    assert names(families.ask(find, "fa"))[:2] == [
        "family El Fassi",
        "person El Fassi Fatima Ez-Zahra",
    ]
    assert len(families.ask(find, "a", limit=2)) == 2
    i18n.set_language("ar")
    assert families.ask(find, "ياس")[0].detail.split(" · ")[0] == "أيت باها"


def test_children_stand_before_adults_where_a_group_takes_one_in(families: Office) -> None:
    born = {"birth_date": families.clock.today() - timedelta(days=7310)}
    families.do(actions.add_person, 1, "Aatif", "Aït Baha", **born)
    pupil = families.do(actions.add_person, 1, "Zineb", "Aït Baha", level="2BAC", **born)
    child = {"birth_date": families.clock.today() - timedelta(days=7300)}
    young = families.do(actions.add_person, 1, "Zakaria", "Aït Baha", **child)
    found = families.ask(find_persons, "baha")
    assert [hit.id for hit in found[:2]] == [young, pupil]
    assert found[2].name == "Aït Baha Aatif"
    assert {hit.kind for hit in found} == {"person"}
    assert families.ask(find_persons, "") == ()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NAMES, data=st.data())
def test_any_beginning_of_any_word_finds_it(office: Office, name: str, data: st.DataObject) -> None:
    family = office.do(actions.add_family, name, "")
    person = office.do(actions.add_person, family, name, "Bâ")
    words = find_words(name)
    word = data.draw(st.sampled_from(words))
    part = word[: data.draw(st.integers(1, len(word)))]
    # Only the best twenty are shown, so the others go before the next example.
    found = {(hit.kind, hit.id) for hit in office.ask(find, f"{part} ba")}
    assert ("person", person) in found
    office.undo_last()
    office.undo_last()


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("mina", "Amina"),
        ("oub", "Ayoub"),
        ("udi", "Daoudi"),
        ("وسف", "يوسف"),
        ("ez z", "Fatima Ez-Zahra"),
    ],
)
def test_any_part_of_a_name_finds_it(office: Office, part: str, name: str) -> None:
    is_arabic = name > "\u0600"
    names_of = {"given_name_ar" if is_arabic else "given_name": name}
    family = office.do(actions.add_family, "Bouzid", "")
    given = {"given_name": "", "family_name": "Bouzid", **names_of}
    person = office.do(actions.add_person, family, **given)
    assert ("person", person) in {(hit.kind, hit.id) for hit in office.ask(find, part)}


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_what_is_kept_for_finding_holds_every_word(given_names: list[str]) -> None:
    text = find_text(*given_names)
    for name in given_names:
        assert all(f" {word}" in text for word in find_words(clean(name)))


def test_no_name_is_too_strange(office: Office, folder: Path) -> None:
    office.do(actions.add_family, "D'Août 🌷 O’Hara\u202e", "أسرة\u2067")
    assert names(office.ask(find, "🌷")) == ["family D'Août 🌷 O’Hara"]
    assert names(office.ask(find, "ohara daout")) == ["family D'Août 🌷 O’Hara"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("mohammed", "person El Fassi M'hamed"),
        ("Ait  BAHA", "family Aït Baha"),
        ("aitbaha", "family Aït Baha"),
        ("fatimazahra", "person El Fassi Fatima Ez-Zahra"),
        ("fatim zohra", "person El Fassi Fatima Ez-Zahra"),
        ("elfassi", "family El Fassi"),
        ("yacine", "person Aït Baha Yassine"),
        ("selma", "person Aït Baha Salma"),
        ("ysasine", "person Aït Baha Yassine"),
        ("yassinr", "person Aït Baha Yassine"),
        ("فاطمه الزهرا", "person El Fassi Fatima Ez-Zahra"),
        ("ايت باهة", "family Aït Baha"),
        ("٠٦١٢٣٤", "family El Fassi"),
        ("345678", "family El Fassi"),
        ("-0003", "family Bahi"),
    ],
)
def test_another_spelling_a_slip_or_a_middle_of_a_number_finds(
    families: Office, words: str, first: str
) -> None:
    assert names(families.ask(find, words))[0] == first


def test_a_name_in_one_script_is_found_in_the_other(office: Office) -> None:
    latin = office.do(actions.add_family, "Cherkaoui", "")
    arabic = office.do(actions.add_family, "", "الشرقاوي")
    for person in ("Mohamed", "Abdelkrim"):
        office.do(actions.add_person, latin, person, "Cherkaoui")
    for person in ("محمد", "عبد الكريم"):
        office.do(actions.add_person, arabic, "", "", person, "الشرقاوي")
    for words in ("mohamed", "Muhammad", "محمد", "abdelkarim", "عبدالكريم", "abd el krim"):
        found = office.ask(find, words)
        assert {hit.family_id for hit in found} == {latin, arabic}, words
    assert {hit.kind for hit in office.ask(find, "charqawi")} == {"family", "person"}


def test_exact_stands_before_begun_before_alike_before_a_slip(office: Office) -> None:
    family = office.do(actions.add_family, "Xq", "")
    for name in ("Selma", "Salwa", "Salmane", "Salma"):
        office.do(actions.add_person, family, name, "")
    found = [hit.name for hit in office.ask(find, "salma")]
    assert found == ["Salma", "Salmane", "Selma", "Salwa"]
    assert [hit.name for hit in office.ask(find, "salma", 2)] == ["Salma", "Salmane"]


def test_what_is_changed_or_undone_is_found_as_it_stands(families: Office) -> None:
    families.do(actions.change_person, 1, 1, "Walid", "Aït Baha")
    assert families.ask(find, "yassine") == families.ask(find, "yasssine") == ()
    assert names(families.ask(find, "oualid"))[0] == "person Aït Baha Walid"
    families.do(actions.remove_telephone, 1, 1)
    assert families.ask(find, "0612345678") == ()
    assert families.undo_last() and families.undo_last()
    assert names(families.ask(find, "0612345678")) == ["family El Fassi"]
    assert names(families.ask(find, "yassine"))[0] == "person Aït Baha Yassine"
    assert families.ask(find, "oualid") == ()


def test_thousands_at_once_are_found_until_they_are_undone(office: Office) -> None:
    rows = [(f"Aït {name}", "Yassine", f"06000000{n:02}") for n, name in enumerate(BAHAS)]
    columns = {0: "family_name", 1: "given_name", 2: "telephone"}
    office.do(take_in, office.ask(plan_import, rows, 0, columns))
    assert len(office.ask(find, "ait")) == 2 * len(BAHAS) and office.ask(find, "0600")
    assert office.undo_last()
    assert office.ask(find, "ait") == office.ask(find, "0600") == ()
    with Session(office._engine) as session:
        left = [session.scalar(text(f"SELECT count(*) FROM finding_{t}")) for t in ("word", "slip")]
    assert left == [0, 0]


def test_an_index_that_is_missing_or_of_other_rules_is_made_anew(
    families: Office, folder: Path
) -> None:
    spoilt = (
        "DROP TABLE finding_in_person",
        "DROP TRIGGER finding_in_telephone_numbers_new",
        "DROP TABLE finding_slip",
    )
    for statement in spoilt:
        families.close()
        engine = families._engine.execution_options(writes=True)
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
        families.close()
        families = centre.open_centre(folder, "Khadija", PASSWORD)
        assert names(families.ask(find, "yasine"))[0] == "person Aït Baha Yassine"
        assert names(families.ask(find, "ysasine"))[0] == "person Aït Baha Yassine"
        number = f"06000000{spoilt.index(statement):02}"
        families.do(actions.add_telephone, 3, number, is_safe=True)
        assert names(families.ask(find, number)) == ["family Bahi"]
    families.close()


def test_what_the_reader_may_not_see_is_not_found(families: Office) -> None:
    protect(families, 2)
    work_as(families, Role.ADMINISTRATOR)
    assert families.ask(find, "0612345678") == ()
    assert families.ask(find, f"{families.clock.today().year}-0002") == ()
    found = families.ask(find, "elfassi")
    assert names(found)[0] == "family El Fassi"
    assert all(hit.file_number == "" and hit.birth_year is None for hit in found)
    work_as(families, Role.VOLUNTEER)
    assert families.ask(find, "elfassi") == families.ask(find, "baha") == ()
    assert families.ask(find_persons, "yassine") == ()


def test_what_is_hidden_is_left_out_before_the_list_is_cut(office: Office) -> None:
    for number in range(60):
        family = office.do(actions.add_family, "Baha", "")
        office.do(actions.add_telephone, family, f"06123400{number:02}", is_safe=True)
        if number < 55:
            protect(office, family)
    work_as(office, Role.ADMINISTRATOR)
    assert {hit.id for hit in office.ask(find, "061234")} == {56, 57, 58, 59, 60}
