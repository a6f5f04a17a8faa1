"""The papers of the door, the month, the group and the letter, read back as they are printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.queries import week
from amane_desktop.attendance.timetable import set_day
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.school_support.day_sheet import day_sheet, draw_day_sheet
from amane_desktop.school_support.group_list import draw_group_lists, group_lists
from amane_desktop.school_support.letter import attendance_letter, children_of_file, draw_letter
from amane_desktop.school_support.queries import rosters
from amane_desktop.school_support.register import (
    RegisterChild,
    RegisterSession,
    draw_registers,
    registers,
)
from amane_desktop.school_support.roster import PaperLang, draw_rosters
from tests.conftest import PASSWORD
from tests.printing import paper
from tests.rows import protect

TUESDAY = date(2026, 11, 24)
CLOCK = Clock(datetime(2026, 11, 24, 15, tzinfo=UTC))
AT = datetime(2026, 11, 24, 16)
MORNING = time(10)


class Centre(NamedTuple):
    """A centre with one group of two children, one of them of a protected family."""

    office: Office
    group: int
    aya: int
    omar: int


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    folder = tmp_path_factory.mktemp("papers") / "centre"
    centre.create(folder, name="Centre Amane", name_ar="مركز أمان", director="K", password=PASSWORD)
    office = centre.open_centre(folder, "K", PASSWORD, CLOCK)
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 1), room="salle 2")
    aya = child(office, group, "Aya", "آية", "Chafik", "شفيق", "0611223344")
    omar = child(office, group, "Omar", "عمر", "Ouali", "الوالي", "0655667788")
    protect(office, 2, 1)
    office.do(set_day, date(2026, 11, 5), reason="Inventaire")
    for day, mark in ((2, Mark.PRESENT), (3, Mark.LATE), (4, Mark.ABSENT), (7, Mark.EXCUSED)):
        office.do(mark_child, group, aya, date(2026, 11, day), MORNING, mark)
    yield Centre(office, group, aya, omar)
    office.close()


def child(
    office: Office, group: int, given: str, given_ar: str, name: str, name_ar: str, number: str
) -> int:
    family = office.do(people.add_family, name, name_ar)
    number_of = {"Aya": "2014-03-01", "Omar": "2013-03-01"}
    person = office.do(
        people.add_person,
        family,
        given,
        name,
        given_ar,
        name_ar,
        birth_date=date.fromisoformat(number_of[given]),
        level="4AEP",
        may_fetch=f"tante de {given}",
        must_not_fetch=f"voisin de {given}",
    )
    office.do(people.add_telephone, family, number, whose="mère", is_safe=True)
    office.do(people.add_telephone, family, "0700000000", whose="oncle", is_safe=False)
    office.do(groups.enrol_child, group, person, from_=date(2026, 11, 2))
    return person


def test_the_door_reads_who_may_fetch_each_child_and_whom_to_call(papers: Centre) -> None:
    sheet = papers.office.ask(day_sheet, TUESDAY, "fr+ar")
    text = paper.text(draw_day_sheet(sheet, "fr+ar", "K", AT))
    for words in ("tante de Aya", "voisin de Aya", "tante de Omar", "06 11 22 33 44", "mère"):
        assert words in text
    assert "mardi 24 novembre 2026" in text
    assert "آية شفيق" in text and "Chafik Aya" in text
    assert text.count("Chafik Aya") == 2, "in the morning and in the afternoon"


@pytest.mark.parametrize("lang", ["fr", "ar", "fr+ar"])
def test_no_paper_carries_a_number_that_is_not_safe_nor_one_of_a_protected_family(
    papers: Centre, lang: str
) -> None:
    office = papers.office
    door = draw_day_sheet(office.ask(day_sheet, TUESDAY, lang), lang, "K", AT)
    lists = draw_group_lists(office.ask(group_lists, TUESDAY, "", lang), lang, "K", AT)
    for pdf in (door, lists):
        text = paper.text(pdf)
        assert "06 11 22 33 44" in text
        assert "07 00 00 00 00" not in text and "06 55 66 77 88" not in text


def test_a_day_without_sessions_says_so(papers: Centre) -> None:
    for day in (date(2026, 11, 22), date(2026, 11, 5)):
        with pytest.raises(Refusal):
            papers.office.ask(day_sheet, day)


def test_the_register_has_each_mark_in_its_column_and_adds_them_up(papers: Centre) -> None:
    (register,) = papers.office.ask(registers, date(2026, 11, 1), "Atlas")
    days = {session.day for session in register.sessions}
    assert date(2026, 11, 5) not in days and date(2026, 11, 6) not in days, "closed, and a holiday"
    pdf = draw_registers((register,), "fr", "K", AT)
    (page,) = paper.sheets(pdf)
    letters = {
        mark: [
            line
            for line in page.lines
            if line.text == letter and line.middle > 45 * paper.MM and line.left < 230 * paper.MM
        ]
        for mark, letter in zip("PRAE", "PRAE", strict=True)
    }
    assert {mark: len(found) for mark, found in letters.items()} == dict.fromkeys("PRAE", 1)
    in_order = [letters[mark][0].left for mark in "PRAE"]
    assert in_order == sorted(in_order)
    assert {round(letters[mark][0].middle) for mark in "PRAE"} == {round(letters["P"][0].middle)}
    row = [line for line in page.lines if abs(line.middle - letters["P"][0].middle) < 4]
    assert " ".join(line.text for line in sorted(row, key=lambda n: n.left)).endswith("50")


def test_a_session_that_was_marked_keeps_its_column_when_the_day_is_closed_later(
    papers: Centre,
) -> None:
    office, day = papers.office, date(2026, 11, 12)
    group = office.do(groups.add_group, "Draa", "درعة", from_=date(2026, 9, 1))
    office.do(groups.enrol_child, group, papers.omar, from_=date(2026, 11, 2))
    office.do(mark_child, group, papers.omar, day, MORNING, Mark.ABSENT)
    office.do(set_day, day, reason="Inondation")
    (register,) = office.ask(registers, date(2026, 11, 1), "Draa")
    marks = {
        session.start: mark
        for session, mark in zip(register.sessions, register.children[0].marks, strict=True)
        if session.day == day
    }
    assert marks == {MORNING: Mark.ABSENT}, "the afternoon, which nobody came to mark, has none"
    (sheet,) = office.ask(rosters, date(2026, 11, 9), "Draa")
    slots = [(slot.start, slot.closed_reason) for slot in sheet.slots if slot.day == day]
    assert slots == [(MORNING, "Inondation"), (time(15), "Inondation")]
    grid = office.ask(week, group, date(2026, 11, 9))
    assert grid is not None
    assert [slot.start for slot in grid.slots if slot.day == day] == [MORNING, time(15)]
    assert grid.marks[papers.omar, day, MORNING].mark == Mark.ABSENT


@pytest.mark.parametrize("lang", ["fr", "fr+ar"])
@pytest.mark.parametrize("count", [26, 52, 78])
def test_no_total_of_a_full_month_runs_into_the_next(
    papers: Centre, lang: PaperLang, count: int
) -> None:
    (register,) = papers.office.ask(registers, date(2026, 11, 1), "Atlas")
    days = [date(2026, 10, 1) + timedelta(days=n) for n in range(31)]
    days = [day for day in days if day.weekday() < 6][:26]
    sessions = tuple(
        RegisterSession(day, time(10 + hour)) for day in days for hour in range(count // len(days))
    )
    marked = RegisterChild(register.children[0].child, (Mark.PRESENT,) * count, (True,) * count)
    full = replace(register, sessions=sessions, children=(marked,) * 12)
    pdf = draw_registers((full,), lang, "K", AT)
    words = paper.words(pdf)
    for figures in (["12"] * count, [str(session.start.hour) for session in sessions]):
        rows: dict[int, list[paper.Line]] = {}
        for word in words:
            if word.text in figures and word.middle > 35 * paper.MM:
                rows.setdefault(round(word.middle), []).append(word)
        row = sorted(max(rows.values(), key=len), key=lambda word: word.left)
        assert [word.text for word in row][:count] == figures
        assert all(one.right < other.left for one, other in pairwise(row))


def test_before_a_child_was_enrolled_the_register_has_a_dash(papers: Centre) -> None:
    group = papers.office.do(groups.add_group, "Souss", "سوس", from_=date(2026, 9, 1))
    papers.office.do(groups.enrol_child, group, papers.aya, from_=date(2026, 11, 16))
    (register,) = papers.office.ask(registers, date(2026, 11, 1), "Souss")
    before = [s.day < date(2026, 11, 16) for s in register.sessions]
    assert [not is_in for is_in in register.children[0].is_enrolled] == before
    text = paper.text(draw_registers((register,), "ar", "K", AT))
    assert text.count("–") == sum(before) + 1, "and one in the legend"


def test_a_register_of_300_children_flows_and_loses_none(papers: Centre) -> None:
    (register,) = papers.office.ask(registers, date(2026, 11, 1), "Atlas")
    many = tuple(
        type(row)(type(row.child)(f"N{n:03}", "", "", ""), row.marks, row.is_enrolled)
        for n, row in enumerate(register.children[:1] * 300)
    )
    pdf = draw_registers(
        (type(register)(register.head, register.month, register.sessions, many),), "fr", "K", AT
    )
    pages = paper.sheets(pdf)
    names = [
        word for page in pages for line in page.lines for word in re.findall(r"N\d{3}", line.text)
    ]
    assert names == [f"N{n:03}" for n in range(300)]
    for page in pages:
        assert all(line.middle < (page.height - 4) * paper.MM for line in page.lines)


def test_a_group_list_gives_each_child_its_numbers(papers: Centre) -> None:
    lists = papers.office.ask(group_lists, TUESDAY, "أطلس", "ar")
    text = paper.text(draw_group_lists(lists, "ar", "K", AT))
    assert "آية شفيق" in text and "الرابع ابتدائي" in text and "4AEP" not in text
    with pytest.raises(Refusal):
        papers.office.ask(group_lists, TUESDAY, "Rif")


def test_a_letter_counts_what_was_marked_and_says_nothing_else(papers: Centre) -> None:
    office = papers.office
    assert office.ask(children_of_file, "2026-0001", "آية") == (papers.aya,)
    letter = office.ask(attendance_letter, papers.aya, date(2026, 11, 1), TUESDAY)
    text = " ".join(paper.text(draw_letter(letter, "school", "fr+ar", AT)).split())
    assert "2 séances sur 4" in text and "Retards : 1" in text
    assert "آية شفيق" in text and "من أصل 4" in text
    for word in ("tante", "voisin", "2026-0001", "06 11"):
        assert word not in text
    with pytest.raises(Refusal):
        office.ask(attendance_letter, papers.aya, date(2026, 9, 1), date(2026, 9, 30))
    with pytest.raises(Refusal):
        office.ask(attendance_letter, papers.aya, TUESDAY, TUESDAY - timedelta(days=1))


def test_a_blank_roster_has_the_hours_and_no_name(papers: Centre) -> None:
    monday = date(2026, 11, 23)
    (sheet,) = papers.office.ask(rosters, monday, "Atlas", "fr", is_blank=True)
    text = paper.text(draw_rosters((sheet,), "fr", "K", AT))
    assert "lun 23" in text and "10–12" in text and "25" in text
    assert "Chafik" not in text and "Ouali" not in text
