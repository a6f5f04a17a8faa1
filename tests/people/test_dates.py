"""Birth dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.people.dates import (
    KnownDate,
    Precision,
    age_in_words,
    age_in_years,
    read_date,
    shown_age,
    shown_date,
    typed_date,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("3/9/15", date(2015, 9, 3), "exact"),
        ("03-09-2015", date(2015, 9, 3), "exact"),
        (" 3 . 9 . 2015 ", date(2015, 9, 3), "exact"),
        ("2015-09-03", date(2015, 9, 3), "exact"),
        ("٣/٩/٢٠١٥", date(2015, 9, 3), "exact"),
        ("25/11/26", date(1926, 11, 25), "exact"),
        ("24/11/26", date(2026, 11, 24), "exact"),
        ("9/2015", date(2015, 9, 1), "month"),
        ("2015", date(2015, 1, 1), "year"),
        ("~2015", date(2015, 1, 1), "estimate"),
        ("vers 1956", date(1956, 1, 1), "estimate"),
        ("نحو 1956", date(1956, 1, 1), "estimate"),
    ],
)
def test_a_date_is_read_as_people_mean_it(typed: str, day: date, precision: str) -> None:
    assert read_date(typed, TODAY) == KnownDate(day, Precision(precision))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "15",
        "31/2/2015",
        "3/13/15",
        "1/2/3/4",
        "hier",
        "3/9/015",
        "²/9/15",
        "~",
        "-5",
        "~1/2",
        "10 mois",
    ],
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "~10",
        "≈ 10",
        "about 10",
        "about 10 years",
        "10 years old",
        "vers 10 ans",
        "environ 10",
        "10 ans",
        "نحو 10 سنوات",
        "حوالي ١٠",
        "10 سنوات",
    ],
)
def test_an_age_is_an_estimate_of_the_year_made_today(typed: str) -> None:
    assert read_date(typed, TODAY) == KnownDate(date(2016, 1, 1), Precision.ESTIMATE, TODAY)


@given(st.integers(0, 999), st.sampled_from(["~{}", "vers {} ans", "{} ans", "نحو {}"]))
def test_an_age_that_is_typed_is_the_age_that_is_shown(age: int, typed: str) -> None:
    read = read_date(typed.format(age), TODAY)
    if age > 120:
        assert read is None
    else:
        assert read is not None and read.estimated_on == TODAY
        assert age_in_years(read.day, TODAY) == age
        # Once kept, the year is what a form shows, and it is read back as the same year.
        again = read_date(typed_date(read.day, read.precision), TODAY)
        assert again == KnownDate(read.day, Precision.ESTIMATE)


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(Precision))
def test_what_a_form_shows_is_read_back(day: date, precision: Precision) -> None:
    if precision != Precision.EXACT:
        day = day.replace(day=1, month=day.month if precision == Precision.MONTH else 1)
    assert read_date(typed_date(day, precision), TODAY) == KnownDate(day, precision)


@given(st.dates(TODAY - timedelta(days=36_000), TODAY))
def test_a_two_digit_year_is_never_in_the_future(day: date) -> None:
    read = read_date(f"{day.day}/{day.month}/{day.year % 100:02}", TODAY)
    assert read == KnownDate(day, Precision.EXACT)


@given(st.text())
def test_nothing_that_is_typed_breaks_reading(text: str) -> None:
    read_date(text, TODAY)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_an_age_counts_birthdays(day: date) -> None:
    age = age_in_years(day, TODAY)
    assert 0 <= age <= 126
    assert (day.year + age, day.month, day.day) <= (2026, 11, 24)


def test_a_date_is_shown_no_more_exact_than_it_is_known() -> None:
    day = date(1956, 1, 1)
    assert shown_date(day, "exact") == "1 January 1956"
    assert shown_date(day, "month") == "January 1956"
    assert shown_date(day, "year") == "1956"
    assert shown_date(day, "estimate") == "about 1956"
    assert shown_age(day, "estimate", TODAY) == "about 70"
    assert shown_age(date(2026, 3, 24), "exact", TODAY) == "8 months"
    assert shown_age(date(2015, 9, 3), "exact", TODAY) == "11"
    assert age_in_words(date(2015, 9, 3), "exact", TODAY) == "11 years"
    assert age_in_words(day, "estimate", TODAY) == "about 70 years"
    assert age_in_words(date(2026, 3, 24), "exact", TODAY) == "8 months"
    assert shown_age(None, "exact", TODAY) == shown_date(None, "exact") == ""
