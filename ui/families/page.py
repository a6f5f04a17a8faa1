"""Families: the list on the leading side, the record or a form beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from amane_desktop.people import queries
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.scan_holders import Whose
from ui import theme
from ui.families.form_place import FormPlace, Key
from ui.families.leading import FAMILIES, PERSONS, Leading
from ui.families.merge_form import MergeForm
from ui.families.people import PeopleView
from ui.families.record import Record
from ui.families.schooling_forms import SCHOOLING
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import EmptyState
from ui.widgets.given_files import Given
from ui.widgets.page import Page
from ui.widgets.scan_forms import AddScans

_KINDS = {"family", "person", "telephone", "enrolment", "child_group"}
_KINDS |= {"membership", "relationship", "scan", "dossier"}


class FamiliesPage(Page):
    """The families of the centre, and what staff keep of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._family_id: int | None = None
        self._what = FAMILIES
        # Whether there is no family at all; nobody knows until the list has come.
        self._is_empty: bool | None = None
        # Where the keyboard was when a form was opened.
        self._opener: QWidget | None = None
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
        on = Qt.FocusReason.TabFocusReason
        self.list.activated.connect(lambda _index: self._focus_record(on))
        self.list.arrived.connect(self._listed)

    def _make_beside(self) -> None:
        self.record = named(Record(self.desk), "familyRecord")
        self.record.edit_family.connect(lambda: self._edit("family", self._family_id))
        self.record.edit_state.connect(lambda: self._edit("state", self._family_id))
        self.record.edit_person.connect(lambda row_id: self._edit("person", row_id))
        self.record.edit_telephone.connect(lambda row_id: self._edit("telephone", row_id))
        self.record.edit_tie.connect(self._edit)
        self.record.edit_schooling.connect(self._edit)
        self.record.edit_scan.connect(lambda row_id: self._edit("scan", row_id))
        self.record.add_scans.connect(self._add_scans)
        self.record.erase.connect(lambda row_id: self._edit("erase", row_id))
        self.record.person.merge.connect(lambda row_id: self._edit("merge", row_id))
        self._none = EmptyState(_("No family yet. Open the first file."), _("Add a family"))
        self._none.button.clicked.connect(self.add_family)
        if not self._may_edit:
            self._none.button.hide()
        choose = _("Choose a family in the list.")
        choose_or_add = _("Choose a family in the list, or add one.")
        self._unchosen = EmptyState(choose_or_add if self._may_edit else choose)
        self.forms = FormPlace(self.desk)
        self.forms.saved.connect(self._saved)
        self.forms.left.connect(self._left)
        self.forms.look_at_other.connect(lambda f, p: self.open(family_id=f, person_id=p))
        self.forms.compare_with.connect(self._compare)
        self._beside = QStackedWidget()
        unknown, people = QWidget(), self._people
        for widget in (unknown, self.record, self.forms, self._none, self._unchosen, people):
            self._beside.addWidget(widget)

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now; what is being typed stays."""
        if change is not None and not change.kinds & _KINDS:
            return
        self.list.refresh()
        if self._what == PERSONS:
            self._people.refresh(change)
        if self.forms.form is None:
            self._show_record()

    def open(self, **where: Any) -> None:
        """Show a family and point at one of its persons, or begin a new one (`add`)."""
        if where.get("add"):
            self.add_family()
            return
        self.forms.leave()
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
        if self.forms.form is not None:
            self.forms.form.focus_first()
        else:
            self._focus_list()

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language: the family, and the form that is open."""
        self.forms.keep_draft()
        return {
            "family_id": self._family_id,
            "form": self.forms.key,
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
        self.forms.leave()
        self._show_what(FAMILIES)
        self._open_form(("family", None, None))

    def _switch(self, what: str) -> None:
        """Go over to the families or to the persons."""
        self.forms.leave()
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
        if self.forms.form is None and self._family_id is None:
            self._show_record()

    def _chosen(self, family_id: int) -> None:
        self.forms.leave()
        self._family_id = family_id
        self._show_record()

    def _edit(self, kind: str, row_id: int | None) -> None:
        card = self._card()
        may = kind in SCHOOLING and self.desk.may(Permission.EDIT_SCHOOL)
        if card is None or not (may or card.is_whole):
            return  # who does not see all of it changes nothing
        self._open_form((kind, self._family_id, row_id))

    def _open_form(self, key: Key) -> None:
        focus = QApplication.focusWidget()
        if self.forms.open_form(key):
            is_ours = focus is not None and self.record.isAncestorOf(focus)
            self._opener = focus if is_ours else None
            self._beside.setCurrentWidget(self.forms)
            self.forms.begin()

    def _compare(self, person_id: int | None, other_id: int) -> None:
        """Lay the record beside another that may be of the same person."""
        self.forms.leave()
        self._edit("merge", person_id)
        if isinstance(self.forms.form, MergeForm):
            self.forms.form.choose(other_id)

    def _add_scans(self, holder: Whose, given: Sequence[Given]) -> None:
        """Begin to add what was dropped, pasted or chosen."""
        self._edit("scans", holder[1] if holder[0] == "person" else None)
        if isinstance(self.forms.form, AddScans):
            self.forms.form.take(given)
            self.forms.form.focus_first()

    def _saved(self, key: Key, result: Any, said: str) -> None:
        kind, family_id, row_id = key
        if kind == "merge":
            self.desk.notice.emit(_("The two records are one now. Undo parts them again."))
        if kind == "family" and family_id is None:
            self._family_id = result
            self.list.select(result)
        if self._card() is None:
            self._family_id = None  # it was erased
        self.refresh()
        # A new family goes on with its persons, one after the other, until Escape.
        if row_id is None and (kind == "person" or family_id is None):
            self._open_form(("person", self._family_id, None))
            if self.forms.form is not None:
                self.forms.form.say(said)
        else:
            self._focus_record()

    def _left(self) -> None:
        self.forms.leave()
        self._show_record()
        self._focus_record()

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

    def _focus_record(self, why: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self._card() is None:
            self.list.setFocus()
        elif not self._focus_opener():
            self.record.focus_persons(why)

    def _focus_opener(self) -> bool:
        """Go back to what opened the form, if it still stands there."""
        opener, self._opener = self._opener, None
        if opener is None or not isValid(opener) or not opener.isVisible():
            return False
        opener.setFocus()
        return True

    def _focus_list(self) -> None:
        (self._people.table if self._what == PERSONS else self.list).setFocus()
