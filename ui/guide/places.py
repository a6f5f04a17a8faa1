"""Which page of the guide tells of where one stands."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

# The first of these that is on the screen, a chip also chosen, says it: the special ones first.
PLACES = (
    ("aboutSheet", "when-it-fails"),
    ("restorePage", "when-the-pc-dies"),
    ("restoreCentre", "when-the-pc-dies"),
    ("firstStart", "first-start"),
    ("signInPage", "lost-password"),
    ("page_today", "every-morning"),
    ("page_tasks", "every-morning"),
    ("addScans", "scans"),
    ("familyRecord", "family"),
    ("list_persons", "find"),
    ("page_families", "new-family"),
    ("chip_groups", "timetable"),
    ("chip_timetable", "timetable"),
    ("chip_schools", "schools"),
    ("chip_door", "door"),
    ("chip_follow_up", "school-follow-up"),
    ("page_school_support", "week"),
    ("page_civil_registration", "civil-registration"),
    ("page_backup", "friday-backup"),
    ("page_check", "friday-backup"),
    ("page_staff", "staff"),
    ("page_settings", "settings"),
    ("page_journal", "settings"),
    ("page_about", "when-it-fails"),
    ("page_importing", "spreadsheets"),
)


def job_here(window: QWidget) -> str:
    """The job that the window's screen is about."""
    for name, job in PLACES:
        if any(_is_seen(widget) for widget in window.findChildren(QWidget, name)):
            return job
    return "every-morning"


def _is_seen(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked():
        return False
    return widget.isVisible()
