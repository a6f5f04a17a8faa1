"""What groups and children are called on the screen."""

from __future__ import annotations

from datetime import date

from amane_desktop.attendance.queries import GroupLine
from amane_desktop.i18n import _, format_date, language, ngettext
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script


def group_title(group: GroupLine) -> str:
    """A group's name and the span of its levels, as this screen's reader reads them."""
    title = _("Group {name}").format(name=in_reader_script(group.name, group.name_ar))
    ends = list(dict.fromkeys((group.levels[0], group.levels[-1]))) if group.levels else []
    levels = " – ".join(level_name(code, language()) for code in ends)
    return f"{title} · {levels}" if levels else title


def children_in_words(group: GroupLine) -> str:
    """How many children a group has, or that it is open."""
    if group.is_open:
        return _("open to whoever comes")
    return ngettext("{n} child", "{n} children", group.children).format(n=group.children)


def pause_in_words(last_day: date | None) -> str:
    """That a child pauses, and until when, if that is known."""
    if last_day is None:
        return _("pauses")
    return _("pauses until {day}").format(day=format_date(last_day))
