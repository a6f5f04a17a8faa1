"""The form that makes a drive or folder known: what it is called, and where it is kept."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from amane_desktop.i18n import _
from amane_desktop.office.backing_up import prepare_drive
from amane_desktop.office.backup_drives import KnownDrive
from amane_desktop.office.backup_trouble import trouble_in_words
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.backup.faults import DriveTrouble
from amane_desktop.storage.drives import device_of
from ui.backup.watch import Place
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values

F = TypeVar("F", bound=Form)


def without_frame(form: F) -> F:
    """A form that stands in a card already."""
    form.setObjectName("")
    form.body.setContentsMargins(0, 0, 0, 0)
    return form


def own_disk_in_words(desk: Desk, place: Place) -> str:
    """What is to be known of a folder on this PC's own disk; empty for any other place."""
    if not place.is_folder or place.drive.device != device_of(desk.office.folder):
        return ""
    return _("This folder is on this PC's own disk: it is lost with the PC. Take a USB drive too.")


class UseForm(Form):
    """Saving gives the drive its mark, by which it is known from then on."""

    accent = "neutral"

    def __init__(self, desk: Desk, place: Place, known: KnownDrive | None = None) -> None:
        of_folder, of_drive = _("Use this folder for backups"), _("Use this drive for backups")
        super().__init__(desk, of_folder if place.is_folder else of_drive)
        self._place, self._known = place, known
        name = _("What you call it (write it on the drive too)")
        kept = _("Where it is kept when it is not here")
        self.add("name", TextField(name, example=_("Stick A")), row=0)
        self.add("kept_at", TextField(kept, example=_("at the director's")), row=0, column=1)
        if told := own_disk_in_words(desk, place):
            self.put_under(named(let_shrink(line_label("news", told)), "ownDisk"), row=1)

    def kept(self) -> Values:
        """What it was called before it was taken out of use, if it was."""
        known = self._known
        return {"name": known.name if known else "", "kept_at": known.kept_at if known else ""}

    def newest(self) -> Values | None:
        """Nothing that could have changed."""
        return self.kept()

    def save(self) -> None:
        """Write the mark and keep the drive, beside the window: a stick takes its time."""
        if not self.is_saving:
            self._say_errors()
            self.is_saving = True
            self._save.setEnabled(False)
            typed = {key: str(raw) for key, raw in self.typed().items()}
            self.desk.read(self, partial(self._prepare, typed), self._done, self.refuse)

    def _prepare(self, typed: dict[str, str]) -> int:
        root = self._place.root
        folder = str(root) if self._place.is_folder else ""
        try:
            return prepare_drive(self.desk.office, root, **typed, folder=folder)
        except DriveTrouble as trouble:
            raise Refusal(" ".join(trouble_in_words(trouble, typed["name"]))) from None
