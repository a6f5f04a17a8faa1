"""The children of a group as a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from amane_desktop.attendance.planning import EnrolmentLine
from amane_desktop.i18n import _, format_date, isolate, language
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from ui.school_support.titles import pause_in_words


def child_cells(line: EnrolmentLine, today: date) -> tuple[str, ...]:
    """What stands in an enrolment's row: the child, its level, since when, and what ends it."""
    until = ""
    if line.pauses and line.pauses[0].first_day <= today:
        until = pause_in_words(line.pauses[0].last_day)
    elif line.pauses:
        first = isolate(format_date(line.pauses[0].first_day, "short"))
        until = _("pauses from {day}").format(day=first)
    elif line.last_day:
        until = _("until {day}").format(day=isolate(format_date(line.last_day, "short")))
    return (
        in_reader_script(line.name, line.name_ar),
        level_name(line.level, language()),
        _("since {day}").format(day=isolate(format_date(line.first_day, "short"))),
        until,
    )


def children_table() -> QTableWidget:
    """The table, with a row for each enrolment."""
    table = QTableWidget(0, 4)
    table.setObjectName("groupChildren")
    table.setAccessibleName(_("Children of the group"))
    table.setHorizontalHeaderLabels([_("Child"), _("Level"), _("Enrolled"), ""])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item, QHeaderView::section { padding: 0 12px; }")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return table
