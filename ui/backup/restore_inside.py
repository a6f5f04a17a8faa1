"""What is inside a backup, and what it would take the place of: shown before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, in_its_own_direction, isolate, ngettext, size_in_words
from ui import theme
from ui.backup.words import when_in_words
from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label, primary_button

if TYPE_CHECKING:
    from amane_desktop.office.restore_choice import Choice


class RestoreInside(QWidget):
    """Figures of the backup that was opened; *Restore* says plainly what it replaces."""

    wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = line_label("subject")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.replaced = named(let_shrink(line_label("news")), "whatIsReplaced")
        self._buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addWidget(self.replaced)
        column.addStretch()
        column.addLayout(self._buttons)

    def show_choice(self, choice: Choice) -> None:
        """Show what was opened."""
        _empty(self._grid)
        _empty(self._buttons)
        self._title.setText(when_in_words(choice.opened.manifest.made_at))
        for row, (label, value) in enumerate(_inside(choice)):
            self._grid.addWidget(line_label("secondary", label), row, 0)
            self._grid.addWidget(at_its_beginning(line_label("strong", value)), row, 1)
        told = what_is_replaced(choice)
        self.replaced.setText(told)
        self.replaced.setVisible(bool(told))
        back = named(flat_button(_("Back"), "mdi6.chevron-left", mirrored=True), "insideBack")
        back.clicked.connect(self.left)
        restore = named(_restore_button(is_replacing=bool(told)), "restoreNow")
        restore.clicked.connect(self.wanted)
        self._buttons.addWidget(back)
        self._buttons.addStretch()
        self._buttons.addWidget(restore)
        # The second Enter of a habit must not replace a centre.
        (back if told else restore).setFocus()


def _inside(choice: Choice) -> list[tuple[str, str]]:
    manifest = choice.opened.manifest
    size = manifest.database_size + sum(manifest.attachments.values())
    counted = (
        (_("Families"), "family"),
        (_("Persons"), "person"),
        (_("Sessions held"), "group_session"),
        (_("Scans and photos"), "attachment"),
    )
    return [
        (_("Made by"), in_its_own_direction(manifest.by)),
        *((label, isolate(str(manifest.counts.get(kind, 0)))) for label, kind in counted),
        (_("Size"), in_its_own_direction(size_in_words(size))),
    ]


def what_is_replaced(choice: Choice) -> str:
    """What the backup takes the place of; empty where nothing stands."""
    if choice.is_new_place:
        return ""
    standing = choice.standing
    if standing is None or standing.known is None:
        return _(
            "The centre on this PC opens no more. The backup takes its place; the damaged file is "
            "kept beside it."
        )
    since = ngettext(
        "This takes the place of the centre as it is now: {n} change was made since this backup.",
        "This takes the place of the centre as it is now: {n} changes were made since this backup.",
        choice.work_since,
    )
    kept = _("What stands now is kept on this PC, so that this can be taken back.")
    return since.format(n=choice.work_since) + " " + kept


def _restore_button(*, is_replacing: bool) -> QPushButton:
    if is_replacing:
        return primary_button(_("Replace the centre by this backup"), theme.accent("danger"))
    return primary_button(_("Restore this backup"), theme.accent("neutral"))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
