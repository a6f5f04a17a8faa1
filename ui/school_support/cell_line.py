"""A line that reads out the cell in which one stands, and the row number as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, labelled
from ui.school_support.marks import mark_name
from ui.school_support.week_grid import WeekGrid
from ui.school_support.week_model import WeekModel, child_name, hours
from ui.school_support.week_rows import standing_told
from ui.widgets.basics import let_shrink, line_label


class CellLine(QWidget):
    """Who, which session, the mark and its note."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        self._grid = grid
        model = grid.model()
        assert isinstance(model, WeekModel)
        self._model = model
        self.number, self.words = line_label("key"), let_shrink(line_label("secondary"))
        self.number.setObjectName("rowNumber")
        self.words.setObjectName("cellLine")
        self.number.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addWidget(self.words, 1)
        grid.number_typed.connect(self._show_number)
        grid.selectionModel().currentChanged.connect(lambda _to, _from: self.show_cell())
        model.dataChanged.connect(lambda *_of: self.show_cell())

    def show_cell(self) -> None:
        """Read out the cell in which one stands."""
        index = self._grid.currentIndex()
        found = self._model.mark(index)
        parts = [self.told(index)]
        if found is not None:
            parts.append(mark_name(found.mark))
        if found is not None and found.note:
            parts.append(labelled(_("Note"), in_its_own_direction(found.note)))
        if (row := self._model.row(index.row())) is not None:
            parts.append(standing_told(row.standing))
        self.words.setText(" · ".join(filter(None, parts)))

    def told(self, index: QModelIndex) -> str:
        """Who and which session."""
        row, slot = self._model.row(index.row()), self._model.slot(index.column())
        if row is None or slot is None:
            return ""
        name = in_its_own_direction(child_name(row.child))
        when = f"{format_date(slot.day, 'weekday_short')} {hours(slot.start, slot.end)}"
        return " · ".join((isolate(str(row.number)), name, when))

    def _show_number(self, number: str, is_row: bool) -> None:
        self.number.setVisible(bool(number))
        words = _("Row {number}") if is_row else _("There is no row {number}")
        self.number.setText(words.format(number=isolate(number)))


def as_printed_chip() -> QPushButton:
    """Puts the rows in the order of the sheet in one's hand, as they are until one says no.

    By name, a child that came since would shift the numbers of all who follow it.
    """
    chip = QPushButton(_("As on the printed sheet"))
    chip.setObjectName("asPrinted")
    chip.setProperty("role", "chip")
    chip.setToolTip(_("The rows in the order of the sheet that was printed (F4)"))
    chip.setCheckable(True)
    chip.setChecked(True)
    return chip
