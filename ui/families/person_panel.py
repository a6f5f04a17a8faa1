"""What is known of the person chosen in a family's record, and what to do at the door."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, in_its_own_direction, isolate, language
from amane_desktop.office.history import history
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.dates import Precision, age_in_words, shown_date
from amane_desktop.people.identity import civil_status_name
from amane_desktop.people.kinship import kinship_name
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.person_card import PersonCard, person_card
from amane_desktop.people.queries import TelephoneLine
from amane_desktop.people.telephones import shown_number
from ui import theme
from ui.families.person_photo import PersonPhoto
from ui.tasks import Desk
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
)
from ui.widgets.history_card import HistoryCard
from ui.widgets.scans_card import ScansCard
from ui.widgets.section import Section

_DOOR_WIDTH = 300
_Fact = tuple[str, str]


class PersonPanel(Card):
    """One person, calmly: only what is known; `ties` and `head` have room for more.

    `telephones` are the family's, as far as the reader sees them.
    """

    edit = Signal(object)
    merge = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: PersonCard | None = None
        self.telephones: tuple[TelephoneLine, ...] = ()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.ties = QVBoxLayout()
        known = QVBoxLayout()
        known.setSpacing(theme.GAP)
        known.addLayout(self._facts)
        known.addLayout(self.ties)
        known.addStretch(1)
        self.door = DoorCard()
        both = QHBoxLayout()
        both.setSpacing(theme.INSIDE)
        both.addLayout(known, 1)
        both.addWidget(self.door, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._make_head())
        self.body.addLayout(both)
        self._add_scans()
        self._add_history()
        self.hide()

    def _make_head(self) -> QHBoxLayout:
        self._name, self._beneath = line_label("title"), line_label("secondary")
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self._name, self._beneath):
            names.addWidget(let_shrink(at_its_beginning(label)))
        self._edit = plain_button(_("Edit"))
        self._edit.setObjectName("editPerson")
        self._edit.setAccessibleName(_("Change the person"))
        self._edit.clicked.connect(self._ask_to_edit)
        self.head = QHBoxLayout()
        self.photo = PersonPhoto(self._desk)
        self.head.addWidget(self.photo)
        self.head.addLayout(names, 1)
        self.head.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        return self.head

    def _add_scans(self) -> None:
        self.scans = ScansCard(self._desk)
        self.scans.title.hide()
        self._scans = Section(_("Scans and photos"), is_open=False)
        self._scans.grid.addWidget(self.scans, 0, 0, 1, 2)
        self.scans.counted.connect(self._count_scans)
        self.body.addWidget(self._scans)

    def _count_scans(self, count: int) -> None:
        self._scans.say(str(count) if count else "")

    def _add_history(self) -> None:
        self._lines = HistoryCard()
        self._lines.setObjectName("")  # (a card already stands around it)
        self._lines.title.hide()
        self._lines.body.setContentsMargins(0, 0, 0, 0)
        self._history = Section(_("History"), is_open=False)
        self._history.setObjectName("personHistory")
        self._history.grid.addWidget(self._lines, 0, 0, 1, 2)
        self._history.heading.clicked.connect(self._show_history)
        self.body.addWidget(self._history)
        self._merge = flat_button(_("Merge with another record…"), "mdi6.set-merge")
        self._merge.setObjectName("mergePerson")
        self._merge.clicked.connect(lambda: self.merge.emit(self.card.id if self.card else None))
        self._history.grid.addWidget(self._merge, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)

    def _ask_to_edit(self) -> None:
        if self.card is not None:
            self.edit.emit(self.card.id)

    def show_person(self, person_id: int | None) -> None:
        """Show what is known now of a person, or nothing."""
        card = None if person_id is None else self._desk.ask(person_card, person_id)
        if card is None or (self.card is not None and card.id != self.card.id):
            self._history.set_open(False)
            self._scans.set_open(False)
        self.card = card
        self.setVisible(card is not None)
        if card is None:
            return
        self._name.setText(_full_name(card))
        beneath = " · ".join(filter(None, _beneath(card)))
        self._beneath.setText(beneath)
        self._beneath.setVisible(bool(beneath))
        self._edit.setVisible(card.is_whole)
        given_name = in_reader_script(card.given_name, card.given_name_ar)
        family_name = in_reader_script(card.family_name, card.family_name_ar)
        self.photo.show_person(card.id, (given_name, family_name), is_editable=card.is_whole)
        self._show_facts(card)
        self.door.show_person(card)
        self._scans.setVisible(card.is_whole and self._desk.may(Permission.SEE_SCANS))
        self.scans.show_scans(("person", card.id) if card.is_whole else None)
        self._history.setVisible(card.is_whole)
        self._show_history()

    def _show_facts(self, card: PersonCard) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        facts = (fact for fact in self._told(card) if fact[1])
        for row, (label, words) in enumerate(facts):
            told = (
                line_label("secondary", label),
                let_shrink(at_its_beginning(line_label("", words))),
            )
            for column, widget in enumerate(told):
                self._facts.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
                widget.show()  # (now, so that the card has its height at once)

    def _told(self, card: PersonCard) -> Iterator[_Fact]:
        told = card.told
        born, precision = told.get("birth_date"), told.get("birth_precision", "")
        yield _("Born"), _born(card)
        yield _("Age"), age_in_words(born, precision, self._desk.office.clock.today())
        yield _("Civil status"), civil_status_name(told.get("civil_status", ""))
        yield _("Nationality"), self._listed("nationality", told.get("nationality", ""))
        yield _("CIN"), isolate(cin) if (cin := told.get("cin", "")) else ""
        yield _("Massar code"), isolate(massar) if (massar := told.get("massar", "")) else ""
        level = level_name(told.get("level", ""), language())
        school = (str(told.get("school", "")), level, told.get("school_class", ""))
        yield _("School"), " · ".join(map(in_its_own_direction, filter(None, school)))
        yield _("Health cover"), self._listed("health_cover", told.get("health_cover", ""))
        yield _("Telephone"), " · ".join(map(_number, self._numbers(card.id)))
        yield _("Notes"), told.get("notes", "")

    def _numbers(self, person_id: int) -> Iterator[TelephoneLine]:
        return (line for line in self.telephones if line.person_id == person_id)

    def _listed(self, list_: str, code: str) -> str:
        lines = self._desk.ask(listed, list_) if code else ()
        return next((value_name(line) for line in lines if line.code == code), "")

    def _show_history(self) -> None:
        if self.card is not None and self._history.is_open():
            self._lines.show_lines(self._desk.ask(history, self.card.rows))


class DoorCard(QWidget):
    """For whoever stands at the door: who may fetch, who must never, what to do in need."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_DOOR_WIDTH)
        self._title = line_label("strong", _("At the door"))
        self._may, self._never, self._safety = (
            let_shrink(at_its_beginning(line_label(role))) for role in ("", "danger", "news")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for label in (self._title, self._never, self._may, self._safety):
            column.addWidget(label)

    def show_person(self, card: PersonCard) -> None:
        """Show what is told; nothing where nothing is."""
        told = card.told
        lines = (
            (self._may, _("May fetch: {names}"), told.get("may_fetch", "")),
            (self._never, _("Must never fetch: {names}"), told.get("must_not_fetch", "")),
            (self._safety, _("Safety: {note}"), told.get("safety_note", "")),
        )
        for label, sentence, words in lines:
            label.setText(
                sentence.format(names=in_its_own_direction(words), note=in_its_own_direction(words))
            )
            label.setVisible(bool(words))
        self.setVisible(any(words for _label, _sentence, words in lines))


def _full_name(card: PersonCard) -> str:
    given_name = in_reader_script(card.given_name, card.given_name_ar)
    return f"{given_name} {in_reader_script(card.family_name, card.family_name_ar)}".strip()


def _beneath(card: PersonCard) -> Iterator[str]:
    is_arabic = language() == "ar"
    latin, arabic = (
        f"{card.given_name} {card.family_name}".strip(),
        f"{card.given_name_ar} {card.family_name_ar}".strip(),
    )
    other = latin if is_arabic else arabic
    yield in_its_own_direction(other) if other and other != _full_name(card) else ""
    yield kinship_name(card.told.get("kinship", ""))
    yield _("deceased") if card.told.get("is_deceased") else ""


def _born(card: PersonCard) -> str:
    told = card.told
    words = [shown_date(told.get("birth_date"), told.get("birth_precision", ""))]
    estimated_on = told.get("birth_estimated_on")
    if estimated_on is not None:
        day = shown_date(estimated_on, Precision.EXACT)
        words.append(_("an age estimated on {day}").format(day=day))
    words.append(in_its_own_direction(place) if (place := told.get("birth_place", "")) else "")
    return " · ".join(filter(None, words))


def _number(telephone: TelephoneLine) -> str:
    number = isolate(shown_number(telephone.number))
    return number if telephone.is_safe else f"{number} ({_('do not call')})"
