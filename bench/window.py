"""A window under the watch: it starts, takes a key, and says when.

`python -m bench.window empty` is a bare window with a text field, `ready FOLDER` is Amane until its
password field takes a key, `enter FOLDER` goes on to the first page, `families FOLDER` from there
to the list of families. Nothing of this is known to the program: it is watched from the start of
Qt's event loop on.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from bench.memory import most_memory

PASSWORD = "amane-demo-2026"
# What a person needs at least to type a password; the program loads meanwhile.
_TYPING_MS = 1500
_hashing = 0.0


def empty() -> None:
    """The least that a PySide6 program with a text field does."""
    app = QApplication([])
    window = QWidget()
    column = QVBoxLayout(window)
    field = QLineEdit()
    column.addWidget(field)
    window.resize(1366, 728)
    window.show()
    field.setFocus()
    app.exec()


def amane(folder: str) -> None:
    """The program, as it is started by hand."""
    sys.argv[1:] = ["--data", folder, "--lang", "fr"]
    runpy.run_module("amane_desktop", run_name="__main__")


def watch(look: Callable[[], None]) -> None:
    """Look again and again, from the moment in which Qt's event loop begins."""
    begin = QApplication.exec

    def exec_(*_app: Any) -> Any:
        timer = QTimer(interval=1)
        timer.timeout.connect(look)
        timer.start()
        return begin()

    QApplication.exec = exec_  # type: ignore[method-assign]


def press(field: QLineEdit, key: Qt.Key, text: str) -> None:
    """Press a key in a field."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(field, event)


def field_that_took_a_key() -> QLineEdit | None:
    """The field with the keyboard, once a key stands in it and on the screen."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit) or not field.window().isVisible():
        return None
    press(field, Qt.Key.Key_A, "a")
    field.window().repaint()
    return field if field.text() else None


def say(*figures: float) -> None:
    """Hand the figures over and end at once."""
    print(*figures, flush=True)
    os._exit(0)


def look_for_a_field() -> None:
    """Say at what moment the field took a key."""
    if field_that_took_a_key():
        say(time.monotonic())


class Entering:
    """Types the password like a person, and says how long a page took after Enter."""

    def __init__(self, page: str = "") -> None:
        self._page = page
        self._window: Any = None
        self._entered = 0.0

    def look(self) -> None:
        """Go one step on, if it is time."""
        if self._window is None:
            field = field_that_took_a_key()
            if field is not None:
                self._window = field.window()
                QTimer.singleShot(_TYPING_MS, lambda: self._enter(field))
        elif self._entered and self._window.workplace is not None and self._is_there():
            self._window.repaint()
            say(time.monotonic() - self._entered, _hashing, most_memory())

    def _is_there(self) -> bool:
        """Whether the page that is waited for stands there, with a row in its list."""
        if not self._page:
            return True
        workplace, page = self._window.workplace, f"page_{self._page}"
        if workplace.findChild(QWidget, page) is None:
            workplace.go(self._page, {})
        lists = workplace.findChild(QWidget, page).findChildren(QAbstractItemView)
        return any(one.isVisible() and one.model() and one.model().rowCount() for one in lists)

    def _enter(self, field: QLineEdit) -> None:
        field.setText(PASSWORD)
        self._entered = time.monotonic()
        press(field, Qt.Key.Key_Return, "\r")


def watch_the_hash() -> None:
    """Measure what the password hash takes in this very run."""
    from argon2 import low_level

    stretch = low_level.hash_secret_raw

    def timed(*arguments: Any, **named: Any) -> bytes:
        global _hashing
        before = time.monotonic()
        try:
            return stretch(*arguments, **named)
        finally:
            _hashing += time.monotonic() - before

    low_level.hash_secret_raw = timed


if __name__ == "__main__":
    if sys.argv[1] in ("enter", "families"):
        watch_the_hash()
        watch(Entering("" if sys.argv[1] == "enter" else "families").look)
    else:
        watch(look_for_a_field)
    if sys.argv[1] == "empty":
        empty()
    else:
        amane(sys.argv[2])
