"""One person of a backup, or the family itself: then and now side by side, differences first."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, labelled
from amane_desktop.people.fetching.pieces import Piece
from amane_desktop.people.fetching.told import Block, Line, ToldPiece
from ui.widgets.basics import Card, at_its_beginning, let_shrink, line_label
from ui.widgets.section import Section

_LABELS, _NOTHING = 170, "—"


class BlockCard(Card):
    """A title, the pieces that differ with a tick each, and what is the same, folded."""

    ticked = Signal()

    def __init__(self, block: Block, *, is_open: bool) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.addWidget(line_label("title", in_its_own_direction(block.title)))
        if block.is_gone:
            head.addWidget(line_label("pill-waiting", _("No longer there today")))
        head.addStretch()
        self.body.addLayout(head)
        self._rows: list[_PieceRow] = []
        for told in block.pieces:
            row = _PieceRow(told, is_alone=told.title == block.title)
            row.tick.clicked.connect(self.ticked)
            self._rows.append(row)
            self.body.addWidget(row)
        if block.same:
            self._add_same(block, is_open=is_open)

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(row.tick.isChecked() for row in self._rows)

    @property
    def can_be_chosen(self) -> bool:
        """Whether anything can be ticked."""
        return any(row.tick.isEnabled() for row in self._rows)

    @property
    def most(self) -> int:
        """How many can be ticked with all others."""
        return sum(row.is_with_all for row in self._rows)

    @property
    def chosen_with_all(self) -> int:
        """How many of these are."""
        return sum(row.is_with_all and row.tick.isChecked() for row in self._rows)

    def tick_all(self, is_on: bool) -> None:
        """Tick all that can be but what is more careful today, or none."""
        for row in self._rows:
            row.tick.setChecked(is_on and row.is_with_all)

    def pieces(self) -> Iterator[Piece]:
        """What is ticked."""
        for row in self._rows:
            if row.tick.isChecked():
                yield from row.told.pieces

    def _add_same(self, block: Block, *, is_open: bool) -> None:
        title = _("The same today") if block.pieces or block.is_gone else _("As it is today")
        section = Section(title, is_open=is_open)
        grid = section.grid
        grid.setVerticalSpacing(3)
        for column, stretch in enumerate((0, 1, 0, 1)):
            grid.setColumnStretch(column, stretch)
        half = (len(block.same) + 1) // 2
        for number, (label, value) in enumerate(block.same):
            row, column = number % half, 2 * (number // half)
            if not value:
                grid.addWidget(_value("", label), row, column, 1, 2, _TOP)
                continue
            name = line_label("secondary", in_its_own_direction(label))
            grid.addWidget(name, row, column, _TOP)
            grid.addWidget(_value("", value), row, column + 1, _TOP)
        self.body.addWidget(section)


class _PieceRow(QWidget):
    """A tick, and each field as it was and as it is."""

    def __init__(self, told: ToldPiece, *, is_alone: bool) -> None:
        super().__init__()
        self.told = told
        words = _("What is told of it") if is_alone and not told.is_gone else told.title
        self.tick = QCheckBox(in_its_own_direction(words))
        self.tick.setObjectName("fetchPiece")
        self.tick.setAccessibleName(_spoken(told, words))
        self.tick.setEnabled(not told.why)
        self.is_with_all = not (told.why or told.is_less_careful)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.tick)
        if told.is_gone:
            head.addWidget(line_label("pill-waiting", _("missing today")))
        head.addStretch()
        column.addLayout(head)
        if told.lines:
            column.addLayout(_side_by_side(told))
        careful = _("Today is more careful: tick this only if that was the mistake.")
        if told.why or told.is_less_careful:
            column.addWidget(let_shrink(line_label("secondary", told.why or careful)))


def _side_by_side(told: ToldPiece) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(26, 0, 26, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, _LABELS)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    grid.addWidget(line_label("secondary", _("In the backup")), 0, 1)
    if not told.is_gone:
        grid.addWidget(line_label("secondary", _("As it is now")), 0, 2)
    for number, line in enumerate(told.lines, start=1):
        grid.addWidget(let_shrink(line_label("secondary", line.label)), number, 0, _TOP)
        grid.addWidget(_value("then", line.then), number, 1, _TOP)
        if not told.is_gone:
            grid.addWidget(_value("", line.now), number, 2, _TOP)
    return grid


def _value(role: str, text: str) -> QWidget:
    shown = in_its_own_direction(text) if text else _NOTHING
    return let_shrink(at_its_beginning(line_label(role, shown)))


def _spoken(told: ToldPiece, words: str) -> str:
    return labelled(words, "; ".join(map(_line_in_words, told.lines))) if told.lines else words


def _line_in_words(line: Line) -> str:
    return labelled(line.label, f"{line.then or _NOTHING} ({line.now or _NOTHING})")


_TOP = Qt.AlignmentFlag.AlignTop
