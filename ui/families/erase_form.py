"""The form that erases for good: hard to use by mistake, and plain about what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date, in_its_own_direction, is_rtl, isolate, labelled
from amane_desktop.office.still_held import StillHeld, still_held
from amane_desktop.people.erasing import WhatGoes, erase_family, erase_person, what_goes
from amane_desktop.people.names import full_name
from amane_desktop.people.queries import FamilyCard, PersonLine
from ui import theme
from ui.families.family_form import family_title
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label, plain_button
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values


class EraseButton(QWidget):
    """A quiet button under the record, for the director alone: for whom, its menu asks."""

    erase = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._may = desk.may(Permission.ERASE)
        self._menu = QMenu(self)
        self._menu.setObjectName("eraseMenu")
        button = plain_button(_("Erase for good …"))
        button.setIcon(theme.icon("mdi6.eraser", theme.DANGER))
        button.setProperty("role", "danger")
        button.setObjectName("erase")
        button.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch()

    def show_family(self, card: FamilyCard) -> None:
        """Offer the family's persons and the whole family."""
        self.setVisible(self._may)
        self._menu.clear()
        for person in card.persons:
            self._menu.addAction(full_name(person), partial(self.erase.emit, person.id))
        self._menu.addSeparator()
        self._menu.addAction(_("The whole family"), partial(self.erase.emit, None))


class EraseForm(Form):
    """Says what goes and what still holds it; the file number must be typed."""

    accent = "danger"

    def __init__(self, desk: Desk, card: FamilyCard, person: PersonLine | None) -> None:
        who = family_title(card.line) if person is None else full_name(person)
        super().__init__(desk, f"{_('Erase for good')} · {in_its_own_direction(who)}")
        self._card, self._person = card, person
        goes = desk.ask(what_goes, card.line.id, None if person is None else person.id)
        asked = _("To go on, type the file number: {number}")
        number = isolate(card.line.file_number)
        self.add("typed", _Typed(asked.format(number=number), direction="ltr"), row=0)
        self._save.setText(_("Erase for good"))
        words = self._words(goes) if goes is not None else ()
        for place, label in enumerate(words, start=1):
            self.body.insertWidget(place, label)

    def _make_buttons(self) -> QHBoxLayout:
        buttons = super()._make_buttons()
        place = buttons.itemAt(buttons.count() - 1)
        hint = place.widget() if place is not None else None
        if isinstance(hint, QLabel):
            hint.setText(_("Escape closes, and nothing is erased."))
        return buttons

    def _words(self, goes: WhatGoes) -> Iterator[QLabel]:
        yield line_label("strong", _("This goes, and cannot be brought back:"))
        start = "\u200f" if is_rtl() else ""
        names = start + " · ".join(map(in_its_own_direction, goes.names))
        counts = " · ".join(labelled(words, isolate(str(n))) for words, n in goes.counts)
        for line in filter(None, (names, counts)):
            yield let_shrink(line_label("", line))
        yield let_shrink(line_label("secondary", _journal()))
        if goes.older_files:
            older = _("The copy that an update of Amane left beside the file goes with it.")
            yield let_shrink(line_label("secondary", older))
        yield line_label("strong", _("This stays:"))
        held = [_held_in_words(each) for each in self.desk.ask(still_held)]
        for line in (_others(is_family=self._person is None), _backups(), *held, _papers()):
            yield let_shrink(line_label("", line))

    def kept(self) -> Values:
        """Nothing is typed yet."""
        return {"typed": ""}

    def newest(self) -> Values | None:
        """Nothing that could have changed."""
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Erase the person, or the family."""
        values = {"family_id": self._card.line.id, "typed": self.typed()["typed"]}
        if self._person is None:
            return erase_family, values
        return erase_person, values | {"person_id": self._person.id}


class _Typed(TextField):
    """What is typed to erase is asked for anew each time."""

    is_secret = True


def _journal() -> str:
    return _(
        "What the history kept of it goes too, and what is half-typed about it. The journal says"
        " only that something was erased, by whom and when."
    )


def _others(*, is_family: bool) -> str:
    if is_family:
        return _("Who has moved to another family, and what notes of others say of this family.")
    return _("The others of the family, and what notes of others say of this person.")


def _backups() -> str:
    return _(
        "Every backup on the USB drives that was made before now, until a newer one has taken its"
        " place. Whoever asked for this should be told so."
    )


def _held_in_words(held: StillHeld) -> str:
    words = _("{place}: until {day} at the latest")
    place = in_its_own_direction(held.drive) if held.drive else _("Copies on this PC")
    return "· " + words.format(place=place, day=format_date(held.until))


def _papers() -> str:
    return _("What was printed or taken out of Amane: look for it, and destroy it.")


def make_erase_form(desk: Desk, card: FamilyCard, person_id: int | None) -> EraseForm:
    """The form for one of the family's persons, or for the whole family."""
    return EraseForm(desk, card, next((p for p in card.persons if p.id == person_id), None))
