"""The button that takes a list out of the house, as it is shown, into a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, isolate, ngettext
from amane_desktop.office.leaving import export_list
from ui.tasks import Desk
from ui.widgets.basics import flat_button

_Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class ShownList:
    """A list as its reader sees it; `read` gives the rows and runs beside the window."""

    title: str
    headings: Sequence[str]
    read: Callable[[], _Rows]


def export_button(desk: Desk, name: str, shown: Callable[[], ShownList]) -> QPushButton:
    """A button for the head of a list; who may not take lists out does not see it."""
    button = flat_button("", "mdi6.file-export-outline")
    button.setObjectName(name)
    button.setAccessibleName(_("Take this list out"))
    button.setToolTip(_("Write this list into a spreadsheet outside the house; it is noted."))
    button.clicked.connect(lambda: _take_out(desk, shown()))
    if not desk.may(Permission.EXPORT_LISTS):
        button.hide()
    return button


def _take_out(desk: Desk, shown: ShownList) -> None:
    def write(rows: _Rows) -> None:
        if not rows:
            desk.notice.emit(_("This list is empty: there is nothing to take out."))
            return

        def told(path: Path) -> None:
            words = ngettext(
                "{n} row stands in clear in {file}. Delete it once it has served.",
                "{n} rows stand in clear in {file}. Delete it once it has served.",
                len(rows),
            )
            desk.notice.emit(words.format(n=len(rows), file=isolate(str(path))))

        desk.do(export_list, shown.title, shown.headings, rows, done=told)

    desk.read(desk, shown.read, write)
