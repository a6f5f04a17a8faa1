"""What the journal is narrowed to: who, what, from when until when, and words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office import staff
from amane_desktop.office.audit import AuditFilter, audit_actions
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import flat_button
from ui.widgets.fields import ChoiceField, Field, TextField
from ui.widgets.past_day_field import PastDayField

_PAUSE_MS = 300
_WIDTHS = (3, 4, 3, 3, 4)


class Filters(QWidget):
    """One row of filters; what is left empty filters nothing. `edited` comes after a pause."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        today = desk.office.clock.today
        people = {str(m.id): in_its_own_direction(m.name) for m in desk.ask(staff.staff)}
        self.who = ChoiceField(_("By whom"), people)
        self.what = ChoiceField(_("What was done"), dict(desk.ask(audit_actions)))
        self.first, self.last = PastDayField(_("From"), today), PastDayField(_("Until"), today)
        self.words = TextField(_("Name or word"))
        self.clear = flat_button(_("Show all"), "mdi6.filter-off-outline")
        self.clear.setObjectName("showAll")
        self.clear.clicked.connect(self._clear)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.edited)
        self._lay_out()

    @property
    def _fields(self) -> dict[str, Field]:
        return {
            "who": self.who,
            "what": self.what,
            "first": self.first,
            "last": self.last,
            "words": self.words,
        }

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for field, stretch in zip(self._fields.values(), _WIDTHS, strict=True):
            field.say_error("")
            # Nobody else changes a filter.
            field.say_news(None)
            field.edited.connect(self._edited)
            across = QVBoxLayout()
            across.addWidget(field)
            across.addStretch()
            row.addLayout(across, stretch)
        beside = QVBoxLayout()
        beside.addSpacing(self.fontMetrics().lineSpacing() + 4)
        beside.addWidget(self.clear)
        beside.addStretch()
        row.addLayout(beside)
        self._say()

    def show_what(self, is_shown: bool) -> None:
        """Ask for what was done, or, of looks, not."""
        self.what.setVisible(is_shown)
        self._row.setStretch(1, _WIDTHS[1] if is_shown else 0)

    def wanted(self) -> AuditFilter:
        """What is asked of the journal."""
        who = str(self.who.raw())
        return AuditFilter(
            int(who) if who else None,
            self.first.day(),
            self.last.day(),
            str(self.what.raw()),
            str(self.words.raw()).strip(),
        )

    def begin_at_words(self) -> None:
        """Let the keyboard go on with the words."""
        line = self.words.editor
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.selectAll()

    def state(self) -> dict[str, Any]:
        """What is chosen and typed."""
        return {key: field.raw() for key, field in self._fields.items()}

    def restore(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        for key, field in self._fields.items():
            field.set_raw(state[key])
        self._say()

    def _edited(self) -> None:
        self._say()
        self._pause.start()

    def _clear(self) -> None:
        for field in self._fields.values():
            field.set_raw("")
        self._say()
        self.begin_at_words()
        self.edited.emit()

    def _say(self) -> None:
        """Refuse at its field what is no day; offer to show all where something is filtered."""
        for day in (self.first, self.last):
            day.say_error(_("This is not a day.") if day.is_no_date() else "")
        self.clear.setEnabled(any(field.raw() for field in self._fields.values()))
