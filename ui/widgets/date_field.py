"""A date that is typed as one pleases, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl
from amane_desktop.people.dates import (
    EARLIEST,
    KnownDate,
    Precision,
    age_in_words,
    read_date,
    shown_date,
    typed_date,
)
from ui.widgets.basics import line_label, plain_button
from ui.widgets.calendar import CalendarPopup


class DateField(QWidget):
    """A line for 3/9/15, 9/2015, 2015 or ~10, an age, that says beneath how it understands it."""

    edited = Signal()

    def __init__(self, label: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.line = QLineEdit()
        # Figures and the sign for *about* stay in their order in an Arabic window.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if is_rtl():
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setPlaceholderText(self.hint())
        self.line.setAccessibleName(label)
        self.line.textChanged.connect(self._understand)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self._pick = plain_button("", "mdi6.calendar-month-outline")
        self._pick.setToolTip(_("Pick a day (Alt+Down)"))
        self._pick.setAccessibleName(_("Pick a day"))
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pick.clicked.connect(self.open_calendar)
        self._understood = line_label("secondary")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._understood)
        self.setFocusProxy(self.line)
        self._understand()

    def hint(self) -> str:
        """What may be typed, as it stands in the empty line."""
        return _("3/9/15, 9/2015, 2015, or an age: ~10")

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put into the line what was typed before."""
        self.line.setText(text)

    def value(self) -> KnownDate | None:
        """The date as it is understood; None when the line is empty or no date."""
        return read_date(self.line.text(), self._today())

    def is_no_date(self) -> bool:
        """Whether something stands in the line that is not a date."""
        return bool(self.line.text().strip()) and self.value() is None

    def open_calendar(self) -> None:
        """Show the calendar under the line; choosing a day writes it."""
        known, today = self.value(), self._today()
        day = known.day if known else today
        popup = CalendarPopup(self, day, earliest=EARLIEST, latest=today)
        popup.chosen.connect(self._choose)
        popup.show_under(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down, as a list opens."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        self.line.setText(typed_date(day, Precision.EXACT))
        self.line.setFocus()
        self.edited.emit()

    def in_words(self, known: KnownDate) -> tuple[str, ...]:
        """How the date is understood: the date, and the age that it makes."""
        age = age_in_words(known.day, known.precision, self._today())
        estimated = (_("an age estimated today"),) if known.estimated_on is not None else ()
        return (shown_date(known.day, known.precision), age, *estimated)

    def _understand(self) -> None:
        known = self.value()
        words: tuple[str, ...] = ()
        if known is not None and EARLIEST <= known.day <= self._today():
            words = self.in_words(known)
        self._understood.setText(" · ".join(words))
        self._understood.setVisible(bool(words))
