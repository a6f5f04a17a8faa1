"""Widgets that several pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

R = TypeVar("R")
W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget with a name, by which the style sheet and tests know it."""
    widget.setObjectName(name)
    return widget


def while_there(widget: QWidget, tell: Callable[[R], None]) -> Callable[[R], None]:
    """`tell`, as long as the widget is there: its window may be closed meanwhile."""

    def told(what: R) -> None:
        if isValid(widget):
            tell(what)

    return told
