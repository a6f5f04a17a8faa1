"""The first step of a new dossier: the family, and whom of it the dossier is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.people.dates import shown_date
from amane_desktop.people.entries import Found
from amane_desktop.people.finding import find_persons
from amane_desktop.people.names import full_name, in_reader_script
from amane_desktop.people.queries import FamilyCard, PersonLine, family_card
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button, small_button
from ui.widgets.numbered_list import NumberedList, Option

_MOST = 8


class ForWhom(QWidget):
    """A line that finds somebody; then those of the family, to tick; `done` when it is said."""

    done = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: FamilyCard | None = None
        self._found: dict[int, Found] = {}
        self.line = named(QLineEdit(), "whoseDossier")
        self.line.setPlaceholderText(_("A part of the name, then Enter"))
        self.line.setAccessibleName(_("For whom is the dossier?"))
        self.line.textChanged.connect(self._find)
        self.hits = NumberedList("whoseDossierFound", has_numbers=False)
        self.line.returnPressed.connect(lambda: self._take(self.hits.code))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.taken.connect(self._take)
        self.persons = NumberedList("dossierPersons", is_ticked=True)
        self.persons.done.connect(self.done)
        self.persons.ticked.connect(self.changed)
        self._family = let_shrink(line_label("strong"))
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_search())
        self._pages.addWidget(self._make_persons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line_label("subject", _("For whom is the dossier?")))
        column.addWidget(self._error)
        column.addWidget(self._pages, 1)

    def _make_search(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.hits, 1)
        return page

    def _make_persons(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        other = named(small_button(_("Another family")), "otherFamily")
        other.clicked.connect(lambda _on: self.ask_again())
        column.addWidget(self._family)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeading)
        hint = _("Brothers and sisters may share a dossier: papers for all are fetched once.")
        column.addWidget(let_shrink(line_label("secondary", hint)))
        column.addWidget(self.persons, 1)
        self._go_on = named(plain_button(_("Go on")), "goOn")
        self._go_on.clicked.connect(lambda _on: self.done.emit())
        column.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignTrailing)
        return page

    def begin(self, family_id: int | None, persons: list[int]) -> None:
        """Show the family with those ticked, or the line that finds one."""
        self.say("")
        self.card = self._desk.ask(family_card, family_id) if family_id is not None else None
        if self.card is None:
            self.ask_again()
            return
        line = self.card.line
        name = in_its_own_direction(in_reader_script(line.name, line.name_ar))
        self._family.setText(_("Family {name}").format(name=name))
        options = [Option(p.id, full_name(p), _born(p)) for p in self.card.persons]
        self.persons.show_options(options, persons[0] if persons else None)
        self.persons.tick(persons)
        self._pages.setCurrentIndex(1)
        self.persons.setFocus()

    def ask_again(self) -> None:
        """Find another family."""
        self.card = None
        self._pages.setCurrentIndex(0)
        self._find(self.line.text())
        self.line.setFocus()

    def chosen(self) -> list[int]:
        """Whom the dossier is for."""
        codes = self.persons.codes() if self.card is not None else []
        return [code for code in codes if isinstance(code, int)]

    def people(self) -> tuple[PersonLine, ...]:
        """Those whom it is for, with what is known of their births."""
        chosen = self.chosen()
        found = self.card.persons if self.card is not None else ()
        return tuple(person for person in found if person.id in chosen)

    def say(self, message: str) -> None:
        """Say what was refused, or nothing."""
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through what was found while the line keeps the typing."""
        if self.card is None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(self.hits.currentRow() + step, 0), self.hits.count() - 1)
            self.hits.setCurrentRow(row)
        else:
            super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        found = self._desk.ask(find_persons, words)[:_MOST] if words.strip() else ()
        self._found = {each.id: each for each in found}
        names = [(each, in_reader_script(each.name, each.name_ar)) for each in found]
        self.hits.show_options([Option(each.id, name, each.detail) for each, name in names])

    def _take(self, code: object) -> None:
        found = self._found.get(code) if isinstance(code, int) else None
        if found is not None:
            self.begin(found.family_id, [found.id])
            self.changed.emit()


def _born(person: PersonLine) -> str:
    if person.birth_date is None:
        return _("Birth date not known")
    return _("Birth: {day}").format(day=shown_date(person.birth_date, person.birth_precision))
