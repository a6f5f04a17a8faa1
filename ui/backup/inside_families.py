"""The families of a backup: all of them, those that were looked for, those that differ today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QPushButton, QVBoxLayout

from amane_desktop.i18n import _, isolate, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.inside import Inside
from amane_desktop.office.work import Change
from amane_desktop.people.fetching.then import OWN, family_prints
from amane_desktop.people.finding import find
from amane_desktop.people.listing import family_ids, family_lines
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyLine
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, let_shrink, line_label
from ui.widgets.paged import Index, PagedModel
from ui.widgets.two_lines import TwoLines

_PAUSE_MS, _MOST_FOUND, _MARK = 120, 200, 12
_Prints = Mapping[int, int]


class InsideModel(PagedModel[FamilyLine]):
    """The families as they were; of those that differ today, the second line says so."""

    def __init__(self, inside: Inside) -> None:
        super().__init__(self._fetch)
        self._inside = inside
        self.then: _Prints = {}
        self.now: _Prints = {}

    def differs(self, family_id: int) -> bool:
        """Whether the family's record is another today, or gone."""
        return bool(self.then) and self.then.get(family_id) != self.now.get(family_id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the line beneath it, and a mark before those that differ."""
        line = self.row(index.row())
        if line is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_reader_script(line.name, line.name_ar)
        if role == Qt.ItemDataRole.DecorationRole and self.differs(line.id):
            return QIcon(theme.icon("mdi6.circle", theme.PAST).pixmap(_MARK, _MARK))
        if role == Qt.ItemDataRole.UserRole:
            members = ngettext("{n} member", "{n} members", line.members)
            told = [isolate(line.file_number), members.format(n=line.members)]
            if self.differs(line.id):
                is_there = line.id in self.now
                told.append(_("changed since") if is_there else _("no longer there"))
            return " · ".join(told)
        return None

    def _fetch(self, ids: Sequence[int]) -> Sequence[FamilyLine]:
        try:
            return self._inside.ask(family_lines, ids)
        except Refusal:
            return ()  # it was closed, or the disk does not answer


class InsideFamilies(Card):
    """A field to look for somebody, a filter, and the list."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, inside: Inside) -> None:
        super().__init__()
        self._desk, self._inside = desk, inside
        self._every: tuple[int, ...] = ()
        self._found: tuple[int, ...] | None = None
        self._asked = 0
        self.search = named(QLineEdit(), "findInside")
        self.search.setPlaceholderText(_("Find a person or a family…"))
        self.search.setAccessibleName(_("Find a person or a family…"))
        self.search.addAction(
            theme.icon("mdi6.magnify", theme.SECONDARY), QLineEdit.ActionPosition.LeadingPosition
        )
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._find)
        self.filter = named(QPushButton(_("Changed or missing since")), "onlyChanged")
        self.filter.setProperty("role", "chip")
        self.filter.setCheckable(True)
        self.filter.setEnabled(False)
        self.filter.toggled.connect(lambda _is_on: self._show())
        self.families = InsideModel(inside)
        self.families.setParent(self)
        self.list = self._make_list()
        self._nothing = let_shrink(line_label("secondary"))
        self._lay_out()
        desk.changed.connect(self._compare_again)
        self._read()

    def _make_list(self) -> QListView:
        shown = named(QListView(), "familiesInside")
        shown.setAccessibleName(_("Families"))
        shown.setModel(self.families)
        shown.setItemDelegate(TwoLines(shown))
        shown.setUniformItemSizes(True)
        shown.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setFrameShape(QListView.Shape.NoFrame)
        shown.selectionModel().currentRowChanged.connect(self._moved)
        return shown

    def _lay_out(self) -> None:
        column: QVBoxLayout = self.body
        column.addWidget(self.search)
        column.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def _read(self) -> None:
        def read() -> tuple[tuple[int, ...], _Prints]:
            return self._inside.ask(family_ids), self._inside.ask(family_prints)

        def show(answer: tuple[tuple[int, ...], _Prints]) -> None:
            self._every, self.families.then = answer
            self._compare()

        self._desk.read(self, read, show)

    def _compare_again(self, change: Change) -> None:
        if change.kinds & set(OWN):
            self._compare()

    def _compare(self) -> None:
        def show(now: _Prints) -> None:
            self.families.now = now
            n = sum(map(self.families.differs, self._every))
            self.filter.setText(f"{_('Changed or missing since')} ({isolate(str(n))})")
            self.filter.setEnabled(bool(n) or self.filter.isChecked())
            self._show()

        self._desk.read(self, lambda: self._desk.ask(family_prints), show)

    def _find(self) -> None:
        self._pause.stop()
        self._asked += 1
        asked, words = self._asked, self.search.text().strip()
        if not words:
            self._found = None
            self._show()
            return

        def show(found: tuple[int, ...]) -> None:
            if asked == self._asked:
                self._found = found
                self._show()

        def look() -> tuple[int, ...]:
            hits = self._inside.ask(find, words, _MOST_FOUND)
            return tuple(dict.fromkeys(hit.family_id for hit in hits))

        self._desk.read(self, look, show)

    def _show(self) -> None:
        shown = self._every if self._found is None else self._found
        if self.filter.isChecked():
            shown = tuple(filter(self.families.differs, shown))
        current = self.families.id_at(self.list.currentIndex().row())
        self.list.selectionModel().blockSignals(True)
        self.families.take(shown)
        place = self.families.place_of(current)
        if place >= 0:
            self.list.setCurrentIndex(self.families.index(place, 0))
        self.list.selectionModel().blockSignals(False)
        self._nothing.setText(_("Nobody is found here.") if not shown else "")
        self._nothing.setVisible(not shown)
        if self._found is not None and shown and place < 0:
            self.list.setCurrentIndex(self.families.index(0, 0))

    def _moved(self, index: Index) -> None:
        family_id = self.families.id_at(index.row())
        if family_id is not None:
            self.chosen.emit(family_id)
