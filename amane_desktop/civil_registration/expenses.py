"""What was paid for a dossier, and who paid it."""

from __future__ import annotations

from datetime import date

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.models import DossierExpense
from amane_desktop.civil_registration.reach import to_work_on
from amane_desktop.civil_registration.words import PAYERS
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.texts import short_text

# (in centimes: a slip of the finger, not what an office asks)
_MOST = 10_000_000
_TOLD = {"day": date(2026, 11, 20), "amount": 12000, "what": "Timbre", "paid_by": "centre"}


@action(N_("Wrote down an expense"), Permission.EDIT_DOSSIERS, {"dossier_id": 1, **_TOLD})
def add_expense(
    work: Work, dossier_id: int, day: date, amount: int, what: str, paid_by: str
) -> int:
    """Write down what was paid, in centimes; refuses a day to come, nothing paid, no words."""
    to_work_on(work, dossier_id)
    expense = DossierExpense(dossier_id=dossier_id)
    _write(work, expense, day, amount, what, paid_by)
    work.session.add(expense)
    work.session.flush()
    return expense.id


@action(
    N_("Changed an expense"),
    Permission.EDIT_DOSSIERS,
    {"expense_id": 1, "version": 1, **_TOLD, "paid_by": "family"},
)
def change_expense(
    work: Work, expense_id: int, version: int, day: date, amount: int, what: str, paid_by: str
) -> None:
    """Set right what was written of an expense."""
    _write(work, _expense(work, expense_id, version), day, amount, what, paid_by)


@action(N_("Removed an expense"), Permission.EDIT_DOSSIERS, {"expense_id": 1, "version": 2})
def remove_expense(work: Work, expense_id: int, version: int) -> None:
    """Take away an expense that was written down by mistake."""
    work.session.delete(_expense(work, expense_id, version))


def _expense(work: Work, expense_id: int, version: int) -> DossierExpense:
    expense = work.session.get(DossierExpense, expense_id)
    if expense is not None:
        to_work_on(work, expense.dossier_id)
    return work.editable(DossierExpense, expense_id, version)


def _write(
    work: Work, expense: DossierExpense, day: date, amount: int, what: str, paid_by: str
) -> None:
    if day > work.today:
        raise Refusal(_("This day has not come yet."), "day")
    if not 0 < amount <= _MOST:
        raise Refusal(_("Say how much was paid."), "amount")
    if paid_by not in PAYERS:
        raise Refusal(_("This is not one of the choices."), "paid_by")
    expense.what = short_text(what, "what")
    if not expense.what:
        raise Refusal(_("Say what was paid for."), "what")
    expense.day, expense.amount, expense.paid_by = day, amount, paid_by
