"""Staff: the list on the leading side, the person or a form beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _
from amane_desktop.office import staff
from amane_desktop.office.errors import Refusal
from amane_desktop.office.staff import ROLES, StaffLine
from amane_desktop.office.work import Change
from ui import theme
from ui.drafts import form_key
from ui.staff.forms import MemberForm, MemberRecord, PasswordForm, StaffForm
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label, plain_button
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.page import Page
from ui.widgets.two_lines import TwoLines

_LIST_WIDTH = 300
_KINDS = {"staff_member"}
# What the form is about (member, password), and whom; None for somebody new.
_Key = tuple[str, int | None]


class StaffPage(Page):
    """Who works at the centre, and as what."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._key: _Key = ("member", desk.office.signed_in.id)
        self._form: StaffForm | None = None
        self._make_list()
        self._host = QVBoxLayout()
        beside = QVBoxLayout()
        beside.setSpacing(theme.GAP)
        beside.addLayout(self._host)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        row.setSpacing(16)
        row.addWidget(self._leading)
        row.addLayout(beside, 1)
        self.refresh()

    def _make_list(self) -> None:
        add = plain_button(_("Add"), "mdi6.plus")
        add.setObjectName("addStaff")
        add.clicked.connect(lambda: self._show(("member", None)))
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Staff")))
        head.addStretch()
        head.addWidget(export_button(self.desk, "exportStaff", self._shown))
        head.addWidget(add)
        self.list = QListWidget()
        self.list.setObjectName("staffList")
        self.list.setAccessibleName(_("Staff"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.currentRowChanged.connect(self._chosen)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.list)
        words = _("Who has left signs in no more; what they did stays in the history.")
        self._leading = QWidget()
        self._leading.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(self._leading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(card, 1)
        column.addWidget(let_shrink(line_label("secondary", words)))

    def _shown(self) -> ShownList:
        rows = [(line.name, _told(line)) for line in self._lines]
        return ShownList(_("Staff"), [_("Name"), _("Role")], lambda: rows)

    def refresh(self, change: Change | None = None) -> None:
        """Show who works here now; what is being typed stays."""
        if change is not None and not change.kinds & _KINDS:
            return
        self._lines = self.desk.ask(staff.staff)
        self.list.blockSignals(True)
        self.list.clear()
        for line in self._lines:
            item = QListWidgetItem(line.name)
            item.setData(Qt.ItemDataRole.UserRole, _told(line))
            item.setSizeHint(QSize(0, TwoLines.HEIGHT))
            self.list.addItem(item)
        self._select()
        self.list.blockSignals(False)
        if self._form is None or not self._form.is_touched():
            self._show(self._key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where the keyboard goes on."""
        super().focusInEvent(event)
        self.list.setFocus()

    def state(self) -> dict[str, Any]:
        """Who is shown, and all that was typed."""
        self._keep_draft()
        return {"key": self._key}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self._form_gone()
        self._show(state["key"])

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self._show(("member", self._lines[row].id))

    def _show(self, key: _Key) -> None:
        """Show a form; what was typed in the one before waits until it is opened again."""
        self._keep_draft()
        self._form_gone()
        member = next((line for line in self._lines if line.id == key[1]), None)
        if key[1] is not None and member is None:
            return
        self._key = key
        form = self._make(key[0], member)
        form.saved.connect(self._saved)
        form.left.connect(lambda: self._show(("member", self.desk.office.signed_in.id)))
        self._form = form
        self._host.addWidget(form)
        form.show()
        form.begin(form_key("staff", *key))
        self.list.blockSignals(True)
        self._select()
        self.list.blockSignals(False)
        if key != ("member", key[1]) or key[1] is None:
            form.focus_first()

    def _make(self, kind: str, member: StaffLine | None) -> StaffForm:
        if member is None:
            return MemberForm(self.desk, None)
        if kind == "password":
            return PasswordForm(self.desk, member)
        give = lambda: self._show(("password", member.id))  # noqa: E731
        return MemberRecord(self.desk, member, give, lambda: self._let_go(member))

    def _keep_draft(self) -> None:
        if self._form is not None:
            self._form.keep_draft()

    def _form_gone(self) -> None:
        if self._form is not None:
            form, self._form = self._form, None
            if form.isAncestorOf(self.window().focusWidget()):
                # Else Qt gives the keyboard to whatever stands next in the window: the search box.
                self.list.setFocus()
            self._host.removeWidget(form)
            form.hide()
            if form.is_saving:
                form.settled.connect(form.deleteLater)
            else:
                form.deleteLater()

    def _saved(self, result: Any) -> None:
        self.list.setFocus()
        self._form_gone()
        self._key = ("member", result if isinstance(result, int) else self._key[1])
        self.refresh()

    def _let_go(self, member: StaffLine) -> None:
        asked = _("{name} signs in no more, and the keys are renewed. Go on?")
        box = QMessageBox(QMessageBox.Icon.Question, "Amane", asked.format(name=member.name))
        box.setParent(self, box.windowFlags())
        go = box.addButton(_("Let go"), QMessageBox.ButtonRole.AcceptRole)
        go.setObjectName("letGoNow")
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go.clicked.connect(lambda: self._deactivate(member))
        box.open()

    def _deactivate(self, member: StaffLine) -> None:
        self.desk.do(staff.deactivate_staff_member, member.id, member.version, refused=self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        if self._form is not None:
            self._form.refuse(refusal)

    def _select(self) -> None:
        rows = [n for n, line in enumerate(self._lines) if line.id == self._key[1]]
        self.list.setCurrentRow(rows[0] if rows else -1)


def _told(line: StaffLine) -> str:
    role = _(ROLES[line.role])
    if not line.is_active:
        return f"{role} · " + _("has left")
    return f"{role} · " + _("has not signed in yet") if line.must_choose else role
