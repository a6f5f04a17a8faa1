"""Who lives together: the household drawn, who lived where, who houses and who may sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.i18n import DateStyle, _, format_date, in_its_own_direction, labelled
from amane_desktop.people.kinship import is_child
from amane_desktop.people.memberships import Stay, stays
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, PersonLine
from amane_desktop.people.relationships import GUARDIANSHIPS
from amane_desktop.people.tie_words import short_name, stay_in_words, tie_in_words
from amane_desktop.people.ties import Tie, family_ties
from ui import theme
from ui.families.household import HouseholdDrawing
from ui.tasks import Desk
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label, plain_button

_BESIDE = 5
_TOP = Qt.AlignmentFlag.AlignTop


class Together(QWidget):
    """The two cards of a family's record that tell of its ties; they ask for forms (kind, row)."""

    edit = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.was_lived_in = False
        self.household, self.guardians = HouseholdCard(), GuardianshipCard()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.GAP)
        for card in (self.household, self.guardians):
            card.edit.connect(self.edit)
            self._box.addWidget(card, 1)

    def show_family(self, card: FamilyCard) -> None:
        """Show the ties as they are told now, beside each other where there is room."""
        ties = self._desk.ask(family_ties, card.line.id)
        lived = self._desk.ask(stays, card.line.id)
        today = self._desk.office.clock.today()
        self.household.show_ties(card, ties, lived, today)
        self.guardians.show_ties(card, ties, today)
        is_wide = self.household.drawing.layout_.columns > _BESIDE
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if is_wide else ways.LeftToRight)
        self.was_lived_in = bool(lived)
        # Whoever sees nobody's stay sees no household: the children alone would look like one.
        self.household.setVisible(self.was_lived_in)
        self.guardians.setVisible(self.guardians.has_children)


class HouseholdCard(ListCard):
    """The drawing, who lived here, and everything that was said, to set it right."""

    edit = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Household"))
        self.drawing = HouseholdDrawing()
        self.body.insertWidget(1, self.drawing)
        self._legend = line_label("secondary", _("Dashed: who houses, or kafala"))
        self.body.insertWidget(2, self._legend)
        self._move = plain_button(_("Move someone"))
        self._move.setObjectName("moveSomeone")
        self._move.clicked.connect(lambda: self.edit.emit("move", None))
        self._say = plain_button(_("Add a relationship"))
        self._say.setObjectName("addRelationship")
        self._say.clicked.connect(lambda: self.edit.emit("tie", None))
        self._more = flat_button("")
        self._more.setObjectName("allThatWasSaid")
        self._more.setCheckable(True)
        self._more.toggled.connect(lambda _is_on: self._show_rows())
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch()
        foot.addWidget(self._move)
        foot.addWidget(self._say)
        self.body.addLayout(foot)
        self.body.addStretch()
        self._short: list[str] = []
        self._all: list[tuple[str, str, int]] = []
        self._is_editable = False

    def show_ties(
        self, card: FamilyCard, ties: tuple[Tie, ...], lived: tuple[Stay, ...], today: date
    ) -> None:
        """Show the household of a day; only those who may change it get buttons."""
        family_id = card.line.id
        self.drawing.show_household(card.persons, ties, today)
        self._legend.setVisible(bool(self.drawing.dashed))
        self._is_editable = card.is_whole
        for button in (self._move, self._say):
            button.setVisible(card.is_whole)
        here = {person.id for person in card.persons}
        told = [t for t in ties if {t.person.family_id, t.other.family_id} & {family_id}]
        self._short = [_stay(stay, family_id) for stay in lived if _is_worth(stay, family_id, here)]
        self._all = [("tie", _tie(tie), tie.id) for tie in told]
        self._all += [("stay", _stay(stay, family_id), stay.id) for stay in lived]
        self._more.setText(_("All that was said ({n})").format(n=len(self._all)))
        self._more.setVisible(card.is_whole and bool(self._all))
        self._show_rows()

    def _show_rows(self) -> None:
        if not (self._more.isChecked() and self._is_editable):
            self.replace([_line(words) for words in self._short])
            return
        self.replace([self._row(*each) for each in self._all])

    def _row(self, kind: str, words: str, number: int) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        edit = flat_button(_("Edit"))
        edit.setAccessibleName(labelled(_("Edit"), words))
        edit.clicked.connect(partial(self.edit.emit, kind, number))
        line.addWidget(let_shrink(line_label("", words)), 1)
        line.addWidget(edit)
        return row


