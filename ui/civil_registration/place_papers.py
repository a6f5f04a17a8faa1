"""The papers that are fetched at one place, to tick, and how the place is reached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from amane_desktop.checklists.authorities import CENTRE, FAMILY, authority_name
from amane_desktop.checklists.counters import CounterLine
from amane_desktop.checklists.standing import STANDINGS, Standing
from amane_desktop.checklists.trips import PlaceToGo
from amane_desktop.civil_registration.tour import DossierPaper
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, ngettext
from amane_desktop.people.telephones import shown_number
from ui.civil_registration.place_words import place_name
from ui.widgets import named
from ui.widgets.basics import Card, at_its_beginning, let_shrink, line_label, small_button
from ui.widgets.numbered_list import NumberedList, Option


class PapersAtPlace(Card):
    """How the place is reached, and the papers that are fetched there."""

    def __init__(self) -> None:
        super().__init__()
        self._name = at_its_beginning(let_shrink(line_label("subject")))
        self._reach = at_its_beginning(let_shrink(line_label("")))
        self._hours = at_its_beginning(let_shrink(line_label("secondary")))
        self.list = NumberedList("papersToFetch", is_ticked=True)
        self.list.setAccessibleName(_("Papers to fetch here"))
        every = named(small_button(_("Tick all")), "tickAll")
        every.setToolTip(_("Tick all") + "  (Ctrl+A)")
        every.clicked.connect(lambda _on: self._turn_all())
        both = QShortcut(QKeySequence("Ctrl+A"), self.list, self._turn_all)
        both.setContext(Qt.ShortcutContext.WidgetShortcut)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(every, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        for label in (self._reach, self._hours):
            self.body.addWidget(label)
        self.body.addWidget(self.list, 1)

    def show_place(self, place: PlaceToGo, papers: list[DossierPaper], ticked: list[int]) -> None:
        """Show a place and what is ticked of its papers."""
        counter = place.counter
        self._name.setText(place_name(place))
        self._reach.setText(_reach(counter) if counter is not None else _who_says(place))
        self._hours.setText(counter.hours.here if counter is not None else "")
        for label in (self._reach, self._hours):
            label.setVisible(bool(label.text()))
        current = self.list.code
        options = [Option(p.paper.id, _paper_words(p), _paper_beneath(p)) for p in papers]
        self.list.show_options(options, current)
        self.list.tick(ticked)

    def _turn_all(self) -> None:
        every = self.list.all_codes()
        self.list.tick([] if self.list.codes() == every else every)
        self.list.ticked.emit()


def _reach(counter: CounterLine) -> str:
    number = isolate(shown_number(counter.telephone)) if counter.telephone else ""
    parts = (authority_name(counter.authority), number, in_its_own_direction(counter.address.here))
    return " · ".join(filter(None, parts))


def _who_says(place: PlaceToGo) -> str:
    if place.authority in (FAMILY, CENTRE):
        return ""
    return _("Nobody has said yet which counter: tick the papers, then press Counter.")


def _paper_words(each: DossierPaper) -> str:
    paper, n = each.paper, each.paper.copies
    words = ngettext("{n} copy", "{n} copies", n)
    if paper.is_original:
        words = ngettext("{n} original", "{n} originals", n)
    return f"{paper.name.here} · {words.format(n=n)}"


def _paper_beneath(each: DossierPaper) -> str:
    paper = each.paper
    by = _("by {day}").format(day=format_date(paper.wanted_by)) if paper.wanted_by else ""
    told = "" if paper.standing == Standing.NEEDED else _(STANDINGS[paper.standing])
    name = in_its_own_direction(each.shown_name)
    return " · ".join(filter(None, (isolate(each.number), name, told, by)))
