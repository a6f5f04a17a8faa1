"""Names and dates as nobody expected them: kept as they are read, or refused at their field."""

import inspect
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import amane_desktop.rooms  # noqa: F401
from amane_desktop import cli, i18n
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance import marking
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.registry import ACTIONS, QUERIES
from amane_desktop.people import actions, finding, queries
from tests.conftest import PASSWORD
from tests.rows import families_of

NOON = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
# As it is typed, and as it is kept.
KEPT = {
    "M'hamed": "M'hamed",
    "L’Hassan": "L’Hassan",
    '"; DROP TABLE person; --': '"; DROP TABLE person; --',
    "Aya 🌟": "Aya 🌟",
    "\u202eYassine\u202c": "Yassine",
    "\u2066آية\u2069\u200f": "آية",
    "Sal\x00ma": "Salma",
    "\ud83dOmar\udc00": "Omar",
    "Rok\u200bia\n": "Rokia",
    "%_%": "%_%",
}
NOTHING = ("", "   ", "\u202e\x00", "\ud83d", "\u200b\ufeff")
LONG = "ا" * 10_000


@pytest.fixture(params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """What the screen speaks."""
    i18n.set_language(request.param)
    return str(request.param)


@pytest.fixture
def office(folder: Path) -> Any:
    """The centre on a held day."""
    office = centre.open_centre(folder, "Khadija", PASSWORD, NOON)
    yield office
    office.close()


def refused(told: str, field: str, do: Callable[[], object]) -> None:
    """What is done is refused at the field, in the language of the screen."""
    with pytest.raises(Refusal) as refusal:
        do()
    assert refusal.value.field == field
    assert refusal.value.message == i18n.translator(i18n.language()).gettext(told) != told


@pytest.mark.parametrize("typed", KEPT, ids=ascii)
def test_a_name_is_kept_as_it_is_read_and_found(office: Office, language: str, typed: str) -> None:
    kept = KEPT[typed]
    family = office.do(actions.add_family, typed, typed)
    person = office.do(actions.add_person, family, typed, typed, typed, typed, school=typed)
    card = office.ask(queries.family_card, family)
    assert card is not None
    assert (card.line.name, card.line.name_ar) == (kept, kept)
    assert (card.persons[0].given_name, card.persons[0].family_name_ar) == (kept, kept)
    assert kept in str(office.ask(history, (("family", family), ("person", person)))[0])
    if finding.find_words(typed):
        assert person in [found.id for found in office.ask(finding.find, typed)]
    assert office.undo_last() and office.undo_last()


@pytest.mark.parametrize("typed", NOTHING, ids=ascii)
def test_a_name_of_nothing_is_refused(office: Office, language: str, typed: str) -> None:
    def own(field: str) -> str:
        return f"{field}_ar" if language == "ar" else field

    told = "Give the family's name, in one script at least."
    refused(told, own("name"), lambda: office.do(actions.add_family, typed, typed))
    family = office.do(actions.add_family, "Bouzid", "")
    told = "Give the first name, in one script at least."
    nameless = (actions.add_person, family, typed, "Bouzid", typed)
    refused(told, own("given_name"), lambda: office.do(*nameless))
    told = "Give the group a name, in one script at least."
    refused(told, own("name"), lambda: office.do(groups.add_group, typed, typed))


def test_ten_thousand_letters_are_refused_at_their_field(office: Office, language: str) -> None:
    eighty = "This name is too long: 80 letters at most."
    text = "This is too long: 200 letters at most."
    for n, field in enumerate(("name", "name_ar")):
        names = ["Bouzid", "بوزيد"]
        names[n] = LONG
        refused(eighty, field, lambda names=names: office.do(actions.add_family, *names))
    refused(text, "address", lambda: office.do(actions.add_family, "Bouzid", "", LONG))
    family = office.do(actions.add_family, "Bouzid", "")
    fields = ("given_name", "family_name", "given_name_ar", "family_name_ar")
    for n, field in enumerate(fields):
        names = ["Salma", "Bouzid", "سلمى", "بوزيد"]
        names[n] = LONG
        refused(eighty, field, lambda names=names: office.do(actions.add_person, family, *names))
    person = (actions.add_person, family, "Salma", "Bouzid")
    refused(text, "school", lambda: office.do(*person, school=LONG))
    phone = (actions.add_telephone, family, "0612345678")
    refused(eighty, "whose", lambda: office.do(*phone, LONG, is_safe=True))
    refused(text, "note", lambda: office.do(*phone, is_safe=True, note=LONG))
    forty = "This name is too long: 40 letters at most."
    refused(forty, "name", lambda: office.do(groups.add_group, LONG, ""))
    refused(forty, "name_ar", lambda: office.do(groups.add_group, "Atlas", LONG))
    child = office.do(*person)
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
    meeting = (group, child, date(2026, 11, 23), groups.DEFAULT_TIMETABLE[0].start)
    office.do(marking.mark_child, *meeting, marking.Mark.PRESENT)
    told = "This note is too long: 300 letters at most."
    refused(told, "note", lambda: office.do(marking.note_attendance, *meeting, LONG))
    assert office.ask(finding.find, LONG) == ()


@pytest.mark.parametrize(
    "born", [date(2026, 11, 25), date(2027, 1, 1), date(9999, 12, 31), date(1899, 12, 31), date.min]
)
def test_births_to_come_and_before_1900_are_refused(
    office: Office, language: str, born: date
) -> None:
    family = office.do(actions.add_family, "Bouzid", "")
    told = "The birth date must lie between 1900 and today."
    add = (actions.add_person, family, "Salma", "Bouzid")
    refused(told, "birth_date", lambda: office.do(*add, birth_date=born))
    person = office.do(*add, birth_date=NOON.today())
    change = (actions.change_person, person, 1, "Salma", "Bouzid")
    refused(told, "birth_date", lambda: office.do(*change, birth_date=born))
    office.do(*change, birth_date=date(1900, 1, 1))


@pytest.mark.parametrize("week", ["2026-W99", "2026-W54", "2025-W53", "99", "\u202e2026-W48", ""])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_week_that_is_none_is_refused_in_one_line(
    folder: Path, week: str, lang: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "paper.pdf"
    given = ["--data", str(folder), "--lang", lang, "roster", "--week", week, "--out", str(out)]
    assert cli.main(given) == 1
    told = i18n.translator(lang).gettext("There is no week “{week}”: write it as 2026-W48.")
    assert capfd.readouterr().err == told.format(week=week) + "\n"
    assert not out.exists()


@pytest.mark.parametrize("field", ["name", "name_ar", "director"])
@pytest.mark.parametrize("typed", ["\u202eAmane", "Ama\x00ne", "\ud83d", "x" * 10_000], ids=ascii)
def test_a_centre_is_not_made_under_such_a_name(
    tmp_path: Path, language: str, field: str, typed: str
) -> None:
    names = {"name": "Amane", "name_ar": "أمان", "director": "Khadija", field: typed}
    told = "This name holds a character that cannot be shown."
    if len(typed) > 80:
        told = "This name is too long: 80 letters at most."
    refused(told, field, lambda: centre.create(tmp_path / "c", **names, password=PASSWORD))
    assert list(tmp_path.iterdir()) == []


def test_a_password_of_half_characters_is_one_like_others(tmp_path: Path) -> None:
    names = {"name": "Amane", "name_ar": "", "director": "Khadija 🌟 L’Aït"}
    password = "\ud83d\udc00 quatre\x00mots \u202e"
    centre.create(tmp_path / "c", **names, password=password)
    centre.open_centre(tmp_path / "c", names["director"], password).close()
    for name, wrong in ((names["director"], "\ud83d"), ("\udc00", password)):
        with pytest.raises(Refusal) as refusal:
            centre.open_centre(tmp_path / "c", name, wrong)
        assert refusal.value.field == "password"


# What the program itself gives a name to; nobody types it.
CODES = {"original_sha256", "list_", "column", "form", "key", "code", "procedure_code", "step"}


def _with_text(function: Callable[..., Any], given: dict[str, Any], text: str) -> dict[str, Any]:
    """The example's arguments, with the text wherever a text is wanted."""
    wanted = {
        name: text
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.annotation == "str" and name not in CODES
    }
    return {**given, **wanted}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=())))
@example(LONG)
@example("\ud83d\x00\u202e")
def test_no_text_breaks_an_action_or_a_query(office: Office, text: str) -> None:
    if not families_of(office):
        office.do(actions.add_family, "Bouzid", "بوزيد")
        office.do(actions.add_person, 1, "Salma", "Bouzid", "سلمى")
        office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    for function, entry in [*ACTIONS.items(), *QUERIES.items()]:
        run = office.do if function in ACTIONS else office.ask
        try:
            run(function, **_with_text(function, dict(entry.example), text))
        except Refusal as refusal:
            assert refusal.message
    with office._engine.connect() as connection:
        for table in ("family", "person", "telephone", "child_group", "day_exception"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                for kept in filter(lambda value: isinstance(value, str), row):
                    kept = kept.replace("\x01", "")  # parts a sort key
                    assert not {unicodedata.category(c) for c in kept} & {"Cc", "Cs"}
