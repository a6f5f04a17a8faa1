"""When closing asks for a backup, and how much of the disk snapshots may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.backup_settings import (
    NEVER,
    SUNDAY,
    BackupSettings,
    backup_settings,
    change_backup_settings,
    weekday_words,
)
from amane_desktop.office.errors import Refusal
from ui.centre_settings.section import OneFormSection
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.forms import Form, Values


class BackupSection(OneFormSection):
    """A day of the week, and a percentage."""

    subject = "backup"

    def make(self, key: int | None) -> Form:
        """The one form."""
        return _BackupForm(self.desk)


class _BackupForm(Form):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Backup and safety"))
        self._settings: BackupSettings = desk.ask(backup_settings)
        days = {str(day): weekday_words(day) for day in (*range(1, SUNDAY + 1), NEVER)}
        asks = _("The day on which closing asks for the backup, when there was none lately")
        share = _("Percentage of the disk that the copies kept on this PC may take")
        self.add("weekday", ChoiceField(asks, days, may_be_empty=False), row=0)
        self.add("snapshot_share", TextField(share, direction="ltr"), row=1)

    def kept(self) -> Values:
        kept = self._settings
        return {"weekday": str(kept.weekday), "snapshot_share": str(kept.snapshot_share)}

    def newest(self) -> Values | None:
        self._settings = self.desk.ask(backup_settings)
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        typed = {key: str(raw).strip() for key, raw in self.typed().items()}
        if not typed["snapshot_share"].isdecimal():
            raise Refusal(_("Give the number in figures."), "snapshot_share")
        values = {key: int(number) for key, number in typed.items()}
        return change_backup_settings, {"version": self._settings.version, **values}
