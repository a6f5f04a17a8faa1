"""The list of families: two lines each, drawn, and fetched as they come into view."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from amane_desktop.access.permissions import Reach, reach
from amane_desktop.i18n import _, isolate, language, ngettext
from amane_desktop.people.listing import family_ids, family_lines, first_family
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyLine
from amane_desktop.people.states import State
from ui.tasks import Desk
from ui.widgets.list_export import ShownList
from ui.widgets.paged import Index, PagedModel, TypedLetters, take_in_place
from ui.widgets.two_lines import TwoLines


class FamilyListModel(PagedModel[FamilyLine]):
    """The families in order; a family's two lines."""

    # Whether the persons who are counted are a household, or only its children in groups.
    is_of_households = True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, and the line beneath it."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole):
            return None
        line = self.row(index.row())
        if line is None:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return in_reader_script(line.name, line.name_ar)
        n = line.members
        members = (
            ngettext("{n} member", "{n} members", n)
            if self.is_of_households
            else ngettext("{n} child", "{n} children", n)
        ).format(n=n)
        number = isolate(line.file_number) if line.file_number else ""
        return " · ".join(filter(None, (number, members)))


class FamilyList(QListView):
    """The list of families; what is chosen is told by the family's id."""

    chosen = Signal(int)
    # The families have come; True when the centre has none at all.
    arrived = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._states: tuple[str, ...] = (State.OPEN,)
        self._asked, self._wanted = 0, -1
        self._letters = TypedLetters()
        self.families = FamilyListModel(lambda ids: desk.ask(family_lines, ids))
        self.families.setParent(self)
        self.families.is_of_households = reach(desk.office.signed_in.role) is Reach.ALL
        self.setModel(self.families)
        self.setItemDelegate(TwoLines(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_states(self, states: tuple[str, ...]) -> None:
        """List the families in these states; in any, when there is none."""
        self._states = states
        self.refresh()

    def refresh(self) -> None:
        """Ask for the families anew, beside the window; the list stands until they come."""
        self._asked += 1
        asked, states = self._asked, self._states

        def read() -> tuple[tuple[int, ...], bool]:
            ids = self._desk.ask(family_ids, states)
            return ids, not ids and not self._desk.ask(family_ids)

        def show(answer: tuple[tuple[int, ...], bool]) -> None:
            if asked == self._asked:
                self._show(*answer)

        self._desk.read(self, read, show)

    def select(self, family_id: int | None) -> None:
        """Make the family current and bring it into view, now or when it comes."""
        self._wanted = -1 if family_id is None else family_id
        place = self.families.place_of(family_id)
        index = self.families.index(place, 0) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if place >= 0:
            self.scrollTo(index)

    def shown(self) -> ShownList:
        """All families that are listed, for who takes the list out."""
        ids, desk = self.families.ids, self._desk
        headings = [_("File number"), _("Family"), _("Name in the other script"), _("Members")]

        def read() -> list[list[str]]:
            lines = {line.id: line for line in desk.ask(family_lines, ids)}
            return [_cells(lines[number]) for number in ids if number in lines]

        return ShownList(_("Families"), headings, read)

    def keyboardSearch(self, search: str) -> None:
        """Go to the first family whose name begins so, however long the list is."""
        letters = self._letters.after(search)
        found = self._desk.ask(first_family, letters, self._states)
        place = self.families.place_of(found)
        if place >= 0:
            self.setCurrentIndex(self.families.index(place, 0))

    def _show(self, ids: tuple[int, ...], is_empty: bool) -> None:
        take_in_place(self, self.families, ids, TwoLines.HEIGHT)
        if self.families.id_at(self.currentIndex().row()) != self._wanted:
            self.blockSignals(True)
            self.select(self._wanted)
            self.blockSignals(False)
        self.arrived.emit(is_empty)

    def _moved(self, index: QModelIndex) -> None:
        family_id = self.families.id_at(index.row())
        if family_id is not None and not self.signalsBlocked():
            self._wanted = family_id
            self.chosen.emit(family_id)


def _cells(line: FamilyLine) -> list[str]:
    other = line.name if language() == "ar" else line.name_ar
    name = in_reader_script(line.name, line.name_ar)
    return [line.file_number, name, other, str(line.members)]
