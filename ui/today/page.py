"""Today: this day's sessions, birthdays, and the weekly jobs."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.attendance.planned import PLAN_KINDS
from amane_desktop.attendance.queries import DaySession
from amane_desktop.attendance.weeks import monday_of, week_to_print
from amane_desktop.i18n import _, format_date, isolate, language, ngettext
from amane_desktop.office.work import Change
from amane_desktop.overview.today import Birthday, Today, today
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.agenda.today_card import DueTasks
from ui.backup.check_notice import CheckNotice
from ui.backup.today_card import BackupButton, LastBackupCard
from ui.backup.update_notice import UpdateNotice
from ui.civil_registration.today_card import TODAY_KINDS, DossiersToday
from ui.school_support.papers import preview_rosters
from ui.school_support.rosters import print_button_text
from ui.school_support.titles import children_in_words, group_title
from ui.school_support.week_model import hours
from ui.tasks import Desk
from ui.today.first_steps import FirstSteps
from ui.today.free_places import FreePlaces
from ui.widgets.basics import (
    Card,
    EmptyState,
    flat_button,
    line_label,
    primary_button,
)
from ui.widgets.page import Page

_KINDS = PLAN_KINDS | {"task", "attendance", "enrolment", "enrolment_pause", "waiting", "person"}
_KINDS |= {"backup_drive", *TODAY_KINDS}


class TodayPage(Page):
    """The page that is open in the morning."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sessions, self._birthdays = QVBoxLayout(), QVBoxLayout()
        self._sessions.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, 14, theme.EDGE, 10)
        column.setSpacing(theme.GAP)
        column.addLayout(self._header())
        if desk.may(Permission.BACK_UP):
            column.addWidget(CheckNotice(desk))
            column.addWidget(UpdateNotice(desk, self._back_up.at_hand))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._sessions_card(), 3)
        row.addWidget(self._scrolled(self._side()), 1)
        column.addLayout(row, 1)
        self.refresh()

    def _header(self) -> QHBoxLayout:
        day = self.desk.office.clock.today()
        name = self.desk.office.signed_in.name
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(line_label("subject", _("Hello {name}").format(name=name)))
        line = _("{day} · week {number}").format(
            day=format_date(day, "full"), number=day.isocalendar().week
        )
        words.addWidget(line_label("secondary", line))
        row.addLayout(words)
        row.addStretch()
        words_of = print_button_text(day, monday_of(day))
        self._button = primary_button(words_of, theme.accent("school"), "mdi6.printer-outline")
        self._button.setObjectName("printRosters")
        self._button.clicked.connect(self._print)
        row.addWidget(self._button)
        if self.desk.may(Permission.BACK_UP):
            self._back_up = BackupButton(self.desk)
            row.addWidget(self._back_up)
        return row

    def _sessions_card(self) -> QWidget:
        card = Card()
        card.body.addWidget(line_label("title", _("Today's sessions")))
        inside = QWidget()
        inside.setLayout(self._sessions)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        card.body.addWidget(area, 1)
        return card

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        birthdays = Card()
        birthdays.body.addWidget(line_label("title", _("Birthdays")))
        birthdays.body.addLayout(self._birthdays)
        self.tasks = DueTasks(self.desk)
        side.addWidget(self.tasks)
        self.dossiers = DossiersToday(self.desk)
        side.addWidget(self.dossiers)
        side.addWidget(birthdays)
        self._places = FreePlaces(self.desk)
        side.addWidget(self._places)
        self.backup = LastBackupCard(self.desk)
        side.addWidget(self.backup)
        side.addStretch()
        return side

    def _scrolled(self, side: QVBoxLayout) -> QScrollArea:
        inside = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(side)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def refresh(self, change: Change | None = None) -> None:
        """Show this day anew."""
        if change is not None and not change.kinds & _KINDS:
            return
        self._places.refresh()
        self.tasks.refresh()
        self.dossiers.refresh()
        self.backup.refresh()
        found = self.desk.ask(today)
        _clear(self._sessions)
        _clear(self._birthdays)
        self._show_sessions(found)
        for birthday in found.birthdays:
            self._birthdays.addWidget(_birthday(birthday, found.day, self.desk))
        if not found.birthdays:
            self._birthdays.addWidget(line_label("secondary", _("None in the next seven days.")))

    def _show_sessions(self, found: Today) -> None:
        # One filled button: the first thing to do in an empty centre is not to print.
        prints = self.desk.may(Permission.SEE_OTHER_DAYS)
        self._button.setVisible(bool(found.groups) and prints)
        if not found.groups:
            self._sessions.addWidget(FirstSteps(self.desk, found))
            return
        if not found.sessions:
            self._sessions.addWidget(EmptyState(_("No group meets today.")))
            return
        for session in found.sessions:
            self._sessions.addWidget(_SessionRow(session, self.desk))
        self._sessions.addStretch()

    def _print(self) -> None:
        monday = week_to_print(self.desk.office.clock.today())
        preview_rosters(self.desk, self, monday, "", "ar" if language() == "ar" else "fr")


