"""The form of what is told of a paper, and of one that staff add themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.checklists.authorities import AUTHORITIES
from amane_desktop.checklists.counters import counters
from amane_desktop.checklists.papers import add_paper, change_paper
from amane_desktop.checklists.queries import PaperLine, papers_of
from amane_desktop.checklists.standing import NEEDS, Need
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import _, is_rtl
from amane_desktop.office.errors import Refusal
from amane_desktop.people.dates import Precision, typed_date
from ui.civil_registration.amounts import read_amount, typed_amount
from ui.tasks import Desk
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import ChoiceField, FlagField, LinesField, TextField
from ui.widgets.forms import Values


class PaperDetailsForm(DatedForm):
    """Its name in both languages, where it is fetched, by when, what to bring."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, record: DossierRecord, paper: PaperLine | None) -> None:
        title = _("Add a paper") if paper is None else _("Change what is told of the paper")
        super().__init__(desk, title)
        self._record, self._paper = record, paper
        self.add_name("name", _("Paper in French"), _("Paper in Arabic"), row=0)
        authorities = {code: _(words) for code, words in AUTHORITIES.items()}
        known = {str(c.id): c.name.here for c in desk.ask(counters)}
        self.add("authority", ChoiceField(_("Issued by"), authorities), row=1)
        self.add("counter_id", ChoiceField(_("Counter"), known), row=1, column=1)
        needs = {code: _(words) for code, words in NEEDS.items()}
        self.add("need", ChoiceField(_("How much it is needed"), needs, may_be_empty=False), row=2)
        self.add_next_day("wanted_by", _("Needed by"), row=2, column=1)
        self.add("copies", TextField(_("How many to give"), direction="ltr"), row=3)
        self.add("is_original", FlagField(_("The original is asked for")), row=3, column=1)
        months = _("Valid for how many months")
        self.add("valid_months", TextField(months, direction="ltr"), row=4)
        self.add("cost", TextField(_("What it costs, in DH"), direction="ltr"), row=4, column=1)
        names = {str(p.person_id): p.shown_name for p in record.persons}
        if len(names) > 1:
            self.add("person_id", ChoiceField(_("Whose, if not everybody's"), names), row=5)
        french, arabic = int(is_rtl()), int(not is_rtl())
        self.add("bring", LinesField(_("Bring along (in French)")), row=6, column=french)
        self.add("bring_ar", LinesField(_("Bring along (in Arabic)")), row=6, column=arabic)
        self.add("note", LinesField(_("Note")), row=7, columns=2)
        self.keep_buttons_in_sight()

    def kept(self) -> Values:
        """What is kept of the paper, or nothing yet."""
        paper = self._paper
        kept: Values = dict.fromkeys(self.fields, "")
        if paper is None:
            return kept | {"need": Need.DUE.value, "copies": "1", "is_original": True}
        kept |= {
            "name": paper.name.fr,
            "name_ar": paper.name.ar,
            "authority": paper.authority,
            "counter_id": str(paper.counter_id or ""),
            "need": paper.need,
            "wanted_by": typed_date(paper.wanted_by, Precision.EXACT),
            "copies": str(paper.copies),
            "is_original": paper.is_original,
            "valid_months": str(paper.valid_months or ""),
            "cost": "" if paper.cost is None else typed_amount(paper.cost),
            "bring": paper.bring.fr,
            "bring_ar": paper.bring.ar,
            "note": paper.note,
        }
        if "person_id" in self.fields:
            kept["person_id"] = str(paper.person_id or "")
        return kept

    def newest(self) -> Values | None:
        """The paper as it is now."""
        assert self._paper is not None
        lines = self.desk.ask(papers_of, self._record.checklist_id)
        self._paper = next((line for line in lines if line.id == self._paper.id), None)
        return None if self._paper is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the paper, or change it."""
        told = self._told()
        if self._paper is None:
            return add_paper, {"checklist_id": self._record.checklist_id, **told}
        return change_paper, {"paper_id": self._paper.id, "version": self._paper.version, **told}

    def _told(self) -> dict[str, Any]:
        typed = self.typed()
        told: dict[str, Any] = {
            key: typed[key]
            for key in ("name", "name_ar", "authority", "need", "bring", "bring_ar", "note")
        }
        told["is_original"] = bool(typed["is_original"])
        for key in ("counter_id", "person_id"):
            if key in typed:
                told[key] = int(typed[key]) if typed[key] else None
        told["copies"] = self._number("copies") or 1
        told["valid_months"] = self._number("valid_months")
        told["cost"] = read_amount(str(typed["cost"]), "cost")
        told["wanted_by"] = self.next_day("wanted_by")
        return told

    def _number(self, key: str) -> int | None:
        text = str(self.typed()[key]).strip()
        if not text:
            return None
        if not text.isdecimal():
            raise Refusal(_("Write a number."), key)
        return int(text)
