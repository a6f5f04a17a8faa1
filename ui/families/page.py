"""Families: the list on the leading side, the record or a form beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from amane_desktop.people import queries
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from ui import theme
from ui.drafts import form_key
from ui.families.erase_form import make_erase_form
from ui.families.family_form import FamilyForm
from ui.families.leading import FAMILIES, PERSONS, Leading
from ui.families.merge_form import MergeForm
from ui.families.people import PeopleView
from ui.families.person_form import PersonForm
from ui.families.record import Record
from ui.families.state_form import StateForm
from ui.families.telephone_form import TelephoneForm
from ui.families.tie_forms import TIES, make_tie_form
from ui.tasks import Desk
from ui.widgets.basics import EmptyState
from ui.widgets.forms import Form
from ui.widgets.page import Page

_KINDS = {"family", "person", "telephone", "enrolment", "child_group"}
_KINDS |= {"membership", "relationship"}
# A form's kind, the family it belongs to, and the row it edits; None for a new one.
_Key = tuple[str, int | None, int | None]


class FamiliesPage(Page):
    """The families of the centre, and what staff keep of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._family_id: int | None = None
        self._what = FAMILIES
        # Whether there is no family at all; nobody knows until the list has come.
        self._is_empty: bool | None = None
        self._form: tuple[_Key, Form] | None = None
        self._may_edit = may(desk.office.signed_in.role, Permission.EDIT_FAMILIES)
        self._make_list()
        self._make_beside()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        row.setSpacing(16)
        row.addWidget(self._leading)
        row.addWidget(self._beside, 1)
        QShortcut(QKeySequence("Ctrl+N"), self, self.add_family)
        self.refresh()

    def _make_list(self) -> None:
        self._people = PeopleView(self.desk)
        self._people.opened.connect(lambda f, p: self.open(family_id=f, person_id=p))
        self._leading = Leading(self.desk, self._people.filter, may_add=self._may_edit)
        self._leading.add.connect(self.add_family)
        self._leading.switched.connect(self._switch)
        self._leading.show_what(FAMILIES)
        self.list = self._leading.list
        self.list.chosen.connect(self._chosen)
        self.list.activated.connect(lambda _index: self._focus_record())
        self.list.arrived.connect(self._listed)

    def _make_beside(self) -> None:
        self.record = Record(self.desk)
        self.record.edit_family.connect(lambda: self._edit("family", self._family_id))
        self.record.edit_state.connect(lambda: self._edit("state", self._family_id))
        self.record.edit_person.connect(lambda row_id: self._edit("person", row_id))
        self.record.edit_telephone.connect(lambda row_id: self._edit("telephone", row_id))
        self.record.edit_tie.connect(self._edit)
        self.record.erase.connect(lambda row_id: self._edit("erase", row_id))
        self.record.person.merge.connect(lambda row_id: self._edit("merge", row_id))
        self._none = EmptyState(_("No family yet. Open the first file."), _("Add a family"))
        self._none.button.clicked.connect(self.add_family)
        if not self._may_edit:
            self._none.button.hide()
        self._unchosen = EmptyState(_("Choose a family in the list, or add one."))
        self._host = QScrollArea()
        self._host.setWidgetResizable(True)
        self._host.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside = QStackedWidget()
        unknown, people = QWidget(), self._people
        for widget in (unknown, self.record, self._host, self._none, self._unchosen, people):
            self._beside.addWidget(widget)

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now; what is being typed stays."""
        if change is not None and not change.kinds & _KINDS:
            return
        self.list.refresh()
        if self._what == PERSONS:
            self._people.refresh(change)
        if self._form is None:
            self._show_record()

    def open(self, **where: Any) -> None:
        """Show a family and point at one of its persons, or begin a new one (`add`)."""
        if where.get("add"):
            self.add_family()
            return
        self._leave_form()
        self._show_what(FAMILIES)
        self._family_id = where.get("family_id")
        self.list.select(self._family_id)
        self._show_record()
        if where.get("person_id") is not None:
            self.record.persons.point_at(where["person_id"])
        self._focus_record()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where the keyboard goes on: in the form, or in the list."""
        super().focusInEvent(event)
        if self._form is not None:
            self._form[1].focus_first()
        else:
            self._focus_list()

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language: the family, and the form that is open."""
        if self._form is not None:
            self._form[1].keep_draft()
        open_form = None if self._form is None else self._form[0]
        return {
            "family_id": self._family_id,
            "form": open_form,
            "what": self._what,
            "people": self._people.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.open(family_id=state["family_id"])
        self._people.restore(state["people"])
        if state["form"] is not None:
            self._open_form(state["form"])
        elif state["what"] == PERSONS:
            self._switch(PERSONS)

    def add_family(self) -> None:
        """Begin a new family, if one may."""
        if not self._may_edit:
            return
        self._leave_form()
        self._show_what(FAMILIES)
        self._open_form(("family", None, None))

    def _switch(self, what: str) -> None:
        """Go over to the families or to the persons."""
        self._leave_form()
        self._show_what(what)
        self._show_record()
        self._focus_list()

    def _show_what(self, what: str) -> None:
        self._what = what
        self._leading.show_what(what)
        if what == PERSONS:
            self._people.refresh()

    def _listed(self, is_empty: bool) -> None:
        self._is_empty = is_empty
        if self._form is None and self._family_id is None:
            self._show_record()

    def _chosen(self, family_id: int) -> None:
        self._leave_form()
        self._family_id = family_id
        self._show_record()

    def _edit(self, kind: str, row_id: int | None) -> None:
        card = self._card()
        if card is None or not card.is_whole:
            return  # who does not see all of it changes nothing
        self._open_form((kind, self._family_id, row_id))

    def _open_form(self, key: _Key) -> None:
        form = self._make_form(key)
        if form is None:
            return
        form.saved.connect(lambda result: self._saved(form, key, result))
        form.left.connect(self._left)
        self._form = (key, form)
        if isinstance(form, PersonForm):
            form.look_at_other.connect(lambda f, p: self.open(family_id=f, person_id=p))
            form.compare_with.connect(partial(self._compare, key[2]))
        form.look_at.connect(self._host.ensureWidgetVisible)
        self._host.setWidget(form)
        self._beside.setCurrentWidget(self._host)
        form.begin(form_key("families", *key))
        form.focus_first()

    def _compare(self, person_id: int | None, other_id: int) -> None:
        """Lay the record beside another that may be of the same person."""
        self._leave_form()
        self._edit("merge", person_id)
        if self._form is not None and isinstance(self._form[1], MergeForm):
            self._form[1].choose(other_id)

    def _make_form(self, key: _Key) -> Form | None:
        kind, family_id, row_id = key
        if family_id is None:
            return FamilyForm(self.desk, None)
        card = self.desk.ask(queries.family_card, family_id)
        if card is None:
            return None
        if kind == "family":
            return FamilyForm(self.desk, card)
        if kind == "state":
            return StateForm(self.desk, card)
        if kind == "person":
            return PersonForm(self.desk, card.line, row_id)
        if kind == "erase":
            return make_erase_form(self.desk, card, row_id)
        if kind == "merge":
            return None if row_id is None else MergeForm(self.desk, row_id)
        if kind in TIES:
            return make_tie_form(self.desk, card, kind, row_id)
        telephone = next((t for t in card.telephones if t.id == row_id), None)
        return TelephoneForm(self.desk, card, telephone)

    def _saved(self, form: Form, key: _Key, result: Any) -> None:
        if self._form is None or self._form[1] is not form:
            return  # left while it was being saved
        kind, family_id, row_id = key
        said = _said_of(form, kind)
        self._close_form()
        if kind == "merge":
            self.desk.notice.emit(_("The two records are one now. Undo parts them again."))
        if kind == "family" and family_id is None:
            self._family_id = result
        if self._card() is None:
            self._family_id = None  # it was erased
        self.refresh()
        # A new family goes on with its persons, one after the other, until Escape.
        if row_id is None and (kind == "person" or family_id is None):
            self._open_form(("person", self._family_id, None))
            if self._form is not None:
                self._form[1].say(said)
        else:
            self._focus_record()

    def _left(self) -> None:
        self._leave_form()
        self._show_record()
        self._focus_record()

    def _leave_form(self) -> None:
        """Close the form; what was typed waits until it is opened again."""
        if self._form is None:
            return
        form = self._form[1]
        form.keep_draft()
        if form.draft() is not None:
            self.desk.notice.emit(_("What was typed is kept: open the form again to go on."))
        self._close_form()

    def _close_form(self) -> None:
        if self._form is not None:
            form = self._form[1]
            self._form = None
            self._host.takeWidget()
            form.setParent(self)
            form.hide()
            if form.is_saving:
                form.settled.connect(form.deleteLater)
            else:
                form.deleteLater()

    def _show_record(self) -> None:
        card = self._card()
        if self._what == PERSONS:
            self._beside.setCurrentWidget(self._people)
        elif card is not None:
            self.record.show_family(card)
            self._beside.setCurrentWidget(self.record)
        elif self._is_empty:
            self._beside.setCurrentWidget(self._none)
        elif self._is_empty is not None:
            self._beside.setCurrentWidget(self._unchosen)

    def _card(self) -> FamilyCard | None:
        if self._family_id is None:
            return None
        return self.desk.ask(queries.family_card, self._family_id)

    def _focus_record(self) -> None:
        if self._card() is not None:
            self.record.focus_persons()
        else:
            self.list.setFocus()

    def _focus_list(self) -> None:
        (self._people.table if self._what == PERSONS else self.list).setFocus()


def _said_of(form: Form, kind: str) -> str:
    if kind not in ("family", "person"):
        return ""
    typed, key = form.typed(), "name" if kind == "family" else "given_name"
    name = in_reader_script(str(typed[key]), str(typed[f"{key}_ar"]))
    return _("Saved: {name}. Go on with the next person, or close.").format(name=name)
