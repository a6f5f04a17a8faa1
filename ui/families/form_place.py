"""The form that is open beside the list, and which form each thing is typed in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.people import queries
from amane_desktop.people.names import clean, in_reader_script
from ui.drafts import form_key
from ui.families.erase_form import make_erase_form
from ui.families.family_form import FamilyForm
from ui.families.merge_form import MergeForm
from ui.families.person_form import PersonForm
from ui.families.scan_forms import SCANS, make_scan_form
from ui.families.schooling_forms import SCHOOLING, make_schooling_form
from ui.families.state_form import StateForm
from ui.families.telephone_form import TelephoneForm
from ui.families.tie_forms import TIES, make_tie_form
from ui.tasks import Desk
from ui.widgets.forms import Form

# A form's kind, the family it belongs to, and the row it edits; None for a new one.
Key = tuple[str, int | None, int | None]


class FormPlace(QWidget):
    """Room for one form; what is half-typed in it waits until it is opened again."""

    # The key, what came of it, and what the next form may say of it.
    saved = Signal(object, object, str)
    left = Signal()
    # The family and the person or nobody that somebody looks at; whom to lay beside the form's.
    look_at_other = Signal(int, object)
    compare_with = Signal(object, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.key: Key | None = None
        self.form: Form | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def open_form(self, key: Key) -> bool:
        """Open the form of this key and begin in it; False when what it is about is gone."""
        form = _make_form(self._desk, key)
        if form is None:
            return False
        form.saved.connect(lambda result: self._saved(form, key, result))
        form.left.connect(self.left)
        if isinstance(form, (PersonForm, FamilyForm, TelephoneForm)):
            form.look_at_other.connect(self.look_at_other)
        if isinstance(form, PersonForm):
            form.compare_with.connect(partial(self.compare_with.emit, key[2]))
        form.keep_buttons_in_sight()
        self.key, self.form = key, form
        self._room.addWidget(form)
        form.show()
        return True

    def begin(self) -> None:
        """Take up what was typed before, and the keyboard."""
        assert self.form is not None and self.key is not None
        self.form.begin(form_key("families", *self.key))
        self.form.focus_first()

    def keep_draft(self) -> None:
        """Keep what is half-typed; the form stays open."""
        if self.form is not None:
            self.form.keep_draft()

    def leave(self) -> None:
        """Close the form; what was typed waits until it is opened again."""
        if self.form is None:
            return
        self.form.keep_draft()
        if self.form.draft() is not None:
            self._desk.notice.emit(_("What was typed is kept: open the form again to go on."))
        self._close()

    def _saved(self, form: Form, key: Key, result: Any) -> None:
        if self.form is not form:
            return  # left while it was being saved
        said = _said_of(form, key[0])
        self._close()
        self.saved.emit(key, result, said)

    def _close(self) -> None:
        assert self.form is not None
        form, self.form, self.key = self.form, None, None
        self._room.removeWidget(form)
        form.hide()
        if form.is_saving:
            form.settled.connect(form.deleteLater)
        else:
            form.deleteLater()


def _make_form(desk: Desk, key: Key) -> Form | None:
    kind, family_id, row_id = key
    if family_id is None:
        return FamilyForm(desk, None)
    card = desk.ask(queries.family_card, family_id)
    if card is None:
        return None
    if kind == "family":
        return FamilyForm(desk, card)
    if kind == "state":
        return StateForm(desk, card)
    if kind == "person":
        return PersonForm(desk, card.line, row_id)
    if kind == "erase":
        return make_erase_form(desk, card, row_id)
    if kind == "merge":
        return None if row_id is None else MergeForm(desk, row_id)
    if kind in SCHOOLING:
        persons = [person.id for person in card.persons]
        return None if row_id is None else make_schooling_form(desk, kind, persons, row_id)
    if kind in SCANS:
        return make_scan_form(desk, card, kind, row_id)
    if kind in TIES:
        return make_tie_form(desk, card, kind, row_id)
    telephone = next((t for t in card.telephones if t.id == row_id), None)
    return TelephoneForm(desk, card, telephone)


def _said_of(form: Form, kind: str) -> str:
    if kind not in ("family", "person"):
        return ""
    typed, key = form.typed(), "name" if kind == "family" else "given_name"
    name = clean(in_reader_script(str(typed[key]), str(typed[f"{key}_ar"])))
    told = _("Saved: {name}. Go on with the next person, or close.")
    return told.format(name=in_its_own_direction(name))
