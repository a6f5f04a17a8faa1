"""The window once somebody has signed in: bar, tabs, page, and a line at the foot."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, language
from amane_desktop.office.errors import SignedOut
from amane_desktop.office.front_door import front_door
from amane_desktop.office.queries import CentreCard, centre_card
from amane_desktop.office.values import in_reader_script
from amane_desktop.office.work import Change
from ui import theme
from ui.discreet import Discreet
from ui.languages import LanguageButton
from ui.pages import MENU_PAGES, PAGES, PageEntry
from ui.tasks import Desk
from ui.widgets.basics import flat_button, line_label
from ui.widgets.logo import Logo
from ui.widgets.page import Page
from ui.widgets.search_box import SearchBox

_NOTICE_MS = 8000


class Workplace(QWidget):
    """Everything that is hidden when the screen is locked."""

    lock_wanted = Signal()
    language_wanted = Signal(str)
    change_over_wanted = Signal(str)
    guide_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._pages: dict[str, Page] = {}
        self._states: dict[str, dict[str, Any]] = {}
        self._stale: set[str] = set()
        self._shown = PAGES[0].key
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.notice = line_label("secondary")
        self.notice.setObjectName("notice")
        self.search = SearchBox(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        centre = desk.ask(centre_card)
        self.idle_minutes = centre.idle_minutes
        if centre.is_demonstration:
            column.addWidget(_banner(_("Demonstration centre: every family here is invented")))
        if centre.later_work is not None:
            today = desk.office.clock.today()
            column.addWidget(_banner(_clock_is_behind(today, centre.later_work)))
        column.addWidget(self._bar(centre))
        column.addWidget(self._tab_row())
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot())
        self._keys()
        self._quiet = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._quiet.timeout.connect(lambda: self.notice.setText(""))
        desk.notice.connect(self._say)
        desk.changed.connect(self._refresh)
        desk.went.connect(self.go)
        desk.guide_wanted.connect(self.guide_wanted)
        desk.sent_out.connect(self.lock_wanted, Qt.ConnectionType.QueuedConnection)

    def _bar(self, centre: CentreCard) -> QWidget:
        bar = QFrame()
        bar.setObjectName("topBar")
        bar.setFixedHeight(50)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(10)
        self._name = line_label("strong", in_reader_script(centre.name, centre.name_ar))
        row.addWidget(Logo())
        row.addWidget(self._name)
        row.addSpacing(18)
        self.search.setFixedWidth(430)
        row.addWidget(self.search)
        row.addStretch()
        undo = flat_button(_("Undo"), "mdi6.undo", mirrored=True)
        undo.setObjectName("undo")
        undo.setToolTip(_("Take back your last change") + "  (Ctrl+Z)")
        undo.clicked.connect(self.desk.undo)
        row.addWidget(undo)
        languages = LanguageButton()
        languages.chosen.connect(self.language_wanted)
        row.addWidget(languages)
        who = flat_button(self.desk.office.signed_in.name, "mdi6.account-circle-outline")
        menu = QMenu(who)
        menu.setObjectName("userMenu")
        self._fill_menu(menu)
        # Staff may have come or left since.
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        who.setMenu(menu)
        row.addWidget(who)
        lock = flat_button("", "mdi6.lock-outline")
        lock.setObjectName("lock")
        lock.setToolTip(_("Lock the screen") + "  (Ctrl+L)")
        lock.setAccessibleName(_("Lock the screen"))
        lock.clicked.connect(self.lock_wanted)
        row.addWidget(lock)
        return bar

    def _fill_menu(self, menu: QMenu) -> None:
        office = self.desk.office
        menu.clear()
        for name in front_door(office.folder).staff:
            if name != office.signed_in.name:
                words = _("Change over to {name}").format(name=in_its_own_direction(name))
                menu.addAction(words, partial(self.change_over_wanted.emit, name))
        menu.addSeparator()
        for entry in filter(self._may_open, MENU_PAGES):
            menu.addAction(_(entry.title), partial(self.go, entry.key, {}))
        menu.addAction(_("Guide") + "\tF1", self.guide_wanted.emit)
        menu.addSeparator()
        if self.desk.may(Permission.RESTORE):
            menu.addAction(_("Restore from a backup"), partial(self.desk.restore_wanted.emit, None))
        menu.addAction(_("Your password"), self._choose_password)
        menu.addAction(_("Lock the screen"), self.lock_wanted.emit)

    def _may_open(self, entry: PageEntry) -> bool:
        return may(self.desk.office.signed_in.role, entry.permission)

    def _choose_password(self) -> None:
        from ui.own_password import OwnPassword, choose_by

        card, name = self.desk.ask(centre_card), self.desk.office.signed_in.name
        centre = (card.name, card.name_ar)
        OwnPassword(name, partial(choose_by, self.desk), self, centre=centre).open()

    def _tab_row(self) -> QWidget:
        line = QFrame()
        line.setObjectName("tabRow")
        line.setFixedHeight(42)
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(0)
        for number, entry in enumerate(PAGES):
            tab = QPushButton(_(entry.title))
            tab.setObjectName(f"tab_{entry.key}")
            tab.setCheckable(True)
            tab.setIcon(theme.icon(entry.icon, theme.accent(entry.accent)))
            tab.setIconSize(QSize(18, 18))
            tab.setProperty("role", "tab")
            tab.setStyleSheet(
                f"QPushButton:checked {{ color: {theme.accent(entry.accent)};"
                f" border-bottom: 3px solid {theme.accent(entry.accent)}; font-weight: 600; }}"
            )
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
            if not self._may_open(entry):
                tab.hide()
        row.addStretch()
        self._tabs.idClicked.connect(lambda number: self.go(PAGES[number].key, {}))
        return line

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(24)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.EDGE, 0, theme.EDGE, 4)
        row.addWidget(self.notice)
        row.addStretch()
        self._saved = line_label("secondary")
        self._saved.setObjectName("savedAt")
        row.addWidget(self._saved)
        self.desk.saved.connect(self._show_saved)
        return foot

    def _show_saved(self, at: datetime) -> None:
        local = at.astimezone(ZoneInfo("Africa/Casablanca"))
        clock = f"{local.hour} h {local.minute:02}" if language() == "fr" else f"{local:%H:%M}"
        self._saved.setText(_("Saved at {time}").format(time=isolate(clock)))

    def _keys(self) -> None:
        # Also while a window beside this one has the keyboard, as the guide does.
        lock = QShortcut(QKeySequence("Ctrl+L"), self, self.lock_wanted.emit)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)
        QShortcut(QKeySequence("Ctrl+Z"), self, self.desk.undo)
        self._discreet = Discreet(self._stack, self)
        for number, entry in enumerate(PAGES):
            if self._may_open(entry):
                keys = QKeySequence(f"Ctrl+{number + 1}")
                QShortcut(keys, self, lambda key=entry.key: self.go(key, {}))

    def go(self, key: str, where: dict[str, Any]) -> None:
        """Show a page, made when it is first wanted, at a place in it."""
        if key not in self._pages:
            entry = next(entry for entry in (*PAGES, *MENU_PAGES) if entry.key == key)
            page = entry.make(self.desk)
            page.setObjectName(f"page_{key}")
            self._pages[key] = page
            self._stack.addWidget(page)
            if key in self._states:
                page.restore(self._states[key])
        page = self._pages[key]
        if page is not self._stack.currentWidget():
            self.notice.setText("")
        self._stack.setCurrentWidget(page)
        if key in self._stale:
            self._stale.remove(key)
            page.refresh()
        self._shown = key
        self._check_tab()
        page.setFocus()
        if where:
            page.open(**where)

    def _check_tab(self) -> None:
        """Show which tab's page stands there; none for a page from the menu."""
        self._tabs.setExclusive(False)
        for number, entry in enumerate(PAGES):
            self._tabs.button(number).setChecked(entry.key == self._shown)
        self._tabs.setExclusive(True)

    def page(self, key: str) -> Page:
        """A page that was shown."""
        return self._pages[key]

    def state(self) -> dict[str, Any]:
        """Which page is shown, where each stands and what is typed; kept in memory alone."""
        pages = self._states | {key: page.state() for key, page in self._pages.items()}
        return {"page": self._shown, "pages": pages, "drafts": self.desk.drafts.told()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown before the language changed or the screen was locked."""
        self._states = state["pages"]
        self.desk.drafts.take_over(state["drafts"])
        # A role may have been changed since.
        there = {entry.key for entry in (*PAGES, *MENU_PAGES) if self._may_open(entry)}
        self.go(state["page"] if state["page"] in there else PAGES[0].key, {})

    def _refresh(self, change: Change) -> None:
        """Refresh what is on the screen; the other pages when they are shown again."""
        # Whoever was let go meanwhile is on the way to the door: the desk has said so.
        with suppress(SignedOut):
            self._refresh_pages(change)

    def _refresh_pages(self, change: Change) -> None:
        if "centre_settings" in change.kinds:
            centre = self.desk.ask(centre_card)
            self.idle_minutes = centre.idle_minutes
            self._name.setText(in_reader_script(centre.name, centre.name_ar))
        for key, page in self._pages.items():
            if page is self._stack.currentWidget():
                page.refresh(change)
            else:
                self._stale.add(key)

    def _say(self, words: str) -> None:
        self.notice.setText(words)
        self._quiet.start()


def _clock_is_behind(today: date, later: date) -> str:
    words = _("This PC’s clock says {today}, but the last work is of {day}: set the clock right.")
    return words.format(today=format_date(today), day=format_date(later))


def _banner(words: str) -> QWidget:
    banner = line_label("banner", words)
    banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
    banner.setFixedHeight(24)
    return banner
