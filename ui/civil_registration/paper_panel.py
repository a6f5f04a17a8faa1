"""More of one paper: what the row has no room for, what can be done with it, and its scans."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import (
    _,
    format_date,
    in_its_own_direction,
    isolate,
    labelled,
    money_in_words,
    ngettext,
)
from ui import theme
from ui.civil_registration.paper_menu import doings
from ui.civil_registration.paper_words import TO_CONFIRM, paper_name, whose
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, let_shrink, line_label, plain_button
from ui.widgets.flow import Flow
from ui.widgets.scans_card import ScansCard


class PaperPanel(Card):
    """Stands under the table while a paper is chosen."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self.setStyleSheet(
            f"PaperPanel {{ border-top: 3px solid {theme.accent('civil_registration')}; }}"
        )
        self._title = named(let_shrink(line_label("title")), "paperTitle")
        self._words = named(let_shrink(line_label("")), "paperWords")
        self._row = QWidget()
        self._buttons = Flow(space=8)
        self._row.setLayout(self._buttons)
        self.scans = ScansCard(desk)
        column = QVBoxLayout()
        column.setSpacing(6)
        for widget in (self._title, self._words, self._row, self.scans):
            column.addWidget(widget)
        self.body.addLayout(column)
        self.hide()

    def show_paper(self, record: DossierRecord | None, paper: PaperLine | None) -> None:
        """Tell more of a paper, or of none."""
        if record is None or paper is None:
            self.scans.show_scans(None)
            self.hide()
            return
        self._title.setText(paper_name(paper, whose(record)))
        words = "\n".join(_told(record, paper))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._fill(paper)
        self.scans.show_scans(("required_paper", paper.id))
        self.show()

    def _fill(self, paper: PaperLine) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._row.setVisible(self._may_edit)
        if not self._may_edit:
            return
        for what, words in doings(paper):
            button: QPushButton = named(plain_button(words), f"paper_{what}")
            button.clicked.connect(lambda _on, what=what: self.wanted.emit(what, paper))
            self._buttons.addWidget(button)
            button.show()


def _told(record: DossierRecord, paper: PaperLine) -> list[str]:
    kind = _("original") if paper.is_original else _("copy")
    copies = ngettext("{n} copy to give", "{n} copies to give", paper.copies)
    told = [kind, copies.format(n=paper.copies)]
    if paper.cost is not None:
        told.append(money_in_words(paper.cost) if paper.cost else _("free of charge"))
    if paper.valid_months:
        months = ngettext("valid for {n} month", "valid for {n} months", paper.valid_months)
        told.append(months.format(n=paper.valid_months))
    if paper.number:
        told.append(labelled(_("Number"), isolate(paper.number)))
    if paper.issued_on is not None:
        told.append(labelled(_("Date on the paper"), format_date(paper.issued_on)))
    lines = [" · ".join(told)]
    if paper.bring:
        lines.append(labelled(_("Bring along"), paper.bring.here))
    lines += [in_its_own_direction(text) for text in (paper.reason, paper.note) if text]
    if paper.entrusted_on is not None:
        lines.append(_entrusted(paper))
    hint = record.hints.get(paper.code)
    if hint is not None:
        lines.append(hint.note.here)
        if hint.certainty == TO_CONFIRM:
            lines.append(_("To confirm at the office."))
    return [line for line in lines if line]


def _entrusted(paper: PaperLine) -> str:
    assert paper.entrusted_on is not None
    if paper.returned_on is None:
        words = _("The original has been at the centre since {day}.")
        return words.format(day=format_date(paper.entrusted_on))
    words = _("The original was given back on {day}.")
    return words.format(day=format_date(paper.returned_on))
