"""Cells and titles that the tables of school support share."""

from __future__ import annotations

from datetime import time

from amane_desktop.i18n import N_, isolate, translator
from amane_desktop.printing import arabic
from amane_desktop.printing.table import Column
from amane_desktop.printing.wording import in_script
from amane_desktop.school_support.on_paper import PaperChild, PaperHead


def group_title(group: PaperHead, lang: str, hours: tuple[time, time] | None = None) -> str:
    """A group by its name, room and teacher, after the hours of its session."""
    rtl = lang == "ar"
    name = in_script(rtl, group.group, group.group_ar)
    parts = (
        "" if hours is None else isolate(f"{hours[0]:%H:%M}–{hours[1]:%H:%M}"),
        translator(lang).gettext(N_("Group {name}")).format(name=name),
        in_script(rtl, group.room, group.room_ar),
        in_script(rtl, group.teacher, group.teacher_ar),
    )
    return arabic.join(parts)


def name_columns(languages: tuple[str, ...], width: float) -> tuple[Column, ...]:
    """A column of names in the paper's script, or one for each."""
    return tuple(
        Column((translator(lang).gettext(N_("Child")),), width=width) for lang in languages
    )


def name_cells(child: PaperChild, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a child in those columns; in one script the other stands in for it."""
    if len(languages) == 2:
        return (child.name, child.name_ar)
    return (in_script(languages[0] == "ar", child.name, child.name_ar),)
