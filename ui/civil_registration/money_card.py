"""The expenses of a dossier, and who paid."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.shown import DossierRecord, ExpenseLine
from amane_desktop.civil_registration.words import PAYERS, PaidBy
from amane_desktop.i18n import _, format_date, in_its_own_direction, money_in_words
from ui.civil_registration.line_row import line_row
from ui.civil_registration.titled_card import TitledCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, small_button

_SHOWN = 3


class MoneyCard(TitledCard):
    """The sum, how much of it the centre paid, and the newest lines."""

    # The expense to change, or None for a new one.
    edit = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Expenses"))
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        add = named(small_button(_("Add…")), "addExpense")
        add.clicked.connect(lambda: self.edit.emit(None))
        self.head.addWidget(add)
        if not self._may_edit:
            add.hide()
        self._shows_all = False
        self._record: DossierRecord | None = None

    def show_record(self, record: DossierRecord) -> None:
        """Show the sum and the newest lines."""
        if self._record is None or record.id != self._record.id:
            self._shows_all = False
        self._record = record
        self._fill(record)

    def _fill(self, record: DossierRecord) -> None:
        rows: list[QWidget] = [let_shrink(line_label("", _sum(record)))]
        lines = tuple(reversed(record.expenses))
        shown = lines if self._shows_all else lines[:_SHOWN]
        for line in shown:
            edit = _("Change the expense") if self._may_edit else ""
            row = line_row(_in_words(line), edit, f"expense_{line.id}")
            row.edit.connect(lambda line=line: self.edit.emit(line))
            rows.append(row)
        if len(shown) < len(lines):
            more = named(small_button(_("Show all")), "allExpenses")
            more.clicked.connect(self._show_all)
            rows.append(more)
        self.replace(rows)

    def _show_all(self) -> None:
        self._shows_all = True
        if self._record is not None:
            self._fill(self._record)


def _sum(record: DossierRecord) -> str:
    if not record.expenses:
        return _("Nothing was paid yet.")
    whole = money_in_words(record.spent)
    paid = record.spent_by.get(PaidBy.CENTRE, 0)
    if not paid:
        return whole
    words = _("{sum}, of which the centre paid {part}")
    return words.format(sum=whole, part=money_in_words(paid))


def _in_words(line: ExpenseLine) -> str:
    told = (
        format_date(line.day, "short"),
        in_its_own_direction(line.what),
        money_in_words(line.amount),
        _(PAYERS[line.paid_by]),
    )
    return " · ".join(told)
