"""Picking a person: type a part of the name, Enter takes the first one found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.people.finding import find
from amane_desktop.people.names import in_reader_script
from ui.tasks import Desk
from ui.widgets.basics import line_label

_SIZE = (340, 300)


class _Named(Protocol):
    """A person that is suggested before anything is typed."""

    @property
    def person_id(self) -> int: ...
    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def given_name_ar(self) -> str: ...
    @property
    def family_name_ar(self) -> str: ...


class PersonPicker(QFrame):
    """A popup with a line and what it finds; Escape leaves without a choice."""

    chosen = Signal(int)

    def __init__(
        self, desk: Desk, question: str, parent: QWidget, suggested: Sequence[_Named] = ()
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._desk = desk
        self._suggested = suggested
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(*_SIZE)
        self.line = QLineEdit()
        self.line.setObjectName("personName")
        self.line.setPlaceholderText(_("A part of the name, then Enter"))
        self.list = QListWidget()
        self._words = line_label("secondary")
        column = QVBoxLayout(self)
        column.addWidget(line_label("strong", question))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._words)
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._find("")

    def open_at(self, widget: QWidget) -> None:
        """Show the popup over the middle of a widget, ready for typing."""
        middle = widget.mapToGlobal(widget.rect().center())
        self.move(middle.x() - _SIZE[0] // 2, middle.y() - _SIZE[1] // 2)
        self.show()
        self.line.setFocus()

    def _find(self, words: str) -> None:
        self.list.clear()
        if words.strip():
            for found in self._desk.ask(find, words):
                if found.kind == "person":
                    name = in_reader_script(found.name, found.name_ar)
                    self._add(found.id, f"{name} · {found.detail}" if found.detail else name)
            self._words.setText("" if self.list.count() else _("Nobody found."))
        else:
            for guest in self._suggested:
                latin = f"{guest.given_name} {guest.family_name}"
                arabic = f"{guest.given_name_ar} {guest.family_name_ar}"
                self._add(guest.person_id, in_reader_script(latin.strip(), arabic.strip()))
            self._words.setText(_("They came lately.") if self.list.count() else "")
        self.list.setCurrentRow(0)

    def _add(self, person_id: int, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, person_id)
        self.list.addItem(item)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through what was found while the line keeps the typing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.list.count():
            row = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
