"""The forms of what is written down line by line: an expense, a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.civil_registration.expenses import add_expense, change_expense, remove_expense
from amane_desktop.civil_registration.notes import add_note, change_note, remove_note
from amane_desktop.civil_registration.shown import DossierRecord, ExpenseLine, NoteLine
from amane_desktop.civil_registration.words import PAYERS, PaidBy
from amane_desktop.i18n import _
from amane_desktop.people.dates import Precision, typed_date
from ui.civil_registration.amounts import read_amount, typed_amount
from ui.civil_registration.dossier_form import DossierForm
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import plain_button
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Values

Action = tuple[Callable[..., Any], dict[str, Any]]


class _LineForm(DossierForm):
    """A line that is there may be removed here."""

    def offer_removing(self, action: Callable[..., Any], which: dict[str, Any]) -> None:
        """Put the button beside the others."""
        remove = named(plain_button(_("Remove")), "removeLine")
        remove.clicked.connect(
            lambda: self.desk.do(action, done=self.saved.emit, refused=self.refuse, **which)
        )
        self.buttons.insertWidget(2, remove)


class ExpenseForm(_LineForm):
    """What was paid, for what, by whom."""

    def __init__(self, desk: Desk, record: DossierRecord, line: ExpenseLine | None) -> None:
        title = _("Add an expense") if line is None else _("Change the expense")
        super().__init__(desk, record, title)
        self._line = line
        self.add("amount", TextField(_("How much, in DH"), direction="ltr"), row=0)
        self.add_day("day", _("On the day"), row=0, column=1)
        self.add("what", TextField(_("What for")), row=1)
        payers = {code: _(words) for code, words in PAYERS.items()}
        self.add("paid_by", ChoiceField(_("Who paid"), payers, may_be_empty=False), row=1, column=1)
        if line is not None:
            self.offer_removing(remove_expense, self._which())

    def kept(self) -> Values:
        """The expense, or one of today that the centre paid."""
        line = self._line
        if line is None:
            paid_by = PaidBy.CENTRE.value
            return {"amount": "", "day": self.today(), "what": "", "paid_by": paid_by}
        day = typed_date(line.day, Precision.EXACT)
        amount = typed_amount(line.amount)
        return {"amount": amount, "day": day, "what": line.what, "paid_by": line.paid_by}

    def newest(self) -> Values | None:
        """The expense as it is now."""
        super().newest()
        line = self._line
        if line is None:
            return self.kept()
        self._line = next((each for each in self.record.expenses if each.id == line.id), None)
        return None if self._line is None else self.kept()

    def action(self) -> Action:
        """Write it down."""
        typed = self.typed()
        told = {
            "day": self.day_done(),
            "amount": read_amount(str(typed["amount"]), "amount") or 0,
            "what": typed["what"],
            "paid_by": typed["paid_by"],
        }
        if self._line is None:
            return add_expense, {"dossier_id": self.record.id, **told}
        return change_expense, self._which() | told

    def _which(self) -> dict[str, Any]:
        assert self._line is not None
        return {"expense_id": self._line.id, "version": self._line.version}


class NoteForm(_LineForm):
    """What was heard or done."""

    def __init__(self, desk: Desk, record: DossierRecord, line: NoteLine | None) -> None:
        title = _("Write a note") if line is None else _("Change the note")
        super().__init__(desk, record, title)
        self._line = line
        self.add("text", LinesField(_("Note"), lines=4), row=0, columns=2)
        self.add_day("day", _("On the day"), row=1)
        if line is not None:
            self.offer_removing(remove_note, self._which())

    def kept(self) -> Values:
        """The note, or an empty one of today."""
        line = self._line
        if line is None:
            return {"text": "", "day": self.today()}
        return {"text": line.text, "day": typed_date(line.day, Precision.EXACT)}

    def newest(self) -> Values | None:
        """The note as it is now."""
        super().newest()
        line = self._line
        if line is None:
            return self.kept()
        self._line = next((each for each in self.record.notes if each.id == line.id), None)
        return None if self._line is None else self.kept()

    def action(self) -> Action:
        """Write it down."""
        told = {"day": self.day_done(), "text": self.typed()["text"]}
        if self._line is None:
            return add_note, {"dossier_id": self.record.id, **told}
        return change_note, self._which() | told

    def _which(self) -> dict[str, Any]:
        assert self._line is not None
        return {"note_id": self._line.id, "version": self._line.version}
