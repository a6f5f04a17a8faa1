"""A section whose rows stand in a table, over the form that adds or changes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.centre_settings.row_list import RowList
from ui.centre_settings.section import FormSection
from ui.tasks import Desk
from ui.widgets.basics import Card, flat_button, let_shrink, line_label
from ui.widgets.list_export import ShownList, export_button


class Line(Protocol):
    """What a row stands for."""

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...


class RowsSection(FormSection):
    """Rows that are opened by Enter, and buttons for what can be done to the chosen one."""

    def __init__(self, desk: Desk, title: str, headings: Sequence[str], *, wide: int) -> None:
        super().__init__(desk)
        self.lines: Sequence[Line] = ()
        self._title = title
        self.error = let_shrink(line_label("error"))
        self.table = RowList(title, headings, wide=wide)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self.row_chosen)
        self.buttons: list[QPushButton] = []
        self._head = QHBoxLayout()
        self._head.setContentsMargins(theme.INSIDE, 0, theme.INSIDE, 0)
        self._head.addWidget(line_label("title", title), 1)
        self._head.addWidget(export_button(desk, "exportRows", self._shown))
        card = Card()
        card.body.setContentsMargins(1, 8, 1, 1)
        card.body.addLayout(self._head)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.error)
        self.body.addLayout(self.host)
        self.setFocusProxy(self.table)

    def add_button(
        self, name: str, words: str, do: Callable[[], None], *, icon: str = "", tip: str = ""
    ) -> QPushButton:
        """Put a button over the rows; it is grey while no row is chosen."""
        button = flat_button(words, icon)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(words or tip)
        button.clicked.connect(do)
        self._head.addWidget(button)
        self.buttons.append(button)
        return button

    def _shown(self) -> ShownList:
        rows = self.table.rows.cells
        return ShownList(self._title, self.table.rows.headings, lambda: rows)

    def add_change_button(self) -> None:
        """Put the button that opens the chosen row in the form."""
        self.add_button("changeRow", _("Change"), self._open, icon="mdi6.pencil-outline")

    def begin(self) -> None:
        """Show the rows, and the form for a new one."""
        self.refresh()
        self.show_form(None)

    @property
    def chosen(self) -> Line | None:
        """The row that is chosen."""
        row = self.table.row
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def put(
        self, lines: Sequence[Line], cells: Sequence[Sequence[str]], faint: Sequence[bool]
    ) -> None:
        """Show other rows; the same one stays chosen, or the one in its place."""
        kept, row = self.chosen, max(0, self.table.row)
        self.lines = lines
        self.table.rows.put(cells, faint)
        same = [n for n, line in enumerate(lines) if kept is not None and line.id == kept.id]
        self.table.choose(same[0] if same else row)
        self.row_chosen()
        self.renew_form()

    def row_chosen(self) -> None:
        """Let the buttons follow the chosen row."""
        self.error.hide()
        for button in self.buttons:
            button.setEnabled(self.chosen is not None)

    def leave(self) -> None:
        """Go back to the rows, with the form ready for a new one."""
        self.show_form(None)
        self.table.setFocus()

    def do_to_chosen(self, action: Callable[..., Any]) -> None:
        """Do something to the chosen row; a refusal is told under the rows."""
        if self.chosen is not None:
            self.desk.do(action, self.chosen.id, self.chosen.version, refused=self.refuse)

    def refuse(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.error.setText(refusal.message)
        self.error.show()

    def _open(self) -> None:
        if self.chosen is not None:
            self.show_form(self.chosen.id, take_keyboard=True)
