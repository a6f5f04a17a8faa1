"""The year's end: who goes on at which level, looked over on one page and carried out at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, language, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.levels import LEVELS, NO_SCHOOL, level_name
from amane_desktop.people.moving_up import MovingUp, move_up, moving_up
from amane_desktop.people.school_moves import REASONS
from amane_desktop.people.schooling import school_year_name
from amane_desktop.people.schools import schools
from ui import theme
from ui.school_support.moving_up_table import ChildrenTable
from ui.tasks import Desk
from ui.widgets.basics import (
    Card,
    EmptyState,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.choice import Choice

_LONGEST_CHOICE = 190


class MovingUpView(QWidget):
    """The children of the year that ends by level, what is proposed, and what is decided."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: MovingUp | None = None
        self._title, self._beneath = line_label("subject"), let_shrink(line_label("secondary"))
        self.table = ChildrenTable()
        self._nobody = EmptyState("")
        self._move = primary_button("", theme.accent("school"), "mdi6.stairs-up")
        self._move.setObjectName("moveAllUp")
        self._move.clicked.connect(self._carry_out)
        self._said = let_shrink(line_label("secondary"))
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        self._lay_out()
        self.table.decided.connect(self._say_how_many)
        self.table.itemSelectionChanged.connect(self._enable)
        self.setFocusProxy(self.table)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        back = flat_button(_("Schools"), "mdi6.chevron-left", mirrored=True)
        back.setObjectName("backToSchools")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self._title)
        head.addStretch()
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 8)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._nobody, 1)
        self._foot = self._make_foot()
        card.body.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self._beneath)
        column.addWidget(card, 1)
        last = QHBoxLayout()
        last.addWidget(self._move)
        last.addWidget(self._said, 1)
        column.addWidget(self._error)
        column.addLayout(last)

    def _make_foot(self) -> QWidget:
        """What may be decided of the chosen children."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        self._passes = plain_button(_("Goes up (U)"))
        self._passes.setObjectName("passes")
        self._passes.clicked.connect(self.table.pass_chosen)
        self._repeats = plain_button(_("Repeats (R)"))
        self._repeats.setObjectName("repeats")
        self._repeats.clicked.connect(self.table.repeat_chosen)
        self._level = self._choice(_("Goes on at …"), self.table.send_to)
        self._school = self._choice(_("At which school …"), self._to_school)
        self._leaves = self._choice(_("Leaves school (L) …"), self.table.let_leave)
        self.table.leave_wanted.connect(self._ask_why)
        widgets = (self._passes, self._repeats, self._level, self._school, self._leaves)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        self._deciding: tuple[QWidget, ...] = widgets
        return foot

    def _choice(self, words: str, decide: Callable[[str], None]) -> Choice:
        """A list whose first line says what it does; choosing decides of the chosen children."""
        choice = Choice()
        choice.setAccessibleName(words)
        choice.setMaximumWidth(_LONGEST_CHOICE)
        choice.addItem(words, None)
        choice.activated.connect(partial(self._chosen, choice, decide))
        return choice

    def _chosen(self, choice: Choice, decide: Callable[[str], None], row: int) -> None:
        if row > 0:
            decide(str(choice.itemData(row)))
            choice.setCurrentIndex(0)
            self.table.setFocus()

    def _ask_why(self) -> None:
        self._leaves.setFocus()
        self._leaves.showPopup()

    def _to_school(self, code: str) -> None:
        names = {line.id: line.words for line in self._desk.ask(schools)}
        school_id = int(code) if code else None
        self.table.send_to_school(school_id, names.get(school_id or 0, ""))

    def refresh(self) -> None:
        """Look at the children anew; what was decided of those who are still there stays."""
        if not self._desk.may(Permission.EDIT_SCHOOL):
            return
        self._found = found = self._desk.ask(moving_up)
        next_year = school_year_name(found.year + 1)
        self._title.setText(_("Moving up to {year}").format(year=next_year))
        there = ngettext(
            "{n} child stands in {year} already and stays as it is.",
            "{n} children stand in {year} already and stay as they are.",
            found.there_already,
        ).format(n=found.there_already, year=next_year)
        how = _("Choose with the arrows and Shift, Ctrl+A for all; letters decide.")
        told = (how if found.children else "", there if found.there_already else "")
        self._beneath.setText(" ".join(filter(None, told)))
        nobody = _("Nobody of {year} is waiting to move up.")
        self._nobody.words.setText(nobody.format(year=school_year_name(found.year)))
        self._offer()
        self.table.show_children(found.children)
        for widget in (self.table, self._foot, self._move):
            widget.setVisible(bool(found.children))
        self._nobody.setVisible(not found.children)
        self._error.hide()
        self._say_how_many()
        self._enable()

    def _offer(self) -> None:
        lang = language()
        levels = [(code, level_name(code, lang)) for code in LEVELS if code != NO_SCHOOL]
        offered = [line for line in self._desk.ask(schools) if not line.is_retired]
        known = [("", _("not known yet")), *((str(line.id), line.words) for line in offered)]
        why = [(v.code, value_name(v)) for v in self._desk.ask(listed, REASONS) if not v.is_retired]
        self.table.reasons = dict(why)
        for choice, lines in ((self._level, levels), (self._school, known), (self._leaves, why)):
            while choice.count() > 1:
                choice.removeItem(1)
            for code, words in lines:
                choice.addItem(words, code)

    def _enable(self) -> None:
        for widget in self._deciding:
            widget.setEnabled(bool(self.table.chosen()))

    def _say_how_many(self) -> None:
        found = self._found
        if found is None:
            return
        ups = self.table.ups()
        words = ngettext("Move {n} child up", "Move {n} children up", len(ups))
        self._move.setText(words.format(n=len(ups)))
        self._move.setEnabled(bool(ups))
        waiting = len(found.children) - len(ups)
        words = ngettext(
            "{n} child is not decided yet and stays in the old year.",
            "{n} children are not decided yet and stay in the old year.",
            waiting,
        )
        self._said.setText(words.format(n=waiting) if waiting else "")

    def _carry_out(self) -> None:
        found = self._found
        if found is None:
            return
        self._move.setEnabled(False)
        self._desk.do(
            move_up, found.year, self.table.ups(), done=self._moved, refused=self._refused
        )

    def _moved(self, count: int) -> None:
        words = ngettext(
            "{n} child moved up. Undo takes it back as a whole.",
            "{n} children moved up. Undo takes it back as a whole.",
            count,
        )
        self._desk.notice.emit(words.format(n=count))
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.refresh()
        self._error.setText(refusal.message)
        self._error.show()
