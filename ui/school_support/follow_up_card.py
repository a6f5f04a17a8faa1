"""The follow-up at school on a family's record: each child at school in a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.follow_up import FollowedChild, family_follow_up
from ui.school_support.child_follow_up import heard_in_words, where_in_words
from ui.tasks import Desk
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label
from ui.widgets.service_card import ServiceCard


class FollowUpCard(ServiceCard):
    """When each child was last heard of; the line opens its follow-up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("School follow-up"), "school")

    def show_family(self, family_id: int) -> None:
        may = self.desk.may(Permission.SEE_SCHOOL)
        children = self.desk.ask(family_follow_up, family_id) if may else ()
        # Nothing is said where there is none, or none that this reader may know of.
        self.setVisible(bool(children))
        self.replace([self._row(child) for child in children])

    def _row(self, child: FollowedChild) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = in_reader_script(child.name, child.name_ar)
        where = " · ".join(filter(None, (name, where_in_words(child))))
        words.addWidget(at_its_beginning(let_shrink(line_label("", where))))
        heard = let_shrink(line_label("secondary", heard_in_words(child)))
        words.addWidget(at_its_beginning(heard))
        line.addLayout(words, 1)
        open_ = flat_button("", "mdi6.chevron-right", mirrored=True)
        open_.setObjectName(f"follow_{child.person_id}")
        open_.setToolTip(_("Open the follow-up"))
        open_.setAccessibleName(f"{_('Open the follow-up')} · {name}")
        open_.clicked.connect(partial(self.desk.go, "school_support", followed=child.person_id))
        line.addWidget(open_)
        return row
