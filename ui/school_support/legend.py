"""The foot of the week: which key does what, and when the last change was saved."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.i18n import _, isolate, language
from ui.school_support.marks import all_present_key, mark_keys, mark_name, note_key
from ui.tasks import Desk
from ui.widgets.basics import line_label


class Legend(QWidget):
    """Keys with their words, and *saved at* after each commit."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        keys = [(key.letter, mark_name(key.mark)) for key in mark_keys()]
        keys += [
            (_("Space"), _("next")),
            (all_present_key(), _("all present in the column")),
            (note_key(), _("note")),
            ("+", _("child who was not enrolled")),
        ]
        for key, words in keys:
            cap, label = line_label("key", key), line_label("secondary", words)
            row.addWidget(cap)
            row.addWidget(label)
            row.addSpacing(6)
        row.addStretch()
        self._saved = line_label("secondary")
        self._saved.setObjectName("savedAt")
        row.addWidget(self._saved)
        desk.saved.connect(self._show_saved)

    def _show_saved(self, at: datetime) -> None:
        local = at.astimezone(ZoneInfo("Africa/Casablanca"))
        clock = f"{local.hour} h {local.minute:02}" if language() == "fr" else f"{local:%H:%M}"
        self._saved.setText(_("Saved at {time}").format(time=isolate(clock)))
