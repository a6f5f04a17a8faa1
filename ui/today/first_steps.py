"""What to do first in an empty centre."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.overview.today import Today
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import line_label, plain_button, primary_button


class FirstSteps(QWidget):
    """Three steps, from the first family to the first attendance sheet."""

    def __init__(self, desk: Desk, found: Today) -> None:
        super().__init__()
        family = _("Add a family") if not found.families else _("Add another family")
        first = primary_button(family, theme.accent("social"), "mdi6.account-group-outline")
        first.setObjectName("firstFamily")
        first.clicked.connect(partial(desk.go, "families", add=True))
        second = plain_button(_("Add a group"), "mdi6.school-outline")
        second.setObjectName("firstGroup")
        second.clicked.connect(partial(desk.go, "school_support", add_group=True))
        steps = (
            ("1", _("Open the file of a family, with its persons."), first),
            ("2", _("Make a group and enrol its children."), second),
            ("3", _("Print the attendance sheets, and mark who came."), None),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(steps), 1)
        for row, (number, words, button) in enumerate(steps):
            grid.addWidget(line_label("key", number), row, 0, Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(line_label("strong", words), row, 1)
            if button is not None:
                grid.addWidget(button, row, 2)
