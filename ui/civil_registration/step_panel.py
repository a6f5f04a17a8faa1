"""What there is to say of one step, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.civil_registration.delays import DelayLine
from amane_desktop.civil_registration.shown import DossierRecord, StepLine
from amane_desktop.civil_registration.words import State, StepState
from amane_desktop.i18n import _, comma, format_date, in_its_own_direction, labelled
from ui.civil_registration.appointments import appointment_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button

TO_CONFIRM = "to_confirm"
_COURT = {"submit", "hearing", "judgment", "no_appeal", "legal_aid"}


class StepPanel(QWidget):
    """Where the step is done, what one receives there, until when; beneath it the buttons."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("stepPanel")
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._today = desk.office.clock.today
        self._step: StepLine | None = None
        self.words = named(let_shrink(line_label("")), "stepWords")
        self._late = named(let_shrink(line_label("news")), "stepLate")
        self._buttons = {
            what: named(plain_button(words), f"step_{what}")
            for what, words in (
                ("done", _("Done…")),
                ("appointment", _("Hearing or appointment…")),
                ("judgment", _("Court and judgment…")),
                ("skip", _("Not needed…")),
                ("again", _("Open the step again")),
            )
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for what, button in self._buttons.items():
            button.clicked.connect(lambda _on, what=what: self.wanted.emit(what, self._step))
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self._late)
        column.addLayout(row)
        self.hide()

    def show_step(self, record: DossierRecord | None, step: StepLine | None) -> None:
        """Tell of a step of a dossier, or of none."""
        self._step = step
        if record is None or step is None:
            self.hide()
            return
        self.words.setText("\n".join(filter(None, self._told(record, step))))
        late = "\n".join(self._delays(record, step))
        self._late.setText(late)
        self._late.setVisible(bool(late))
        is_open = record.state != State.CLOSED
        may = {
            "done": step.state == StepState.OPEN,
            "appointment": step.state == StepState.OPEN,
            "judgment": step.kind in _COURT,
            "skip": step.state == StepState.OPEN,
            "again": step.state != StepState.OPEN,
        }
        for what, button in self._buttons.items():
            button.setVisible(self._may_edit and is_open and may[what])
        self.show()

    def _told(self, record: DossierRecord, step: StepLine) -> list[str]:
        told = []
        where = " · ".join(filter(None, (authority_name(step.authority), step.receives.here)))
        told.append(where)
        if step.state == StepState.DONE and step.done_on is not None:
            told.append(_("Done on {day}").format(day=format_date(step.done_on)))
        elif step.state == StepState.NOT_NEEDED:
            told.append(_("Not needed"))
        told.append(in_its_own_direction(step.note) if step.note else "")
        told += [appointment_in_words(line) for line in step.appointments]
        told.append(step.note_of_procedure.here)
        names = [paper.name.here for paper in record.papers if paper.code in step.papers]
        if names:
            told.append(labelled(_("Handed in here"), comma().join(dict.fromkeys(names))))
        if step.certainty == TO_CONFIRM:
            told.append(_("To confirm at the office."))
        return told

    def _delays(self, record: DossierRecord, step: StepLine) -> list[str]:
        """Each delay with its rule; of brothers and sisters each one's."""
        if step.state != StepState.OPEN:
            return []
        names = {person.person_id: person.shown_name for person in record.persons}
        several = len(record.persons) > 1
        return [self._delay(line, names, several=several) for line in step.delays]

    def _delay(self, line: DelayLine, names: dict[int, str], *, several: bool) -> str:
        told = line.told(self._today())
        if several and line.person_id in names:
            told = labelled(in_its_own_direction(names[line.person_id]), told)
        return " · ".join(filter(None, (line.rule.here, told)))
