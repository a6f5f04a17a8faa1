"""The waiting list of a group: who is next when a place is free, and who waits since when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance import actions
from amane_desktop.attendance.queries import GroupLine
from amane_desktop.attendance.waiting import (
    WaitingLine,
    WaitingList,
    pass_over,
    stop_waiting,
    wait_for_place,
    waiting_list,
)
from amane_desktop.i18n import _, format_date, in_its_own_direction, is_rtl, isolate, language
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets.basics import (
    ListCard,
    flat_button,
    let_shrink,
    line_label,
    primary_button,
    small_button,
)
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values
from ui.widgets.person_picker import PersonPicker


class WaitingCard(ListCard):
    """Proposes the next child once a place is free; hidden where nobody waits and none must."""

    form_wanted = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Waiting list"))
        self._desk = desk
        self._group: GroupLine | None = None
        self._may_edit = desk.may(Permission.EDIT_GROUPS)
        self._add = flat_button(_("Put a child on the list"), "mdi6.account-clock-outline")
        self._add.setObjectName("waitForPlace")
        self._add.clicked.connect(self._pick)
        self.head.addWidget(self._add)
        self._add.setVisible(self._may_edit)

    def show_group(self, group: GroupLine) -> None:
        """Show who waits for a group."""
        self._group = group
        found = self._desk.ask(waiting_list, group.id)
        is_full = group.children + group.paused >= group.capacity
        self.setVisible(bool(found.children) or (is_full and not group.is_open))
        rows = [self._proposal(found)] if found.free_from and found.children else []
        rows += [self._row(n, line) for n, line in enumerate(found.children, 1)]
        self.replace(rows or [line_label("secondary", _("Nobody waits for a place."))])

    def _proposal(self, found: WaitingList) -> QWidget:
        """The next child, one click away from the place."""
        line, day = found.children[0], found.free_from
        assert day is not None
        name = in_its_own_direction(_name(line))
        is_now = day <= self._desk.office.clock.today()
        words = _("A place is free: {name} is next.") if is_now else _("{name} is next.")
        told = words.format(name=name)
        if not is_now:
            free = _("A place is free from {day}:").format(day=format_date(day, "day_month"))
            told = f"{free} {told}"
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 4)
        row.addWidget(let_shrink(line_label("strong", told)), 1)
        if self._may_edit:
            enrol = primary_button(_("Enrol"), theme.accent("school"))
            enrol.setObjectName("enrolNext")
            enrol.clicked.connect(partial(self._enrol, line, found))
            row.addWidget(enrol)
        return widget

    def _row(self, number: int, line: WaitingLine) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line_label("secondary", str(number)))
        name = let_shrink(line_label("", _name(line)))
        row.addWidget(name, 2)
        since = _("since {day}").format(day=isolate(format_date(line.since, "short")))
        told = " · ".join(map(in_its_own_direction, filter(None, (_level(line), since, line.note))))
        # A line that begins with a date still runs from the right in an Arabic window.
        told = ("\u200f" if is_rtl() else "") + told
        row.addWidget(let_shrink(line_label("secondary", told)), 3)
        if self._may_edit:
            for words, name_of, is_over in (
                (_("Ask the next one first"), "passOver", False),
                (_("Waits no more"), "stopWaiting", True),
            ):
                button = small_button(words)
                button.setObjectName(f"{name_of}_{number}")
                button.clicked.connect(partial(self._open_form, line, is_over))
                row.addWidget(button)
        return widget

    def _enrol(self, line: WaitingLine, found: WaitingList) -> None:
        assert self._group is not None
        self._desk.do(actions.enrol_child, self._group.id, line.person_id, from_=found.free_from)

    def _open_form(self, line: WaitingLine, is_over: bool) -> None:
        kind = "stop_waiting" if is_over else "pass_over"
        form = WaitingForm(self._desk, line, is_over=is_over)
        key = form_key("school_support", "person", line.person_id, line.id)
        self.form_wanted.emit(form, f"{key}/{kind}")

    def _pick(self) -> None:
        group = self._group
        if group is None:
            return
        picker = PersonPicker(self._desk, _("Who waits for a place?"), self)
        picker.chosen.connect(lambda number: self._desk.do(wait_for_place, group.id, number))
        picker.open_at(self)


class WaitingForm(Form):
    """Why the next one is asked first, or why a child waits no more."""

    accent = "school"

    def __init__(self, desk: Desk, line: WaitingLine, *, is_over: bool) -> None:
        title = _("Waits no more") if is_over else _("Ask the next one first")
        super().__init__(desk, f"{title} · {_name(line)}")
        self._line, self._is_over = line, is_over
        self.add("note", TextField(_("Note")), row=0)
        if not is_over:
            self.say(_("The child stays on the list, at its end."))

    def kept(self) -> Values:
        """Nothing is said yet."""
        return {"note": ""}

    def newest(self) -> Values | None:
        """A place on the list is changed by nothing but leaving it."""
        return None

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Put the child at the end, or take it off the list."""
        which = {"waiting_id": self._line.id, "version": self._line.version}
        return stop_waiting if self._is_over else pass_over, which | self.typed()


def _name(line: WaitingLine) -> str:
    return in_reader_script(line.name, line.name_ar)


def _level(line: WaitingLine) -> str:
    return level_name(line.level, language()) if line.level else ""
