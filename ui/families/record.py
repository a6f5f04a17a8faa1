"""A family's record: header, persons, telephones, what the services give, history."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _
from amane_desktop.office.history import history
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.taking_part import taking_part
from ui import theme
from ui.families.erase_form import EraseButton
from ui.families.head import Head
from ui.families.looks_card import LooksCard
from ui.families.person_panel import PersonPanel
from ui.families.persons import PersonsTable, hours_of_today
from ui.families.schooling_card import SchoolingCard
from ui.families.services import SERVICE_CARDS
from ui.families.take_out import TakeOut
from ui.families.telephone_card import TelephoneCard
from ui.families.together import Together
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, let_shrink, line_label
from ui.widgets.given_files import Given
from ui.widgets.history_card import HistoryCard
from ui.widgets.scan_drops import ScanDrops
from ui.widgets.scans_card import ScansCard
from ui.widgets.undoing import begin_undo


class Record(QScrollArea):
    """One family, from top to bottom; it asks for forms and knows none."""

    edit_family = Signal()
    edit_state = Signal()
    edit_person = Signal(object)
    edit_telephone = Signal(object)
    edit_tie = Signal(str, object)
    edit_schooling = Signal(str, object)
    erase = Signal(object)
    edit_scan = Signal(object)
    add_scans = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head = Head()
        self.head.edit_family.connect(self.edit_family)
        self.head.edit_state.connect(self.edit_state)
        self.head.add_person.connect(lambda: self.edit_person.emit(None))
        self.persons = PersonsTable()
        self.persons.opened.connect(self.edit_person)
        self.person = PersonPanel(desk)
        self.person.edit.connect(self.edit_person)
        self._said = let_shrink(line_label("secondary"))
        self.person.ties.addWidget(self._said)
        self.schooling = SchoolingCard(desk)
        self.schooling.edit.connect(self.edit_schooling)
        self.person.ties.addWidget(self.schooling)
        self.persons.chosen.connect(self._show_person)
        self._nobody_yet = _("Nobody stands here yet. Add whoever houses the children first.")
        self._nobody = EmptyState(self._nobody_yet)
        self._telephones = TelephoneCard()
        self._telephones.edit.connect(self.edit_telephone)
        self.scans = ScansCard(desk)
        for scans in (self.scans, self.person.scans):
            scans.edit.connect(self.edit_scan)
            scans.add.connect(self.add_scans)
        drops = ScanDrops(self)
        drops.given.connect(self._take_given)
        self.together = Together(desk)
        self.together.edit.connect(self.edit_tie)
        self.history = HistoryCard()
        self.looks = LooksCard(desk)
        self.history.undo_wanted.connect(partial(begin_undo, desk, self))
        self._take_out = TakeOut(desk)
        self._erase = EraseButton(desk)
        self._erase.erase.connect(self.erase)
        foot = QHBoxLayout()
        foot.addWidget(self._erase)
        foot.addWidget(self._take_out)
        self.services = [make(desk) for make in SERVICE_CARDS]
        beside = QGridLayout()
        beside.setSpacing(theme.GAP)
        for number, small in enumerate((self._telephones, *self.services)):
            # Two in a row: of more, lines would break after every word.
            row, place = divmod(number, 2)
            beside.addWidget(small, row, place)
            beside.setColumnStretch(place, 1)
        persons = Card()
        persons.body.setContentsMargins(1, 1, 1, 1)
        persons.body.addWidget(self.persons)
        persons.body.addWidget(self._nobody)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.head)
        column.addWidget(persons)
        column.addWidget(self.person)
        column.addLayout(beside)
        column.addWidget(self.scans)
        column.addWidget(self.together)
        column.addWidget(self.history)
        column.addWidget(self.looks)
        column.addLayout(foot)
        # All the room that is left: a card is as tall as what stands in it.
        column.addStretch(1)
        self.setWidget(page)

    def show_family(self, card: FamilyCard) -> None:
        """Show the family as it is kept now."""
        self.head.show_family(card)
        today = self._desk.office.clock.today()
        hours = hours_of_today(self._desk.ask(taking_part, card.line.id))
        self.together.show_family(card)
        self.person.telephones = card.telephones
        self.persons.show_persons(card.persons, today, hours, is_editable=card.is_whole)
        self.persons.setVisible(bool(card.persons))
        self._nobody.setVisible(not card.persons)
        self._telephones.show_family(card)
        left = _("Nobody lives here any more. Move someone here, or close the file.")
        self._nobody.words.setText(left if self.together.was_lived_in else self._nobody_yet)
        for service in self.services:
            service.show_family(card.line.id)
        self.scans.show_scans(("family", card.line.id) if card.is_whole else None)
        self.history.setVisible(card.is_whole)
        self.looks.show_family(card)
        self._take_out.show_family(card)
        self._erase.show_family(card)
        self.history.show_lines(self._desk.ask(history, card.rows))

    def _take_given(self, given: list[Given]) -> None:
        """Let what is dropped or pasted anywhere here go to whoever is shown; the form asks."""
        if self.scans.isVisibleTo(self):
            card = self.scans if self.person.isHidden() else self.person.scans
            card.give(given)

    def _show_person(self, person_id: int | None) -> None:
        self.person.show_person(person_id)
        self.schooling.show_person(self.person.card)
        said = self.together.household.drawing.said(person_id)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        # At once, or the page would be squeezed for a moment into the height that it had.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def focus_persons(self, why: Qt.FocusReason) -> None:
        """Go where the keyboard goes on: the persons, or adding the first."""
        if self.persons.isVisibleTo(self):
            self.persons.setFocus(why)
        else:
            self.head.add.setFocus()
