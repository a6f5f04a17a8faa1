"""Picking a person: type a part of the name, Enter takes the first one found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.people.entries import Found
from amane_desktop.people.finding import find_persons
from amane_desktop.people.names import Named, in_reader_script, listed_name
from ui.tasks import Desk
from ui.widgets.basics import line_label
from ui.widgets.two_lines import TwoLines

_LIST = 5 * TwoLines.HEIGHT
_SIZE = (400, _LIST + 120)
_PERSON = Qt.ItemDataRole.UserRole + 1


class _Named(Named, Protocol):
    """A person that is suggested before anything is typed."""

    @property
    def person_id(self) -> int: ...


class PersonPicker(QFrame):
    """A popup with a line and what it finds; Escape leaves without a choice.

    Those who are `taken` are shown, but are in the group already and cannot be chosen.
    """

    chosen = Signal(int)

    def __init__(
        self,
        desk: Desk,
        question: str,
        parent: QWidget,
        suggested: Sequence[_Named] = (),
        *,
        taken: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.desk = desk
        self._suggested = suggested
        self._taken = taken
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(*_SIZE)
        self.line = QLineEdit()
        self.line.setObjectName("personName")
        self.line.setPlaceholderText(_("A part of the name, then Enter"))
        self.list = QListWidget()
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(_LIST)
        self._words = line_label("secondary")
        column = QVBoxLayout(self)
        column.addWidget(line_label("strong", question))
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self._words)
        column.addStretch()
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(lambda: self._take(self.list.currentItem()))
        self.list.itemClicked.connect(self._take)
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
            for found in self.found(words):
                self._add(found.id, in_reader_script(found.name, found.name_ar), found.detail)
            self._words.setText("" if self.list.count() else _("Nobody found."))
        else:
            for guest in self._suggested:
                latin = listed_name(guest.given_name, guest.family_name)
                arabic = listed_name(guest.given_name_ar, guest.family_name_ar)
                self._add(guest.person_id, in_reader_script(latin, arabic))
            self._words.setText(_("They came lately.") if self.list.count() else "")
        self._step(1)

    def found(self, words: str) -> Iterable[Found]:
        """Whom the words name."""
        return self.desk.ask(find_persons, words)

    def _add(self, person_id: int, name: str, detail: str = "") -> None:
        item = QListWidgetItem(name)
        if person_id in self._taken:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            detail = " · ".join(filter(None, (_("already in the group"), detail)))
        item.setData(Qt.ItemDataRole.UserRole, detail)
        item.setData(_PERSON, person_id)
        self.list.addItem(item)

    def _step(self, step: int) -> None:
        """Go to the next one who can be chosen, or stay."""
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                return
            row += step

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(item.data(_PERSON))
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through what was found while the line keeps the typing."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
