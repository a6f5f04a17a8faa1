"""The tabs of the window, in their order: the one list that the main window knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_

if TYPE_CHECKING:
    from ui.tasks import Desk
    from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page: its name, its icon, the accent of its pillar, how it is made, and for whom."""

    key: str
    title: str
    icon: str
    accent: str
    make: Callable[[Desk], Page]
    permission: Permission = Permission.SEE_CENTRE


def _today(desk: Desk) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(desk)


def _families(desk: Desk) -> Page:
    from ui.families.page import FamiliesPage

    return FamiliesPage(desk)


def _school_support(desk: Desk) -> Page:
    from ui.school_support.page import SchoolSupportPage

    return SchoolSupportPage(desk)


def _civil_registration(desk: Desk) -> Page:
    from ui.civil_registration.page import CivilRegistrationPage

    return CivilRegistrationPage(desk)


def _staff(desk: Desk) -> Page:
    from ui.staff.page import StaffPage

    return StaffPage(desk)


def _journal(desk: Desk) -> Page:
    from ui.journal.page import JournalPage

    return JournalPage(desk)


def _importing(desk: Desk) -> Page:
    from ui.importing.page import ImportPage

    return ImportPage(desk)


def _tasks(desk: Desk) -> Page:
    from ui.agenda.page import TasksPage

    return TasksPage(desk)


def _settings(desk: Desk) -> Page:
    from ui.centre_settings.page import SettingsPage

    return SettingsPage(desk)


def _check(desk: Desk) -> Page:
    from ui.backup.check_page import CheckPage

    return CheckPage(desk)


def _backup(desk: Desk) -> Page:
    from ui.backup.page import BackupPage

    return BackupPage(desk)


def _about(desk: Desk) -> Page:
    from ui.about.page import AboutPage

    return AboutPage(desk)


PAGES = (
    PageEntry("today", N_("Today"), "mdi6.home-outline", "neutral", _today),
    PageEntry("families", N_("Families"), "mdi6.account-group-outline", "neutral", _families),
    PageEntry(
        "school_support", N_("School support"), "mdi6.school-outline", "school", _school_support
    ),
    PageEntry(
        "civil_registration",
        N_("Civil registration"),
        "mdi6.file-certificate-outline",
        "civil_registration",
        _civil_registration,
        Permission.SEE_DOSSIERS,
    ),
)
# Opened from the user's own menu, by whoever may; without a tab.
MENU_PAGES = (
    PageEntry(
        "tasks",
        N_("Tasks"),
        "mdi6.checkbox-marked-outline",
        "neutral",
        _tasks,
        Permission.SEE_SCHOOL,
    ),
    PageEntry(
        "backup",
        N_("Backup"),
        "mdi6.usb-flash-drive-outline",
        "neutral",
        _backup,
        Permission.BACK_UP,
    ),
    PageEntry(
        "check",
        N_("Check the data"),
        "mdi6.shield-check-outline",
        "neutral",
        _check,
        Permission.BACK_UP,
    ),
    PageEntry(
        "staff", N_("Staff"), "mdi6.account-cog-outline", "neutral", _staff, Permission.MANAGE_STAFF
    ),
    PageEntry(
        "settings",
        N_("Settings"),
        "mdi6.cog-outline",
        "neutral",
        _settings,
        Permission.CHANGE_SETTINGS,
    ),
    PageEntry(
        "importing",
        N_("Take in a spreadsheet"),
        "mdi6.table-arrow-up",
        "neutral",
        _importing,
        Permission.EDIT_FAMILIES,
    ),
    PageEntry("journal", N_("Journal"), "mdi6.history", "neutral", _journal, Permission.SEE_AUDIT),
    PageEntry("about", N_("About and help"), "mdi6.help-circle-outline", "neutral", _about),
)
