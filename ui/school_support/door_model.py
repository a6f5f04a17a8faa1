"""The day at the door as rows: a heading for each session, and its children under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from amane_desktop.attendance.mark_letters import MARKS
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.queries import CellMark
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.i18n import _, isolate, language
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import find_words
from amane_desktop.school_support.door import DoorSession
from ui.school_support.marks import mark_name
from ui.school_support.titles import group_title
from ui.school_support.week_model import child_name, hours

Index = QModelIndex | QPersistentModelIndex
NAME, LEVEL, FIRST_MARK = 0, 1, 2
# Group, hour, child.
Place = tuple[int, time, int]


@dataclass(frozen=True)
class DoorRow:
    """A session, or one of its children."""

    at: DoorSession
    child: WeekChild | None = None

    @property
    def place(self) -> Place | None:
        """Where a mark of this row stands; None for a heading."""
        session = self.at.session
        if self.child is None:
            return None
        return session.group.id, session.slot.start, self.child.person_id


class DoorModel(QAbstractTableModel):
    """The children whom the words name (all without words), under the sessions they come to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: tuple[DoorSession, ...] = ()
        self._rows: list[DoorRow] = []
        self._marks: dict[Place, CellMark] = {}
        self._pending: dict[Place, Mark | None] = {}
        self._words: list[str] = []

    def show(self, sessions: tuple[DoorSession, ...]) -> None:
        """Show another state of the day; what is on its way stays on top."""
        self._sessions = sessions
        self._marks = {
            (at.session.group.id, at.session.slot.start, person_id): found
            for at in sessions
            for person_id, found in at.marks.items()
        }
        self._arrange()

    def find(self, words: str) -> None:
        """Show only the children whose names begin with the words."""
        self._words = find_words(words)
        self._arrange()

    def _arrange(self) -> None:
        rows = list(self._chosen())
        is_same = [row.place for row in rows] == [row.place for row in self._rows]
        if is_same:
            self._rows = rows
            self._redraw()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _chosen(self) -> Sequence[DoorRow]:
        rows: list[DoorRow] = []
        for at in self._sessions:
            found = [DoorRow(at, child) for child in at.children if self._is_named(child)]
            if found or not self._words:
                rows += [DoorRow(at), *found]
        return rows

    def _is_named(self, child: WeekChild) -> bool:
        names = (child.given_name, child.family_name, child.given_name_ar, child.family_name_ar)
        own = [word for name in names for word in find_words(name)]
        return all(any(word.startswith(typed) for word in own) for typed in self._words)

    def set_pending(self, place: Place, mark: Mark | None) -> None:
        """Show a mark before it is saved."""
        self._pending[place] = mark
        self._redraw()

    def settle(self, place: Place) -> None:
        """A mark arrived, or was refused: what the file says counts again."""
        self._pending.pop(place, None)
        self._redraw()

    def _redraw(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, row: int) -> DoorRow | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def first_child(self) -> int | None:
        """The first row that is a child's."""
        return next((at for at, row in enumerate(self._rows) if row.child is not None), None)

    def row_at(self, place: Place) -> int | None:
        """Where a child of a session stands."""
        return next((at for at, row in enumerate(self._rows) if row.place == place), None)

    def mark(self, row: int) -> CellMark | None:
        """What stands beside a child, saved or on its way."""
        found = self.row(row)
        if found is None or (place := found.place) is None:
            return None
        saved = self._marks.get(place)
        if place not in self._pending:
            return saved
        mark = self._pending[place]
        return None if mark is None else CellMark(mark, saved.note if saved else "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST_MARK + len(MARKS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = self.row(index.row())
        if found is None or found.child is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.row(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(found.at) if found.child is None else self._text(index, found)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(index.row(), found)
        return None

    def _text(self, index: Index, row: DoorRow) -> str:
        assert row.child is not None
        if index.column() == NAME:
            is_guest = not row.child.is_enrolled(row.at.session.slot.day)
            return f"+ {child_name(row.child)}" if is_guest else child_name(row.child)
        if index.column() == LEVEL:
            return level_name(row.child.level, language())
        return mark_name(MARKS[index.column() - FIRST_MARK])

    def _heading(self, at: DoorSession) -> str:
        slot = at.session.slot
        words = [hours(slot.start, slot.end), group_title(at.session.group)]
        if slot.closure is not None:
            words.append(slot.closure.told())
        else:
            count = isolate(f"{at.session.present} / {len(at.children)}")
            words.append(_("present: {count}").format(count=count))
        return " · ".join(words)

    def _told(self, row: int, found: DoorRow) -> str:
        if found.child is None:
            return self._heading(found.at)
        mark = self.mark(row)
        if mark is None:
            return child_name(found.child)
        told = (child_name(found.child), mark_name(mark.mark), mark.note)
        return " · ".join(filter(None, told))
