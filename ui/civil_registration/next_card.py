"""What comes next of a dossier: the next appointment, or the next paper and where it is fetched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointments import AppointmentState
from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import TO_FETCH, Need
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import _, in_its_own_direction, labelled
from ui.agenda.appointment_row import AppointmentRow
from ui.civil_registration.titled_card import TitledCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, small_button


class NextCard(TitledCard):
    """The appointments that are ahead or open, or what to fetch first."""

    appointment_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Next errand"))
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._add = named(small_button(_("Appointment…")), "addAppointment")
        self._add.clicked.connect(self.appointment_wanted)
        self.head.addWidget(self._add)

    def show_record(self, record: DossierRecord) -> None:
        """Show what comes next."""
        self._add.setVisible(self._may_edit and record.state != State.CLOSED)
        planned = [a for a in record.appointments if a.state == AppointmentState.PLANNED]
        rows: list[QWidget] = [
            AppointmentRow(self._desk, line, says_who=False, is_narrow=True) for line in planned
        ]
        if not rows:
            rows = [let_shrink(line_label("", _next_in_words(record)))]
        self.replace(rows)


def _next_in_words(record: DossierRecord) -> str:
    """The first due paper that is to be fetched, or the step that comes now."""
    if record.state == State.CLOSED:
        return _("Nothing more: the dossier is closed.")
    paper = next(filter(_is_wanted, record.papers), None)
    step = record.current_step
    is_to_gather = step is None or step.kind == "gather"
    if paper is not None and is_to_gather:
        where = authority_name(paper.authority)
        told = labelled(where, paper.name.here) if where else paper.name.here
        bring = paper.bring.here
        return "\n".join(filter(None, (told, bring and labelled(_("Bring along"), bring))))
    if step is None:
        return _("All steps are done: write down what came of it, and close the dossier.")
    where = authority_name(step.authority)
    return labelled(where, in_its_own_direction(step.name.here)) if where else step.name.here


def _is_wanted(paper: PaperLine) -> bool:
    return paper.need == Need.DUE and paper.standing in TO_FETCH
