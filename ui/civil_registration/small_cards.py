"""The smaller cards of a dossier: notes, the court, the chain of dossiers, the answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.chain import need_no_more
from amane_desktop.civil_registration.shown import ChainLine, DossierRecord
from amane_desktop.civil_registration.words import State, state_words
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, labelled
from amane_desktop.people.names import in_reader_script
from ui.civil_registration.line_row import LineRow, line_row
from ui.civil_registration.titled_card import TitledCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, small_button

_NOTES = 4


class NotesCard(TitledCard):
    """The notes, the newest first."""

    edit = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Notes"))
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._record: DossierRecord | None = None
        self._shows_all = False
        add = named(small_button(_("Write…")), "addNote")
        add.clicked.connect(lambda: self.edit.emit(None))
        if not self._may_edit:
            add.hide()
        self.head.addWidget(add)

    def show_record(self, record: DossierRecord) -> None:
        """Show the newest notes."""
        if self._record is None or record.id != self._record.id:
            self._shows_all = False
        self._record = record
        self._fill(record)

    def _fill(self, record: DossierRecord) -> None:
        shown = record.notes if self._shows_all else record.notes[:_NOTES]
        rows: list[QWidget] = []
        for note in shown:
            head = f"{format_date(note.day, 'short')} · {in_its_own_direction(note.staff)}"
            words = f"{head}\n{note.text}"
            edit = _("Change the note") if self._may_edit else ""
            row = line_row(words, edit, f"note_{note.id}")
            row.edit.connect(lambda note=note: self.edit.emit(note))
            rows.append(row)
        if len(shown) < len(record.notes):
            more = named(small_button(_("Show all")), "allNotes")
            more.clicked.connect(self._show_all)
            rows.append(more)
        self.replace(rows or [line_label("secondary", _("No note yet."))])

    def _show_all(self) -> None:
        self._shows_all = True
        if self._record is not None:
            self._fill(self._record)


class CourtCard(TitledCard):
    """The court's file and its judgment; not shown where there is neither."""

    edit = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Court and judgment"))
        change = named(small_button(_("Change…")), "changeJudgment")
        change.clicked.connect(self.edit)
        self._change, self._may_edit = change, desk.may(Permission.EDIT_DOSSIERS)
        self.head.addWidget(change)

    def show_record(self, record: DossierRecord) -> None:
        """Show what is written down."""
        self._change.setVisible(self._may_edit and record.state != State.CLOSED)
        told = [in_its_own_direction(record.court)] if record.court else []
        if record.court_file_number:
            told.append(labelled(_("Court's file"), isolate(record.court_file_number)))
        if record.judgment_number:
            told.append(labelled(_("Judgment"), isolate(record.judgment_number)))
        if record.judgment_on is not None:
            told.append(labelled(_("Given on"), format_date(record.judgment_on)))
        if record.judgment_note:
            told.append(in_its_own_direction(record.judgment_note))
        self.setVisible(bool(told))
        self.replace([let_shrink(line_label("", "\n".join(told)))])


class ChainCard(TitledCard):
    """What the dossier waits for, and which ones wait for it; not shown where it stands alone."""

    go_to = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Chain of dossiers"))
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)

    def show_record(self, record: DossierRecord) -> None:
        """Show both directions, to the end of the chain."""
        rows: list[QWidget] = []
        for words, lines in ((_("Waits for"), record.needs), (_("Holds up"), record.needed_by)):
            if lines:
                rows.append(line_label("strong", words))
                rows += [self._row(line) for line in lines]
        for line in record.needs:
            if line.depth == 1 and self._may_edit:
                rows.append(self._part(record, line))
        self.setVisible(bool(rows))
        self.replace(rows)

    def _row(self, line: ChainLine) -> LineRow:
        name = in_its_own_direction(in_reader_script(line.name, line.name_ar))
        where = line.step.here if line.state == State.OPEN else ""
        told = " · ".join(
            (isolate(line.number), name, where or state_words(line.state, line.outcome))
        )
        row = line_row(told, _("Open this dossier"), f"chain_{line.id}", "mdi6.chevron-right")
        row.edit.connect(lambda: self.go_to.emit(line.id))
        return row

    def _part(self, record: DossierRecord, line: ChainLine) -> QWidget:
        words = _("Wait for {number} no longer").format(number=isolate(line.number))
        button = named(small_button(words), f"part_{line.id}")
        button.clicked.connect(lambda: self._desk.do(need_no_more, record.id, line.id))
        return button


class AnswersCard(TitledCard):
    """What was at hand when the dossier was opened."""

    def __init__(self) -> None:
        super().__init__(_("What was at hand when it was opened"))

    def show_record(self, record: DossierRecord) -> None:
        """Show the questions with their answers."""
        self.setVisible(bool(record.answers))
        rows: list[QWidget] = []
        for line in record.answers:
            words = f"{line.question_text.here} {line.answer_text.here}"
            rows.append(let_shrink(line_label("secondary", words)))
        opened = _("Opened on {day}").format(day=format_date(record.opened_on))
        procedure = record.procedure
        version = _("{procedure}, version {n}").format(
            procedure=procedure.title.here, n=isolate(str(procedure.number))
        )
        rows.append(let_shrink(line_label("secondary", f"{opened} · {version}")))
        self.replace(rows)
