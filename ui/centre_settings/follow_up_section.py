"""When the follow-up at school speaks up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.school_support.follow_up_settings import (
    FollowUpSettings,
    change_follow_up_settings,
    follow_up_settings,
)
from ui.centre_settings.section import OneFormSection
from ui.tasks import Desk
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values


class FollowUpSection(OneFormSection):
    """Two numbers: weeks without news, and the percentage of attendance."""

    subject = "follow_up"

    def make(self, key: int | None) -> Form:
        """The form of the two numbers."""
        return _NumbersForm(self.desk)


class _NumbersForm(Form):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("School follow-up"))
        self._settings: FollowUpSettings = desk.ask(follow_up_settings)
        weeks = _("After so many weeks without news, a child is listed as not heard about")
        rate = _("A child who came less often than this percentage is listed as falling behind")
        self.add("unheard_weeks", TextField(weeks, direction="ltr"), row=0)
        self.add("attendance_threshold", TextField(rate, direction="ltr"), row=1)

    def kept(self) -> Values:
        kept = self._settings
        return {
            "unheard_weeks": str(kept.unheard_weeks),
            "attendance_threshold": str(kept.attendance_threshold),
        }

    def newest(self) -> Values | None:
        self._settings = self.desk.ask(follow_up_settings)
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        values: dict[str, Any] = {"version": self._settings.version}
        for key, raw in self.typed().items():
            typed = str(raw).strip()
            if not typed.isdecimal():
                raise Refusal(_("Give the number in figures."), key)
            values[key] = int(typed)
        return change_follow_up_settings, values
