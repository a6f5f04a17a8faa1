"""The follow-up at school: the children who need it on the leading side, one of them beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, language, ngettext
from amane_desktop.office.work import Change
from amane_desktop.people.levels import level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.child_follow_up import ChildFollowUp, child_follow_up
from amane_desktop.school_support.follow_up import FollowedChild, Which, follow_up
from amane_desktop.school_support.season import season_proposals
from amane_desktop.school_support.tasks import SERVICE
from ui.agenda.task_form import TaskForm
from ui.drafts import form_key
from ui.school_support.child_follow_up import ChildFollowUpRecord, where_in_words
from ui.school_support.follow_up_forms import AbsenceForm, MeetingForm, ResultForm
from ui.school_support.season_form import SeasonForm
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, EmptyState, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.forms import Form
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.two_lines import TwoLines

_KINDS = {
    *("term_result", "school_absence", "school_meeting", "task", "attendance", "enrolment"),
    *("person", "family", "schooling", "centre_settings", "school_teacher"),
}
_LIST_WIDTH = 330


class FollowUpView(QWidget):
    """The list under a filter, and beside it a child or a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._children: tuple[FollowedChild, ...] = ()
        self._is_stale = True
        self._asked = 0
        self.person_id: int | None = None
        self.filter = named(Choice(), "followUpFilter")
        self.filter.setAccessibleName(_("Which children"))
        for code, words in (
            ("unheard", _("Not heard about for long")),
            ("falling", _("Falling behind")),
            ("all", _("All at school")),
        ):
            self.filter.addItem(words, code)
        self.list = named(QListWidget(), "followUpList")
        self.list.setAccessibleName(_("School follow-up"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setUniformItemSizes(True)
        self._counted = line_label("secondary")
        self._season = named(plain_button("", "mdi6.calendar-star"), "season")
        self.record = ChildFollowUpRecord(desk)
        self._none = EmptyState("")
        self._form: Form | None = None
        self._beside = QStackedWidget()
        self._beside.addWidget(self.record)
        self._beside.addWidget(self._none)
        self._lay_out()
        self.filter.currentIndexChanged.connect(self._filter)
        # The keyboard's coming makes a first row current, and chooses nobody.
        self.list.itemSelectionChanged.connect(self._choose)
        self.record.wanted.connect(self.open_form)
        self._season.clicked.connect(self._open_season)
        if desk.may(Permission.EDIT_SCHOOL):
            meeting = QShortcut(QKeySequence("Ctrl+N"), self, lambda: self.open_form("meeting"))
            meeting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("School follow-up")), 1)
        head.addWidget(export_button(self._desk, "exportFollowUp", self._shown))
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(self._counted)
        column.addWidget(card, 1)
        column.addWidget(self._season)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self._beside, 1)
        self.setFocusProxy(self.list)

    def showEvent(self, event: Any) -> None:
        """Read what is to be shown when it is first looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Show the children anew, if the change touches them; who is shown stays."""
        if change is not None and not change.kinds & _KINDS:
            return
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._fill()

    def show_child(self, person_id: int) -> None:
        """Show one child, whether the list has it or not."""
        self._close_form()
        self.person_id = person_id
        self._is_stale = False
        self._fill()

    def _fill(self) -> None:
        """Read the children beside the window; only what was asked for last is shown."""
        which: Which = self.filter.currentData()
        self._asked += 1
        asked = self._asked

        def show(children: tuple[FollowedChild, ...]) -> None:
            if asked == self._asked:
                self._show_children(children)

        self._desk.read(self, partial(self._desk.office.ask, follow_up, which), show)

    def _show_children(self, children: tuple[FollowedChild, ...]) -> None:
        """Fill the list; who is shown stays, also where the list has it no longer."""
        self._children = children
        self.list.blockSignals(True)
        self.list.clear()
        for child in self._children:
            item = QListWidgetItem(in_reader_script(child.name, child.name_ar))
            item.setData(Qt.ItemDataRole.UserRole, child.reason or where_in_words(child))
            self.list.addItem(item)
        rows = [n for n, child in enumerate(self._children) if child.person_id == self.person_id]
        self.list.setCurrentRow(rows[0] if rows else -1)
        if self.person_id is None and self._children:
            self.list.setCurrentRow(0)
            self.person_id = self._children[0].person_id
        self.list.blockSignals(False)
        n = len(self._children)
        self._counted.setText(ngettext("{n} child", "{n} children", n).format(n=n))
        self._offer_season()
        if self._form is None:
            self._show_child()

    def _offer_season(self) -> None:
        may = self._desk.may(Permission.EDIT_SCHOOL)
        proposals = self._desk.ask(season_proposals) if may else ()
        n = sum(len(proposal.children) for proposal in proposals)
        self._season.setVisible(bool(n))
        words = ngettext("What the season asks: {n}", "What the season asks: {n}", n)
        self._season.setText(words.format(n=n))

    def _shown(self) -> ShownList:
        headings = [_("Name"), _("Level"), _("School"), _("Why")]
        rows = [
            [
                in_reader_script(c.name, c.name_ar),
                level_name(c.level, language()),
                c.school,
                c.reason,
            ]
            for c in self._children
        ]
        return ShownList(_("School follow-up"), headings, lambda: rows)

    def _filter(self, _index: int) -> None:
        self._close_form()
        self.person_id = None
        self._fill()

    def _choose(self) -> None:
        rows = [index.row() for index in self.list.selectedIndexes()]
        if rows:
            self._close_form()
            self.person_id = self._children[rows[0]].person_id
            self._show_child()

    def _page(self) -> ChildFollowUp | None:
        return self._desk.ask(child_follow_up, self.person_id) if self.person_id else None

    def _show_child(self) -> None:
        page = self._page()
        if page is None:
            which = self.filter.currentData()
            self._none.words.setText(
                _("No child at school yet.")
                if which == "all"
                else _("Nobody. Choose “All at school” to see every child.")
            )
            self._beside.setCurrentWidget(self._none)
            return
        self.record.show_page(page)
        self._beside.setCurrentWidget(self.record)

    def open_form(self, kind: str, line: Any = None) -> None:
        """Open the form of a meeting, a semester, an absence or a task of the child shown."""
        page = self._page()
        if page is None:
            return
        child = page.child
        person_id = child.person_id
        forms = {"meeting": MeetingForm, "result": ResultForm, "absence": AbsenceForm}
        form: Form
        if kind == "task":
            form = TaskForm(
                self._desk,
                SERVICE,
                line,
                person_id=person_id,
                name=child.name,
                name_ar=child.name_ar,
            )
        else:
            form = forms[kind](self._desk, page, line)
        row_id = line.id if line is not None else None
        self._show_form(form, form_key("school_support", f"{kind}-{person_id}", row_id))

    def _open_season(self) -> None:
        self._show_form(SeasonForm(self._desk, self._desk.ask(season_proposals)), "")

    def _show_form(self, form: Form, key: str) -> None:
        self._close_form()
        self._form = form
        self._beside.addWidget(form)
        self._beside.setCurrentWidget(form)
        form.left.connect(self._leave)
        form.saved.connect(lambda _id: self._leave())
        form.begin(key)
        form.focus_first()

    def _leave(self) -> None:
        self._close_form()
        self._fill()
        self.list.setFocus()

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        if self._form is not None:
            self._form.keep_draft()

    def _close_form(self) -> None:
        self.keep_draft()
        if self._form is not None:
            self._beside.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def state(self) -> dict[str, Any]:
        """The filter, and who is shown."""
        self.keep_draft()
        return {"which": self.filter.currentData(), "person": self.person_id}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.filter.blockSignals(True)
        self.filter.setCurrentIndex(max(0, self.filter.findData(state["which"])))
        self.filter.blockSignals(False)
        self.person_id = state["person"]
        if self.isVisible():
            self._fill()
