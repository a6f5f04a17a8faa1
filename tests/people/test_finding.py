"""Finding persons and families by what is remembered of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amane_desktop import i18n
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.finding import Found, find, find_persons
from amane_desktop.people.names import clean, find_text, find_words

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


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_what_is_kept_for_finding_holds_every_word(given_names: list[str]) -> None:
    text = find_text(*given_names)
    for name in given_names:
        assert all(f" {word}" in text for word in find_words(clean(name)))


def test_no_name_is_too_strange(office: Office, folder: Path) -> None:
    office.do(actions.add_family, "D'Août 🌷 O’Hara\u202e", "أسرة\u2067")
    assert names(office.ask(find, "🌷")) == ["family D'Août 🌷 O’Hara"]
    assert names(office.ask(find, "ohara daout")) == ["family D'Août 🌷 O’Hara"]
