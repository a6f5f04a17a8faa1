"""The foot of the week: which key does what."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from amane_desktop.i18n import _
from ui.school_support.marks import (
    all_present_key,
    history_key,
    mark_keys,
    mark_name,
    note_key,
)
from ui.widgets.basics import line_label


class Legend(QWidget):
    """Keys with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        keys = [(key.letter, mark_name(key.mark)) for key in mark_keys()]
        keys += [
            (_("Space"), _("next")),
            (all_present_key(), _("all present in the column")),
            ("F9", _("in the week")),
            ("12", _("go to row 12")),
            (note_key(), _("note")),
            (history_key(), _("history")),
            ("+", _("child who was not enrolled")),
        ]
        for key, words in keys:
            cap, label = line_label("key", key), line_label("secondary", words)
            row.addWidget(cap)
            row.addWidget(label)
            row.addSpacing(6)
        row.addStretch()
