"""The children who move up: under their level, what was proposed, and what somebody decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from amane_desktop.i18n import _, in_its_own_direction, labelled, language, ngettext
from amane_desktop.people.levels import cycle_of, level_name, next_level
from amane_desktop.people.moving_up import ChildUp, Up
from amane_desktop.people.names import in_reader_script, listed_name
from amane_desktop.people.schooling import LEFT, PASSED, REPEATS, outcome_name
from ui import theme

_ROW = 32
# The letter on each screen, and what the same key types on an Arabic layout.
_PASSES, _REPEATS, _LEAVES = "UMنعى", "Rكق", "LQغمض"


class ChildrenTable(QTableWidget):
    """A line for each child; letters decide of those that are chosen."""

    decided = Signal()
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.reasons: dict[str, str] = {}
        self._children: dict[int, ChildUp] = {}
        self._ups: dict[int, Up] = {}
        self._schools: dict[int, str] = {}
        self._rows: dict[int, int] = {}
        self.setObjectName("movingUp")
        self.setAccessibleName(_("Children who move up"))
        titles = (_("Child"), _("School until now"), _("Next year"), _("School next year"))
        self.setHorizontalHeaderLabels(titles)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setStyleSheet("QTableView::item, QHeaderView::section { padding: 0 12px; }")

    def show_children(self, children: Sequence[ChildUp]) -> None:
        """Show the children; what was decided of those who are the same stays decided."""
        before, chosen = self._ups, set(self.chosen())
        self._children = {child.person_id: child for child in children}
        self._schools |= {c.school_id: c.school for c in children if c.school_id is not None}
        self._ups = {child.person_id: _proposed(child) for child in children}
        for person_id, up in before.items():
            now = self._ups.get(person_id)
            if now is not None and now.version == up.version:
                self._ups[person_id] = up
        self.clearSpans()
        self.setRowCount(0)
        self._rows = {}
        for level, group in groupby(children, lambda child: child.level):
            self._add_level(level, list(group))
        way = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for person_id in chosen & self._rows.keys():
            at = self.model().index(self._rows[person_id], 0)
            self.selectionModel().select(at, way)

    def _add_level(self, level: str, children: list[ChildUp]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        count = ngettext("{n} child", "{n} children", len(children)).format(n=len(children))
        name = level_name(level, language()) or _("level not known")
        heading = QTableWidgetItem(labelled(name, count))
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setForeground(theme.colour("ink"))
        heading.setBackground(theme.colour("muted"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.setItem(row, 0, heading)
        self.setSpan(row, 0, 1, self.columnCount())
        for child in children:
            row = self.rowCount()
            self.insertRow(row)
            cells = [QTableWidgetItem() for _column in range(self.columnCount())]
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)
            cells[0].setData(Qt.ItemDataRole.UserRole, child.person_id)
            self._rows[child.person_id] = row
            self._show(child)

    def _show(self, child: ChildUp) -> None:
        """Write a child's line anew."""
        row, up = self._rows[child.person_id], self._ups[child.person_id]
        name = listed_name(
            in_reader_script(child.given_name, child.given_name_ar),
            in_reader_script(child.family_name, child.family_name_ar),
        )
        next_school = "" if up.outcome in ("", LEFT) else self._schools.get(up.school_id or 0, "")
        if not next_school and up.outcome not in ("", LEFT):
            next_school = _("not known yet")
        words = (name, child.school, self._decision(child, up), next_school)
        for column, text in enumerate(words):
            cell = self.item(row, column)
            assert cell is not None
            cell.setText(text)
            is_faint = column == 3 and up.school_id is None
            cell.setForeground(theme.colour("secondary" if is_faint else "ink"))
            font = cell.font()
            # What somebody decided, or has to, stands out.
            font.setBold(column == 2 and (up != _proposed(child) or not up.outcome))
            cell.setFont(font)

    def _decision(self, child: ChildUp, up: Up) -> str:
        if not up.outcome:
            return _("to be decided")
        if up.outcome == LEFT:
            return labelled(outcome_name(LEFT), self.reasons.get(up.leaving_reason, ""))
        level = in_its_own_direction(level_name(up.level, language()))
        return labelled(outcome_name(REPEATS), level) if up.outcome == REPEATS else level

    def _at(self, row: int) -> int | None:
        """The child of a row; None of a heading."""
        item = self.item(row, 0)
        found = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, int) else None

    def chosen(self) -> list[int]:
        """The children who are chosen."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [person_id for row in rows if (person_id := self._at(row)) is not None]

    def ups(self) -> tuple[Up, ...]:
        """What is decided, of those of whom something is."""
        return tuple(up for up in self._ups.values() if up.outcome)

    def pass_chosen(self) -> None:
        """Let the chosen go on to the level that follows theirs."""
        self._decide(lambda child: (PASSED, next_level(child.level)))

    def repeat_chosen(self) -> None:
        """Let the chosen stay at their level."""
        self._decide(lambda child: (REPEATS, child.level))

    def send_to(self, level: str) -> None:
        """Let the chosen go on at a level."""
        self._decide(lambda _child: (PASSED, level))

    def let_leave(self, reason: str) -> None:
        """Let the chosen leave school, for a reason of the list."""
        self._put(lambda c, up: Up(c.person_id, up.version, LEFT, leaving_reason=reason))

    def send_to_school(self, school_id: int | None, name: str) -> None:
        """Let the chosen go to a school next year."""
        if school_id is not None:
            self._schools[school_id] = name
        self._put(
            lambda _c, up: None if up.outcome in ("", LEFT) else replace(up, school_id=school_id)
        )

    def _decide(self, decide: Callable[[ChildUp], tuple[str, str]]) -> None:
        """Keep the school where the cycle stays; of another cycle it is not known yet."""

        def decided(child: ChildUp, up: Up) -> Up | None:
            outcome, level = decide(child)
            stays = cycle_of(level) == cycle_of(child.level)
            school_id = child.school_id if stays else None
            return Up(child.person_id, up.version, outcome, level, school_id) if level else None

        self._put(decided)

    def _put(self, decide: Callable[[ChildUp, Up], Up | None]) -> None:
        """Decide of all that are chosen; of whom it cannot be said, nothing changes."""
        for person_id in self.chosen():
            child = self._children[person_id]
            up = decide(child, self._ups[person_id])
            if up is not None:
                self._ups[person_id] = up
                self._show(child)
        self.decided.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by a letter of the buttons, on a Latin or an Arabic keyboard."""
        letter = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if letter and plain and letter in _PASSES:
            self.pass_chosen()
        elif letter and plain and letter in _REPEATS:
            self.repeat_chosen()
        elif letter and plain and letter in _LEAVES:
            if self.chosen():
                self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)


def _proposed(child: ChildUp) -> Up:
    school_id = child.school_id if child.keeps_school else None
    return Up(child.person_id, child.version, child.outcome, child.next_level, school_id)