class GuardianshipCard(ListCard):
    """For each child: who houses, who may sign, kafala; three things, each with its dates."""

    edit = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Guardianship"))
        self.has_children = False
        self._say = plain_button(_("Say who houses, who may sign"))
        self._say.setObjectName("addGuardian")
        self._say.clicked.connect(lambda: self.edit.emit("guardian", None))
        self.head.addWidget(self._say)
        self.body.addStretch()

    def show_ties(self, card: FamilyCard, ties: tuple[Tie, ...], today: date) -> None:
        """Show a row for each child of the house, and for whoever has a guardian."""
        now = [tie for tie in ties if tie.kind in GUARDIANSHIPS and tie.is_current]
        guarded = {tie.other.id for tie in now}
        children = [
            p for p in card.persons if p.id in guarded or is_child(p.birth_date, p.kinship, today)
        ]
        # Whoever does not see the family whole is not shown empty columns as if there were nobody.
        self.has_children = bool(children) and (card.is_whole or bool(now))
        self._say.setVisible(card.is_whole)
        self.replace([self._grid(children, now, is_editable=card.is_whole)])

    def _grid(
        self, children: Sequence[PersonLine], ties: Sequence[Tie], *, is_editable: bool
    ) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        titles = (_("Child"), _("Houses (custody)"), _("May sign"), _("Kafala"))
        for column, title in enumerate(titles):
            grid.addWidget(let_shrink(line_label("secondary", title)), 0, column)
            grid.setColumnStretch(column, 1)
        for child in children:
            row = grid.rowCount()
            name = in_reader_script(child.given_name, child.given_name_ar)
            strong = let_shrink(line_label("strong", name))
            strong.setMinimumHeight(26)
            grid.addWidget(strong, row, 0, _TOP)
            mine = [tie for tie in ties if tie.other.id == child.id]
            for column, kind in enumerate(GUARDIANSHIPS, 1):
                told = [tie for tie in mine if tie.kind == kind]
                grid.addWidget(self._cell(told, is_editable=is_editable), row, column, _TOP)
            papers = dict.fromkeys(
                labelled(titles[n], t.note) for n, t in _numbered(mine) if t.note
            )
            if papers:
                grid.addWidget(_line(" · ".join(papers)), row + 1, 1, 1, 3)
        return table

    def _cell(self, ties: Sequence[Tie], *, is_editable: bool) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for tie in ties:
            column.addWidget(self._guardian(tie, is_editable=is_editable))
            if beneath := _dates(tie, "short"):
                column.addWidget(let_shrink(line_label("secondary", beneath)))
        return cell

    def _guardian(self, tie: Tie, *, is_editable: bool) -> QWidget:
        name = short_name(tie.person)
        if not is_editable:
            return let_shrink(line_label("", name))
        button = flat_button(name)
        # (Qt turns this to the right in Arabic)
        button.setStyleSheet("QPushButton { text-align: left; padding: 0; min-height: 24px; }")
        button.setToolTip(tie_in_words(tie))
        button.setAccessibleName(labelled(_("Edit"), tie_in_words(tie)))
        button.clicked.connect(partial(self.edit.emit, "tie", tie.id))
        return button


def _is_worth(stay: Stay, family_id: int, here: set[int]) -> bool:
    """Whether a stay tells more than that somebody lives here."""
    if stay.person_id not in here:
        return stay.family_id == family_id or stay.last_day is None
    return stay.first_day is not None or stay.last_day is not None


def _stay(stay: Stay, family_id: int) -> str:
    name = in_reader_script(stay.given_name, stay.given_name_ar)
    return labelled(in_its_own_direction(name), stay_in_words(stay, family_id))


def _tie(tie: Tie) -> str:
    return " · ".join(filter(None, (tie_in_words(tie), _dates(tie), tie.note)))


def _numbered(ties: Sequence[Tie]) -> list[tuple[int, Tie]]:
    """Each with the column of its kind."""
    return [(GUARDIANSHIPS.index(tie.kind) + 1, tie) for tie in ties]


def _dates(tie: Tie, style: DateStyle = "long") -> str:
    first, last = (d and format_date(d, style) for d in (tie.first_day, tie.last_day))
    if first and last:
        return _("from {first} to {last}").format(first=first, last=last)
    if last:
        return _("until {last}").format(last=last)
    return _("since {first}").format(first=first) if first else ""


def _line(words: str) -> QLabel:
    return let_shrink(line_label("secondary", words))
