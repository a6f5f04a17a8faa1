"""The foot of the week, and of the day at the door: which key does what."""

from __future__ import annotations

from collections.abc import Iterable

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
    """Keys with their words, after those of the four marks."""

    def __init__(self, keys: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        marks = [(key.letter, mark_name(key.mark)) for key in mark_keys()]
        for key, words in (*marks, *keys):
            cap, label = line_label("key", key), line_label("secondary", words)
            row.addWidget(cap)
            row.addWidget(label)
            row.addSpacing(5)
        row.addStretch()

    @classmethod
    def of_the_week(cls) -> Legend:
        """What the grid of the week knows."""
        return cls(
            (
                (_("Space"), _("next")),
                (all_present_key(), _("all present")),
                ("F9", _("all week")),
                ("12", _("row 12")),
                (note_key(), _("note")),
                (history_key(), _("history")),
                ("+", _("child who was not enrolled")),
            )
        )

    @classmethod
    def of_the_door(cls) -> Legend:
        """What the day at the door knows."""
        return cls(
            (
                (all_present_key(), _("all present")),
                (note_key(), _("note")),
                ("+", _("child who was not enrolled")),
                (_("Esc"), _("find the next child")),
            )
        )
