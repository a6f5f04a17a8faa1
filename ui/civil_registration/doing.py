"""What is done with a dossier: the form or the action that each gesture leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from amane_desktop.checklists.papers import paper_needed_again, remove_paper
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.civil_registration.course import reopen_dossier, take_up_dossier
from amane_desktop.civil_registration.shown import (
    DossierRecord,
    ExpenseLine,
    NoteLine,
    StepLine,
)
from amane_desktop.civil_registration.steps import reopen_step
from amane_desktop.people.scan_holders import Whose
from ui.civil_registration.course_forms import (
    CloseForm,
    NeedForm,
    ObstacleForm,
    ResponsibleForm,
    RestForm,
)
from ui.civil_registration.line_forms import ExpenseForm, NoteForm
from ui.civil_registration.paper_details_form import PaperDetailsForm
from ui.civil_registration.paper_forms import PAPER_FORMS
from ui.civil_registration.scans import add_scans_form, change_scan_form
from ui.civil_registration.step_forms import AppointmentForm, FinishForm, JudgmentForm, SkipForm
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets.form_sheet import FormSheet
from ui.widgets.forms import Form
from ui.widgets.given_files import Given

DOSSIER_FORMS: dict[str, Callable[[Desk, DossierRecord], Form]] = {
    "responsible": ResponsibleForm,
    "obstacle": ObstacleForm,
    "need": NeedForm,
    "rest": RestForm,
    "close": CloseForm,
}
# What has a view of its own over the page.
_VIEWS = {"record": "record", "move": "moving", "letters": "letters"}


class Doing(QObject):
    """Opens sheets over the page and hands actions to the desk; `record` is the one shown."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.record: DossierRecord | None = None

    def with_dossier(self, what: str) -> None:
        """What the head's menu asks for."""
        record = self.record
        if record is None:
            return
        if what == "family":
            self._desk.go("families", family_id=record.family_id)
        elif what in _VIEWS:
            self._desk.go("civil_registration", dossier_id=record.id, show=_VIEWS[what])
        elif what == "take_up":
            self._desk.do(take_up_dossier, record.id, record.version)
        elif what == "reopen":
            self._desk.do(reopen_dossier, record.id, record.version)
        else:
            self._open(DOSSIER_FORMS[what](self._desk, record), what, record.id)

    def with_step(self, what: str, step: StepLine | None) -> None:
        """What a step asks for."""
        record = self.record
        if record is None:
            return
        if what == "judgment":
            self._open(JudgmentForm(self._desk, record), what, record.id)
        elif what == "appointment":
            self._open(AppointmentForm(self._desk, record, step), what, record.id)
        elif step is not None and what == "again":
            self._desk.do(reopen_step, step.id, step.version)
        elif step is not None:
            forms = {"done": FinishForm, "skip": SkipForm}
            self._open(forms[what](self._desk, record, step), f"step_{what}", step.id)

    def with_paper(self, what: str, paper: PaperLine) -> None:
        """What a paper asks for."""
        if what == "needed_again":
            self._desk.do(paper_needed_again, paper.id, paper.version)
        elif what == "remove":
            self._desk.do(remove_paper, paper.id, paper.version)
        elif what == "change":
            self.change_paper(paper)
        else:
            self._open(PAPER_FORMS[what](self._desk, paper), f"paper_{what}", paper.id)

    def change_paper(self, paper: PaperLine | None) -> None:
        """Tell more of a paper, or of one that is added."""
        if self.record is not None:
            form = PaperDetailsForm(self._desk, self.record, paper)
            self._open(form, "paper", self.record.id, paper.id if paper else None)

    def change_expense(self, line: ExpenseLine | None) -> None:
        """Write down an expense, or set one right."""
        if self.record is not None:
            form = ExpenseForm(self._desk, self.record, line)
            self._open(form, "expense", self.record.id, line.id if line else None)

    def change_note(self, line: NoteLine | None) -> None:
        """Write a note, or set one right."""
        if self.record is not None:
            form = NoteForm(self._desk, self.record, line)
            self._open(form, "note", self.record.id, line.id if line else None)

    def add_scans(self, holder: Whose, given: Sequence[Given] = ()) -> None:
        """Begin to add what was dropped, pasted or chosen."""
        if self.record is None:
            return
        form = add_scans_form(self._desk, self.record, holder)
        sheet = self._sheet(form, "scans", holder[1])
        form.take(given)
        sheet.open()

    def change_scan(self, scan_id: int, paper: PaperLine | None) -> None:
        """Change what is told of a scan of the dossier or of one of its papers."""
        if self.record is None:
            return
        holder: Whose = ("dossier", self.record.id)
        if paper is not None:
            holder = ("required_paper", paper.id)
        form = change_scan_form(self._desk, self.record, holder, scan_id)
        if form is not None:
            self._open(form, "scan", scan_id)

    def _open(self, form: Form, kind: str, *rows: int | None) -> None:
        self._sheet(form, kind, *rows).open()

    def _sheet(self, form: Form, kind: str, *rows: int | None) -> FormSheet:
        key = form_key("civil_registration", kind, *rows)
        sheet = FormSheet(form, key, self._page.window())
        sheet.finished.connect(lambda _how: QTimer.singleShot(0, self, self._keep_keyboard))
        return sheet

    def _keep_keyboard(self) -> None:
        """Go on in the record where what opened the sheet is gone."""
        if self._page.window().focusWidget() is None:
            self._page.setFocus()
