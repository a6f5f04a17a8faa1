"""Which backups are kept: 7 days, 4 weeks, 12 months, and never less than the last."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.storage.backup.rotation import to_remove

TAROUDANT = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 11, 27, 18, 0, tzinfo=TAROUDANT)
moments = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)), unique=True
)


def left_after(days: int, every: int = 1) -> list[datetime]:
    """What is left when a backup was made every so many days, and rotated each time."""
    standing: set[datetime] = set()
    for day in range(days, -1, -every):
        moment = NOW - timedelta(days=day)
        standing.add(moment)
        standing -= to_remove(standing, moment, moment)
    return sorted(standing, reverse=True)


def test_daily_for_two_years() -> None:
    left = left_after(730)
    assert left[:7] == [NOW - timedelta(days=n) for n in range(7)]
    assert len({moment.strftime("%Y-%m") for moment in left}) == 12
    assert len(left) <= 7 + 4 + 12


def test_each_friday_for_a_year() -> None:
    left = left_after(364, every=7)
    assert left[:7] == [NOW - timedelta(days=7 * n) for n in range(7)]
    assert len({moment.strftime("%Y-%m") for moment in left}) == 12


def test_of_one_day_the_last_is_kept_and_the_day_is_the_centres() -> None:
    """Half past midnight in Taroudant is still the day before in UTC."""
    early, late = (datetime(2026, 11, 27, h, 30, tzinfo=TAROUDANT) for h in (0, 9))
    before = datetime(2026, 11, 26, 17, 0, tzinfo=TAROUDANT)
    assert to_remove({before, early, late}, NOW) == {early}


def test_a_clock_set_back_a_year_removes_nothing_of_the_time_ahead() -> None:
    standing = {NOW - timedelta(days=n) for n in range(10)}
    back = NOW - timedelta(days=365)
    assert to_remove(standing | {back}, back, back) == frozenset()


def test_what_was_made_by_a_clock_that_ran_ahead_takes_no_others_place() -> None:
    ahead = {NOW + timedelta(days=300 + n) for n in range(30)}
    standing = {NOW - timedelta(days=n) for n in range(7)}
    assert to_remove(standing | ahead, NOW) == frozenset()


@given(moments, st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_the_newest_and_what_lies_ahead_are_never_removed(
    standing: list[datetime], now: datetime
) -> None:
    going = to_remove(standing, now.astimezone(TAROUDANT), now)
    ahead, past = ({m for m in standing if (m > now) is lies} for lies in (True, False))
    assert not going & (ahead | {max(past, default=now), now})
