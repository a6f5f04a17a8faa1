"""The record of one dossier, from its head to its history."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import TO_FETCH, Standing
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, ngettext
from amane_desktop.office.history import history
from ui import theme
from ui.civil_registration.doing import Doing
from ui.civil_registration.head import Head
from ui.civil_registration.missing_card import MissingCard
from ui.civil_registration.money_card import MoneyCard
from ui.civil_registration.next_card import NextCard
from ui.civil_registration.paper_menu import doings
from ui.civil_registration.paper_panel import PaperPanel
from ui.civil_registration.paper_words import whose
from ui.civil_registration.papers_table import PapersTable
from ui.civil_registration.small_cards import AnswersCard, ChainCard, CourtCard, NotesCard
from ui.civil_registration.steps import Steps
from ui.civil_registration.titled_card import TitledCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, EmptyState, small_button
from ui.widgets.given_files import Given
from ui.widgets.history_card import HistoryCard
from ui.widgets.scan_drops import ScanDrops
from ui.widgets.scans_card import ScansCard
from ui.widgets.undoing import begin_undo


class DossierRecordView(QScrollArea):
    """One dossier; what is to be done with it is done by `Doing`."""

    go_to = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record: DossierRecord | None = None
        self.setObjectName("dossierRecord")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doing = Doing(desk, self)
        self.head, self.steps = Head(desk), Steps(desk)
        self.papers = PapersTable(desk.office.clock.today)
        self.paper = PaperPanel(desk)
        self.next, self.missing, self.money = NextCard(desk), MissingCard(), MoneyCard(desk)
        self.notes, self.court = NotesCard(desk), CourtCard(desk)
        self.chain, self.answers = ChainCard(desk), AnswersCard()
        self._cards: tuple[TitledCard, ...] = (self.next, self.missing, self.money, self.notes)
        self._cards += (self.court, self.chain, self.answers)
        self.scans, self.history = ScansCard(desk), HistoryCard()
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.papers)
        QWidget.setTabOrder(self.papers, self._add)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (self.head, self.steps, self._papers_card()):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for card in self._cards[:3]:
            foot.addWidget(card, 1)
        column.addLayout(foot)
        column.addWidget(self.paper)
        pairs = QHBoxLayout()
        pairs.setSpacing(theme.GAP)
        for sides in (self._cards[3:4], self._cards[4:]):
            side = QVBoxLayout()
            side.setSpacing(theme.GAP)
            for card in sides:
                side.addWidget(card)
            side.addStretch(1)
            pairs.addLayout(side, 1)
        column.addLayout(pairs)
        column.addWidget(self.scans)
        column.addWidget(self.history)
        column.addStretch(1)
        page = named(QWidget(), "page")
        page.setLayout(column)
        self.setWidget(page)

    def _papers_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        self._add = named(small_button(_("Add a paper…")), "addPaper")
        if not self._desk.may(Permission.EDIT_DOSSIERS):
            self._add.hide()
        self._add.clicked.connect(lambda: self.doing.change_paper(None))
        self._not_needed = named(small_button(""), "notNeeded")
        self._not_needed.setCheckable(True)
        self._not_needed.toggled.connect(lambda _on: self._show_papers())
        self._none = EmptyState(_("No paper is on the list yet: add the first one."))
        card.body.addWidget(self.papers)
        card.body.addWidget(self._none)
        row = QHBoxLayout()
        row.setContentsMargins(34, 0, 8, 4)
        row.addWidget(self._add)
        row.addWidget(self._not_needed)
        row.addStretch()
        card.body.addLayout(row)
        return card

    def _wire(self) -> None:
        doing = self.doing
        self.head.wanted.connect(doing.with_dossier)
        self.steps.wanted.connect(doing.with_step)
        self.papers.chosen.connect(self._show_paper)
        self.papers.menu_wanted.connect(self._open_menu)
        self.papers.ticked.connect(self._tick)
        self.paper.wanted.connect(doing.with_paper)
        self.next.appointment_wanted.connect(lambda: doing.with_step("appointment", None))
        self.money.edit.connect(doing.change_expense)
        self.notes.edit.connect(doing.change_note)
        self.court.edit.connect(lambda: doing.with_step("judgment", None))
        self.chain.go_to.connect(self.go_to)
        for scans in (self.scans, self.paper.scans):
            scans.add.connect(doing.add_scans)
        self.scans.edit.connect(lambda scan_id: doing.change_scan(scan_id, None))
        self.paper.scans.edit.connect(
            lambda scan_id: doing.change_scan(scan_id, self.papers.current())
        )
        drops = ScanDrops(self)
        drops.given.connect(self._take_given)
        self.history.undo_wanted.connect(partial(begin_undo, self._desk, self))

    def show_record(self, record: DossierRecord | None) -> None:
        """Show the dossier as it is kept now, or none."""
        is_other = record is None or self.record is None or record.id != self.record.id
        self.record = self.doing.record = record
        if is_other:
            self.papers.point_at(None)
            with QSignalBlocker(self._not_needed):
                self._not_needed.setChecked(False)
            self.verticalScrollBar().setValue(0)
        if record is None:
            return
        self.head.show_record(record)
        self.steps.show_record(record)
        self._show_papers()
        for card in self._cards:
            card.show_record(record)
        self.scans.show_scans(("dossier", record.id))
        self.history.show_lines(self._desk.ask(history, record.rows))

    def _show_papers(self) -> None:
        """Show the papers; those that are not needed wait behind a button, for they are many."""
        record = self.record
        if record is None:
            return
        needed = tuple(p for p in record.papers if p.standing != Standing.NOT_NEEDED)
        left_out = len(record.papers) - len(needed)
        words = ngettext("{n} that is not needed", "{n} that are not needed", left_out)
        self._not_needed.setText(words.format(n=left_out))
        self._not_needed.setVisible(bool(left_out))
        shown = record.papers if self._not_needed.isChecked() else needed
        self.papers.show_papers(shown, whose(record), record.hints)
        self.papers.setVisible(bool(shown))
        self._none.setVisible(not record.papers)

    def focus_papers(self) -> None:
        """Go on at the first paper that is to be fetched."""
        if self.record is None:
            return
        if self.papers.current() is None:
            wanted = (p.id for p in self.record.papers if p.standing in TO_FETCH)
            shown = self.papers.papers.papers
            first = shown[0].id if shown else None
            self.papers.point_at(next(wanted, first))
        self.papers.setFocus()

    def _show_paper(self, paper: PaperLine | None) -> None:
        self.paper.show_paper(self.record, paper)

    def _open_menu(self, paper: PaperLine, at: QPoint) -> None:
        """What can be done with a paper, where it stands."""
        self.papers.point_at(paper.id)
        if not self._desk.may(Permission.EDIT_DOSSIERS):
            return
        menu = named(QMenu(self), "paperMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what, words in doings(paper):
            menu.addAction(words, partial(self.doing.with_paper, what, paper))
        menu.addSeparator()
        menu.addAction(_("More of this paper, and its scans"), self._go_to_paper)
        menu.addAction(_("Add a scan…"), lambda: self.doing.add_scans(("required_paper", paper.id)))
        menu.addAction(_("Add a paper…"), lambda: self.doing.change_paper(None))
        menu.popup(at)
        # By keyboard one stands on the likeliest at once.
        menu.setActiveAction(menu.actions()[0])

    def _go_to_paper(self) -> None:
        """Bring into sight what stands under the table."""
        self.ensureWidgetVisible(self.paper)
        self.paper.scans.setFocus()

    def _tick(self, paper: PaperLine) -> None:
        """The box that is ticked: what comes next for the paper."""
        if self._desk.may(Permission.EDIT_DOSSIERS) and paper.standing in TO_FETCH:
            self.doing.with_paper("receive", paper)

    def _take_given(self, given: list[Given]) -> None:
        """Let what is dropped or pasted anywhere here go to the chosen paper, or to the dossier."""
        if self.record is not None and self.scans.isVisibleTo(self):
            (self.scans if self.paper.isHidden() else self.paper.scans).give(given)
