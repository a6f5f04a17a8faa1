"""The backups on the drives at hand, the newest first, and what can be done with one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from amane_desktop.i18n import _, in_its_own_direction, size_in_words
from amane_desktop.office.backup_settings import backup_settings
from amane_desktop.storage.backup.layout import Found
from ui.backup.found_list import FoundList
from ui.backup.here import Here
from ui.tasks import Desk
from ui.widgets.basics import Card, let_shrink, line_label


class BackupsCard(Card):
    """A list to choose one from, the newest at first."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[tuple[Found, str]] | None = None
        self._at: dict[Found, Here] = {}
        self.list = FoundList("backups", _("Backups on this drive"))
        self.list.chosen.connect(self.chosen)
        self._others = let_shrink(
            line_label(
                "secondary",
                _("Backups of another centre stand on it too. They are left as they are."),
            )
        )
        self.body.addWidget(line_label("title", _("Backups on this drive")))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._others)
        self.show_backups([])

    @property
    def found(self) -> Found | None:
        """The backup that is chosen."""
        return self.list.found

    @property
    def here(self) -> Here | None:
        """The drive that it stands on."""
        return None if self.found is None else self._at[self.found]

    def show_backups(self, at_hand: Sequence[Here]) -> None:
        """Show those of this centre; what is chosen stays so."""
        ours = self._desk.ask(backup_settings).set_id
        every = [(found, here) for here in at_hand for found in here.place.backups]
        every.sort(key=lambda each: each[0].made_at, reverse=True)
        shown = [(found, here) for found, here in every if found.set_id == ours]
        self._at = dict(shown)
        self._others.setVisible(len(shown) < len(every))
        self.setVisible(bool(every))
        self.list.setVisible(bool(shown))
        is_named = len(at_hand) > 1
        rows = [(found, _beneath(found, here.name if is_named else "")) for found, here in shown]
        if rows != self._rows:
            self._rows = rows
            # The newest is the one that people mean.
            self.list.show_found(rows, next(iter(self._at), None))


def _beneath(found: Found, drive: str) -> str:
    told = filter(None, (drive, size_in_words(found.size)))
    return " · ".join(map(in_its_own_direction, told))
