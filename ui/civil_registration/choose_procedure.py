"""The third step of a new dossier: what is proposed and why, who is responsible, and opening it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amane_desktop.civil_registration.conditions import Answers
from amane_desktop.civil_registration.delays import delay_since_birth
from amane_desktop.civil_registration.procedure_versions import procedure_in_force, procedures
from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.civil_registration.proposals import Proposal, proposals
from amane_desktop.i18n import _, comma, in_its_own_direction, labelled, ngettext
from amane_desktop.office.staff import who_works_on_dossiers
from amane_desktop.people.dates import Precision
from amane_desktop.people.names import full_name, in_reader_script
from amane_desktop.people.queries import PersonLine
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    primary_button,
)
from ui.widgets.choice import Choice
from ui.widgets.numbered_list import NumberedList, Option
from ui.widgets.shrinking_area import ShrinkingArea

_ACCENT = "civil_registration"


class ChooseProcedure(QWidget):
    """Proposals, or all procedures; what is told of the one chosen; and the button that opens."""

    open_wanted = Signal()
    back = Signal()
    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._proposals: tuple[Proposal, ...] = ()
        self._answers: Answers = {}
        self._people: Sequence[PersonLine] = ()
        self._is_by_hand = False
        self._title = line_label("subject")
        self.list = NumberedList("procedureChoices", takes_at_once=False)
        self.list.setAccessibleName(_("Procedure"))
        self.list.currentRowChanged.connect(lambda _row: self._tell())
        self._all = named(flat_button(""), "allProcedures")
        self._all.clicked.connect(lambda _on: self.show_all(by_hand=not self._is_by_hand))
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self._error = let_shrink(line_label("error"))
        self._error.hide()
        self.responsible = named(Choice(), "responsible")
        self.responsible.setAccessibleName(_("Who is responsible"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(ShrinkingArea(self._told))
        column.addStretch(1)
        column.addWidget(self._error)
        column.addLayout(self._foot())
        self.list.taken.connect(lambda _code: self.responsible.setFocus())
        self.setFocusProxy(self.list)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back = named(flat_button(_("Back"), "mdi6.chevron-left", mirrored=True), "choiceBack")
        back.clicked.connect(lambda _on: self.back.emit())
        label = line_label("secondary", _("Who is responsible"))
        label.setBuddy(self.responsible)
        self.open_button = named(
            primary_button(_("Open the dossier"), theme.accent(_ACCENT)), "openDossier"
        )
        self.open_button.setToolTip(_("Open the dossier") + "  (Ctrl+Enter)")
        self.open_button.clicked.connect(lambda _on: self.open_wanted.emit())
        row.addWidget(back)
        row.addStretch()
        row.addWidget(label)
        row.addWidget(self.responsible)
        row.addWidget(self.open_button)
        return row

    def show_proposals(
        self,
        answers: Answers,
        people: Sequence[PersonLine],
        procedure: str,
        responsible_id: int | None,
        *,
        by_hand: bool,
    ) -> None:
        """Show what the answers lead to; with `by_hand` all there are."""
        self._answers, self._people = answers, people
        self._proposals = self._desk.ask(proposals, dict(answers))
        self.say("")
        self._offer_staff(responsible_id)
        known = {proposal.code for proposal in self._proposals}
        is_other = bool(procedure) and procedure not in known
        self.show_all(by_hand=by_hand or is_other or not known, chosen=procedure)

    def show_all(self, *, by_hand: bool, chosen: str = "") -> None:
        """Show all procedures in force, or those that are proposed."""
        self._is_by_hand = by_hand
        if by_hand:
            lines = self._desk.ask(procedures)
            options = [Option(line.code, line.title.here) for line in lines]
            self._title.setText(_("All procedures"))
        else:
            options = [Option(each.code, each.title.here) for each in self._proposals]
            n = len(options)
            words = ngettext("{n} procedure fits", "{n} procedures fit", n)
            self._title.setText(words.format(n=n))
        self._all.setText(_("What is proposed") if by_hand else _("Another procedure"))
        self._all.setVisible(not by_hand or bool(self._proposals))
        self.list.show_options(options, chosen or None)
        self.list.setFixedHeight(min(self.list.height_needed(), 190))
        self._tell()

    @property
    def procedure(self) -> str:
        """The code of the procedure that is chosen."""
        code = self.list.code
        return code if isinstance(code, str) else ""

    @property
    def responsible_id(self) -> int | None:
        """Who is responsible."""
        number = self.responsible.currentData()
        return int(number) if number else None

    def say(self, message: str) -> None:
        """Say what was refused, or nothing."""
        self._error.setText(message)
        self._error.setVisible(bool(message))

    def _offer_staff(self, responsible_id: int | None) -> None:
        own = self._desk.office.signed_in.id
        self.responsible.clear()
        self.responsible.addItem("—", "")
        for each in self._desk.ask(who_works_on_dossiers):
            name = in_reader_script(each.name, each.name_ar)
            self.responsible.addItem(name, str(each.id))
        wanted = str(responsible_id or own)
        self.responsible.setCurrentIndex(max(0, self.responsible.findData(wanted)))

    def _tell(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self.procedure:
            return
        procedure = self._desk.ask(procedure_in_force, self.procedure).procedure
        for label in self._words(procedure):
            self._told.addWidget(at_its_beginning(let_shrink(label)))
        self.chosen.emit()

    def _words(self, procedure: Procedure) -> Iterator[QLabel]:
        if procedure.advice_first:
            words = _("Legal advice first: talk to a lawyer or to legal aid before any step.")
            yield line_label("news", words)
        proposal = next((p for p in self._proposals if p.code == procedure.code), None)
        yield line_label("strong", _("Why") if proposal else _("For whom it is"))
        yield line_label("", procedure.why.here if proposal else procedure.concerns.here)
        for question, answer in proposal.because if proposal else ():
            yield line_label("secondary", f"{question.here} {answer.here}")
        if procedure.needs_first:
            titles = {line.code: line.title.here for line in self._desk.ask(procedures)}
            first = comma().join(titles.get(code, code) for code in procedure.needs_first)
            yield line_label("", labelled(_("Often needed before"), first))
        yield line_label("secondary", self._counts(procedure))
        yield from self._births()
        yield from self._delays(procedure)

    def _births(self) -> Iterator[QLabel]:
        """What follows where a birth is not known to the day."""
        names = [
            in_its_own_direction(full_name(person))
            for person in self._people
            if person.birth_date is None or person.birth_precision != Precision.EXACT
        ]
        if names:
            words = _(
                "The day of birth is not known: {names}. Nothing is made up: a certificate of age"
                " can help, and the court or the office decides which date is written."
            )
            yield line_label("news", words.format(names=comma().join(names)))

    def _counts(self, procedure: Procedure) -> str:
        papers = len(procedure.papers_for(self._answers))
        steps = len(procedure.steps_for(self._answers))
        return " · ".join(
            (
                ngettext("{n} paper", "{n} papers", papers).format(n=papers),
                ngettext("{n} step", "{n} steps", steps).format(n=steps),
            )
        )

    def _delays(self, procedure: Procedure) -> Iterator[QLabel]:
        """Until when, for each of them; or what follows where a birth is not known to the day."""
        today = self._desk.office.clock.today()
        for step in procedure.steps_for(self._answers):
            if step.delay is None or step.delay.start != "birth":
                continue
            told: dict[str, list[str]] = {}
            for person in self._people:
                born, precision = person.birth_date, person.birth_precision
                line = delay_since_birth(step.delay, person.id, born, precision)
                name = in_its_own_direction(full_name(person))
                told.setdefault(line.told(today), []).append(name)
            yield line_label("strong", labelled(_("Legal delay"), step.name.here))
            yield line_label("secondary", step.delay.rule.here)
            for words, names in told.items():
                yield line_label("", labelled(comma().join(names), words))
