"""The tabs of the window, in their order: the one list that the main window knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amane_desktop.i18n import N_

if TYPE_CHECKING:
    from ui.tasks import Desk
    from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A tab: its name, its icon, the accent of its pillar, and how its page is made."""

    key: str
    title: str
    icon: str
    accent: str
    make: Callable[[Desk], Page]


def _today(desk: Desk) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(desk)


def _families(desk: Desk) -> Page:
    from ui.families.page import FamiliesPage

    return FamiliesPage(desk)


def _school_support(desk: Desk) -> Page:
    from ui.school_support.page import SchoolSupportPage

    return SchoolSupportPage(desk)


def _staff(desk: Desk) -> Page:
    from ui.staff.page import StaffPage

    return StaffPage(desk)


PAGES = (
    PageEntry("today", N_("Today"), "mdi6.home-outline", "neutral", _today),
    PageEntry("families", N_("Families"), "mdi6.account-group-outline", "neutral", _families),
    PageEntry(
        "school_support", N_("School support"), "mdi6.school-outline", "school", _school_support
    ),
)
# Opened from the user's own menu, by whoever may; without a tab.
STAFF = PageEntry("staff", N_("Staff"), "mdi6.account-cog-outline", "neutral", _staff)
