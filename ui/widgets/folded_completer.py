"""Completing a line from what was typed before, whatever the accents and hamzas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from amane_desktop.people.names import find_text, find_words
from ui import theme

_FOLDED = Qt.ItemDataRole.UserRole


class FoldedCompleter(QCompleter):
    """Offers the texts in which the words occur as they are typed; Enter alone takes none."""

    def __init__(self, texts: Sequence[str], line: QLineEdit) -> None:
        super().__init__(line)
        model = QStandardItemModel(self)
        for text in texts:
            item = QStandardItem(text)
            item.setData(find_text(text), _FOLDED)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(self)
        self._offered = QListView()
        self.setPopup(self._offered)
        self._offered.setStyleSheet(
            f"QListView {{ border: 1px solid {theme.HAIRLINE}; }}"
            " QListView::item { min-height: 30px; padding: 0 10px; }"
        )
        self._offered.installEventFilter(self)

    def splitPath(self, path: str) -> list[str]:
        """What was typed, folded as the texts are."""
        return [" ".join(find_words(path))]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The text as somebody typed it."""
        return str(index.data())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter save the form when nothing is chosen in the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and watched is self._offered
            and not self._offered.currentIndex().isValid()
        ):
            self._offered.hide()
            QApplication.sendEvent(self.widget(), event)
            return True
        return super().eventFilter(watched, event)
