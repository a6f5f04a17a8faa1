"""The drives that the centre knows: whose turn it is, where each is kept, which are out of use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.backup_drives import KnownDrive, change_drive, known_drives, retire_drive
from ui.backup.use_form import without_frame
from ui.backup.words import day_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    ListCard,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    small_button,
)
from ui.widgets.fields import TextField
from ui.widgets.forms import Form, Values


class DrivesCard(ListCard):
    """Two sticks in turn, one of them outside the house; a click changes what is said of one."""

    form_shown = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Our drives"))
        self._desk = desk
        self._form: DriveForm | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now; a form that is being filled in stays."""
        if self._form is not None:
            return
        known = self._desk.ask(known_drives)
        in_use = [drive for drive in known if not drive.is_retired]
        rows = [self._row(drive, is_in_turn=len(in_use) > 1) for drive in in_use]
        retired = [drive for drive in known if drive.is_retired]
        if retired:
            names = " · ".join(in_its_own_direction(drive.name) for drive in retired)
            words = _("Taken out of use: {names}").format(names=names)
            rows.append(let_shrink(line_label("secondary", words)))
        if len(in_use) < 2:
            rows.append(let_shrink(line_label("secondary", _two_are_better(len(in_use)))))
        self.replace(rows)

    def _row(self, drive: KnownDrive, *, is_in_turn: bool) -> QWidget:
        row = QWidget()
        name = at_its_beginning(line_label("strong", in_its_own_direction(drive.name)))
        head = QHBoxLayout()
        head.addWidget(name, 1)
        if drive.is_due and is_in_turn:
            head.addWidget(line_label("key", _("its turn")))
        change = named(small_button(_("Change")), f"changeDrive_{drive.id}")
        change.setAccessibleName(f"{_('Change')} · {drive.name}")
        change.clicked.connect(partial(self.change, drive))
        head.addWidget(change)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        for words in self._beneath(drive):
            column.addWidget(let_shrink(line_label("secondary", words)))
        return row

    def _beneath(self, drive: KnownDrive) -> list[str]:
        today = self._desk.office.clock.today()
        last = drive.last_good_at
        words = [
            _("no backup yet")
            if last is None
            else _("last backup: {day}").format(day=day_in_words(last, today))
        ]
        if drive.kept_at:
            kept = in_its_own_direction(drive.kept_at)
            words.append(_("when not here: {place}").format(place=kept))
        return words

    def change(self, drive: KnownDrive) -> None:
        """Say anew what it is called and where it is kept, or take it out of use."""
        self._form = without_frame(DriveForm(self._desk, drive))
        self._form.left.connect(self._left)
        self._form.saved.connect(self._left)
        self.form_shown.emit(True)
        self.replace([self._form])
        self._form.show()
        self._form.begin()
        self._form.focus_first()

    def _left(self) -> None:
        self._form = None
        self.form_shown.emit(False)
        self.refresh()
        self.setFocus()


class DriveForm(Form):
    """A drive's name and where it is kept; a lost or worn out one is taken out of use."""

    accent = "neutral"

    def __init__(self, desk: Desk, drive: KnownDrive) -> None:
        title = _("Change {name}").format(name=in_its_own_direction(drive.name))
        super().__init__(desk, title)
        self._drive: KnownDrive | None = drive
        self.add("name", TextField(_("What you call it (write it on the drive too)")), row=0)
        self.add("kept_at", TextField(_("Where it is kept when it is not here")), row=1)
        self._grid.setColumnStretch(1, 0)
        retire = named(flat_button(_("Lost or worn out…")), "retireDrive")
        retire.clicked.connect(self._ask_to_retire)
        self.body.addWidget(retire, 0, Qt.AlignmentFlag.AlignLeading)

    def kept(self) -> Values:
        """What is kept of it."""
        assert self._drive is not None
        return {"name": self._drive.name, "kept_at": self._drive.kept_at}

    def newest(self) -> Values | None:
        """The drive as it is now."""
        assert self._drive is not None
        found = self.desk.ask(known_drives)
        self._drive = next((each for each in found if each.id == self._drive.id), None)
        return None if self._drive is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Change it."""
        return change_drive, self._which() | self.typed()

    def _which(self) -> dict[str, int]:
        assert self._drive is not None
        return {"drive_id": self._drive.id, "version": self._drive.version}

    def _ask_to_retire(self) -> None:
        assert self._drive is not None
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Amane", lost_in_words(self._drive.name))
        box.setParent(self, box.windowFlags())
        go = named(
            box.addButton(_("Take it out of use"), QMessageBox.ButtonRole.AcceptRole),
            "takeOutOfUse",
        )
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go.clicked.connect(self._retire)
        box.open()

    def _retire(self) -> None:
        self.desk.do(retire_drive, **self._which(), done=self.saved.emit, refused=self.refuse)


def lost_in_words(name: str) -> str:
    """What a lost drive tells its finder, and what to do."""
    return "\n\n".join(
        (
            _("{name} is no longer used, and its turn comes no more.").format(
                name=in_its_own_direction(name)
            ),
            _(
                "If it is lost: whoever finds it cannot read it. It opens only with the password "
                "of one of the centre's staff, or with the recovery code."
            ),
            _(
                "Was a password or the code kept with it? Tell the director at once. Then take a "
                "new drive, and make a backup on it today."
            ),
        )
    )


def _two_are_better(known: int) -> str:
    if known == 0:
        return _("None yet. Plug one in: Amane asks what you call it.")
    return _("Two drives in turn are safer: one here, one kept outside the centre.")
