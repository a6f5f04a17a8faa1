"""When the last good backup was, in calm words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.backup_drives import LastBackup, Level
from ui.backup.words import days_ago_in_words, when_in_words
from ui.widgets.basics import line_label


def last_in_words(last: LastBackup) -> str:
    """The day, the time, the drive and whether today's code opens it; or that there is none yet."""
    if last.at is None:
        return (
            _("None outside this PC yet")
            if last.has_work
            else _("None yet: there is nothing to lose so far.")
        )
    drive = in_its_own_direction(last.drive) if last.drive else ""
    code = _("before the new recovery code") if last.needs_old_code else ""
    parts = (when_in_words(last.at), drive, code)
    return " · ".join(filter(None, parts))


def age_label(last: LastBackup) -> QLabel | None:
    """How long ago that was, in the colour that it deserves; None where there is nothing to say."""
    if last.days is None:
        is_late = last.has_work and last.level is not Level.GOOD
        return line_label(_ROLES[last.level], _("never yet")) if is_late else None
    return line_label(_ROLES[last.level], days_ago_in_words(last.days))


_ROLES = {Level.GOOD: "pill-good", Level.WAITING: "pill-waiting", Level.DANGER: "pill-danger"}
