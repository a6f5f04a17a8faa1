"""A dossier as its page and its papers show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.civil_registration.delays import DelayLine
from amane_desktop.i18n import Text, in_its_own_direction
from amane_desktop.office.rows import Row
from amane_desktop.people.dates import shown_date
from amane_desktop.people.names import in_reader_script


@dataclass(frozen=True)
class BirthRecord:
    """A record as it is written in the register; `father_name` is text on it, never a person."""

    number: str = ""
    year: int | None = None
    registry_office: str = ""
    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""
    father_name: str = ""
    father_name_ar: str = ""
    birth_date: date | None = None
    taken_over_on: date | None = None


@dataclass(frozen=True)
class DossierPersonLine:
    """Somebody whom the dossier is for; the birth with no more than is known of it."""

    id: int
    person_id: int
    name: str
    name_ar: str
    sex: str
    birth_date: date | None
    birth_precision: str
    birth_estimated_on: date | None
    civil_status: str
    record: BirthRecord
    version: int

    @property
    def shown_name(self) -> str:
        """The name as the reader reads it."""
        return in_reader_script(self.name, self.name_ar)

    @property
    def born(self) -> str:
        """The birth in the reader's language, no more exact than it is known."""
        return shown_date(self.birth_date, self.birth_precision)


@dataclass(frozen=True)
class ProcedureShown:
    """The version of the procedure that the dossier goes by; `newer` is the number
    of the one now in force, where it is another."""

    version_id: int
    code: str
    number: int
    is_centres_own: bool
    title: Text
    badge: Text
    concerns: Text
    advice_first: bool
    ends_with: str
    newer: int | None


@dataclass(frozen=True)
class PaperHint:
    """What the procedure says of a paper beside the checklist, by the paper's code."""

    note: Text
    certainty: str


@dataclass(frozen=True)
class StepLine:
    """A step: `papers` are the codes of those handed in at it; `delays` one a person, or one."""

    id: int
    code: str
    position: int
    kind: str
    name: Text
    authority: str
    receives: Text
    note_of_procedure: Text
    papers: tuple[str, ...]
    certainty: str
    state: str
    is_current: bool
    done_on: date | None
    note: str
    delays: tuple[DelayLine, ...]
    appointments: tuple[AppointmentLine, ...]
    version: int


@dataclass(frozen=True)
class AnswerLine:
    """A plain question and what was answered, in words; the codes are the dossier's own."""

    question: str
    answer: str
    question_text: Text
    answer_text: Text


@dataclass(frozen=True)
class ChainLine:
    """Another dossier of the chain; `depth` is 1 for the next one, 2 for the one after."""

    id: int
    number: str
    name: str
    name_ar: str
    state: str
    outcome: str
    step: Text
    depth: int


@dataclass(frozen=True)
class ExpenseLine:
    """What was paid, in centimes."""

    id: int
    day: date
    amount: int
    what: str
    paid_by: str
    version: int


@dataclass(frozen=True)
class NoteLine:
    """What somebody noted on a day."""

    id: int
    day: date
    staff: str
    text: str
    version: int


@dataclass(frozen=True)
class LetterLine:
    """A letter that went out."""

    id: int
    number: str
    template: str
    lang: str
    day: date
    addressee: Text
    subject: Text
    stamped_on: date | None
    version: int


@dataclass(frozen=True)
class DossierRecord:
    """All that the page of a dossier shows; `version` is the one to give back when it is edited.

    `ready` of `due` papers are at hand (or handed in); `is_complete`: none of the due ones is
    missing or expired today. `needs` come first, `needed_by` wait for this one, both to the end of
    the chain. Money is in centimes; `spent_by` has who paid. `rows` is
    the history.
    """

    id: int
    number: str
    version: int
    family_id: int
    family: str
    family_ar: str
    file_number: str
    is_protected: bool
    persons: tuple[DossierPersonLine, ...]
    procedure: ProcedureShown
    state: str
    outcome: str
    opened_on: date
    closed_on: date | None
    appeal_by: date | None
    rests_until: date | None
    touched_on: date
    days_untouched: int
    responsible_id: int | None
    responsible: str
    responsible_ar: str
    step: str
    steps: tuple[StepLine, ...]
    checklist_id: int
    papers: tuple[PaperLine, ...]
    hints: Mapping[str, PaperHint]
    ready: int
    due: int
    is_complete: bool
    next_expiry: date | None
    answers: tuple[AnswerLine, ...]
    obstacle: str
    needs: tuple[ChainLine, ...]
    needed_by: tuple[ChainLine, ...]
    court: str
    court_file_number: str
    judgment_number: str
    judgment_on: date | None
    judgment_note: str
    expenses: tuple[ExpenseLine, ...]
    spent: int
    spent_by: Mapping[str, int]
    notes: tuple[NoteLine, ...]
    letters: tuple[LetterLine, ...]
    appointments: tuple[AppointmentLine, ...]
    next_appointment: AppointmentLine | None
    rows: tuple[Row, ...]

    @property
    def names(self) -> str:
        """Whom it is for, as the reader reads it."""
        return " · ".join(in_its_own_direction(person.shown_name) for person in self.persons)

    @property
    def current_step(self) -> StepLine | None:
        """The first step that is still to do."""
        return next((step for step in self.steps if step.is_current), None)
