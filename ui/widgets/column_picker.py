"""Which columns a list shows, in which order and how wide, all by keyboard too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from amane_desktop.i18n import _, isolate
from ui.widgets.basics import let_shrink, line_label

_KEY = Qt.ItemDataRole.UserRole
_ROW = 30
_SIGNS = {"+": 1, "-": -1}


class ColumnPicker(QFrame):
    """Opens under a button; each change is told at once, Escape closes."""

    picked = Signal(tuple)
    # A column, and by how many steps it is to be wider.
    widened = Signal(str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.list = _Columns()
        self.list.stepped.connect(self._tell)
        self.list.widened.connect(self.widened)
        self.list.left.connect(self.close)
        self.list.setAccessibleName(_("Columns"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setStyleSheet(f"QListWidget::item {{ height: {_ROW}px; padding: 0 6px; }}")
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        keys = isolate(_("Alt+↑ ↓"))
        hint = _("Space shows or hides a column, {keys} moves it, {signs} changes its width.")
        hint = hint.format(keys=keys, signs=isolate("+ −"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.list)
        column.addWidget(let_shrink(line_label("secondary", hint)))
        self.setFixedWidth(280)

    def open_under(
        self, button: QWidget, titles: Mapping[str, str], shown: Sequence[str], fixed: str
    ) -> None:
        """Offer the columns, those that are shown first; the `fixed` one is always shown."""
        self.list.blockSignals(True)
        self.list.clear()
        for key in (*shown, *(key for key in titles if key not in shown)):
            item = QListWidgetItem(titles[key])
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            if key == fixed:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(_ROW * len(titles) + 4)
        self.adjustSize()
        # Its trailing edge stands under the button's.
        is_turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if is_turned else button.width() - self.width()
        self.move(button.mapToGlobal(QPoint(left, button.height() + 2)))
        self.show()
        self.list.setFocus()

    def _tell(self) -> None:
        items = [self.list.item(n) for n in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        self.picked.emit(tuple(str(item.data(_KEY)) for item in ticked))


class _Columns(QListWidget):
    stepped = Signal()
    widened = Signal(str, int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        is_move = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_move and event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        elif event.text() in _SIGNS:
            self.widened.emit(str(self.currentItem().data(_KEY)), _SIGNS[event.text()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self.stepped.emit()
