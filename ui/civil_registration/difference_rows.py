"""What two versions of a procedure say otherwise, row by row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.civil_registration.version_differences import Difference
from amane_desktop.i18n import N_, _, in_its_own_direction
from amane_desktop.office.history import FieldChange
from ui.widgets.basics import ListCard, at_its_beginning, let_shrink, line_label

_WHAT = {
    "added": ("pill-good", N_("comes")),
    "gone": ("pill-waiting", N_("goes")),
    "kept": ("pill-waiting", N_("no longer asked for, kept")),
    "changed": ("key", N_("changes")),
}


def show_differences(card: ListCard, differences: Iterable[Difference]) -> None:
    """Let a card show these, or that there are none."""
    rows = [_row(each) for each in differences]
    card.replace(rows or [line_label("secondary", _("Nothing differs."))])


def field_rows(fields: Iterable[FieldChange]) -> list[QWidget]:
    """Fields with what they said before and say now."""
    return [at_its_beginning(let_shrink(line_label("secondary", str(each)))) for each in fields]


def _row(each: Difference) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 2, 0, 4)
    words = QVBoxLayout()
    words.setSpacing(1)
    whose = in_its_own_direction(each.whose) if each.whose else ""
    name = " · ".join(filter(None, (each.name.here, whose)))
    words.addWidget(at_its_beginning(let_shrink(line_label("strong", name))))
    for label in field_rows(each.fields):
        words.addWidget(label)
    line.addLayout(words, 1)
    role, what = _WHAT[each.what]
    line.addWidget(line_label(role, _(what)), 0, Qt.AlignmentFlag.AlignTop)
    return row
