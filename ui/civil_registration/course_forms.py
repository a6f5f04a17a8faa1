"""The forms of a dossier's course: it rests, is closed, waits for another; who sees to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.civil_registration.appeals import appeal_proposed
from amane_desktop.civil_registration.chain import need_dossier
from amane_desktop.civil_registration.course import change_dossier, close_dossier, rest_dossier
from amane_desktop.civil_registration.family_dossiers import family_dossiers
from amane_desktop.civil_registration.queries import dossier_of_number
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.civil_registration.words import OUTCOMES, State
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.staff import who_works_on_dossiers
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.names import in_reader_script
from ui.civil_registration.dossier_form import DossierForm
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Values

Action = tuple[Callable[..., Any], dict[str, Any]]


class _OfDossier(DossierForm):
    def which(self) -> dict[str, Any]:
        """The dossier and its version."""
        return {"dossier_id": self.record.id, "version": self.record.version}


class ResponsibleForm(_OfDossier):
    """Who is responsible for the dossier."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("Who is responsible"))
        staff = {
            str(each.id): in_reader_script(each.name, each.name_ar)
            for each in desk.ask(who_works_on_dossiers)
        }
        if record.responsible_id is not None:
            staff.setdefault(str(record.responsible_id), record.responsible)
        self.add("responsible_id", ChoiceField(_("Responsible"), staff), row=0)

    def kept(self) -> Values:
        """Who it is now."""
        return {"responsible_id": str(self.record.responsible_id or "")}

    def action(self) -> Action:
        """Change it."""
        raw = self.typed()["responsible_id"]
        return change_dossier, self.which() | {"responsible_id": int(raw) if raw else None}


class ObstacleForm(_OfDossier):
    """What stands in the way of the dossier."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("What stands in the way"))
        field = LinesField(_("What stands in the way; empty once it is out of the way"), lines=3)
        self.add("obstacle", field, row=0, columns=2)

    def kept(self) -> Values:
        """What stands there now."""
        return {"obstacle": self.record.obstacle}

    def action(self) -> Action:
        """Change it."""
        return change_dossier, self.which() | {"obstacle": self.typed()["obstacle"]}


class RestForm(_OfDossier):
    """The dossier is laid aside."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("Let it rest"))
        self.add_next_day("until", _("Until the day, if it is known"), row=0)
        self.add("why", LinesField(_("Why (goes to the notes)")), row=1, columns=2)

    def kept(self) -> Values:
        """Nothing yet."""
        return {"until": "", "why": ""}

    def action(self) -> Action:
        """Lay it aside."""
        told = {"until": self.next_day("until"), "why": self.typed()["why"]}
        return rest_dossier, self.which() | told


class CloseForm(_OfDossier):
    """The dossier is closed, with what came of it."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("Close the dossier"))
        outcomes = {code: _(words) for code, words in OUTCOMES.items()}
        self.add("outcome", ChoiceField(_("What came of it"), outcomes), row=0)
        self.add_day("day", _("On the day"), row=0, column=1)
        self.add_next_day("appeal_by", _("Appeal until, if it was refused"), row=1)
        self.add(
            "why", LinesField(_("What is to be said of it (goes to the notes)")), row=2, columns=2
        )

    def kept(self) -> Values:
        """Today, and until when an appeal can be made where a rule says so."""
        rule = self.desk.ask(appeal_proposed, self.record.id)
        by = rule.latest if rule is not None else None
        appeal = typed_date(by, Precision.EXACT)
        return {"outcome": "", "day": self.today(), "appeal_by": appeal, "why": ""}

    def action(self) -> Action:
        """Close it."""
        typed = self.typed()
        if not typed["outcome"]:
            raise Refusal(_("Say what came of it."), "outcome")
        told = {"outcome": typed["outcome"], "day": self.day_done(), "why": typed["why"]}
        return close_dossier, self.which() | told | {"appeal_by": self.next_day("appeal_by")}


class NeedForm(DossierForm):
    """The dossier waits for another one."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("Waits for another dossier"))
        known = {
            each.number: f"{each.number} · {each.badge.here}"
            for each in desk.ask(family_dossiers, record.family_id)
            if each.id != record.id and each.state != State.CLOSED
        }
        if known:
            self.add("own", ChoiceField(_("Of the same family"), known), row=0)
        number = TextField(_("Number of the dossier that comes first"), example="EC-2026-009")
        self.add("needs_id", number, row=1)

    def kept(self) -> Values:
        """Nothing yet."""
        return dict.fromkeys(self.fields, "")

    def action(self) -> Action:
        """Let it wait."""
        typed = self.typed()
        number = str(typed["needs_id"]).strip() or str(typed.get("own", ""))
        if not number:
            raise Refusal(_("Give the number of the other dossier."), "needs_id")
        other = self.desk.ask(dossier_of_number, number)
        if other is None:
            raise Refusal(_("There is no dossier with this number."), "needs_id")
        return need_dossier, {"dossier_id": self.record.id, "needs_id": other.id}
