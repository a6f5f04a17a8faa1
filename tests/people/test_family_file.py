"""A family's whole file as a paper: all that is kept of it, in the paper's own language."""

import re
from datetime import date
from itertools import combinations

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop import i18n
from amane_desktop.attendance import actions as groups
from amane_desktop.office.leaving import LeavingFile
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.family_file import draw_family_file, family_file, take_file_out
from amane_desktop.people.memberships import move_person
from amane_desktop.people.models import Person
from amane_desktop.people.relationships import say_relationship
from tests.printing.paper import MM, sheets, text
from tests.rows import rows_of


@pytest.fixture
def family(office: Office) -> int:
    family = office.do(actions.add_family, "Aït Baha", "أيت باها", "Derb Akka 4")
    mother = office.do(actions.add_person, family, "Fatima", "", "فاطمة", sex="f")
    child = office.do(
        actions.add_person,
        family,
        "Yassine",
        "Aït Baha",
        "ياسين",
        birth_date=date(2015, 1, 1),
        birth_precision="year",
        level="5AEP",
        notes=" ".join(f"mot-{n}-de-la-note" for n in range(100)),
    )
    office.do(say_relationship, mother, "parent", (child,))
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
    return family


def paper(office: Office, family: int, lang: str) -> bytes:
    return draw_family_file(office.ask(family_file, family, lang))


def test_all_that_is_kept_stands_on_it_in_french(office: Office, family: int) -> None:
    told = text(paper(office, family, "fr"))
    for words in (
        "famille Aït Baha",
        "Derb Akka 4",
        "Yassine Aït Baha",
        "2015",
        "5AEP",
        "mère de Yassine",
        "Atlas · depuis le 7 septembre 2026",
        "mot-99-de-la-note",
    ):
        assert words in told, words
    assert "1er janvier" not in told  # nobody said so


def test_in_arabic_it_speaks_arabic_whatever_the_screen_speaks(office: Office, family: int) -> None:
    told = text(paper(office, family, "ar"))
    assert "أسرة أيت باها" in told and "أم ياسين" in told and "الخامس ابتدائي" in told
    assert i18n.language() == "en"
    assert "2026-0001" in told


def test_a_number_stands_after_its_warning_and_says_whose_it_is(
    office: Office, family: int
) -> None:
    (mother,) = (p["id"] for p in rows_of(office, Person) if p["given_name"] == "Fatima")
    office.do(actions.add_telephone, family, "0612345678", is_safe=False, person_id=mother)
    office.do(actions.add_telephone, family, "0698765432", whose="la voisine", is_safe=True)
    sections = office.ask(family_file, family, "fr").sections
    (rows,) = (section.rows for section in sections if section.title == "Téléphone")
    told = [(whose, re.sub("[\u2066-\u2069]", "", words)) for whose, words in rows]
    assert told == [
        ("Fatima", "ne pas appeler · 06 12 34 56 78 · ne pas laisser de message"),
        ("la voisine", "06 98 76 54 32 · appel sans risque · ne pas laisser de message"),
    ]


def test_it_does_not_say_to_which_family_somebody_moved(office: Office, family: int) -> None:
    (child,) = (p["id"] for p in rows_of(office, Person) if p["given_name"] == "Yassine")
    other = office.do(actions.add_family, "Refuge", "")
    office.do(move_person, child, 1, other, date(2026, 11, 1))
    told = text(paper(office, family, "fr"))
    assert "Yassine" in told and "Refuge" not in told


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_it_flows_over_pages_and_no_line_lies_on_another(
    office: Office, family: int, lang: str
) -> None:
    pages = sheets(paper(office, family, lang))
    assert len(pages) == 2
    for page in pages:
        assert (round(page.width), round(page.height)) == (210, 297)
        for one, other in combinations(page.lines, 2):
            is_beside = one.right <= other.left or other.right <= one.left
            assert is_beside or abs(one.middle - other.middle) > 7, (one.text, other.text)
        assert all(line.middle < 297 * MM for line in page.lines)


def test_that_a_family_is_protected_stands_on_no_paper(office: Office, family: int) -> None:
    before = text(paper(office, family, "fr"))
    office.do(
        actions.change_family, family, 1, "Aït Baha", "أيت باها", "Derb Akka 4", is_protected=True
    )
    assert text(paper(office, family, "fr")) == before


def test_taking_it_out_is_noted_without_a_name(office: Office, family: int) -> None:
    office.do(take_file_out, family)
    assert rows_of(office, LeavingFile) == [{"id": 1, "title": "2026-0001", "rows": 1}]
