"""The small forms of a paper: each says one thing that was done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.checklists import papers
from amane_desktop.checklists.queries import PaperLine, papers_of
from amane_desktop.checklists.standing import months_later
from amane_desktop.i18n import _, format_date
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from ui.civil_registration.paper_words import standing_in_words
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import LinesField, TextField
from ui.widgets.forms import Values
from ui.widgets.next_day_field import NextDayField
from ui.widgets.past_day_field import PastDayField


class PaperForm(DatedForm):
    """Says something of one paper; what somebody else did with it meanwhile is told in words."""

    accent = "civil_registration"
    asks_day = True

    def __init__(self, desk: Desk, paper: PaperLine, title: str) -> None:
        super().__init__(desk, f"{paper.name.here} · {title}")
        self.paper = paper
        if self.asks_day:
            self.add_day("day", _("On the day"), row=0)

    def kept(self) -> Values:
        """Today, and nothing else told."""
        kept: Values = dict.fromkeys(self.fields, "")
        return kept | ({"day": self.today()} if "day" in self.fields else {})

    def newest(self) -> Values | None:
        """The same fields, on top of how the paper is now."""
        lines = self.desk.ask(papers_of, self.paper.checklist_id)
        found = next((line for line in lines if line.id == self.paper.id), None)
        if found is None:
            return None
        self.paper = found
        return self.kept()

    def refuse(self, refusal: Refusal) -> None:
        """Where somebody else was quicker, say how the paper stands now."""
        super().refuse(refusal)
        if isinstance(refusal, ChangedMeanwhile):
            now = standing_in_words(self.paper, self.desk.office.clock.today())
            words = _("Now: {state}. Save again to write down what stands here.")
            self.say(f"{refusal.message} {words.format(state=now)}")

    def told(self) -> dict[str, Any]:
        """The paper, its version, and the day."""
        told: dict[str, Any] = {"paper_id": self.paper.id, "version": self.paper.version}
        if "day" in self.fields:
            told["day"] = self._day_told()
        return told

    def _day_told(self) -> object:
        day = self.day("day")
        if day is None:
            raise Refusal(_("Say on which day."), "day")
        return day


class AskForm(PaperForm):
    """The paper was asked for."""

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Asked for"))

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note the day."""
        return papers.ask_for_paper, self.told()


class ReceiveForm(PaperForm):
    """The paper came; until when it holds is counted, and may be told otherwise."""

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Received"))
        self.add_day("issued_on", _("Date on the paper"), row=0, column=1)
        self.add_next_day("valid_until", _("Valid until, if it says so"), row=1)
        self.add("number", TextField(_("Number on the paper")), row=1, column=1)
        self._counted = let_shrink(line_label("secondary"))
        self.put_under(self._counted, row=2)
        for field in self.fields.values():
            field.edited.connect(self._count)

    def begin(self, key: str = "") -> None:
        """Show at once until when it would hold."""
        super().begin(key)
        self._count()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note what stands on it."""
        told = {"issued_on": self.day("issued_on"), "valid_until": self.next_day("valid_until")}
        return papers.receive_paper, self.told() | told | {"number": self.typed()["number"]}

    def _count(self) -> None:
        """Say until when it holds, counted from its own date or from when it came."""
        until, months = self.fields["valid_until"], self.paper.valid_months
        assert isinstance(until, NextDayField)
        begins = self._known("issued_on") or self._known("day")
        words = ""
        if until.day() is None and months is not None and begins is not None:
            last = format_date(months_later(begins, months))
            words = _("Valid until {day}, as the procedure counts.").format(day=last)
        elif until.day() is None and months is None:
            words = _("This paper does not expire, as far as is known.")
        self._counted.setText(words)

    def _known(self, key: str) -> Any:
        field = self.fields[key]
        assert isinstance(field, PastDayField)
        return field.day()


class HandInForm(PaperForm):
    """The paper was handed in."""

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Handed in"))
        self.add("place", TextField(_("Where")), row=0, column=1)

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note the day and the place."""
        return papers.hand_in_paper, self.told() | {"place": self.typed()["place"]}


class NotNeededForm(PaperForm):
    """The paper is not needed, and why."""

    asks_day = False

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Not needed"))
        self.add("reason", LinesField(_("Why it is not needed")), row=0, columns=2)

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note the reason."""
        return papers.paper_not_needed, self.told() | {"reason": self.typed()["reason"]}


class EntrustForm(PaperForm):
    """The family leaves the original at the centre."""

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Original left at the centre"))

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note the day."""
        return papers.entrust_paper, self.told()


class ReturnForm(PaperForm):
    """The family has its original back."""

    def __init__(self, desk: Desk, paper: PaperLine) -> None:
        super().__init__(desk, paper, _("Original given back"))

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Note the day."""
        return papers.return_paper, self.told()


PAPER_FORMS: dict[str, Callable[[Desk, PaperLine], PaperForm]] = {
    "ask": AskForm,
    "receive": ReceiveForm,
    "hand_in": HandInForm,
    "not_needed": NotNeededForm,
    "entrust": EntrustForm,
    "return": ReturnForm,
}
