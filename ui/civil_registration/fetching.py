"""What is to be fetched next and where, so that one way to a counter serves several families."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.counters import counters
from amane_desktop.checklists.several_papers import ask_for_papers, receive_papers
from amane_desktop.checklists.trips import Place, PlaceToGo, places_to_go
from amane_desktop.civil_registration.tour import DossierPaper, tour
from amane_desktop.i18n import _
from amane_desktop.office.work import Change
from ui import theme
from ui.civil_registration.attention_side import AttentionSide
from ui.civil_registration.errand_forms import (
    CounterOfPapersForm,
    PapersForm,
    PlanErrandForm,
)
from ui.civil_registration.place_papers import PapersAtPlace
from ui.civil_registration.place_words import place_counts, place_name, place_of
from ui.civil_registration.trip_bar import TripBar
from ui.tasks import Desk
from ui.widgets.basics import (
    EmptyState,
)
from ui.widgets.form_sheet import FormSheet
from ui.widgets.forms import Form
from ui.widgets.list_beside import ListBeside, ListRow

_ACCENT = "civil_registration"
_KINDS = frozenset(
    {
        "required_paper",
        "checklist",
        "counter",
        "dossier",
        "dossier_step",
        "dossier_person",
        "appointment",
        "person",
        "family",
    }
)


class FetchingView(QWidget):
    """Places, the papers of one of them to tick, and what is done with those that are ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._places: dict[Place, PlaceToGo] = {}
        # What is ticked stays ticked while one looks at another place.
        self._ticked: dict[int, tuple[Place, DossierPaper]] = {}
        self._papers: dict[int, DossierPaper] = {}
        self.papers = PapersAtPlace()
        self.bar = TripBar(may_edit=desk.may(Permission.EDIT_DOSSIERS))
        record = QWidget()
        column = QVBoxLayout(record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.papers, 1)
        column.addWidget(self.bar)
        nothing = _("Nothing is to be fetched. Papers of dossiers under way stand here.")
        self.place = ListBeside(_("To fetch"), "placeList", record, EmptyState(nothing))
        self.attention = AttentionSide(desk)
        self.attention.setFixedWidth(300)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.place, 1)
        row.addWidget(self.attention)
        self.setFocusProxy(self.place)
        self.place.chosen.connect(self._show_place)
        self.papers.list.ticked.connect(self._tick)
        self.papers.list.done.connect(self.bar.begin)
        self.bar.pressed.connect(self._press)
        self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Show what is to be fetched now; what came meanwhile is no longer ticked."""
        if change is not None and not change.kinds & _KINDS:
            return
        if not self._desk.may(Permission.SEE_DOSSIERS):
            return
        found = self._desk.ask(places_to_go)
        self._places = {place_of(each): each for each in found}
        ticked = {at for at, _paper in self._ticked.values()} & set(self._places)
        still = {p.paper.id: (at, p) for at in ticked for p in self._papers_at(at)}
        self._ticked = {number: still[number] for number in self._ticked if number in still}
        self._show_list(None)
        self.attention.refresh()
        self._show_ticked()

    def _show_list(self, chosen: object) -> None:
        rows = [ListRow(at, place_name(e), place_counts(e)) for at, e in self._places.items()]
        self.place.show_rows(rows, chosen)

    def keep_draft(self) -> None:
        """Nothing is typed here."""

    def state(self) -> dict[str, Any]:
        """At which place one is, and what is ticked."""
        return {"place": self.place.key, "ticked": dict(self._ticked)}

    def restore(self, state: dict[str, Any]) -> None:
        """Show it again."""
        self._ticked = dict(state["ticked"])
        self.refresh()
        rows = [
            ListRow(at, place_name(each), place_counts(each)) for at, each in self._places.items()
        ]
        self.place.show_rows(rows, state["place"])

    @property
    def _here(self) -> PlaceToGo | None:
        key = self.place.key
        return self._places.get(key) if isinstance(key, tuple) else None

    def _show_place(self) -> None:
        here = self._here
        if here is None:
            return
        papers = self._papers_at(place_of(here))
        self._papers = {paper.paper.id: paper for paper in papers}
        self.papers.show_place(here, papers, [*self._ticked])

    def _papers_at(self, at: Place) -> list[DossierPaper]:
        return [paper for stop in self._desk.ask(tour, at) for paper in stop.papers]

    def _tick(self) -> None:
        here = self._here
        if here is None:
            return
        for number in self._papers:
            self._ticked.pop(number, None)
        for code in self.papers.list.codes():
            if isinstance(code, int):
                self._ticked[code] = (place_of(here), self._papers[code])
        self._show_ticked()

    def _show_ticked(self) -> None:
        places = {at for at, _paper in self._ticked.values()}
        dossiers = {paper.dossier_id for _at, paper in self._ticked.values()}
        offices = {at[0] for at in places}
        self.bar.tell(len(self._ticked), len(dossiers), len(places), one_office=len(offices) == 1)

    def _press(self, what: str) -> None:
        ids = [*self._ticked]
        if what == "tour":
            self._print()
        elif what == "plan":
            self._open(PlanErrandForm(self._desk, self._errands()))
        elif what == "received":
            self._open(PapersForm(self._desk, _("These papers came"), receive_papers, ids))
        elif what == "asked":
            words = _("These papers were asked for")
            self._open(PapersForm(self._desk, words, ask_for_papers, ids))
        else:
            office = next(at[0] for at, _paper in self._ticked.values())
            found = [c for c in self._desk.ask(counters) if c.authority == office]
            self._open(CounterOfPapersForm(self._desk, found, ids))

    def _errands(self) -> dict[str, list[int]]:
        """The dossiers by the name of the place."""
        errands: dict[str, list[int]] = {}
        for at, paper in self._ticked.values():
            name = place_name(self._places[at]) if at in self._places else authority_name(at[0])
            dossiers = errands.setdefault(name, [])
            if paper.dossier_id not in dossiers:
                dossiers.append(paper.dossier_id)
        return errands

    def _open(self, form: Form) -> None:
        form.saved.connect(lambda _result: self._ticked.clear())
        form.saved.connect(lambda _result: self._show_place())
        form.saved.connect(lambda _result: self._show_ticked())
        FormSheet(form, "", self).open()

    def _print(self) -> None:
        from ui.civil_registration.tour_paper import preview_tour_sheet

        here = self._here
        places = dict.fromkeys(at for at, _paper in self._ticked.values())
        if not places and here is not None:
            places = {place_of(here): None}
        preview_tour_sheet(self._desk, self, tuple(places))
