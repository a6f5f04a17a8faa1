"""What works from anywhere: some quiet minutes and Ctrl+L lock the screen, F1 opens the guide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
}
# The key of L types meem on an Arabic layout.
_LOCK_KEYS = {Qt.Key.Key_L, ord("م")}


class LockWatch(QObject):
    """An event filter for the whole program, dialogs included."""

    lock_wanted = Signal()
    guide_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.lock_wanted)
        self._begin()

    def _begin(self) -> None:
        self._timer.start(self._window.idle_minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at each sign of life, and take Ctrl+L and F1."""
        if event.type() not in _SIGNS_OF_LIFE:
            return False
        self._begin()
        if isinstance(event, QKeyEvent) and _is_lock(event):
            self.lock_wanted.emit()
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            self.guide_wanted.emit()
            return True
        return False


def _is_lock(event: QKeyEvent) -> bool:
    # Without a dialog the window's own shortcut does it.
    return (
        QApplication.activeModalWidget() is not None
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in _LOCK_KEYS
    )
