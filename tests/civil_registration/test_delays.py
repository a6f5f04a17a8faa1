"""Legal delays with their rule, no more exact than what is known of the birth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.civil_registration.delays import delay_since, delay_since_birth, last_day
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.procedures import Delay
from amane_desktop.i18n import Text
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, later, on, opened, shown

THIRTY = Delay("birth", Text("Trente jours", "ثلاثون يوما"), days=30)


@pytest.mark.parametrize(
    ("born", "precision", "told"),
    [
        (date(2026, 11, 10), "exact", "until 10 December 2026"),
        (date(2026, 10, 25), "exact", "until 24 November 2026"),
        (date(2026, 10, 24), "exact", "ran out on 23 November 2026"),
        (date(2026, 10, 1), "month", "the day of birth is not known: it may have run out since"),
        (date(2026, 11, 1), "month", "the day of birth is not known: to be safe, until 1 December"),
        (date(2018, 1, 1), "year", "ran out, whatever the day of birth: on 30 January 2019"),
        (date(2026, 1, 1), "year", "the day of birth is not known: it may have run out since"),
        (date(2018, 1, 1), "estimate", "The year of birth is an estimate, so the delay cannot"),
        (None, "exact", "The birth date is not known, so the delay cannot be counted"),
    ],
)
def test_what_follows_from_what_is_known(born: date | None, precision: str, told: str) -> None:
    line = delay_since_birth(THIRTY, 1, born, precision)
    assert line.told(TODAY).startswith(told)
    assert line.rule.fr == "Trente jours"


def test_a_delay_is_not_known_to_be_past_where_the_birth_is_not_known() -> None:
    assert delay_since_birth(THIRTY, 1, None, "exact").is_past(TODAY) is None
    assert delay_since_birth(THIRTY, 1, date(2018, 1, 1), "estimate").is_past(TODAY) is None
    assert delay_since_birth(THIRTY, 1, date(2026, 10, 1), "month").is_past(TODAY) is None
    assert delay_since_birth(THIRTY, 1, date(2018, 1, 1), "year").is_past(TODAY) is True


def test_months_end_on_the_last_day_that_there_is() -> None:
    month = Delay("opened", Text("Un mois", "شهر"), months=1)
    assert last_day(month, date(2027, 1, 31)) == date(2027, 2, 28)
    assert delay_since(month, None).told(TODAY) == "counted from a step that is not done yet"


@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from(["month", "year"]))
def test_whatever_the_day_was_the_delay_ends_between_the_two_days(
    born: date, precision: str
) -> None:
    first = born.replace(day=1) if precision == "month" else date(born.year, 1, 1)
    line = delay_since_birth(THIRTY, 1, first, precision)
    exact = delay_since_birth(THIRTY, 1, born, "exact").latest
    assert line.earliest and line.latest and exact
    assert line.earliest <= exact <= line.latest


def test_a_dossier_shows_one_delay_for_each_child_and_for_each_step(office: Office) -> None:
    on(office)
    record = opened(office, children=2, birth_date=date(2018, 1, 1), birth_precision="year")
    submit = next(step for step in record.steps if step.code == "submit")
    assert [line.person_id for line in submit.delays] == [p.person_id for p in record.persons]
    assert all(line.is_past(TODAY) for line in submit.delays)
    appeal = next(step for step in record.steps if step.code == "no_appeal")
    assert [line.told(TODAY) for line in appeal.delays] == [
        "counted from a step that is not done yet"
    ]
    office.do(write_judgment, record.id, record.version, judgment_on=TODAY)
    appeal = next(s for s in shown(office, record.id).steps if s.code == "no_appeal")
    assert [line.latest for line in appeal.delays] == [later(30)]
    assert record.persons[0].born == "2018"


def test_nothing_is_invented_of_a_birth_that_nobody_knows(office: Office) -> None:
    on(office)
    record = opened(office)
    assert (record.persons[0].birth_date, record.persons[0].born) == (None, "")
    (line,) = next(step for step in record.steps if step.code == "submit").delays
    assert (line.earliest, line.latest, line.unknown) == (None, None, "birth")
    assert str(timedelta(days=30).days) not in line.told(TODAY)
