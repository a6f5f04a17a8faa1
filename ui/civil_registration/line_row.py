"""A line of a card with a pencil at its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label


class LineRow(QWidget):
    """Words that wrap; `edit` asks for their form."""

    edit = Signal()

    def __init__(self, words: str, edit: str, name: str, icon: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        self.words = at_its_beginning(let_shrink(line_label("secondary", words)))
        across.addWidget(self.words, 1)
        if edit:
            button = named(flat_button("", icon, mirrored="chevron" in icon), name)
            button.setAccessibleName(f"{edit} · {words}")
            button.setToolTip(edit)
            button.clicked.connect(self.edit)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def line_row(words: str, edit: str, name: str, icon: str = "mdi6.pencil-outline") -> LineRow:
    """The row; without words for the pencil, there is none."""
    return LineRow(words, edit, name, icon)
