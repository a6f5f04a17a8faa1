"""A part of a form under a heading of its own, that folds."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import ngettext
from ui import theme
from ui.widgets.basics import flat_button, line_label


def two_columns() -> QGridLayout:
    """The grid that fields stand in."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


class Section(QWidget):
    """A heading that opens and folds what stands beneath, by Space, Enter or a click."""

    def __init__(self, title: str, *, is_open: bool) -> None:
        super().__init__()
        self._title = title
        self.heading = flat_button(title, "mdi6.chevron-down")
        self.heading.setProperty("role", "section")
        self.heading.clicked.connect(lambda: self.set_open(not self.is_open()))
        self._filled = line_label("secondary")
        self._body = QWidget()
        self.grid = two_columns()
        self.grid.setContentsMargins(0, 0, 0, 8)
        self._body.setLayout(self.grid)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.heading)
        head.addWidget(self._filled)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._body)
        self.set_open(is_open)

    def is_open(self) -> bool:
        """Whether its fields can be seen."""
        return not self._body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show its fields, or the heading alone."""
        self._body.setVisible(is_open)
        self._filled.setVisible(not is_open)
        name = "mdi6.chevron-down" if is_open else "mdi6.chevron-right"
        self.heading.setIcon(theme.icon(name, theme.SECONDARY, mirrored=True))
        self.heading.setAccessibleDescription(self._filled.text())

    def say_filled(self, fields: int) -> None:
        """Say beside the folded heading how much stands beneath."""
        words = ngettext("{n} field filled in", "{n} fields filled in", fields)
        self.say(words.format(n=fields) if fields else "")

    def say(self, words: str) -> None:
        """Say something beside the folded heading."""
        self._filled.setText(words)
        self.heading.setAccessibleDescription(words)
