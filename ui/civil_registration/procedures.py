"""The procedures in force: their list, how each reads, and the text that the director changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.change_procedures import back_to_shipped, copy_of_procedure
from amane_desktop.civil_registration.procedure_versions import (
    ProcedureLine,
    procedure_in_force,
    procedures,
)
from amane_desktop.i18n import _, isolate
from amane_desktop.office.work import Change
from ui.civil_registration.compare_versions import CompareVersions
from ui.civil_registration.procedure_editor import ProcedureEditor
from ui.civil_registration.procedure_reading import ProcedureReading
from ui.tasks import Desk
from ui.widgets.basics import EmptyState
from ui.widgets.list_beside import ListBeside, ListRow


class ProceduresView(QWidget):
    """A list of procedures, and one to read; the director opens its text over both."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: dict[str, ProcedureLine] = {}
        self.record = ProcedureReading(desk)
        none = EmptyState(_("No procedure is in force."))
        self.place = ListBeside(_("Procedures"), "procedureList", self.record, none)
        self.editor = ProcedureEditor(desk)
        self._views = QStackedWidget()
        self._views.addWidget(self.place)
        self._views.addWidget(self.editor)
        self.compare = CompareVersions(desk)
        self._views.addWidget(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self.setFocusProxy(self.place)
        self.place.chosen.connect(self._show)
        self.record.wanted.connect(self._do)
        self.editor.left.connect(self._back)
        self.compare.left.connect(self._back)
        self.editor.saved.connect(self._saved)
        self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Show what is in force now; a text that is open stays as it is typed."""
        if change is not None and "procedure_version" not in change.kinds:
            return
        if self._desk.may(Permission.SEE_DOSSIERS):
            self._show_list(None)

    def _show_list(self, code: object) -> None:
        self._lines = {line.code: line for line in self._desk.ask(procedures)}
        rows = [ListRow(c, line.title.here, _beneath(line)) for c, line in self._lines.items()]
        self.place.show_rows(rows, code)

    def show_procedure(self, code: str) -> None:
        """Choose a procedure."""
        self._views.setCurrentIndex(0)
        self._show_list(code)

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        if self._is_editing:
            self.editor.keep_draft()

    def state(self) -> dict[str, Any]:
        """Which procedure is chosen."""
        self.keep_draft()
        return {"code": self.place.key}

    def restore(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        self._show_list(state["code"])

    @property
    def _is_editing(self) -> bool:
        return self._views.currentWidget() is self.editor

    @property
    def line(self) -> ProcedureLine | None:
        """The procedure that is chosen."""
        key = self.place.key
        return self._lines.get(key) if isinstance(key, str) else None

    def _show(self) -> None:
        if (line := self.line) is not None:
            found = self._desk.ask(procedure_in_force, line.code)
            self.record.show_procedure(line, found.procedure, _state(line))

    def _do(self, what: str) -> None:
        line = self.line
        if line is None or not self._desk.may(Permission.EDIT_PROCEDURES):
            return
        if what == "shipped":
            self._desk.do(back_to_shipped, line.code, line.number)
            return
        if what == "compare":
            self._views.setCurrentWidget(self.compare)
            self.compare.show_procedure(line.code)
            return
        self._views.setCurrentWidget(self.editor)
        if what == "edit":
            self.editor.change(line.code)
        else:
            self.editor.add(self._desk.ask(copy_of_procedure, line.code))

    def _saved(self, code: str) -> None:
        self._show_list(code)
        self._back()

    def _back(self) -> None:
        self._views.setCurrentIndex(0)
        self.place.show_record()
        self.place.list.setFocus()


def _state(line: ProcedureLine) -> str:
    if not line.is_own:
        return _("as the program has it")
    if line.newer_shipped is not None:
        return _("changed by the centre; a newer one came with the program")
    return _("changed by the centre") if line.is_shipped else _("the centre's own")


def _beneath(line: ProcedureLine) -> str:
    version = _("version no. {n}").format(n=isolate(str(line.number)))
    return f"{_state(line)} · {version}"
