"""Settings: their list on the leading side, one of them beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from amane_desktop.i18n import N_, _
from amane_desktop.office.values import LISTS
from amane_desktop.office.work import Change
from ui import theme
from ui.centre_settings.backup_section import BackupSection
from ui.centre_settings.centre_section import CentreSection
from ui.centre_settings.follow_up_section import FollowUpSection
from ui.centre_settings.section import Section
from ui.centre_settings.small_sections import LockSection, StaffSection
from ui.centre_settings.values_section import ValuesSection
from ui.centre_settings.years_section import YearsSection
from ui.tasks import Desk
from ui.widgets.basics import Card, line_label
from ui.widgets.page import Page

_LIST_WIDTH = 300
_SECTIONS: dict[str, tuple[str, Callable[[Desk], Section]]] = {
    "centre": (N_("The centre"), CentreSection),
    "staff": (N_("Staff"), StaffSection),
    "lock": (N_("Lock and recovery code"), LockSection),
    "years": (N_("School years"), YearsSection),
    "follow_up": (N_("School follow-up"), FollowUpSection),
    "backup": (N_("Backup and safety"), BackupSection),
}
_KEY = Qt.ItemDataRole.UserRole


class SettingsPage(Page):
    """What the centre may change of itself, one thing at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._makers = {key: make for key, (_title, make) in _SECTIONS.items()}
        self._makers |= {list_: partial(ValuesSection, list_=list_) for list_ in LISTS}
        self._made: dict[str, Section] = {}
        self._states: dict[str, Mapping[str, Any]] = {}
        self._beside = QStackedWidget()
        self.list = QListWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(_("Settings"))
        self.list.setStyleSheet("QListWidget::item { min-height: 34px; padding: 0 12px; }")
        for key, (title, _make) in _SECTIONS.items():
            self._add(key, title)
        self._add_heading()
        for key, list_ in LISTS.items():
            self._add(key, list_.title)
        self._lay_out()
        self.list.currentItemChanged.connect(self._choose)
        self.list.setCurrentRow(0)

    def _add(self, key: str, title: str) -> None:
        item = QListWidgetItem(_(title))
        item.setData(_KEY, key)
        self.list.addItem(item)

    def _add_heading(self) -> None:
        heading = QListWidgetItem(_("Lists to choose from"))
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setForeground(theme.colour("secondary"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.list.addItem(heading)

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(1, 6, 1, 6)
        card.body.addWidget(self.list)
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(line_label("subject", _("Settings")))
        side.addWidget(card, 1)
        card.setFixedWidth(_LIST_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        row.setSpacing(16)
        row.addLayout(side)
        row.addWidget(self._beside, 1)

    @property
    def key(self) -> str:
        """What is shown."""
        return str(self.list.currentItem().data(_KEY))

    def section(self, key: str) -> Section:
        """A section, made when it is first wanted."""
        if key not in self._made:
            section = self._makers[key](self.desk)
            self._made[key] = section
            self._beside.addWidget(section)
            if key in self._states:
                section.restore(self._states.pop(key))
        return self._made[key]

    def refresh(self, change: Change | None = None) -> None:
        """Show the newest state; what is being typed stays."""
        for section in self._made.values():
            if change is None or change.kinds & section.kinds:
                section.refresh()

    def open(self, section: str = "centre", **where: Any) -> None:
        """Show one of the settings."""
        rows = range(self.list.count())
        self.list.setCurrentRow(next(n for n in rows if self.list.item(n).data(_KEY) == section))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where the keyboard goes on."""
        super().focusInEvent(event)
        self.list.setFocus()

    def state(self) -> dict[str, Any]:
        """What is shown, and all that is half-typed."""
        typed = {key: section.state() for key, section in self._made.items()}
        return {"key": self.key, "sections": self._states | typed}

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self._states = dict(state["sections"])
        for key in [key for key in self._made if key in self._states]:
            self._made[key].restore(self._states.pop(key))
        self.open(state["key"])

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._beside.setCurrentWidget(self.section(self.key))
