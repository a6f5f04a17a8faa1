"""The journal: what was done at the centre and who looked, by whom and when, with filters."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
)

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.office.audit import AuditLine, audit_ids, audit_lines
from amane_desktop.office.work import Change
from amane_desktop.people.who_looked import LookLine, look_ids, look_lines
from ui import theme
from ui.journal.action_detail import ActionDetail
from ui.journal.entries import Entries, Lines, TwoTexts
from ui.journal.filters import Filters
from ui.journal.look_detail import LookDetail, when_and_who_looked, whose
from ui.tasks import Desk
from ui.widgets.basics import line_label
from ui.widgets.chips import Chips
from ui.widgets.history_card import undone_in_words, when_and_who
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.page import Page


class JournalPage(Page):
    """Two lists under one row of filters: actions, and looks at protected records."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filters = Filters(desk)
        self.done = Entries(
            desk,
            ActionDetail(desk),
            lambda wanted: desk.ask(audit_ids, wanted),
            Lines(lambda ids: desk.ask(audit_lines, ids), _action_told),
            nothing=_("Nothing in the journal fits these filters."),
        )
        self.looks = Entries(
            desk,
            LookDetail(desk),
            lambda wanted: desk.ask(look_ids, wanted),
            Lines(lambda ids: desk.ask(look_lines, ids), _look_told),
            nothing=_("Nobody looked at a protected record, as far as these filters go."),
        )
        self.done.list.setAccessibleName(_("What was done"))
        self.looks.list.setAccessibleName(_("Who looked"))
        self._chips = Chips(
            ("done", _("What was done"), self.done), ("looks", _("Who looked"), self.looks)
        )
        self._count = line_label("secondary")
        self._count.setObjectName("journalCount")
        self._lay_out()
        self.filters.edited.connect(self.refresh)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.begin_at_words)
        self._look_for(0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(line_label("subject", _("Journal")))
        row.addSpacing(12)
        row.addWidget(self._chips)
        for view in (self.done, self.looks):
            view.counted.connect(self._count.setText)
        self._chips.opened.connect(self._look_for)
        row.addStretch()
        row.addWidget(self._count)
        row.addWidget(export_button(self.desk, "exportJournal", self._shown))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self.filters)
        column.addWidget(self._chips.views, 1)

    @property
    def _view(self) -> Entries:
        return self.looks if self._chips.shown else self.done

    def refresh(self, change: Change | None = None) -> None:
        """Ask anew; what is chosen and seen stays where it was."""
        self._view.show_wanted(self.filters.wanted())

    def focusInEvent(self, event: object) -> None:
        """Begin in the list."""
        self._view.setFocus()

    def _shown(self) -> ShownList:
        """All that fits the filters, each line as it is told here."""
        if self._view is self.looks:
            looks = (_("When"), _("By whom"), _("Record"))
            return ShownList(
                _("Who looked"), looks, partial(self.looks.model.read_all, _look_cells)
            )
        headings = (_("When"), _("By whom"), _("What was done"), "")
        return ShownList(_("Journal"), headings, partial(self.done.model.read_all, _action_cells))

    def state(self) -> dict[str, Any]:
        """Which list, what is looked for, and what is chosen in each."""
        chosen = {"action": self.done.number, "look": self.looks.number}
        return {"view": self._chips.shown, "filters": self.filters.state(), **chosen}

    def restore(self, state: dict[str, Any]) -> None:
        """Look for it again."""
        self.done.number, self.looks.number = state["action"], state["look"]
        self.filters.restore(state["filters"])
        self._chips.show_view(state["view"])
        self._look_for(state["view"])

    def _look_for(self, _number: int) -> None:
        self.filters.show_what(self._view is self.done)
        self.refresh()


def _action_told(line: AuditLine) -> TwoTexts:
    about = in_its_own_direction(line.told.about) if line.told.about else ""
    upper = " · ".join(filter(None, (line.told.sentence, about)))
    return upper, " · ".join(filter(None, (when_and_who(line.told), undone_in_words(line.told))))


def _action_cells(line: AuditLine) -> list[str]:
    told = line.told
    return [f"{told.at:%Y-%m-%d %H:%M}", told.by, str(told), undone_in_words(told)]


def _look_cells(line: LookLine) -> list[str]:
    return [f"{line.at:%Y-%m-%d %H:%M}", line.by, whose(line)]


def _look_told(line: LookLine) -> TwoTexts:
    return whose(line), when_and_who_looked(line)
