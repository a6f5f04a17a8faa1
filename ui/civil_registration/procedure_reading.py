"""A procedure as staff read it: for whom, which papers, which steps, where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.change_procedures import changes_of_procedure
from amane_desktop.civil_registration.procedure_versions import ProcedureLine
from amane_desktop.civil_registration.procedures import Procedure
from amane_desktop.i18n import _, labelled
from ui import theme
from ui.civil_registration.procedure_words import (
    ENDS_WITH,
    basis_details,
    certainty_words,
    paper_details,
    paper_words,
    step_details,
)
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    ListCard,
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
)
from ui.widgets.history_card import HistoryCard
from ui.widgets.undoing import begin_undo

_TOP = Qt.AlignmentFlag.AlignTop


class ProcedureReading(QScrollArea):
    """A procedure from top to bottom in the reader's language; it asks for what is done with it."""

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._state = line_label("subject"), line_label("secondary")
        self._concerns, self._why = line_label(""), line_label("secondary")
        words = _("Legal advice first: talk to a lawyer or to legal aid before any step.")
        self._advice = line_label("news", words)
        self.papers, self.steps = ListCard(_("Papers")), ListCard(_("Steps"))
        self.basis = ListCard(_("Where it was read"))
        self.history = HistoryCard()
        self.history.undo_wanted.connect(partial(begin_undo, desk, self))
        self._buttons: dict[str, QPushButton] = {}
        page = named(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._head())
        for card in (self.papers, self.steps, self.basis, self.history):
            column.addWidget(card)
        column.addStretch()
        self.setWidget(page)

    def _head(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (self._title, self._state):
            words.addWidget(let_shrink(at_its_beginning(label)))
        row.addLayout(words, 1)
        for name, text, icon in (
            ("edit", _("Edit the text"), "mdi6.pencil-outline"),
            ("copy", _("Copy"), "mdi6.content-copy"),
            ("compare", _("What differs"), "mdi6.compare-horizontal"),
            ("shipped", _("Back to the shipped one"), "mdi6.restore"),
        ):
            button = named(plain_button(text, icon), f"procedure_{name}")
            button.clicked.connect(lambda _on, name=name: self.wanted.emit(name))
            if not self._desk.may(Permission.EDIT_PROCEDURES):
                button.hide()
            self._buttons[name] = button
        for name in ("edit", "copy"):
            row.addWidget(self._buttons[name], 0, _TOP)
        card.body.addLayout(row)
        for label in (self._advice, self._concerns, self._why):
            card.body.addWidget(let_shrink(at_its_beginning(label)))
        more = QHBoxLayout()
        for name in ("compare", "shipped"):
            more.addWidget(self._buttons[name])
        more.addStretch()
        card.body.addLayout(more)
        return card

    def show_procedure(self, line: ProcedureLine, procedure: Procedure, state: str) -> None:
        """Show a procedure that is in force, with where it comes from in words."""
        self._title.setText(procedure.title.here)
        version = _("version no. {n}").format(n=procedure.number)
        ends = labelled(_("It ends with"), _(ENDS_WITH[procedure.ends_with]))
        self._state.setText(" · ".join((state, version, ends)))
        self._advice.setVisible(procedure.advice_first)
        self._concerns.setText(procedure.concerns.here)
        self._why.setText(procedure.why.here)
        may_edit = self._desk.may(Permission.EDIT_PROCEDURES)
        self._buttons["compare"].setVisible(may_edit and line.is_own)
        self._buttons["shipped"].setVisible(may_edit and line.is_own and line.is_shipped)
        names = {paper.id: paper.name.here for paper in procedure.papers}
        self.papers.replace([*_paper_rows(procedure)])
        self.steps.replace([*_step_rows(procedure, names)])
        self.basis.replace([*_basis_rows(procedure)])
        self.history.setVisible(may_edit)
        if may_edit:
            self.history.show_lines(self._desk.ask(changes_of_procedure, line.code))
        self.verticalScrollBar().setValue(0)


def _paper_rows(procedure: Procedure) -> Iterator[QWidget]:
    for paper in procedure.papers:
        details = (paper_words(paper), *paper_details(paper))
        yield _row(paper.name.here, details, paper.certainty)


def _step_rows(procedure: Procedure, names: dict[str, str]) -> Iterator[QWidget]:
    for number, step in enumerate(procedure.steps, start=1):
        title = f"{number}. {step.name.here}"
        yield _row(title, step_details(step, names), step.certainty)


def _basis_rows(procedure: Procedure) -> Iterator[QWidget]:
    for basis in procedure.basis:
        yield _row(basis.text.here, (basis_details(basis),), basis.certainty, role="")


def _row(title: str, details: Iterable[str], certainty: str, *, role: str = "strong") -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 2, 0, 4)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(at_its_beginning(let_shrink(line_label(role, title))))
    for detail in details:
        words.addWidget(at_its_beginning(let_shrink(line_label("secondary", detail))))
    line.addLayout(words, 1)
    if doubt := certainty_words(certainty):
        line.addWidget(line_label("pill-waiting", doubt), 0, _TOP)
    return row
