"""School support on a family's record: each child's group, and how it came this month."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.queries import ChildSupport, family_support
from ui.school_support.titles import pause_in_words
from ui.tasks import Desk
from ui.widgets.basics import flat_button, line_label
from ui.widgets.service_card import ServiceCard


class SchoolSupportCard(ServiceCard):
    """The children who are in a group, one line each; the line opens the sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("School support"), "school")

    def show_family(self, family_id: int) -> None:
        # The query gives nothing to whoever sees today alone: that is not "no child".
        self.setVisible(self.desk.may(Permission.SEE_OTHER_DAYS))
        children = self.desk.ask(family_support, family_id)
        rows: list[QWidget] = [self._row(child) for child in children]
        self.replace(rows or [line_label("secondary", _("No child is in a group."))])

    def _row(self, child: ChildSupport) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = in_reader_script(child.given_name, child.given_name_ar)
        group = _("Group {name}").format(name=in_reader_script(child.group, child.group_ar))
        line.addWidget(line_label("", f"{name} · {group}"))
        if child.waits_since is not None:
            since = format_date(child.waits_since)
            words = _("waits for a place since {day}").format(day=since)
            line.addWidget(line_label("pill-waiting", words))
        elif child.is_paused:
            line.addWidget(line_label("pill-waiting", pause_in_words(child.until)))
        elif child.marked:
            came = _("attended {came} of {marked} this month").format(
                came=child.came, marked=child.marked
            )
            line.addWidget(line_label("secondary", came))
        line.addStretch()
        sheet = flat_button("", "mdi6.chevron-right", mirrored=True)
        sheet.setToolTip(_("Open the sheet"))
        sheet.setAccessibleName(_("Open the sheet"))
        day = self.desk.office.clock.today()
        sheet.clicked.connect(
            partial(self.desk.go, "school_support", group_id=child.group_id, day=day)
        )
        line.addWidget(sheet)
        return row
