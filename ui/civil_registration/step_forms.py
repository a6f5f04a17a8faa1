"""The forms of a step: done, not needed, the court's numbers, an appointment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.shown import DossierRecord, StepLine
from amane_desktop.civil_registration.steps import finish_step, skip_step
from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.staff import who_works_on_dossiers
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.names import in_reader_script
from ui.civil_registration.dossier_form import DossierForm
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Values
from ui.widgets.hours_text import read_time

Action = tuple[Callable[..., Any], dict[str, Any]]
HEARING, ERRAND = "hearing", "errand"


class _OfStep(DossierForm):
    def __init__(self, desk: Desk, record: DossierRecord, step: StepLine, title: str) -> None:
        super().__init__(desk, record, f"{step.name.here} · {title}")
        self._code = step.code

    def which(self) -> dict[str, Any]:
        """The step and its version."""
        step = next((step for step in self.record.steps if step.code == self._code), None)
        if step is None:
            raise Refusal(_("This is no longer there."))
        return {"step_id": step.id, "version": step.version}


class FinishForm(_OfStep):
    """The step is done."""

    def __init__(self, desk: Desk, record: DossierRecord, step: StepLine) -> None:
        super().__init__(desk, record, step, _("Done"))
        self.add_day("day", _("On the day"), row=0)
        self.add("note", LinesField(_("Note")), row=1, columns=2)

    def kept(self) -> Values:
        """Today."""
        return {"day": self.today(), "note": ""}

    def action(self) -> Action:
        """Tick it off."""
        return finish_step, self.which() | {"day": self.day_done(), "note": self.typed()["note"]}


class SkipForm(_OfStep):
    """The step is not needed."""

    def __init__(self, desk: Desk, record: DossierRecord, step: StepLine) -> None:
        super().__init__(desk, record, step, _("Not needed"))
        self.add("reason", LinesField(_("Why it is not needed")), row=0, columns=2)

    def kept(self) -> Values:
        """No reason yet."""
        return {"reason": ""}

    def action(self) -> Action:
        """Go past it."""
        return skip_step, self.which() | {"reason": self.typed()["reason"]}


class JudgmentForm(DossierForm):
    """The court's file, and its judgment."""

    def __init__(self, desk: Desk, record: DossierRecord) -> None:
        super().__init__(desk, record, _("Court and judgment"))
        self.add("court", TextField(_("Court")), row=0, columns=2)
        self.add("court_file_number", TextField(_("Number of the court's file")), row=1)
        self.add("judgment_number", TextField(_("Number of the judgment")), row=2)
        self.add_day("judgment_on", _("Judgment given on"), row=2, column=1)
        self.add("note", LinesField(_("What it says")), row=3, columns=2)

    def kept(self) -> Values:
        """What is written down."""
        record = self.record
        return {
            "court": record.court,
            "court_file_number": record.court_file_number,
            "judgment_number": record.judgment_number,
            "judgment_on": typed_date(record.judgment_on, Precision.EXACT),
            "note": record.judgment_note,
        }

    def action(self) -> Action:
        """Write it down."""
        typed = self.typed()
        told = {key: typed[key] for key in typed if key != "judgment_on"}
        which = {"dossier_id": self.record.id, "version": self.record.version}
        return write_judgment, which | told | {"judgment_on": self.day("judgment_on")}


class AppointmentForm(DossierForm):
    """A hearing, or an errand at an office."""

    def __init__(self, desk: Desk, record: DossierRecord, step: StepLine | None) -> None:
        super().__init__(desk, record, _("Hearing or appointment"))
        self._step = step
        kinds = {HEARING: _("Hearing"), ERRAND: _("Errand at an office")}
        self.add("kind", ChoiceField(_("Kind of appointment"), kinds, may_be_empty=False), row=0)
        names = {each.code: each.name.here for each in record.steps}
        self.add("step", ChoiceField(_("Step"), names), row=0, column=1)
        self.add_next_day("day", _("Day"), row=1)
        self.add("time", TextField(_("Hour, if it is known"), direction="ltr"), row=1, column=1)
        self.add("place", TextField(_("Where")), row=2)
        staff = {
            str(each.id): in_reader_script(each.name, each.name_ar)
            for each in desk.ask(who_works_on_dossiers)
        }
        self.add("staff_id", ChoiceField(_("Who goes along"), staff), row=2, column=1)
        self.add("note", LinesField(_("Note")), row=3, columns=2)

    def kept(self) -> Values:
        """The step that is chosen, and who signed in."""
        step = self._step or self.record.current_step
        kept: Values = dict.fromkeys(self.fields, "")
        kept["kind"] = HEARING if step is not None and step.kind == HEARING else ERRAND
        return kept | {
            "step": step.code if step is not None else "",
            "staff_id": str(self.desk.office.signed_in.id),
        }

    def action(self) -> Action:
        """Add it."""
        typed = self.typed()
        day = self.next_day("day")
        if day is None:
            raise Refusal(_("Say on which day."), "day")
        return add_dossier_appointment, {
            "dossier_id": self.record.id,
            "day": day,
            "time": _read_hour(str(typed["time"])),
            "place": typed["place"],
            "kind": typed["kind"],
            "step": typed["step"],
            "staff_id": int(typed["staff_id"]) if typed["staff_id"] else None,
            "note": typed["note"],
        }


def _read_hour(text: str) -> time | None:
    if not text.strip():
        return None
    try:
        return read_time(text)
    except Refusal as refusal:
        raise Refusal(refusal.message, "time") from None
