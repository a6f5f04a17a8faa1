"""The persons of a family, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from amane_desktop.i18n import _, comma, isolate, language
from amane_desktop.people.dates import shown_age
from amane_desktop.people.kinship import standing
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import PersonLine
from amane_desktop.people.taking_part import TakingPart
from ui import theme

_ROW = 36
_EDIT = 5
_Index = QModelIndex | QPersistentModelIndex


class PersonsModel(QAbstractTableModel):
    """Name, kinship, age, school, hours of today: what a family's page tells of each person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.persons: tuple[PersonLine, ...] = ()
        self._rows: list[tuple[str, ...]] = []

    def show(self, persons: tuple[PersonLine, ...], today: date, hours: Mapping[int, str]) -> None:
        """Take the persons anew."""
        self.beginResetModel()
        self.persons = persons
        self._rows = [(*_cells(person, today), hours.get(person.id, "")) for person in persons]
        self.endResetModel()

    def words(self, column: int) -> list[str]:
        """What stands in a column."""
        return [row[column] for row in self._rows]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many persons there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """How many columns there are: five to read, one to edit."""
        return _EDIT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names, on the side of what stands beneath."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            names = (_("Person"), _("Kinship"), _("Age"), _("School · level"))
            return (*names, _("At the centre today"), "")[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; names stand out, and a pencil stands at the row's end."""
        if index.column() == _EDIT:
            return _pencil(role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            font = QFont()
            font.setBold(True)
            return font
        return None


def _pencil(role: int) -> object:
    if role == Qt.ItemDataRole.DecorationRole:
        return theme.icon("mdi6.pencil-outline", theme.SECONDARY)
    if role == Qt.ItemDataRole.ToolTipRole:
        return _("Change the person (Enter, or a double click)")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _("Change the person")
    return None


def _cells(person: PersonLine, today: date) -> tuple[str, ...]:
    given_name = in_reader_script(person.given_name, person.given_name_ar)
    family_name = in_reader_script(person.family_name, person.family_name_ar)
    stands = standing(
        person.kinship, person.sex, is_housing=person.is_housing, is_signing=person.is_signing
    )
    school = (person.school, level_name(person.level, language()))
    return (
        f"{given_name} {family_name}".strip(),
        stands,
        shown_age(person.birth_date, person.birth_precision, today),
        " · ".join(filter(None, school)),
    )


def hours_of_today(parts: Iterable[TakingPart]) -> dict[int, str]:
    """Of each person who comes today, what to and when."""
    words: dict[int, str] = {}
    for part in parts:
        if part.today:
            hours = comma().join(isolate(f"{a:%H:%M}–{b:%H:%M}") for a, b in part.today)
            told = f"{in_reader_script(part.name, part.name_ar)} {hours}"
            words[part.person_id] = " · ".join(filter(None, (words.get(part.person_id), told)))
    return words


class PersonsTable(QTableView):
    """The persons; a click chooses one, Enter, a double click or the pencil opens the form."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PersonsModel(self)
        self.setModel(self.people)
        self.setAccessibleName(_("Persons"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(_ROW)
        for column, stretch in enumerate((True, False, False, True, False)):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Stretch if stretch else mode.ResizeToContents)
        header.setSectionResizeMode(_EDIT, QHeaderView.ResizeMode.Fixed)
        # The font's widest letter would otherwise keep the pencil from the row's end.
        header.setMinimumSectionSize(_ROW)
        header.resizeSection(_EDIT, _ROW + 8)
        self.setStyleSheet(
            "QTableView::item { padding: 0 10px; } QHeaderView::section { padding: 2px 14px; }"
        )
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell_chosen())
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_persons(
        self,
        persons: tuple[PersonLine, ...],
        today: date,
        hours: Mapping[int, str],
        *,
        is_editable: bool,
    ) -> None:
        """Show the persons at their full height; the page scrolls, not the table."""
        chosen = self.chosen_id()
        self.people.show(persons, today, hours)
        for column in range(1, _EDIT):
            self.setColumnHidden(column, not any(self.people.words(column)))
        self.setColumnHidden(_EDIT, not is_editable)
        self.point_at(chosen)
        self._tell_chosen()
        self.setFixedHeight(_ROW * (len(persons) + 1) + 2)

    def chosen_id(self) -> int | None:
        """The person of the current row."""
        row = self.currentIndex().row()
        return self.people.persons[row].id if row >= 0 else None

    def point_at(self, person_id: int | None) -> None:
        """Mark the person that one came for."""
        for row, person in enumerate(self.people.persons):
            if person.id == person_id:
                # selectRow finds no row in a table from the right.
                self.setCurrentIndex(self.people.index(row, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first person for whoever comes by Tab, so that Enter opens one at once."""
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self.currentIndex().isValid() or event.reason() in by_tab:
            super().focusInEvent(event)
            return
        # The view itself would choose the first, and its panel would open unasked.
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the person of the current row by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the pencils, which one click opens."""
        is_over = self.indexAt(event.position().toPoint()).column() == _EDIT
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if is_over else arrow)
        super().mouseMoveEvent(event)

    def _tell_chosen(self) -> None:
        self.chosen.emit(self.chosen_id())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _EDIT:
            self._open(index.row())

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.people.persons):
            self.opened.emit(self.people.persons[row].id)
