"""The counters that the centre knows: the list, one of them, and its form."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.counters import (
    CounterLine,
    counters,
    retire_counter,
    take_up_counter,
)
from amane_desktop.i18n import Text, _, in_its_own_direction, is_rtl, isolate
from amane_desktop.office.history import history
from amane_desktop.office.work import Change
from amane_desktop.people.telephones import shown_number
from ui import theme
from ui.civil_registration.counter_form import CounterForm
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    EmptyState,
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
)
from ui.widgets.history_card import HistoryCard
from ui.widgets.list_beside import ListBeside, ListRow
from ui.widgets.undoing import begin_undo

_TOP = Qt.AlignmentFlag.AlignTop


class CountersView(QWidget):
    """Offices by their kind, and beside them how to reach the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._counters: dict[int, CounterLine] = {}
        self.record = CounterRecord(desk)
        nobody = _("No counter yet. Add the offices where papers are fetched, with their hours.")
        none = EmptyState(nobody, _("Add the first counter") if self._may_edit else "")
        self.place = ListBeside(_("Counters"), "counterList", self.record, none)
        self._retired = named(QCheckBox(_("Also those no longer offered")), "retiredCounters")
        self._retired.clicked.connect(lambda _on: self.refresh())
        self.place.foot.addWidget(self._retired)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.place)
        self.setFocusProxy(self.place)
        self.place.chosen.connect(self._show)
        self.place.host.saved.connect(self._saved)
        self.record.edit.connect(self._edit)
        none.button.clicked.connect(lambda: self.add_counter())
        if self._may_edit:
            self._offer_adding()
        self.refresh()

    def _offer_adding(self) -> None:
        add = named(plain_button(_("Add"), "mdi6.plus"), "addCounter")
        add.setAccessibleName(_("Add a counter"))
        add.clicked.connect(lambda: self.add_counter())
        self.place.head.addWidget(add)
        new = QShortcut(QKeySequence("Ctrl+N"), self, lambda: self.add_counter())
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self, change: Change | None = None) -> None:
        """Show the counters anew, if the change touches them."""
        if change is not None and "counter" not in change.kinds:
            return
        if self._desk.may(Permission.SEE_DOSSIERS):
            self._show_list(None)

    def _show_list(self, chosen: int | None) -> None:
        found = self._desk.ask(counters, with_retired=self._retired.isChecked())
        self._counters = {counter.id: counter for counter in found}
        self.place.show_rows([ListRow(c.id, c.name.here, _beneath(c)) for c in found], chosen)

    def add_counter(self, authority: str = "registry_office") -> None:
        """Open an empty form for a counter of this office."""
        form = CounterForm(self._desk, None, authority)
        self.place.open_form(form, form_key("civil_registration", "counter", None))

    def show_counter(self, counter_id: int) -> None:
        """Choose a counter."""
        self._show_list(counter_id)

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        self.place.host.keep_draft()

    def state(self) -> dict[str, Any]:
        """Which counter is chosen."""
        self.keep_draft()
        return {"counter": self.place.key, "retired": self._retired.isChecked()}

    def restore(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        self._retired.setChecked(state["retired"])
        self._show_list(state["counter"])

    @property
    def counter(self) -> CounterLine | None:
        """The counter that is chosen."""
        key = self.place.key
        return self._counters.get(key) if isinstance(key, int) else None

    def _show(self) -> None:
        if (counter := self.counter) is not None:
            self.record.show_counter(counter)

    def _edit(self) -> None:
        if (counter := self.counter) is not None:
            form = CounterForm(self._desk, counter)
            self.place.open_form(form, form_key("civil_registration", "counter", counter.id))

    def _saved(self, result: object) -> None:
        self._show_list(result if isinstance(result, int) else None)
        self.place.list.setFocus()


class CounterRecord(QScrollArea):
    """How one counter is reached and when; it asks for its form and knows none."""

    edit = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._counter: CounterLine | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name, self._office = line_label("subject"), line_label("secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.history = HistoryCard()
        self.history.undo_wanted.connect(partial(begin_undo, desk, self))
        page = named(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._head())
        column.addWidget(self.history)
        column.addStretch()
        self.setWidget(page)

    def _head(self) -> Card:
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._name, self._office):
            words.addWidget(let_shrink(at_its_beginning(label)))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        self._retire = named(plain_button(""), "retireCounter")
        self._retire.clicked.connect(self._turn)
        change = named(plain_button(_("Edit"), "mdi6.pencil-outline"), "editCounter")
        change.setAccessibleName(_("Change the counter"))
        change.clicked.connect(self.edit)
        for button in (self._retire, change):
            if not self._desk.may(Permission.EDIT_DOSSIERS):
                button.hide()
            row.addWidget(button, 0, _TOP)
        card = Card()
        card.body.addLayout(row)
        card.body.addLayout(self._lines)
        return card

    def show_counter(self, counter: CounterLine) -> None:
        """Show a counter as it is kept now."""
        self._counter = counter
        self._name.setText(counter.name.here)
        other = counter.name.ar if counter.name.here == counter.name.fr else counter.name.fr
        retired = _("No longer offered") if counter.is_retired else ""
        parts = filter(None, (authority_name(counter.authority), other, retired))
        self._office.setText(" · ".join(map(in_its_own_direction, parts)))
        words = _("Offer again") if counter.is_retired else _("No longer offer")
        self._retire.setText(words)
        self._show_lines(counter)
        self.history.show_lines(self._desk.ask(history, (("counter", counter.id),)))

    def _show_lines(self, counter: CounterLine) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        number = isolate(shown_number(counter.telephone)) if counter.telephone else ""
        for label, text in (
            (_("Telephone"), number),
            (_("Address"), _told(counter.address)),
            (_("Hours and habits"), _told(counter.hours)),
        ):
            self._lines.addWidget(line_label("secondary", label))
            words = let_shrink(line_label("", _from_its_side(text or _("not told yet"))))
            self._lines.addWidget(at_its_beginning(words))

    def _turn(self) -> None:
        if (counter := self._counter) is not None:
            action = take_up_counter if counter.is_retired else retire_counter
            self._desk.do(action, counter.id, counter.version)


def _beneath(counter: CounterLine) -> str:
    number = isolate(shown_number(counter.telephone)) if counter.telephone else ""
    retired = _("No longer offered") if counter.is_retired else ""
    return " · ".join(filter(None, (authority_name(counter.authority), number, retired)))


def _told(text: Text) -> str:
    """Both languages, the reader's own first: who calls may have to say it to somebody."""
    other = text.fr if text.here == text.ar else text.ar
    return "\n".join(filter(None, (text.here, other)))


def _from_its_side(words: str) -> str:
    """Lines of the other script read as such, and yet begin where the window's own do."""
    mark = "\u200f" if is_rtl() else "\u200e"
    return "\n".join(f"{mark}{in_its_own_direction(line)}" for line in words.split("\n"))
