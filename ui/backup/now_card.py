"""The drive that is plugged in: backed up to in one click, or made known first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, size_in_words
from amane_desktop.office.backup_drives import KnownDrive
from amane_desktop.storage.backup.drive_mark import read_mark
from ui import theme
from ui.backup.here import AtHand, Here
from ui.backup.run_view import RunView
from ui.backup.use_form import UseForm, own_disk_in_words, without_frame
from ui.backup.watch import Place, look_at_folder
from ui.backup.words import day_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)

_SIGN = 32
# What the keyboard is given first, of what is there.
_IN_ORDER = ("backUp", "useDrive", "useFolder")


class NowCard(Card):
    """A line for each drive at hand; while a backup is made, how far it has come."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.at_hand = AtHand(desk, self)
        self._form: UseForm | None = None
        self._is_pulled_out = False
        self._run = RunView(desk.backups)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self._drives = QWidget()
        self._drives.setLayout(self._rows)
        self._folder = named(flat_button(_("Choose a folder…"), "mdi6.folder-outline"), "useFolder")
        self._folder.clicked.connect(self._choose_folder)
        self.body.addWidget(self._run)
        self.body.addWidget(self._drives)
        self.body.addWidget(self._folder, 0, Qt.AlignmentFlag.AlignLeading)
        self.at_hand.changed.connect(self._show)
        self.at_hand.watch.seen.connect(self._make_way)
        desk.backups.changed.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Show what is known of the drives now."""
        self.at_hand.refresh()

    def _show(self) -> None:
        """Show what is plugged in now; a form that is being filled in stays."""
        is_running = self._desk.backups.run is not None
        is_open = not is_running and self._form is None
        had_keyboard = self.isAncestorOf(self.window().focusWidget())
        self._run.setVisible(is_running)
        self._drives.setVisible(is_open)
        self._folder.setVisible(is_open)
        self._replace_rows()
        if had_keyboard and self._form is None:
            self.begin()

    def _make_way(self) -> None:
        """Let what is said of the last backup go once a drive is plugged in anew."""
        backups = self._desk.backups
        if backups.run is None or backups.is_under_way:
            self._is_pulled_out = False
        elif self.at_hand.ready is None:
            self._is_pulled_out = True
        elif self._is_pulled_out:
            backups.put_away()

    def begin(self) -> None:
        """Let the keyboard go on where there is something to do."""
        if not self._run.isHidden():
            self._run.begin()
            return
        for name in _IN_ORDER:
            for button in self.findChildren(QPushButton, name):
                if button.isVisibleTo(self) and button.isEnabled():
                    button.setFocus()
                    return

    def _replace_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = []
        if self.at_hand.ready is None and (self.at_hand.due or not self.at_hand.here):
            rows.append(self._nothing_ready())
        for number, here in enumerate(self.at_hand.here):
            rows.append(self._row(here, is_first=number == 0))
        for row in rows:
            self._rows.addWidget(row)
            # (the keyboard may be given to it at once)
            row.show()

    def _nothing_ready(self) -> QWidget:
        """What to plug in, while nothing that is known is there."""
        is_looking = self.at_hand.is_looking
        words = _("Looking for drives…") if is_looking else self.at_hand.what_to_plug_in()
        return _line("mdi6.usb-port", named(let_shrink(line_label("title", words)), "plugIn"))

    def _row(self, here: Here, *, is_first: bool) -> QWidget:
        name = line_label("title", in_its_own_direction(here.name))
        name = named(at_its_beginning(let_shrink(name)), "driveName")
        beneath = let_shrink(line_label("secondary", self._beneath(here)))
        beneath = named(beneath, "driveBeneath")
        words = [name, beneath]
        if told := own_disk_in_words(self._desk, here.place):
            words.append(named(let_shrink(line_label("news", told)), "ownDisk"))
        return _line(_icon(here), *words, button=self._button(here, is_first=is_first))

    def _beneath(self, here: Here) -> str:
        drive = here.place.drive
        free = _("{free} free of {size}").format(
            free=in_its_own_direction(size_in_words(drive.free)),
            size=in_its_own_direction(size_in_words(drive.size)),
        )
        if here.known is None:
            return " · ".join((free, _("not known yet")))
        if here.known.is_retired:
            return " · ".join((free, _("taken out of use")))
        return " · ".join(filter(None, (free, self._last(here.known), self._turn())))

    def _last(self, known: KnownDrive) -> str:
        if known.last_good_at is None:
            return _("no backup yet")
        day = day_in_words(known.last_good_at, self._desk.office.clock.today())
        return _("last backup: {day}").format(day=day)

    def _turn(self) -> str:
        due = self.at_hand.due
        if due is None or any(here.known == due for here in self.at_hand.here):
            return ""
        words = _("it would be the turn of {name}, but this one serves too")
        return words.format(name=in_its_own_direction(due.name))

    def _button(self, here: Here, *, is_first: bool) -> QPushButton:
        if here.is_ready:
            words, icon = _("Back up now"), "mdi6.content-save-outline"
            filled = primary_button(words, theme.accent("neutral"), icon)
            button = named(filled if is_first else plain_button(words, icon), "backUp")
            button.clicked.connect(partial(self._start, here))
            return button
        again, first = _("Use it again"), _("Use this drive for backups")
        words = again if here.known else first
        is_next = is_first and self.at_hand.due is None
        filled = primary_button(words, theme.accent("neutral"))
        button = named(filled if is_next else plain_button(words), "useDrive")
        button.clicked.connect(partial(self.use, here.place, here.known))
        return button

    def _start(self, here: Here) -> None:
        self._desk.backups.start(here.place, here.name)
        self.begin()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder for backups"))
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Make a folder known, the network's as well."""

        def look() -> Place | None:
            drive = look_at_folder(folder)
            if drive is None:
                return None
            return Place(drive, read_mark(folder) or "", (), is_folder=True)

        self._desk.read(self, look, self._use_if_there)

    def _use_if_there(self, place: Place | None) -> None:
        if place is not None:
            self.use(place)

    def use(self, place: Place, known: KnownDrive | None = None) -> None:
        """Ask what a drive or folder is to be called."""
        self._leave_form()
        self._form = without_frame(UseForm(self._desk, place, known))
        self._form.left.connect(self._left)
        self._form.saved.connect(self._left)
        self.body.insertWidget(1, self._form)
        self._form.show()
        self._form.begin()
        self._form.focus_first()
        self._show()

    def _left(self) -> None:
        self._leave_form()
        self.at_hand.watch.forget()
        self.refresh()
        self.begin()

    def _leave_form(self) -> None:
        if self._form is not None:
            form, self._form = self._form, None
            self.body.removeWidget(form)
            form.hide()
            form.deleteLater()


def _icon(here: Here) -> str:
    return "mdi6.folder-outline" if here.place.is_folder else "mdi6.usb-flash-drive-outline"


def _line(icon: str, *words: QWidget, button: QPushButton | None = None) -> QWidget:
    line = QWidget()
    sign = line_label("")
    sign.setFixedWidth(_SIGN)
    sign.setPixmap(theme.icon(icon, theme.SECONDARY).pixmap(_SIGN - 4, _SIGN - 4))
    column = QVBoxLayout()
    column.setSpacing(2)
    for each in words:
        column.addWidget(each)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.INSIDE)
    row.addWidget(sign)
    row.addLayout(column, 1)
    if button is not None:
        row.addWidget(button)
    return line
