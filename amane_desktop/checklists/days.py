"""Days on which something was done: not still to come, and in their order."""

from __future__ import annotations

from datetime import date

from amane_desktop.i18n import _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Work
from amane_desktop.people.dates import EARLIEST


def check_day(work: Work, day: date, field: str) -> None:
    """Refuse a day that is still to come, or that no paper is from."""
    if day > work.today:
        raise Refusal(_("This day is still to come."), field)
    if day < EARLIEST:
        raise Refusal(_("This day is too long ago."), field)


def check_not_before(day: date, earlier: date | None, message: str) -> None:
    """Refuse a day before what it follows; the `message` names that one's `{day}`."""
    if earlier is not None and day < earlier:
        raise Refusal(message.format(day=format_date(earlier)), "day")
