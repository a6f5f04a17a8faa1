"""The list of families: two lines each, drawn, so that thousands scroll at once."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from amane_desktop.i18n import isolate, ngettext
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyLine
from ui.widgets.two_lines import TwoLines

_Index = QModelIndex | QPersistentModelIndex


class FamilyListModel(QAbstractListModel):
    """The families as the query gave them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[FamilyLine, ...] = ()

    def show(self, lines: tuple[FamilyLine, ...]) -> None:
        """Take the families anew."""
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many families there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, and the line beneath it."""
        line = self._lines[index.row()]
        name = in_reader_script(line.name, line.name_ar)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.UserRole:
            members = ngettext("{n} member", "{n} members", line.members).format(n=line.members)
            number = isolate(line.file_number) if line.file_number else ""
            return " · ".join(filter(None, (number, members)))
        return None

    def family_at(self, row: int) -> int | None:
        """The family's id in this row."""
        return self._lines[row].id if 0 <= row < len(self._lines) else None

    def row_of(self, family_id: int | None) -> int:
        """The row of the family; -1 when it is not in the list."""
        return next((n for n, line in enumerate(self._lines) if line.id == family_id), -1)


class FamilyList(QListView):
    """The list of families; what is chosen is told by the family's id."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.families = FamilyListModel(self)
        self.setModel(self.families)
        self.setItemDelegate(TwoLines(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_families(self, lines: tuple[FamilyLine, ...], family_id: int | None) -> None:
        """Show the families where the list stood, without telling what is chosen."""
        self.blockSignals(True)
        where = self.verticalScrollBar().value()
        self.families.show(lines)
        self.verticalScrollBar().setValue(where)
        self.select(family_id)
        self.blockSignals(False)

    def select(self, family_id: int | None) -> None:
        """Make the family current and bring it into view."""
        row = self.families.row_of(family_id)
        index = self.families.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if row >= 0:
            self.scrollTo(index)

    def _moved(self, index: QModelIndex) -> None:
        family_id = self.families.family_at(index.row())
        if family_id is not None:
            self.chosen.emit(family_id)
