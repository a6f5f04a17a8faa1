"""Who may be there already: a hint that earns its place, and nobody who is somebody else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.people import actions
from amane_desktop.people.dates import Precision
from amane_desktop.people.duplicates import likely_same
from tests.conftest import PASSWORD

HOME, ELSEWHERE = 1, 2
BORN = date(2014, 3, 9)
YASSINE = {"given_name": "Yassine", "family_name": "Aït Baha"}
IN_ARABIC = {"given_name": "", "family_name": "", "given_name_ar": "ياسين"}
YEAR, ESTIMATE = Precision.YEAR, Precision.ESTIMATE


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    """The centre on a day when Yassine is twelve."""
    clock = Clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
    yield office
    office.close()


@pytest.fixture
def yassine(office: Office) -> int:
    """A boy of twelve with a number of his own, in the first of two families."""
    for name in ("Aït Baha", "Bahi"):
        office.do(actions.add_family, name, "")
    names = ("Yassine", "Aït Baha", "ياسين", "أيت باها")
    told = {"sex": "m", "kinship": "son", "birth_date": BORN, "cin": "JC123456"}
    return office.do(actions.add_person, HOME, *names, **told)


def is_hinted(office: Office, **told: Any) -> bool:
    return bool(office.ask(likely_same, **(YASSINE | {"family_id": ELSEWHERE} | told)))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"given_name": "Yasin", "family_name": "Ait baha"},
        {"given_name": "Yssine", "birth_date": BORN},
        IN_ARABIC | {"family_name_ar": "أيت باها"},
        {"birth_date": BORN, "sex": "m"},
        {"birth_date": date(2014, 9, 3)},
        {"birth_date": date(2014, 3, 19)},
        {"birth_date": date(2013, 3, 9)},
        {"birth_date": date(2014, 1, 1)},
        {"birth_date": date(2014, 1, 1), "birth_precision": YEAR},
        {"birth_date": date(2013, 1, 1), "birth_precision": ESTIMATE},
        {"family_name": "", "birth_date": BORN},
        {"family_name": "Zeroual", "birth_date": BORN},
        {"family_name": "Zeroual", "family_id": HOME},
        {"given_name": "Omar", "family_name": "Alaoui", "cin": "jc 123456"},
    ],
)
def test_who_may_be_the_same_is_shown(office: Office, yassine: int, told: dict[str, Any]) -> None:
    assert is_hinted(office, **told)
    assert not is_hinted(office, **told, except_id=yassine)


@pytest.mark.parametrize(
    "told",
    [
        {"family_name": ""},
        {"given_name": "Yssine"},
        {"family_name": "Zeroual"},
        {"sex": "f"},
        {"birth_date": date(2015, 9, 1)},
        {"birth_date": date(2014, 10, 21)},
        {"birth_date": date(2004, 3, 9)},
        {"birth_date": date(2011, 1, 1), "birth_precision": ESTIMATE},
        {"family_name": "", "birth_date": date(2014, 1, 1), "birth_precision": YEAR},
        {"family_name": "Zeroual", "birth_date": date(2014, 1, 1)},
        {"given_name": "Youssef", "birth_date": BORN},
        {"kinship": "father"},
        {"birth_date": date(2014, 1, 1), "birth_precision": YEAR, "cin": "JC999999"},
    ],
)
def test_who_is_somebody_else_is_not_shown(
    office: Office, yassine: int, told: dict[str, Any]
) -> None:
    assert not is_hinted(office, **told)


def test_a_brother_or_a_sister_of_the_house_is_no_hint(office: Office, yassine: int) -> None:
    for name, sex, born in (("Yasmine", "f", date(2016, 5, 2)), ("Yasser", "m", date(2018, 7, 1))):
        assert not is_hinted(office, given_name=name, sex=sex, birth_date=born, family_id=HOME)
    assert not is_hinted(office, given_name="Yasser", family_id=HOME)


def test_the_surest_stands_first(office: Office, yassine: int) -> None:
    names = ("Yassine", "Aït Baha")
    office.do(actions.add_person, ELSEWHERE, *names, birth_date=date(2014, 1, 1))
    also = office.do(actions.add_person, ELSEWHERE, *names, birth_date=date(2015, 6, 7))
    hits = office.ask(likely_same, *names, birth_date=BORN)
    assert [hit.id for hit in hits] == [yassine, 2] and also not in [hit.id for hit in hits]
