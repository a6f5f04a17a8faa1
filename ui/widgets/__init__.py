"""Widgets that several pages share."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget with a name, by which the style sheet and tests know it."""
    widget.setObjectName(name)
    return widget
