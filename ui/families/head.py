"""The head of a family's record: its name, where it lives, its state, who is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from amane_desktop.i18n import _, in_its_own_direction, isolate, labelled, language
from amane_desktop.people.dates import Precision, shown_date
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.states import State, StateLine, state_name
from ui import theme
from ui.families.family_form import family_title, who_sees_protected
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)

_PILLS = {State.OPEN: "pill-good", State.PAUSED: "pill-waiting", State.CLOSED: "key"}


class Head(Card):
    """Who the family is, at a glance; only what is known, and to whom it may be."""

    edit_family = Signal()
    edit_state = Signal()
    add_person = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._state = line_label("subject"), line_label("pill-good")
        self._protected = line_label("pill-waiting", _("protected"))
        self._protected.setToolTip(who_sees_protected())
        first = QHBoxLayout()
        first.setSpacing(theme.GAP)
        first.addWidget(self._title)
        for pill in (self._state, self._protected):
            first.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch()
        self._lines = [at_its_beginning(let_shrink(line_label("secondary"))) for _n in range(3)]
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        for line in self._lines:
            words.addWidget(line)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        for button in self._make_buttons():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        edit = plain_button(_("Edit"))
        edit.setObjectName("editFamily")
        edit.setAccessibleName(_("Change the family"))
        edit.clicked.connect(self.edit_family)
        state = plain_button(_("Pause or close"))
        state.setObjectName("editState")
        state.clicked.connect(self.edit_state)
        self.add = primary_button(_("Add a person"), theme.accent("social"))
        self.add.setObjectName("addPerson")
        self.add.clicked.connect(self.add_person)
        self._change_state = state
        self._changes = (edit, state, self.add)
        return self._changes

    def show_family(self, card: FamilyCard) -> None:
        """Show the family as it is kept now."""
        self._title.setText(family_title(card.line))
        self._protected.setVisible(card.facts.told.get("is_protected", False))
        self._state.setVisible(card.state is not None)
        if card.state is not None:
            self._show_state(card.state)
        for change in self._changes:
            change.setVisible(card.is_whole)
        told = (_where(card), _how_it_lives(card), _why(card))
        for label, words in zip(self._lines, told, strict=True):
            line = " · ".join(filter(None, words))
            label.setText(line)
            label.setVisible(bool(line))

    def _show_state(self, state: StateLine) -> None:
        self._state.setText(_since(state))
        self._state.setProperty("role", _PILLS[state.state])
        self._state.style().polish(self._state)
        self._state.setToolTip(shown_date(state.day, Precision.EXACT))
        words = _("Pause or close") if state.state == State.OPEN else _("Reopen or close")
        self._change_state.setText(_("Reopen") if state.state == State.CLOSED else words)


def _since(state: StateLine) -> str:
    if state.day is None:
        return state_name(state.state)
    words = {
        State.OPEN: _("open since {month}"),
        State.PAUSED: _("paused since {month}"),
        State.CLOSED: _("closed since {month}"),
    }
    return words[state.state].format(month=shown_date(state.day, Precision.MONTH))


def _where(card: FamilyCard) -> Iterator[str]:
    line = card.line
    number = _("file {number}").format(number=isolate(line.file_number))
    yield number if line.file_number else ""
    other = line.name if language() == "ar" else line.name_ar
    places = (card.address, card.facts.words.get("neighbourhood", ""))
    is_other = other != in_reader_script(line.name, line.name_ar)
    yield from map(in_its_own_direction, filter(None, (other if is_other else "", *places)))


def _how_it_lives(card: FamilyCard) -> Iterator[str]:
    words = card.facts.words
    yield from map(words.get, ("languages", "housing"), ("", ""))
    responsible = card.facts.responsible
    if responsible:
        yield labelled(_("Responsible"), in_its_own_direction(responsible))


def _why(card: FamilyCard) -> Iterator[str]:
    if card.state is not None:
        yield from map(in_its_own_direction, filter(None, (card.state.reason, card.state.note)))
    yield card.facts.words.get("origin", "")
    yield in_its_own_direction(note) if (note := card.facts.told.get("origin_note")) else ""