class _SessionRow(QWidget):
    """One session: its hours, its group, how many are marked, and its sheet one click away."""

    def __init__(self, session: DaySession, desk: Desk) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 6, 5)
        row.setSpacing(12)
        bar = QWidget()
        bar.setFixedSize(3, 36)
        bar.setStyleSheet(f"background: {theme.group_colour(session.group.colour)};")
        at = line_label("secondary", hours(session.slot.start, session.slot.end))
        at.setFixedWidth(56)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(line_label("strong", group_title(session.group)))
        words.addWidget(line_label("secondary", _beneath(session)))
        row.addWidget(bar)
        row.addWidget(at)
        row.addLayout(words, 1)
        row.addWidget(_progress(session), 0, Qt.AlignmentFlag.AlignVCenter)
        sheet = flat_button(_("Open the sheet"), "mdi6.chevron-right", mirrored=True)
        sheet.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if language() == "ar" else Qt.LayoutDirection.RightToLeft
        )
        sheet.setObjectName(f"sheet_{session.group.id}_{session.slot.start:%H%M}")
        sheet.clicked.connect(
            partial(
                desk.go,
                "school_support",
                group_id=session.group.id,
                day=session.slot.day,
                start=session.slot.start,
            )
        )
        row.addWidget(sheet)


def _beneath(session: DaySession) -> str:
    group = session.group
    room = in_reader_script(group.room, group.room_ar)
    teacher = in_reader_script(group.teacher, group.teacher_ar)
    children = children_in_words(group)
    # What stands for this day alone: an activity's name, or why the session was moved here.
    title = in_reader_script(session.slot.title, session.slot.title_ar)
    note = session.slot.note if session.slot.closure is None else ""
    return " · ".join(filter(None, (title, note, children, room, teacher)))


def _progress(session: DaySession) -> QWidget:
    if session.slot.closure is not None:
        return line_label("pill-waiting", session.slot.closure.told())
    if session.marked == 0:
        return line_label("secondary", _("not marked yet"))
    words = ngettext("{n} present", "{n} present", session.present).format(n=session.present)
    if session.marked < session.group.children:
        return line_label("pill-waiting", f"{words} · {isolate(_counted(session))}")
    return line_label("pill-good", words)


def _counted(session: DaySession) -> str:
    return f"{session.marked} / {session.group.children}"


def _birthday(birthday: Birthday, day: date, desk: Desk) -> QWidget:
    name = in_reader_script(birthday.name, birthday.name_ar)
    age = ngettext("{n} year", "{n} years", birthday.age).format(n=birthday.age)
    when = _("today") if birthday.day == day else format_date(birthday.day, "weekday")
    words = _("{name}, {age}, {day}").format(name=name, age=age, day=when)
    row = flat_button(words)
    # Qt turns this round with the window.
    row.setStyleSheet("QPushButton { text-align: left; padding: 0 4px; min-height: 26px; }")
    row.clicked.connect(partial(desk.go, "families", family_id=birthday.family_id))
    return row


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
