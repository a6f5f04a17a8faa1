"""What was done to a cell of the week, under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QVBoxLayout, QWidget

from amane_desktop.attendance.cell_history import CellChange, cell_history
from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import _, format_date, in_its_own_direction, is_rtl, isolate, labelled
from ui.school_support.marks import mark_name
from ui.tasks import Desk
from ui.widgets.basics import line_label

_WIDTH, _HEIGHT = 460, 180


def change_in_words(change: CellChange) -> str:
    """When, who, and from what to what."""
    when = _("{date}, {time}").format(
        date=format_date(change.at.date()), time=isolate(change.at.strftime("%H:%M"))
    )
    told = [when, in_its_own_direction(change.by)]
    if change.before is not change.after:
        arrow = "←" if is_rtl() else "→"
        told.append(f"{_mark(change.before)} {arrow} {_mark(change.after)}")
    if change.note is not None:
        note = in_its_own_direction(change.note) if change.note else "—"
        told.append(labelled(_("Note"), note))
    return " · ".join(told)


def _mark(mark: Mark | None) -> str:
    return "—" if mark is None else mark_name(mark)


class HistoryBox(QFrame):
    """Opens under a cell with its changes, the newest first; Escape closes it."""

    def __init__(
        self, title: str, changes: Sequence[CellChange], parent: QWidget, cell: QRect
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = QListWidget()
        self._lines.setObjectName("cellHistory")
        self._lines.setAccessibleName(_("History"))
        self._lines.setWordWrap(True)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.addItems([change_in_words(change) for change in reversed(changes)])
        if not changes:
            self._lines.addItem(_("Nothing was entered here yet."))
        self._lines.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(line_label("strong", title))
        column.addWidget(self._lines)
        self.setFixedSize(_WIDTH, _HEIGHT)
        at = parent.mapToGlobal(cell.bottomRight() if is_rtl() else cell.bottomLeft())
        self.move(at.x() - _WIDTH * is_rtl(), at.y())

    def open(self) -> None:
        """Show the box, to be read with the arrows."""
        self.show()
        self._lines.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def show_history(
    desk: Desk,
    view: QAbstractItemView,
    place: Callable[[], QModelIndex],
    title: str,
    cell: tuple[int, int, date, time],
) -> None:
    """Read the history of a cell (group, child, day, hour) beside the window, and open it there.

    `place` says where the cell is by then: rows may have been filled anew meanwhile.
    """

    def show(changes: tuple[CellChange, ...]) -> None:
        if (at := place()).isValid() and view.isVisible():
            HistoryBox(title, changes, view.viewport(), view.visualRect(at)).open()

    desk.read(view, lambda: desk.office.ask(cell_history, *cell), show)
