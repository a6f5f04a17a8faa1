"""The yearly rehearsal: what one would have after a fire, tried out without touching anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from amane_desktop.i18n import _, isolate, labelled, ngettext
from amane_desktop.office.rehearsing import Rehearsed, rehearse
from amane_desktop.storage.backup.layout import Found
from ui.backup.words import when_in_words
from ui.backup.work_sheet import WorkSheet
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import fit_height, line_label
from ui.widgets.password_line import PasswordLine


class Rehearsal(WorkSheet):
    """Asks for the recovery code, as one would have to, and restores into a throw-away centre."""

    def __init__(
        self, desk: Desk, found: Found, name: str, drive_id: int | None, parent: QWidget
    ) -> None:
        about = _(
            "As after a fire: the drive and the printed recovery code must be enough. The backup "
            "of {when} is restored apart, looked through and thrown away. The centre is not "
            "touched."
        )
        when = when_in_words(found.made_at)
        title, begin = _("Rehearse a restore"), _("Rehearse")
        super().__init__(title, about.format(when=when), begin, name, parent)
        self._desk, self._found, self._drive_id = desk, found, drive_id
        label = _("Recovery code, or a director's password")
        self._label = line_label("secondary", label)
        self.secret = named(PasswordLine(), "rehearsalSecret")
        self.secret.setAccessibleName(label)
        self._label.setBuddy(self.secret)
        self.asked.addWidget(self._label)
        self.asked.addWidget(self.secret)
        self.secret.setFocus()

    def begin(self) -> None:
        """Begin, once there is a code or a password to try."""
        if self.secret.text().strip():
            super().begin()
            return
        self.error.setText(_("A director's password is needed here, or the recovery code."))
        self.error.show()
        self.secret.setFocus()
        QTimer.singleShot(0, self, partial(fit_height, self))

    def is_asking(self, *, is_asking: bool) -> None:
        """Ask for the code before it begins."""
        self._label.setVisible(is_asking)
        self.secret.setVisible(is_asking)
        if is_asking:
            self.secret.setFocus()
            self.secret.selectAll()

    def work(self) -> Callable[[], str]:
        """Restore it, beside the window."""
        return partial(self._rehearse, self.secret.text())

    def _rehearse(self, secret: str) -> str:
        office, found = self._desk.office, self._found
        return in_words(rehearse(office, found, secret, self.progress, self._drive_id))


def in_words(told: Rehearsed) -> str:
    """What stood in the throw-away centre, in figures to hold against what one knows."""
    counted = (
        (_("Families"), "family"),
        (_("Persons"), "person"),
        (_("Sessions held"), "group_session"),
        (_("Scans and photos"), "attachment"),
    )
    figures = " · ".join(
        labelled(label, isolate(str(told.counts.get(kind, 0)))) for label, kind in counted
    )
    lines = [_("The centre could be restored from this drive."), figures]
    if told.missing:
        words = ngettext(
            "{n} photo or paper is missing from it or damaged.",
            "{n} photos or papers are missing from it or damaged.",
            told.missing,
        )
        lines.append(words.format(n=told.missing))
    return "\n".join(lines)
