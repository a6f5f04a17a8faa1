"""A family's record: header, persons, telephones, what the services give, history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate, language
from amane_desktop.office.history import history
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, FamilyLine
from ui import theme
from ui.families.cards import HistoryCard, TelephoneCard
from ui.families.family_forms import family_title
from ui.families.person_panel import PersonPanel
from ui.families.persons import PersonsTable
from ui.families.services import SERVICE_CARDS
from ui.families.together import Together
from ui.tasks import Desk
from ui.widgets.basics import (
    Card,
    EmptyState,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)


class Record(QScrollArea):
    """One family, from top to bottom; it asks for forms and knows none."""

    edit_family = Signal()
    edit_person = Signal(object)
    edit_telephone = Signal(object)
    edit_tie = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.persons = PersonsTable()
        self.persons.opened.connect(self.edit_person)
        self.person = PersonPanel(desk)
        self.person.edit.connect(self.edit_person)
        self._said = let_shrink(line_label("secondary"))
        self.person.ties.addWidget(self._said)
        self.persons.chosen.connect(self._show_person)
        self._nobody_yet = _("Nobody stands here yet. Add whoever houses the children first.")
        self._nobody = EmptyState(self._nobody_yet)
        self._telephones = TelephoneCard()
        self._telephones.edit.connect(self.edit_telephone)
        self.together = Together(desk)
        self.together.edit.connect(self.edit_tie)
        self.history = HistoryCard()
        self.services = [make(desk) for make in SERVICE_CARDS]
        beside = QHBoxLayout()
        beside.setSpacing(theme.GAP)
        for small in (self._telephones, *self.services):
            beside.addWidget(small, 1)
        persons = Card()
        persons.body.setContentsMargins(1, 1, 1, 1)
        persons.body.addWidget(self.persons)
        persons.body.addWidget(self._nobody)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._make_header())
        column.addWidget(persons)
        column.addWidget(self.person)
        column.addLayout(beside)
        column.addWidget(self.together)
        column.addWidget(self.history)
        column.addStretch()
        self.setWidget(page)

    def _make_header(self) -> Card:
        header = Card()
        self._title, self._beneath = line_label("subject"), line_label("secondary")
        for label in (self._title, self._beneath):
            let_shrink(label)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._beneath)
        self._edit = edit = plain_button(_("Edit"))
        edit.setObjectName("editFamily")
        edit.clicked.connect(self.edit_family)
        self._add = add = primary_button(_("Add a person"), theme.accent("social"))
        add.setObjectName("addPerson")
        add.clicked.connect(lambda: self.edit_person.emit(None))
        row = QHBoxLayout()
        row.addLayout(names, 1)
        row.addWidget(edit)
        row.addWidget(add)
        header.body.addLayout(row)
        return header

    def show_family(self, card: FamilyCard) -> None:
        """Show the family as it is kept now."""
        self._title.setText(family_title(card.line))
        for change in (self._edit, self._add):
            change.setVisible(card.is_whole)
        self._beneath.setText(_beneath(card.line, card.address))
        today = self._desk.office.clock.today()
        self.together.show_family(card)
        self.person.telephones = card.telephones
        self.persons.show_persons(card.persons, today, is_editable=card.is_whole)
        self.persons.setVisible(bool(card.persons))
        self._nobody.setVisible(not card.persons)
        self._telephones.show_telephones(card.telephones, is_editable=card.is_whole)
        left = _("Nobody lives here any more. Move someone here, or close the file.")
        self._nobody.words.setText(left if self.together.was_lived_in else self._nobody_yet)
        for service in self.services:
            service.show_family(card.line.id)
        self.history.setVisible(card.is_whole)
        self.history.show_lines(self._desk.ask(history, card.rows))

    def _show_person(self, person_id: int | None) -> None:
        self.person.show_person(person_id)
        said = self.together.household.drawing.said(person_id)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        # At once, or the page would be squeezed for a moment into the height that it had.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def focus_persons(self) -> None:
        """Go where the keyboard goes on: the persons, or adding the first."""
        if self.persons.isVisibleTo(self):
            self.persons.setFocus()
        else:
            self._add.setFocus()


def _beneath(line: FamilyLine, address: str) -> str:
    number = _("file {number}").format(number=isolate(line.file_number))
    number = number if line.file_number else ""
    other = line.name if language() == "ar" else line.name_ar
    if other == in_reader_script(line.name, line.name_ar):
        other = ""
    told = (number, *map(in_its_own_direction, filter(None, (other, address))))
    return " · ".join(filter(None, told))
