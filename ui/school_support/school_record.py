"""One school: how to reach it, whom to ask there, and how many of our children by level."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import (
    _,
    in_its_own_direction,
    is_rtl,
    isolate,
    labelled,
    language,
    ngettext,
)
from amane_desktop.office.history import history
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.schools import kind_name
from amane_desktop.people.telephones import shown_number
from amane_desktop.school_support.schools import SchoolRecord, TeacherLine
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import (
    Card,
    ListCard,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
)
from ui.widgets.history_card import HistoryCard
from ui.widgets.undoing import begin_undo

_TOP = Qt.AlignmentFlag.AlignTop


class SchoolRecordView(QScrollArea):
    """A school from top to bottom; it asks for forms (kind, row) and knows none."""

    edit = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_SCHOOL)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.children_card = ListCard(_("Our children there"))
        self.teachers = ListCard(_("Teachers"))
        self.history = HistoryCard()
        self.history.undo_wanted.connect(partial(begin_undo, desk, self))
        add = plain_button(_("Add"))
        add.setObjectName("addTeacher")
        add.setAccessibleName(_("Add a teacher"))
        add.clicked.connect(lambda: self.edit.emit("teacher", None))
        self.teachers.head.addWidget(add)
        add.setVisible(self._may_edit)
        beside = QHBoxLayout()
        beside.setSpacing(theme.GAP)
        for card, share in ((self.teachers, 3), (self.children_card, 2)):
            card.body.addStretch()
            beside.addWidget(card, share)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._make_head())
        column.addLayout(beside)
        column.addWidget(self.history)
        column.addStretch()
        self.setWidget(page)

    def _make_head(self) -> Card:
        self._name, self._beneath = line_label("subject"), line_label("secondary")
        self._reach, self._note = line_label(""), line_label("secondary")
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._name, self._beneath, self._reach, self._note):
            words.addWidget(let_shrink(at_its_beginning(label)))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        self._merge = plain_button(_("Two spellings …"))
        self._merge.setObjectName("mergeSchool")
        self._merge.setAccessibleName(_("The same school under two spellings"))
        self._merge.clicked.connect(lambda: self.edit.emit("merge", None))
        change = plain_button(_("Edit"), "mdi6.pencil-outline")
        change.setObjectName("editSchool")
        change.setAccessibleName(_("Change the school"))
        change.clicked.connect(lambda: self.edit.emit("school", None))
        for button in (self._merge, change):
            # Shown before it stands anywhere, it would come up as a window of its own.
            if not self._may_edit:
                button.hide()
            row.addWidget(button, 0, _TOP)
        card = Card()
        card.body.addLayout(row)
        return card

    def show_school(self, school: SchoolRecord, *, has_others: bool) -> None:
        """Show a school as it is kept now."""
        self._name.setText(school.words)
        other = school.name if school.words == school.name_ar else school.name_ar
        retired = _("No longer offered") if school.is_retired else ""
        beneath = filter(None, (in_its_own_direction(other), kind_name(school.kind), retired))
        self._put(self._beneath, " · ".join(beneath))
        number = isolate(shown_number(school.telephone)) if school.telephone else ""
        reach = filter(None, (number, in_its_own_direction(school.address)))
        self._put(self._reach, " · ".join(reach))
        self._put(self._note, school.note)
        self._merge.setVisible(self._may_edit and has_others)
        rows = [self._teacher(teacher) for teacher in school.teachers]
        nobody = _("Nobody yet. Add the head or a teacher whom one may call.")
        self.teachers.replace(rows or [let_shrink(line_label("secondary", nobody))])
        self.children_card.replace([*self._children(school)])
        self.history.show_lines(self._desk.ask(history, school.rows))

    def _put(self, label: QLabel, words: str) -> None:
        label.setText(_from_its_side(words))
        label.setVisible(bool(words))

    def _children(self, school: SchoolRecord) -> list[QWidget]:
        if not school.levels:
            return [line_label("secondary", _("None of our children."))]
        count = ngettext("{n} child", "{n} children", school.children).format(n=school.children)
        rows: list[QWidget] = [line_label("strong", count)]
        for level, n in school.levels:
            name = level_name(level, language()) or _("level not known")
            rows.append(line_label("", labelled(name, str(n))))
        return rows

    def _teacher(self, teacher: TeacherLine) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = in_reader_script(teacher.name, teacher.name_ar)
        number = isolate(shown_number(teacher.telephone)) if teacher.telephone else ""
        gone = _("No longer at this school") if teacher.is_retired else ""
        beneath = (in_its_own_direction(teacher.subject), number, gone, teacher.note)
        words.addWidget(let_shrink(at_its_beginning(line_label("strong", name))))
        told = _from_its_side(" · ".join(filter(None, beneath)))
        words.addWidget(let_shrink(at_its_beginning(line_label("secondary", told))))
        line.addLayout(words, 1)
        if self._may_edit:
            edit = flat_button(_("Edit"))
            edit.setAccessibleName(_("Change the teacher"))
            edit.clicked.connect(partial(self.edit.emit, "teacher", teacher.id))
            line.addWidget(edit, 0, _TOP)
        return row


def _from_its_side(words: str) -> str:
    """A line that begins with a number or a Latin name still runs from the right in Arabic."""
    return f"\u200f{words}" if words and is_rtl() else words
