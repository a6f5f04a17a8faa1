"""The leading side of the families page: what is listed, and the list or its filter beneath."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Part, sees
from amane_desktop.i18n import _, ngettext
from amane_desktop.people.states import State
from ui import theme
from ui.families.list import FamilyList
from ui.tasks import Desk
from ui.widgets.basics import Card, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.list_export import export_button

_WIDTH = 300
FAMILIES, PERSONS = "families", "persons"


class Leading(QWidget):
    """Families or persons, a button that adds a family, and the list."""

    add = Signal()
    switched = Signal(str)

    def __init__(self, desk: Desk, person_filter: QWidget, *, may_add: bool) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.list = FamilyList(desk)
        self._export = export_button(desk, "exportFamilies", self.list.shown)
        self.list.setAccessibleName(_("Families"))
        self.list.arrived.connect(self._count_families)
        self._stack = QStackedWidget()
        # To who sees no household, every file counts as open.
        sees_states = sees(desk.office.signed_in.role, Part.HOUSEHOLD)
        self._stack.addWidget(self._make_families(sees_states=sees_states))
        self._stack.addWidget(person_filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._make_head(may_add=may_add))
        column.addWidget(self._stack, 1)

    def show_what(self, what: str) -> None:
        """Show the list of families, or the filter of the persons' list."""
        self._stack.setCurrentIndex((FAMILIES, PERSONS).index(what))
        self._chips[what].setChecked(True)

    def _make_head(self, *, may_add: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(2)
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        for what, words in ((FAMILIES, _("Families")), (PERSONS, _("Persons"))):
            self._chips[what] = chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"list_{what}")
            chip.clicked.connect(lambda _on, what=what: self.switched.emit(what))
            group.addButton(chip)
            head.addWidget(chip)
        add = plain_button(_("Add"), "mdi6.plus")
        add.setObjectName("addFamily")
        add.setToolTip(_("Add a family (Ctrl+N)"))
        add.clicked.connect(self.add)
        if not may_add:
            add.hide()
        head.addStretch()
        head.addWidget(add)
        return head

    def _make_families(self, *, sees_states: bool) -> QWidget:
        states = Choice()
        states.setObjectName("familyStates")
        states.setAccessibleName(_("Which files are listed"))
        if not sees_states:
            states.hide()
        for words, codes in (
            (_("Open files"), (State.OPEN,)),
            (_("Paused files"), (State.PAUSED,)),
            (_("Closed files"), (State.CLOSED,)),
            (_("All files"), ()),
        ):
            states.addItem(words, codes)
        states.activated.connect(lambda _index: self.list.show_states(tuple(states.currentData())))
        self._count = line_label("secondary")
        self._count.setObjectName("familyCount")
        above = QHBoxLayout()
        above.addWidget(states, 1)
        above.addWidget(self._count)
        above.addWidget(self._export)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(above)
        column.addWidget(card, 1)
        return side

    def _count_families(self) -> None:
        n = self.list.families.rowCount()
        self._count.setText(ngettext("{n} family", "{n} families", n).format(n=n))
