"""A view that is made when it is first looked at, and asks nothing while nobody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amane_desktop.office.work import Change


class LaterShown(Protocol):
    """What such a view gives."""

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now."""

    def keep_draft(self) -> None:
        """Keep what is half-typed."""

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language."""

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""


class Later(QWidget):
    """The place of a view; until it is shown nothing is asked for it."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._view: QWidget | None = None
        self._state: dict[str, Any] | None = None
        self._is_stale = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    @property
    def view(self) -> QWidget:
        """The view; made now if it was not looked at before."""
        if self._view is None:
            self._view = self._make()
            column = self.layout()
            assert column is not None
            column.addWidget(self._view)
            self.setFocusProxy(self._view)
            if self._state is not None:
                self._shown.restore(self._state)
        return self._view

    @property
    def _shown(self) -> LaterShown:
        return cast(LaterShown, self.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the view, or show what changed while nobody looked."""
        super().showEvent(event)
        if self._view is not None and self._is_stale:
            self._shown.refresh()
        self._is_stale = False
        _ = self.view

    def refresh(self, change: Change | None = None) -> None:
        """Show what is kept now, if somebody looks."""
        if self._view is not None and self.isVisible():
            self._shown.refresh(change)
        else:
            self._is_stale = True

    def state(self) -> dict[str, Any] | None:
        """What must outlive a change of language; None of a view that was not looked at."""
        return self._shown.state() if self._view is not None else self._state

    def restore(self, state: dict[str, Any] | None) -> None:
        """Take it up again once it is looked at."""
        self._state = state
        if self._view is not None and state is not None:
            self._shown.restore(state)
