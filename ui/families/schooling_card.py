"""A child's school years on the record: where, at which level, and how each ended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date, in_its_own_direction, labelled, language
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.kinship import is_child
from amane_desktop.people.levels import level_name
from amane_desktop.people.person_card import PersonCard
from amane_desktop.people.school_lines import SchoolingLine, schooling_lines
from amane_desktop.people.school_moves import REASONS
from amane_desktop.people.schooling import outcome_name, school_year_name
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label, plain_button

_TOP = Qt.AlignmentFlag.AlignTop


class SchoolingCard(QWidget):
    """The lines, the newest first; it asks for forms (kind, row) and knows none."""

    edit = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person_id: int | None = None
        self._buttons = [
            self._button(_("Changed school"), "school_move", "changedSchool"),
            self._button(_("Left school"), "school_leave", "leftSchool"),
            self._button(_("Add a year"), "school_year", "addSchoolYear"),
        ]
        head = QHBoxLayout()
        head.addWidget(line_label("strong", _("School years")), 1)
        for button in self._buttons:
            head.addWidget(button)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._lines)
        self.hide()

    def _button(self, words: str, kind: str, name: str) -> QWidget:
        button = plain_button(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.edit.emit(kind, self._person_id))
        return button

    def show_person(self, card: PersonCard | None) -> None:
        """Show a child's lines, as far as the reader sees where it goes to school."""
        self._person_id = None if card is None else card.id
        lines = () if card is None else self._desk.ask(schooling_lines, card.id)
        may_edit = self._may_edit(card)
        self.setVisible(bool(lines) or may_edit)
        self._buttons[0].setVisible(may_edit and bool(lines))
        self._buttons[1].setVisible(may_edit and bool(lines) and lines[0].outcome != "left")
        self._buttons[2].setVisible(may_edit)
        self._clear()
        for row, line in enumerate(lines):
            self._show_line(row, line, is_editable=may_edit)

    def _may_edit(self, card: PersonCard | None) -> bool:
        """Whether this is a child of whom the reader may tell school years."""
        if card is None or "school" not in card.told or not self._desk.may(Permission.EDIT_SCHOOL):
            return False
        today = self._desk.office.clock.today()
        told = card.told
        return bool(told.get("level")) or is_child(
            told.get("birth_date"), told.get("kinship", ""), today
        )

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_line(self, row: int, line: SchoolingLine, *, is_editable: bool) -> None:
        where = (line.school, level_name(line.level, language()), line.school_class)
        words = " · ".join(map(in_its_own_direction, filter(None, where)))
        beneath = " · ".join(self._how_it_went(line))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(let_shrink(at_its_beginning(line_label("", words))))
        if beneath:
            told.addWidget(let_shrink(at_its_beginning(line_label("secondary", beneath))))
        texts = QWidget()
        told.setContentsMargins(0, 0, 0, 0)
        texts.setLayout(told)
        year = line_label("secondary", school_year_name(line.year))
        self._lines.addWidget(year, row, 0, _TOP)
        self._lines.addWidget(texts, row, 1, _TOP)
        shown = [year, texts]
        if is_editable:
            edit = flat_button(_("Edit"))
            name = _("Set the school year {name} right").format(name=school_year_name(line.year))
            edit.setAccessibleName(name)
            edit.clicked.connect(partial(self.edit.emit, "schooling", line.id))
            self._lines.addWidget(edit, row, 2, _TOP)
            shown.append(edit)
        for widget in shown:
            widget.show()  # (now, so that the card has its height at once)

    def _how_it_went(self, line: SchoolingLine) -> Iterator[str]:
        if line.first_day is not None:
            yield _("since {day}").format(day=format_date(line.first_day))
        if line.last_day is not None:
            yield _("until {day}").format(day=format_date(line.last_day))
        if line.outcome:
            outcome, reason = outcome_name(line.outcome), self._reason(line.leaving_reason)
            yield labelled(outcome, reason) if reason else outcome
        if line.note:
            yield in_its_own_direction(line.note)

    def _reason(self, code: str) -> str:
        values = self._desk.ask(listed, REASONS) if code else ()
        return next((value_name(value) for value in values if value.code == code), "")
