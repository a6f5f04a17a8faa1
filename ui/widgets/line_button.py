"""A line of words that leads somewhere, with a line above or beneath where there is more to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from ui import theme
from ui.widgets.basics import at_its_beginning, let_shrink, line_label

_WIDE = 260


class LineButton(QPushButton):
    """Reads like a line of a list, wraps, and is pressed by Enter, Space or a click."""

    def __init__(
        self, words: str, go: Callable[[], object], beneath: str = "", *, above: str = ""
    ) -> None:
        super().__init__()
        self.words = words
        self.setAutoDefault(True)
        self.setAccessibleName(" · ".join(filter(None, (above, words, beneath))))
        self.setStyleSheet(
            "QPushButton { border: none; background: transparent; padding: 0; min-height: 0; }"
            f"QPushButton:hover {{ background: {theme.PAGE}; }}"
            f"QPushButton:focus {{ background: {theme.MUTED}; padding: 0; min-height: 0; }}"
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 6, 3)
        column.setSpacing(0)
        for text, role in ((above, "secondary"), (words, ""), (beneath, "secondary")):
            if text:
                label = at_its_beginning(let_shrink(line_label(role, text)))
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(label)
        self.clicked.connect(lambda _checked: go())

    def sizeHint(self) -> QSize:
        """What the lines need at a width that a card has."""
        return QSize(_WIDE, self.heightForWidth(_WIDE))

    def minimumSizeHint(self) -> QSize:
        """A line's height: how tall they are follows from the width."""
        return QSize(0, self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """As tall as the lines are when they wrap."""
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)
