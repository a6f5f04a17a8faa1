"""The record arrived: what is written on it, what differs, and which dossiers follow."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.civil_registration.next_dossiers import NextDossier, next_dossiers
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import ChainLine, DossierPersonLine, DossierRecord
from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.office.work import Change
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.civil_registration.differences_card import DifferencesCard
from ui.civil_registration.new_dossier import open_new_dossier
from ui.civil_registration.over_view import OverView
from ui.civil_registration.record_form import RecordForm
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, line_label
from ui.widgets.chips import Chips
from ui.widgets.form_host import FormHost
from ui.widgets.line_button import LineButton

_KINDS = frozenset({"dossier", "dossier_person", "person", "dossier_need"})


class RecordArrivedView(OverView):
    """Person by person: the form of the record, and beside it what differs and what follows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: DossierRecord | None = None
        self._person_id = 0
        self.host = FormHost()
        self.differences = DifferencesCard(desk)
        self.next = ListCard(_("What may follow"))
        self._chips_place = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self.head("leaveRecord", _("Back to the dossier")))
        column.addLayout(self._chips_place)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.host, 1)
        row.addWidget(self._beside(), 1)
        column.addLayout(row, 1)
        self.host.left.connect(self.left)
        self.host.saved.connect(lambda _result: self._written())
        self.differences.taken.connect(self._show_person)
        self.setFocusProxy(self.host)

    def _beside(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.differences)
        column.addWidget(self.next)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def show_dossier(self, dossier_id: int) -> None:
        """Begin with the first person whose record is not written down yet."""
        self._record = self._desk.ask(dossier, dossier_id)
        if self._record is None:
            self.left.emit()
            return
        number = isolate(self._record.number)
        self.title.setText(_("The record arrived · {number}").format(number=number))
        persons = self._record.persons
        first = next((each for each in persons if not each.record.number), persons[0])
        self._person_id = first.id
        self._put_chips(persons)
        self._show_person()
        self._open_form()

    def refresh(self, change: Change | None = None) -> None:
        """Show what differs now; what is half-typed stays."""
        if self._record is None or (change is not None and not change.kinds & _KINDS):
            return
        self._show_person()

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        self.host.keep_draft()

    def state(self) -> dict[str, Any]:
        """Of which dossier it is."""
        self.keep_draft()
        return {"dossier_id": self._record.id if self._record is not None else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Show it again."""
        if state["dossier_id"] is not None:
            self.show_dossier(state["dossier_id"])

    @property
    def person(self) -> DossierPersonLine | None:
        """Whose record is shown."""
        persons = self._record.persons if self._record is not None else ()
        return next((each for each in persons if each.id == self._person_id), None)

    def _put_chips(self, persons: tuple[DossierPersonLine, ...]) -> None:
        while (item := self._chips_place.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if len(persons) < 2:
            return
        chips = Chips(*((f"person_{p.id}", p.shown_name, QWidget()) for p in persons))
        ids = [each.id for each in persons]
        chips.show_view(ids.index(self._person_id))
        chips.opened.connect(lambda n: self._choose(ids[n]))
        self._chips_place.addWidget(chips)

    def _choose(self, dossier_person_id: int) -> None:
        self._person_id = dossier_person_id
        self._show_person()
        self._open_form()

    def _open_form(self) -> None:
        person, record = self.person, self._record
        if person is None or record is None:
            return
        form = RecordForm(self._desk, record.id, person)
        self.host.open_form(form, form_key("civil_registration", "record", person.id))
        form.focus_first()

    def _show_person(self) -> None:
        if self._record is None:
            return
        self._record = self._desk.ask(dossier, self._record.id)
        person = self.person
        if self._record is None or person is None:
            self.leave()
            return
        self.differences.show_person(person)
        self._show_next(self._record)

    def _written(self) -> None:
        """Go on with the next one whose record is not written down, or stay here."""
        self._show_person()
        self._open_form()
        button = self.differences._button
        if button.isVisible():
            button.setFocus()

    def leave(self) -> None:
        """Go back; what is half-typed is kept."""
        self.host.close_form()
        self.left.emit()

    def _show_next(self, record: DossierRecord) -> None:
        rows: list[QWidget] = [self._waiting(line) for line in record.needed_by if line.depth == 1]
        rows += [self._next(each, record) for each in self._desk.ask(next_dossiers, record.id)]
        self.next.replace(rows or [line_label("secondary", _("Nothing follows by itself."))])

    def _waiting(self, line: ChainLine) -> QWidget:
        name = in_its_own_direction(in_reader_script(line.name, line.name_ar))
        words = _("{number} waited for this one").format(number=isolate(line.number))
        go = partial(self._desk.go, "civil_registration", dossier_id=line.id)
        return LineButton(words, go, name)

    def _next(self, each: NextDossier, record: DossierRecord) -> QWidget:
        if each.number:
            words = _("under way: {number}").format(number=isolate(each.number))
            return line_label("secondary", f"{each.title.here} · {words}")
        persons = [person.person_id for person in record.persons]
        go = partial(open_new_dossier, self._desk, record.family_id, persons, each.code)
        advice = _("Legal advice first") if each.advice_first else ""
        return named(LineButton(each.title.here, go, advice or each.why.here), f"next_{each.code}")
