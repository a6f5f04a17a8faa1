"""What the program does by itself once a year."""

from __future__ import annotations

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.public_holidays import (
    fill_public_holidays,
    years_without_holidays,
)
from amane_desktop.office.queries import centre_card
from ui.tasks import Desk


def keep_public_holidays(desk: Desk) -> None:
    """Let this year's and the next one's public holidays be kept, where they are not yet."""
    # A clock that was set back does not know which year it is.
    if not desk.may(Permission.EDIT_GROUPS) or desk.ask(centre_card).later_work is not None:
        return
    year = desk.office.clock.today().year

    def fill(missing: tuple[int, ...]) -> None:
        if missing:
            # Nobody asked for it: what hinders it is not told, and the next sign-in tries again.
            desk.do(fill_public_holidays, missing, refused=lambda _refusal: None)

    desk.read(desk, lambda: desk.office.ask(years_without_holidays, (year, year + 1)), fill)
