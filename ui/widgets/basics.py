"""The small things that every page is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amane_desktop.i18n import is_rtl
from ui import theme

_IN_THE_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Card(QFrame):
    """A white card with a hairline; what it holds goes into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        self.body.setSpacing(8)


def in_the_middle(widget: QWidget) -> QHBoxLayout:
    """The widget at its own width, so that text wrapped inside is given the height it needs."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    return row


class ListCard(Card):
    """A card whose rows come and go, under a `head` with its title."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = line_label("title", title)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self.head)
        self.body.addLayout(self._rows)

    def replace(self, widgets: list[QWidget]) -> None:
        """Put new rows in the place of the old ones."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._rows.addWidget(widget)


def line_label(role: str, text: str = "") -> QLabel:
    """A label in one of the window's roles (subject, title, strong, secondary, error, key …)."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def give_role(widget: QWidget, role: str) -> None:
    """Let a widget that is already shown look as its new role does."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def let_shrink(label: QLabel) -> QLabel:
    """Let a label wrap, and a name without a space be cut rather than widen the window."""
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def fit_height(sheet: QWidget) -> None:
    """Make a sheet of fixed width as tall as what it says now."""
    layout = sheet.layout()
    if layout is not None:
        layout.activate()
        sheet.resize(sheet.width(), layout.totalHeightForWidth(sheet.width()))


def at_its_beginning(label: QLabel) -> QLabel:
    """Let a text of either script begin where the window's own lines begin."""
    side = Qt.AlignmentFlag.AlignRight if is_rtl() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return label


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    # Enter presses a button as Space does, also outside a dialog.
    button.setAutoDefault(True)
    return button


def primary_button(text: str, accent: str, icon: str = "") -> QPushButton:
    """The page's one filled button, in its pillar's accent colour."""
    button = _button(text)
    if icon:
        button.setIcon(theme.icon(icon, theme.CARD))
    button.setStyleSheet(
        f"QPushButton {{ background: {accent}; border: 1px solid {accent}; color: {theme.CARD};"
        " font-weight: 600; }"
        f"QPushButton:focus {{ border: 2px solid {theme.INK}; }}"
        f"QPushButton:disabled {{ background: {theme.MUTED}; border-color: {theme.HAIRLINE};"
        f" color: {theme.SECONDARY}; }}"
    )
    return button


def plain_button(text: str, icon: str = "", *, mirrored: bool = False) -> QPushButton:
    """An outlined button; the icon's Material Design name may stand before the text."""
    button = _button(text)
    if icon:
        button.setIcon(theme.icon(icon, mirrored=mirrored))
    return button


def flat_button(text: str, icon: str = "", *, mirrored: bool = False) -> QPushButton:
    """A button without an outline, for bars."""
    button = plain_button(text, icon, mirrored=mirrored)
    button.setProperty("role", "flat")
    return button


def small_button(text: str) -> QPushButton:
    """A button in a line of text."""
    button = _button(text)
    button.setProperty("role", "small")
    return button


class EmptyState(QWidget):
    """What to do next where there is nothing yet; the button is hidden when it has no text."""

    def __init__(self, text: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = line_label("secondary", text)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.button = plain_button(button)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self.words)
        column.addWidget(self.button, 0, _IN_THE_MIDDLE)
        column.addStretch()
        # Only now: without a parent it would come up as a window of its own.
        self.button.setVisible(bool(button))
        self._column = column

    def add(self, button: QPushButton) -> None:
        """Another way on, beneath the first."""
        self._column.insertWidget(self._column.count() - 1, button, 0, _IN_THE_MIDDLE)
