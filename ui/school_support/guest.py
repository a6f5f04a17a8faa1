"""Who came to a session without being enrolled: asked for, and marked present."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amane_desktop.attendance import marking, queries
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.planned import WeekSlot
from amane_desktop.i18n import _
from ui.tasks import Desk
from ui.widgets.person_picker import PersonPicker


def ask_who_came(
    desk: Desk, parent: QWidget, group_id: int, slot: WeekSlot, taken: frozenset[int]
) -> None:
    """Let a child be picked, but for those who are `taken`, and mark it present."""
    if slot.closure is not None or slot.day > desk.office.clock.today():
        desk.notice.emit(_("Nobody can come to this session."))
        return
    suggested = desk.ask(queries.recent_guests, group_id, slot.day)
    question = _("Who came without being enrolled?")
    picker = PersonPicker(desk, question, parent, suggested, taken=taken)
    picker.chosen.connect(
        lambda person_id: desk.do(
            marking.mark_child, group_id, person_id, slot.day, slot.start, Mark.PRESENT
        )
    )
    picker.open_at(parent)
