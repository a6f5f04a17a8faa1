"""The journal: what was done at the centre, by whom and when, with filters and undo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.i18n import _
from amane_desktop.office import staff
from amane_desktop.office.audit import AuditFilter, AuditPage, audit, sentences
from amane_desktop.office.history import HistoryLine
from amane_desktop.office.work import Change
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import line_label, plain_button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.history_card import HistoryCard, undone_in_words
from ui.widgets.list_export import ShownList, export_button
from ui.widgets.page import Page
from ui.widgets.past_day_field import PastDayField
from ui.widgets.undoing import begin_undo

_PAUSE, _ALL = 300, 100_000


class JournalPage(Page):
    """Every action, newest first; older ones come when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[HistoryLine, ...] = ()
        self._before: int | None = None
        self._asked = 0
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self.card = HistoryCard(_ALL)
        self.card.title.setText(_("Journal"))
        self.card.head.addWidget(export_button(desk, "exportJournal", self._shown))
        self.card.undo_wanted.connect(partial(begin_undo, desk, self))
        self._nothing = line_label("secondary", _("Nothing in the journal fits these filters."))
        self.older = plain_button(_("Older entries"))
        self.older.setObjectName("olderEntries")
        self.older.clicked.connect(self._go_on)
        inside = QWidget()
        inside.setObjectName("page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        for widget in (self.card, self._nothing, self.older):
            rows.addWidget(widget)
        rows.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 12, theme.EDGE, 12)
        column.setSpacing(theme.GAP)
        column.addLayout(self._make_filters())
        column.addWidget(scroll, 1)
        self.refresh()

    def _make_filters(self) -> QHBoxLayout:
        today = self.desk.office.clock.today
        people = {str(line.id): line.name for line in self.desk.ask(staff.staff)}
        self.who = ChoiceField(_("Who"), people)
        self.what = ChoiceField(_("What was done"), dict(self.desk.ask(sentences)))
        self.first, self.last = PastDayField(_("From"), today), PastDayField(_("Until"), today)
        self.words = TextField(_("Words in it"))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for field, stretch in (
            (self.who, 2),
            (self.what, 3),
            (self.first, 2),
            (self.last, 2),
            (self.words, 3),
        ):
            # Nothing is refused here, nor changed by somebody else.
            field.say_error("")
            field.say_news(None)
            field.edited.connect(self._pause.start)
            row.addWidget(field, stretch)
        return row

    def refresh(self, change: Change | None = None) -> None:
        """Read the newest page anew."""
        self._read(None)

    def focusInEvent(self, event: object) -> None:
        """Begin at the words."""
        line = self.words.editor
        assert isinstance(line, QLineEdit)
        line.setFocus()

    def _shown(self) -> ShownList:
        """The entries that stand on the page; older ones are asked for before."""
        lines = self._lines
        headings = [_("When"), _("Who"), _("What was done"), ""]
        return ShownList(_("Journal"), headings, lambda: [_cells(line) for line in lines])

    def _wanted(self) -> AuditFilter:
        who = str(self.who.raw())
        return AuditFilter(
            int(who) if who else None,
            self.first.day(),
            self.last.day(),
            str(self.what.raw()),
            str(self.words.raw()).strip(),
        )

    def _go_on(self) -> None:
        self._read(self._before)

    def _read(self, before: int | None) -> None:
        self._asked += 1
        asked, wanted = self._asked, self._wanted()

        def show(page: AuditPage) -> None:
            if asked == self._asked:
                self._show(page, before)

        self.desk.read(lambda: self.desk.ask(audit, wanted, before), show)

    def _show(self, page: AuditPage, before: int | None) -> None:
        self._lines = page.lines if before is None else (*self._lines, *page.lines)
        self._before = page.before
        self.card.show_lines(self._lines)
        self.card.setVisible(bool(self._lines))
        self._nothing.setVisible(not self._lines)
        self.older.setVisible(page.before is not None)


def _cells(line: HistoryLine) -> list[str]:
    return [f"{line.at:%Y-%m-%d %H:%M}", line.by, str(line), undone_in_words(line)]
