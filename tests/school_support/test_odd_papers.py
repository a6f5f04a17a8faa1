"""Weeks, groups and names out of the ordinary give a sensible paper or a clear word."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import pytest

from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.ending import end_group
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.day_sheet import day_sheet, draw_day_sheet
from amane_desktop.school_support.group_list import draw_group_lists, group_lists
from amane_desktop.school_support.queries import rosters
from amane_desktop.school_support.register import draw_registers, registers
from amane_desktop.school_support.roster import draw_rosters
from tests.conftest import PASSWORD
from tests.printing import paper

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
CLOCK = Clock(datetime(2026, 11, 24, 15, tzinfo=UTC))
AT = datetime(2026, 11, 24, 16)
LONG = "Fatima Ez-Zahra Bent Moulay Abderrahmane Oum El Kheir Lalla Khadija"
LONG_FAMILY = "N'Aït Ou-Lahcen Oulad Sidi"


class Centre(NamedTuple):
    """A centre with a family to which children are added."""

    office: Office
    family: int


@pytest.fixture
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    folder = tmp_path_factory.mktemp("odd") / "centre"
    centre.create(folder, name="Centre", name_ar="مركز", director="K", password=PASSWORD)
    office = centre.open_centre(folder, "K", PASSWORD, CLOCK)
    yield Centre(office, office.do(people.add_family, "Chafik", "شفيق"))
    office.close()


def group_of(odd: Centre, name: str, children: int) -> int:
    group = odd.office.do(groups.add_group, name, "", from_=date(2026, 9, 1), capacity=300)
    for number in range(children):
        child = odd.office.do(people.add_person, odd.family, f"N{number:03}", "Chafik")
        odd.office.do(groups.enrol_child, group, child, from_=date(2026, 9, 1))
    return group


def printed(odd: Centre, group: str = "", lang: str = "fr") -> str:
    sheets = odd.office.ask(rosters, MONDAY, group, lang)
    return paper.text(draw_rosters(sheets, lang, "K", AT))


def test_a_group_that_never_meets_has_a_list_and_no_session(odd: Centre) -> None:
    office = odd.office
    group = office.do(groups.add_group, "Atlas", "", from_=date(2026, 9, 1), timetable=())
    child = office.do(people.add_person, odd.family, "Aya", "Chafik")
    office.do(groups.enrol_child, group, child, from_=date(2026, 9, 1))
    assert "Chafik Aya" in printed(odd)
    (register,) = office.ask(registers, MONDAY)
    assert "Chafik Aya" in paper.text(draw_registers((register,), "fr", "K", AT))
    with pytest.raises(Refusal):
        office.ask(day_sheet, TUESDAY)


def test_a_group_without_children_prints_rows_to_write_in_when_it_is_asked_for(
    odd: Centre,
) -> None:
    group_of(odd, "Atlas", 0)
    assert odd.office.ask(rosters, MONDAY) == ()
    assert "Groupe Atlas" in printed(odd, "Atlas") and "Chafik" not in printed(odd, "Atlas")
    for asked in (registers, group_lists):
        assert odd.office.ask(asked, MONDAY) == ()
    lists = odd.office.ask(group_lists, MONDAY, "Atlas")
    assert "Groupe Atlas" in paper.text(draw_group_lists(lists, "fr", "K", AT))
    sheet = odd.office.ask(day_sheet, TUESDAY)
    assert "Atlas" in paper.text(draw_day_sheet(sheet, "fr", "K", AT))


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_300_children_of_one_group_stand_once_on_each_paper(odd: Centre, lang: str) -> None:
    group_of(odd, "Atlas", 300)
    lists = odd.office.ask(group_lists, TUESDAY, "", lang)
    sheet = odd.office.ask(day_sheet, TUESDAY, lang)
    for text, times in (
        (printed(odd, lang=lang), 1),
        (paper.text(draw_group_lists(lists, lang, "K", AT)), 1),
        (paper.text(draw_day_sheet(sheet, lang, "K", AT)), len(sheet.sessions)),
    ):
        assert [text.count(f"N{n:03}") for n in range(300)] == [times] * 300


@pytest.mark.parametrize("lang", ["fr", "ar", "fr+ar"])
def test_a_long_name_in_one_script_alone_is_whole_on_each_paper(odd: Centre, lang: str) -> None:
    group = group_of(odd, "Atlas", 2)
    child = odd.office.do(people.add_person, odd.family, LONG, LONG_FAMILY)
    odd.office.do(groups.enrol_child, group, child, from_=date(2026, 9, 1))
    sheet, month = odd.office.ask(day_sheet, TUESDAY, lang), odd.office.ask(registers, MONDAY)
    for text in (
        printed(odd, lang=lang),
        paper.text(draw_day_sheet(sheet, lang, "K", AT)),
        paper.text(draw_registers(month, lang, "K", AT)),
    ):
        assert "…" not in text
        for word in (*LONG.split(), *LONG_FAMILY.split()):
            assert word in text


def test_a_group_that_is_over_keeps_the_papers_of_its_weeks(odd: Centre) -> None:
    group = group_of(odd, "Atlas", 1)
    odd.office.do(mark_child, group, 1, MONDAY, time(10), Mark.PRESENT)
    odd.office.do(end_group, group, 1, MONDAY)
    assert "Chafik N000" in printed(odd)
    (register,) = odd.office.ask(registers, MONDAY)
    assert register.children[0].counted[Mark.PRESENT] == 1
    assert odd.office.ask(rosters, date(2026, 11, 30)) == ()
    with pytest.raises(Refusal):
        odd.office.ask(rosters, date(2026, 11, 30), "Atlas")
