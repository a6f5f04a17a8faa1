"""The discreet key: what stands on the page is covered at once, without signing out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.i18n import _, isolate
from ui.widgets.basics import let_shrink, line_label

KEYS = "Ctrl+Shift+H"


class Cover(QWidget):
    """A page that says nothing but how to go on; any click or Enter takes it away."""

    lifted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("discreetCover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = let_shrink(line_label("secondary"))
        words.setText(_("Covered. Press Enter or {keys} to go on.").format(keys=isolate(KEYS)))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(words.text())
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(words)
        column.addStretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, Space or Escape."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape)
        if event.key() in keys:
            self.lifted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go on by a click."""
        self.lifted.emit()


class Discreet:
    """Covers the pages of a stack, and shows the same page as before when the cover is lifted."""

    def __init__(self, pages: QStackedWidget, window: QWidget) -> None:
        self._pages, self._window = pages, window
        self._cover = Cover()
        self._before: QWidget | None = None
        self._focus: QWidget | None = None
        pages.addWidget(self._cover)
        self._cover.lifted.connect(self.turn)
        keys = QShortcut(QKeySequence(KEYS), window, self.turn)
        keys.setContext(Qt.ShortcutContext.ApplicationShortcut)

    def turn(self) -> None:
        """Cover the page, or show it again."""
        if self._pages.currentWidget() is not self._cover:
            self._before, self._focus = self._pages.currentWidget(), self._window.focusWidget()
            self._pages.setCurrentWidget(self._cover)
            self._cover.setFocus()
        elif self._before is not None:
            self._pages.setCurrentWidget(self._before)
            (self._focus or self._before).setFocus()
