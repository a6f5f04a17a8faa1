"""A list on the leading side, and beside it what is chosen there, or the form that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.widgets import named
from ui.widgets.basics import Card, line_label
from ui.widgets.form_host import FormHost
from ui.widgets.forms import Form
from ui.widgets.two_lines import TwoLines

_WIDTH = 320
_KEY = Qt.ItemDataRole.UserRole + 1


class ListRow(NamedTuple):
    """A row of the list: what it stands for, its name, and what is said beneath."""

    key: object
    name: str
    beneath: str


class ListBeside(QWidget):
    """Tells `chosen` when another row is; a form takes the place of the record while it is open."""

    chosen = Signal()

    def __init__(self, title: str, name: str, record: QWidget, none: QWidget) -> None:
        super().__init__()
        self.record, self.none, self.host = record, none, FormHost()
        self.list = named(QListWidget(), name)
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(TwoLines(self.list))
        self.head = QHBoxLayout()
        self.head.addWidget(line_label("subject", title))
        self.head.addStretch()
        self.foot = QVBoxLayout()
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QWidget()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.head)
        column.addWidget(card, 1)
        column.addLayout(self.foot)
        self._stack = QStackedWidget()
        for widget in (record, none, self.host):
            self._stack.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        self.list.currentRowChanged.connect(lambda _row: self.show_record())
        self.host.left.connect(self._back)

    @property
    def key(self) -> object:
        """What the chosen row stands for; None without one."""
        item = self.list.currentItem()
        return None if item is None else item.data(_KEY)

    def show_rows(self, rows: Sequence[ListRow], key: object = None) -> None:
        """Show other rows; that of the key is chosen, else the one that was, else the first."""
        wanted = self.key if key is None else key
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setData(Qt.ItemDataRole.UserRole, row.beneath)
            item.setData(_KEY, row.key)
            self.list.addItem(item)
        places = [n for n, row in enumerate(rows) if row.key == wanted]
        self.list.setCurrentRow(places[0] if places else 0)
        self.list.blockSignals(False)
        if self.host.form is None:
            self.show_record()

    def show_record(self) -> None:
        """Show what is chosen; a form that is open waits."""
        self.host.close_form()
        is_any = self.list.currentItem() is not None
        self._stack.setCurrentWidget(self.record if is_any else self.none)
        if is_any:
            self.chosen.emit()

    @property
    def is_none_shown(self) -> bool:
        """Whether what is shown without a choice stands there."""
        return self._stack.currentWidget() is self.none

    def show_none(self) -> None:
        """Show what is shown without a choice, whatever is chosen."""
        self.host.close_form()
        self._stack.setCurrentWidget(self.none)

    def open_form(self, form: Form, key: str = "") -> None:
        """Open a form in the place of the record, and begin in it."""
        self.host.open_form(form, key)
        self._stack.setCurrentWidget(self.host)
        form.focus_first()

    def _back(self) -> None:
        self.show_record()
        self.list.setFocus()
