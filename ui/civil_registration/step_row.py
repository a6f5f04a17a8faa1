"""The steps in one row: where their names have no room, the last ones keep their circles alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from amane_desktop.i18n import is_rtl
from ui.widgets.basics import line_label

_SPACE = 6
# A name that is cut shorter than this says nothing.
_LEAST = 90


@dataclass(frozen=True)
class _Place:
    button: QPushButton
    name: str
    bare: int
    named: int


class StepRow(QWidget):
    """A button for each step; which of them say their names follows from the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[_Place] = []
        self._between: list[QLabel] = []
        self._first: list[int] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # (what the names ask for must not widen the page)
        self.setMinimumWidth(1)

    def take(self, buttons: Sequence[tuple[QPushButton, str]]) -> None:
        """Show these steps, each a button and its name."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._places, self._between = [], []
        for button, name in buttons:
            if self._places:
                self._between.append(_between())
                self._row.addWidget(self._between[-1])
            self._row.addWidget(button)
            self._places.append(_Place(button, name, *_widths(button, name)))
        # (as they are added now, or they would stand in the corner for a moment)
        for widget in (*self._between, *(place.button for place in self._places)):
            widget.ensurePolished()
            widget.show()
        self._row.addStretch(1)

    def name_first(self, *places: int) -> None:
        """Say the names of these before all others, then of those that follow the first."""
        after = range(places[0] if places else 0, len(self._places))
        self._first = list(dict.fromkeys((*places, *after, *reversed(range(len(self._places))))))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the names anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give names in their order of weight until one has no room: it is cut, the rest wait."""
        room = self.width() - sum(place.bare for place in self._places)
        room -= sum(label.sizeHint().width() + 2 * _SPACE for label in self._between)
        for number in self._first:
            place = self._places[number]
            shown, wanted = place.name, place.named - place.bare
            if wanted > room:
                metrics = place.button.fontMetrics()
                spared = metrics.horizontalAdvance(place.name) - (wanted - room)
                cut = metrics.elidedText(place.name, Qt.TextElideMode.ElideRight, spared)
                shown = cut if room >= _LEAST else ""
                room = wanted = 0
            place.button.setText(shown)
            room -= wanted


def _widths(button: QPushButton, name: str) -> tuple[int, int]:
    """How wide a step is without its name, and with it."""
    button.ensurePolished()
    widths = []
    for text in ("", name):
        button.setText(text)
        widths.append(button.sizeHint().width())
    return widths[0], widths[1]


def _between() -> QLabel:
    label = line_label("secondary", "‹" if is_rtl() else "›")
    label.setFixedHeight(28)
    return label
