"""What is heard of a child at school, who was not heard about, and who is falling."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

import amane_desktop.rooms  # noqa: F401
from amane_desktop.agenda.actions import finish_task
from amane_desktop.agenda.models import Task
from amane_desktop.agenda.queries import tasks
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child
from amane_desktop.attendance.models import Mark
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.people import actions as people
from amane_desktop.people.family_file import family_file
from amane_desktop.people.merging import merge_persons
from amane_desktop.school_support.absences import add_absence, change_absence
from amane_desktop.school_support.bulletins import bulletin, put_bulletin, remove_bulletin
from amane_desktop.school_support.child_follow_up import child_follow_up
from amane_desktop.school_support.follow_up import follow_up
from amane_desktop.school_support.follow_up_settings import change_follow_up_settings
from amane_desktop.school_support.meetings import add_meeting, change_meeting, remove_meeting
from amane_desktop.school_support.models import SchoolAbsence, TermResult
from amane_desktop.school_support.results import add_result, change_result, remove_result
from tests.conftest import PASSWORD
from tests.rows import rows_of

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    clock = Clock(datetime(2026, 11, 24, 10, tzinfo=UTC))
    office = centre.open_centre(folder, "Khadija", PASSWORD, clock)
    yield office
    office.close()


@pytest.fixture
def yassine(office: Office) -> int:
    return child(office, "Yassine")


def child(office: Office, name: str, level: str = "5AEP") -> int:
    family = office.do(people.add_family, f"{name} fam", "")
    return office.do(people.add_person, family, name, "", level=level, school="Al Massira")


def enrolled(office: Office, person_id: int) -> int:
    group = office.do(groups.add_group, f"G{person_id}", "", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, person_id, from_=date(2026, 9, 7))
    return group


def mark(office: Office, group: int, person_id: int, *marks: Mark, until: date = TODAY) -> None:
    mondays = (until - timedelta(days=until.weekday() + 7 * n) for n in range(len(marks)))
    for day, each in zip(mondays, marks, strict=True):
        office.do(mark_child, group, person_id, day, time(10), each)


def told(office: Office, person_id: int, *averages: tuple[int, int, int, int]) -> None:
    for year, term, average, out_of in averages:
        office.do(add_result, person_id, year, term, average, out_of)


def names(office: Office, which: str) -> list[str]:
    return [line.name for line in office.ask(follow_up, which)]


@pytest.mark.parametrize(
    ("year", "term", "average", "out_of", "field"),
    [
        (2026, 3, 700, 10, "term"),
        (2026, 2, 700, 10, "term"),  # begins in February
        (2027, 1, 700, 10, "term"),
        (2026, 1, 1001, 10, "average"),
        (2026, 1, 2001, 20, "average"),
        (2026, 1, -1, 10, "average"),
        (2026, 1, 700, 100, "out_of"),
        (2026, 1, None, 10, "average"),
    ],
)
def test_what_no_school_says_of_a_term_is_refused_at_its_field(
    office: Office, yassine: int, year: int, term: int, average: int | None, out_of: int, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(add_result, yassine, year, term, average, out_of)
    assert refused.value.field == field
    assert not rows_of(office, TermResult)


def test_a_term_is_told_once_and_changed_on_top_of_its_newest_version(
    office: Office, yassine: int
) -> None:
    number = office.do(add_result, yassine, 2025, 2, 725, 10)
    with pytest.raises(Refusal) as refused:
        office.do(add_result, yassine, 2025, 2, 600, 10)
    assert refused.value.field == "term"
    office.do(change_result, number, 1, 2025, 2, 750, 10)
    with pytest.raises(ChangedMeanwhile):
        office.do(change_result, number, 1, 2025, 2, 800, 10)
    assert [row["average"] for row in rows_of(office, TermResult)] == [750]
    assert office.undo_last()
    assert [row["average"] for row in rows_of(office, TermResult)] == [725]


def test_a_bulletin_is_looked_at_as_a_pdf_and_comes_back_with_its_line(
    office: Office, yassine: int
) -> None:
    number = office.do(add_result, yassine, 2025, 2, 725, 10)
    out = BytesIO()
    Image.new("RGB", (210, 297), "white").save(out, "PNG")
    office.do(put_bulletin, number, 1, out.getvalue())
    page = PdfDocument(office.ask(bulletin, number))[0]
    assert page.get_width() / page.get_height() == pytest.approx(210 / 297, abs=0.01)
    pdf = BytesIO()
    Image.new("RGB", (99, 10)).save(pdf, "PDF", resolution=72)
    office.do(put_bulletin, number, 2, pdf.getvalue())
    assert office.ask(bulletin, number) == pdf.getvalue()
    office.do(remove_result, number, 3)
    assert office.ask(bulletin, number) == b""
    office.undo_last()
    assert office.ask(bulletin, number) == pdf.getvalue()
    version = office.ask(child_follow_up, yassine).results[0].version  # type: ignore[union-attr]
    office.do(remove_bulletin, number, version)
    assert office.ask(bulletin, number) == b""


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing more", b"not a picture"])
def test_what_cannot_be_looked_at_is_no_bulletin(
    office: Office, yassine: int, content: bytes
) -> None:
    number = office.do(add_result, yassine, 2025, 2, 725, 10)
    with pytest.raises(Refusal) as refused:
        office.do(put_bulletin, number, 1, content)
    assert refused.value.field == "bulletin"


def test_absences_do_not_lie_ahead_nor_over_each_other(office: Office, yassine: int) -> None:
    first = office.do(add_absence, yassine, date(2026, 11, 10), date(2026, 11, 12))
    for days, field in (
        ((date(2026, 11, 12), date(2026, 11, 13)), "first_day"),
        ((date(2026, 11, 20), date(2026, 11, 25)), "last_day"),
        ((date(2026, 11, 20), date(2026, 11, 19)), "last_day"),
    ):
        with pytest.raises(Refusal) as refused:
            office.do(add_absence, yassine, *days)
        assert refused.value.field == field
    office.do(change_absence, first, 1, date(2026, 11, 10), date(2026, 11, 13), is_excused=True)
    (row,) = rows_of(office, SchoolAbsence)
    assert (row["last_day"], row["is_excused"]) == (date(2026, 11, 13), True)


def test_the_next_date_of_a_meeting_is_a_task_that_follows_it(office: Office, yassine: int) -> None:
    meeting = office.do(
        add_meeting, yassine, TODAY, met="M. Alaoui", said="Lit mieux", next_day=date(2026, 12, 18)
    )
    (line,) = office.ask(tasks, "mine")
    assert (line.title, line.due) == ("Meet the teachers again", date(2026, 12, 18))
    what = {"met": "M. Alaoui", "said": "Lit mieux"}
    office.do(change_meeting, meeting, 1, TODAY, **what, next_day=date(2026, 12, 21))
    assert [line.due for line in office.ask(tasks, "all")] == [date(2026, 12, 21)]
    office.do(remove_meeting, meeting, 2)
    assert not rows_of(office, Task)
    office.undo_last()
    assert [line.due for line in office.ask(tasks, "all")] == [date(2026, 12, 21)]


def test_a_task_that_is_done_stays_when_its_meeting_changes(office: Office, yassine: int) -> None:
    what = {"met": "M. Alaoui", "said": "Lit mieux"}
    meeting = office.do(add_meeting, yassine, TODAY, **what, next_day=date(2026, 12, 18))
    office.do(finish_task, 1, 1)
    office.do(change_meeting, meeting, 1, TODAY, **what, next_day=date(2027, 1, 8))
    assert [line.due for line in office.ask(tasks, "done")] == [date(2026, 12, 18)]
    assert [line.due for line in office.ask(tasks, "all")] == [date(2027, 1, 8)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": date(2026, 11, 25), "met": "M", "said": "s"}, "day"),
        ({"day": TODAY, "said": "s"}, "met"),
        ({"day": TODAY, "met": "M"}, "said"),
        ({"day": TODAY, "met": "M", "said": "s", "next_day": TODAY}, "next_day"),
    ],
)
def test_a_meeting_that_says_nothing_is_refused(
    office: Office, yassine: int, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        office.do(add_meeting, yassine, **given)
    assert refused.value.field == field


def test_who_was_not_heard_about_is_listed_until_something_is_heard(
    office: Office, yassine: int
) -> None:
    salma, _nobody = child(office, "Salma"), child(office, "Adulte", level="NS")
    # Twelve weeks since September, six are allowed.
    assert names(office, "unheard") == ["Salma", "Yassine"]
    enrolled(office, yassine)
    assert names(office, "unheard") == ["Yassine", "Salma"]
    office.do(add_absence, salma, date(2026, 10, 13), date(2026, 10, 13))
    assert names(office, "unheard") == ["Yassine"]
    office.do(change_follow_up_settings, 1, 5, 70)
    assert names(office, "unheard") == ["Yassine", "Salma"]
    office.do(add_meeting, yassine, TODAY, met="M", said="s")
    (line,) = office.ask(follow_up, "unheard")
    assert (line.name, line.reason) == ("Salma", "nothing heard for 6 weeks")


def test_the_silence_counts_from_the_day_that_is_named_beside_it(
    office: Office, yassine: int
) -> None:
    salma, omar = child(office, "Salma"), child(office, "Omar")
    office.do(add_absence, yassine, date(2026, 2, 5), date(2026, 2, 5))
    office.do(add_absence, salma, date(2026, 9, 1), date(2026, 9, 1))
    reasons = {line.person_id: line.reason for line in office.ask(follow_up, "unheard")}
    assert reasons == {
        yassine: "nothing heard this school year (12 weeks)",
        salma: "nothing heard for 12 weeks",
        omar: "nothing heard this school year (12 weeks)",
    }


def test_who_comes_too_little_is_falling_once_there_are_enough_sessions(
    office: Office, yassine: int
) -> None:
    group = enrolled(office, yassine)
    mark(office, group, yassine, Mark.ABSENT, Mark.ABSENT, Mark.PRESENT)
    assert names(office, "falling") == []
    mark(office, group, yassine, Mark.ABSENT, Mark.ABSENT, Mark.PRESENT, Mark.EXCUSED)
    assert names(office, "falling") == []
    mark(office, group, yassine, Mark.ABSENT, Mark.ABSENT, Mark.PRESENT, Mark.LATE)
    (line,) = office.ask(follow_up, "falling")
    assert line.attendance == 50


def test_what_is_older_than_eight_weeks_makes_nobody_fall(office: Office, yassine: int) -> None:
    group = enrolled(office, yassine)
    mark(office, group, yassine, *[Mark.ABSENT] * 3, until=date(2026, 9, 27))
    mark(office, group, yassine, *[Mark.PRESENT] * 4)
    assert names(office, "falling") == []


@pytest.mark.parametrize(
    ("averages", "is_falling"),
    [
        ([(2024, 2, 800, 10), (2025, 1, 750, 10), (2025, 2, 700, 10)], True),
        ([(2024, 2, 800, 10), (2025, 1, 700, 10), (2025, 2, 700, 10)], False),
        ([(2025, 1, 750, 10), (2025, 2, 700, 10)], False),
        # 8 of 10, 15 of 20, 13 of 20
        ([(2025, 1, 800, 10), (2025, 2, 1500, 20), (2026, 1, 1300, 20)], True),
        ([(2025, 1, 600, 10), (2025, 2, 1500, 20), (2026, 1, 1300, 20)], False),
        # A semester is missing between.
        ([(2024, 1, 800, 10), (2025, 1, 750, 10), (2025, 2, 700, 10)], False),
    ],
)
def test_averages_down_two_terms_running(
    office: Office, yassine: int, averages: list[tuple[int, int, int, int]], is_falling: bool
) -> None:
    told(office, yassine, *averages)
    assert names(office, "falling") == (["Yassine"] if is_falling else [])


def test_a_child_page_tells_the_newest_first_and_the_history_in_words(
    office: Office, yassine: int
) -> None:
    told(office, yassine, (2025, 1, 700, 10), (2025, 2, 725, 10))
    office.do(add_absence, yassine, date(2026, 11, 10), date(2026, 11, 12))
    office.do(add_meeting, yassine, date(2026, 11, 20), met="M. Alaoui", said="Lit mieux")
    page = office.ask(child_follow_up, yassine)
    assert page is not None
    assert [line.term for line in page.results] == [2, 1]
    assert [line.day.day for line in page.happened] == [20, 12]
    lines = [str(line) for line in office.ask(history, (("term_result", 1), ("school_absence", 1)))]
    assert any("7" in line and "10" in line for line in lines)
    file = office.ask(family_file, 1, "fr")
    assert "M. Alaoui" in repr(file.sections) and "7,25/10" in repr(file.sections)


def test_of_two_records_made_one_nothing_that_was_heard_is_lost(
    office: Office, yassine: int
) -> None:
    again = child(office, "Yassin")
    office.do(add_result, yassine, 2025, 2, None, 10, "Lit peu")
    office.do(add_result, again, 2025, 2, 725, 10, "Souvent fatigué")
    office.do(add_result, again, 2025, 1, 800, 10)
    office.do(add_absence, yassine, date(2026, 11, 10), date(2026, 11, 12))
    office.do(add_absence, again, date(2026, 11, 12), date(2026, 11, 13), is_excused=True)
    office.do(add_meeting, again, TODAY, met="M", said="s", next_day=date(2026, 12, 18))
    office.do(merge_persons, yassine, 1, again, 1)
    page = office.ask(child_follow_up, yassine)
    assert page is not None
    assert [(line.average, line.worries) for line in page.results] == [
        (725, "Lit peu\nSouvent fatigué"),
        (800, ""),
    ]
    (absence,) = rows_of(office, SchoolAbsence)
    assert (absence["first_day"].day, absence["last_day"].day) == (10, 13)
    assert absence["is_excused"] and len(page.happened) == 2 and len(page.tasks) == 1
    office.undo_last()
    assert len(rows_of(office, SchoolAbsence)) == 2
