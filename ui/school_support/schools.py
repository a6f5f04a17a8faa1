"""Schools: the list, the record beside it, and the year's end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.work import Change
from amane_desktop.people.schools import kind_name
from amane_desktop.school_support.schools import SchoolRecord, school_records
from ui.drafts import form_key
from ui.school_support.moving_up import MovingUpView
from ui.school_support.school_forms import MergeSchoolsForm, SchoolForm, TeacherForm
from ui.school_support.school_record import SchoolRecordView
from ui.tasks import Desk
from ui.widgets.basics import Card, EmptyState, line_label, plain_button
from ui.widgets.forms import Form
from ui.widgets.two_lines import TwoLines

_KINDS = {"school", "school_teacher", "schooling", "person", "family"}
_LIST_WIDTH = 320


class SchoolsView(QWidget):
    """The schools, one of them beside the list or its form; or the children who move up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._may_see = desk.may(Permission.SEE_SCHOOL)
        self._may_edit = desk.may(Permission.EDIT_SCHOOL)
        self._schools: tuple[SchoolRecord, ...] = ()
        self._form: Form | None = None
        self.list = QListWidget()
        self.list.setObjectName("schoolList")
        self.list.setAccessibleName(_("Schools"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.record = SchoolRecordView(desk)
        self._host = QScrollArea()
        self._host.setWidgetResizable(True)
        self._host.setFrameShape(QScrollArea.Shape.NoFrame)
        self._none = EmptyState(_("No school yet."), _("Add the first school"))
        self._none.button.setVisible(self._may_edit)
        self._beside = QStackedWidget()
        for widget in (self.record, self._host, self._none):
            self._beside.addWidget(widget)
        self.moving_up = MovingUpView(desk)
        self._views = QStackedWidget()
        self._views.addWidget(self._make_list())
        self._views.addWidget(self.moving_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self.list.currentRowChanged.connect(lambda _row: self._choose())
        self.record.edit.connect(self._edit)
        self._none.button.clicked.connect(self.add_school)
        self.moving_up.left.connect(self._back)
        new = QShortcut(QKeySequence("Ctrl+N"), self, self.add_school)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.refresh()

    def _make_list(self) -> QWidget:
        add = plain_button(_("Add"), "mdi6.plus")
        add.setObjectName("addSchool")
        add.setAccessibleName(_("Add a school"))
        add.clicked.connect(self.add_school)
        self._up = plain_button(_("Move up to the next year …"), "mdi6.stairs-up")
        self._up.setObjectName("moveUp")
        self._up.clicked.connect(self._move_up)
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Schools")))
        head.addStretch()
        head.addWidget(add)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.addLayout(head)
        side.addWidget(card, 1)
        side.addWidget(self._up)
        # Shown before it stands anywhere, a button would come up as a window of its own.
        if not self._may_edit:
            add.hide()
            self._up.hide()
        lists = QWidget()
        lists.setFixedWidth(_LIST_WIDTH)
        lists.setLayout(side)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(lists)
        row.addWidget(self._beside, 1)
        return page

    def refresh(self, change: Change | None = None) -> None:
        """Show the schools anew, if the change touches them."""
        if not self._may_see or (change is not None and not change.kinds & _KINDS):
            return
        self._show_list(self.school.id if self.school else None)
        if self._views.currentWidget() is self.moving_up:
            self.moving_up.refresh()
        if self._form is None:
            self._choose()

    def _show_list(self, chosen: int | None) -> None:
        self._schools = self._desk.ask(school_records)
        self.list.blockSignals(True)
        self.list.clear()
        for school in self._schools:
            item = QListWidgetItem(school.words)
            item.setData(Qt.ItemDataRole.UserRole, _beneath(school))
            self.list.addItem(item)
        rows = [n for n, school in enumerate(self._schools) if school.id == chosen]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)

    @property
    def school(self) -> SchoolRecord | None:
        """The school that is chosen."""
        row = self.list.currentRow()
        return self._schools[row] if 0 <= row < len(self._schools) else None

    def add_school(self) -> None:
        """Open an empty form, if one may."""
        if self._may_edit:
            self._views.setCurrentIndex(0)
            key = form_key("school_support", "school", None)
            self._open_form(SchoolForm(self._desk, None), key)

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        if self._form is not None:
            self._form.keep_draft()

    def _choose(self) -> None:
        self._close_form()
        school = self.school
        if school is None:
            self._beside.setCurrentWidget(self._none)
            return
        self.record.show_school(school, has_others=len(self._schools) > 1)
        self._beside.setCurrentWidget(self.record)

    def _edit(self, kind: str, row_id: int | None) -> None:
        school = self.school
        if school is None:
            return
        if kind == "teacher":
            teacher = next((t for t in school.teachers if t.id == row_id), None)
            key = form_key("school_support", f"teacher-{school.id}", row_id)
            self._open_form(TeacherForm(self._desk, school, teacher), key)
        elif kind == "merge":
            others = [other for other in self._schools if other.id != school.id]
            self._open_form(MergeSchoolsForm(self._desk, school, others), "")
        else:
            key = form_key("school_support", "school", school.id)
            self._open_form(SchoolForm(self._desk, school), key)

    def _open_form(self, form: Form, key: str) -> None:
        self._close_form()
        self._form = form
        self._host.setWidget(form)
        self._beside.setCurrentWidget(self._host)
        form.left.connect(self._left)
        form.saved.connect(lambda result: self._saved(form, result))
        form.look_at.connect(self._host.ensureWidgetVisible)
        form.begin(key)
        form.focus_first()

    def _left(self) -> None:
        self._choose()
        self.list.setFocus()

    def _saved(self, form: Form, result: object) -> None:
        if self._form is not form:
            return
        is_new = isinstance(form, SchoolForm) and isinstance(result, int)
        chosen = result if is_new and isinstance(result, int) else None
        self._close_form()
        self._show_list(chosen or (self.school.id if self.school else None))
        self._left()

    def _close_form(self) -> None:
        if self._form is not None:
            form, self._form = self._form, None
            form.keep_draft()
            self._host.takeWidget()
            form.setParent(self)
            form.hide()
            form.deleteLater()

    def _move_up(self) -> None:
        self._close_form()
        self.moving_up.refresh()
        self._views.setCurrentWidget(self.moving_up)
        self.moving_up.setFocus()

    def _back(self) -> None:
        self._views.setCurrentIndex(0)
        self._left()


def _beneath(school: SchoolRecord) -> str:
    children = ngettext("{n} child", "{n} children", school.children).format(n=school.children)
    retired = _("No longer offered") if school.is_retired else ""
    return " · ".join(filter(None, (kind_name(school.kind), children, retired)))
