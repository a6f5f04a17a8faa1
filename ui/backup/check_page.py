"""Checking the data: what was found last, a check under way, and what can be put right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import N_, _, ngettext
from amane_desktop.office.check_words import ToldFinding, told_findings
from amane_desktop.office.checking import LastCheck, Step, last_check, look_at_check, mend_file
from amane_desktop.office.work import Change
from ui import theme
from ui.backup.words import when_in_words
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    ListCard,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.page import Page
from ui.widgets.progress_line import ProgressLine

_WIDEST = 860
_STEPS = {
    Step.PAGES: N_("Looking through the centre’s file"),
    Step.FILES: N_("Looking through photos and papers"),
    Step.JOURNAL: N_("Comparing every record with the journal"),
    Step.INDEX: N_("Looking at what finds names"),
}


class CheckPage(Page):
    """One button, a bar, and what was found in plain words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._check = desk.data_check
        self.last = named(let_shrink(line_label("strong")), "lastCheck")
        self.start = named(
            primary_button(_("Check now"), theme.accent("neutral"), "mdi6.shield-check-outline"),
            "checkNow",
        )
        self.stop = named(plain_button(_("Stop")), "stopCheck")
        self._bar = ProgressLine()
        self._step = named(line_label("secondary"), "checkStep")
        self.found = ListCard(_("What was found"))
        self.mend = named(
            plain_button(_("Put right from a backup…"), "mdi6.usb-flash-drive-outline"),
            "mendFiles",
        )
        self._mended = named(let_shrink(line_label("secondary")), "mended")
        self._files: tuple[str, ...] = ()
        self._lay_out()
        self.start.clicked.connect(self._begin)
        self.stop.clicked.connect(self._check.stop)
        self.mend.clicked.connect(self._choose_place)
        self._check.came.connect(self._show_progress)
        self._check.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        state = Card()
        for part in (self.last, self._step, self._bar):
            state.body.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.start, self.stop):
            buttons.addWidget(button)
        buttons.addStretch()
        state.body.addLayout(buttons)
        row = QHBoxLayout()
        row.addWidget(self.mend)
        row.addWidget(self._mended, 1)
        self.found.body.addLayout(row)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(line_label("subject", _("Check the data")))
        column.addWidget(let_shrink(line_label("secondary", _what_it_does())))
        column.addWidget(state)
        column.addWidget(self.found)
        column.addStretch()
        page = QHBoxLayout(self)
        page.setContentsMargins(theme.EDGE, 14, theme.EDGE, 12)
        page.addWidget(inside, 1)
        page.addStretch()

    def refresh(self, change: Change | None = None) -> None:
        """Show what is known now; no change of a record changes it."""
        if change is not None:
            return
        is_under_way = self._check.is_under_way
        last = self.desk.ask(last_check)
        self.last.setText(self._check.refusal or _in_words(last))
        self.start.setVisible(not is_under_way)
        for part in (self.stop, self._bar, self._step):
            part.setVisible(is_under_way)
        found = last.findings if last is not None and not is_under_way else ()
        self._show_found(self.desk.ask(told_findings, found))
        self._show_progress()
        if self.isVisible():
            self._look(last)

    def _show_found(self, told: Sequence[ToldFinding]) -> None:
        self._files = tuple(finding.file for finding in told if finding.file)
        self.found.setVisible(bool(told))
        self.found.replace([_finding(each) for each in told])
        self.mend.setVisible(bool(self._files))

    def _show_progress(self) -> None:
        self._step.setText(_(_STEPS[self._check.step]))
        self._bar.show_share(self._check.done, self._check.of)

    def _begin(self) -> None:
        self._mended.setText("")
        self._check.start()
        self.stop.setFocus()

    def _choose_place(self) -> None:
        words = _("The USB drive or folder with the backups")
        chosen = QFileDialog.getExistingDirectory(self, words)
        if chosen:
            self.mend_from(Path(chosen))

    def mend_from(self, place: Path) -> None:
        """Put the photos and papers right from the backups in a place, then check again."""
        results: list[bool] = []
        for name in self._files:
            told = partial(self._mended_one, results, len(self._files))
            self.desk.do(mend_file, name, place, done=told)

    def _mended_one(self, results: list[bool], of: int, is_mended: bool) -> None:
        results.append(is_mended)
        if len(results) == of:
            self._mended.setText(_mended_in_words(sum(results)))
            if any(results):
                self._check.start()

    def _look(self, last: LastCheck | None) -> None:
        """What a person has on the screen is known to them: Today says no more of it."""
        if last is not None and not (last.is_good or last.is_looked_at):
            self.desk.do(look_at_check, done=lambda _none: self._check.changed.emit())

    def showEvent(self, event: QShowEvent) -> None:
        """Take note that what was found is seen."""
        super().showEvent(event)
        self._look(self.desk.ask(last_check))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where there is something to do."""
        super().focusInEvent(event)
        (self.stop if self._check.is_under_way else self.start).setFocus()


def _finding(told: ToldFinding) -> QWidget:
    widget = named(QWidget(), "finding")
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(2)
    for role, words in (("strong", told.what), ("", told.where), ("secondary", told.remedy)):
        if words:
            label = let_shrink(line_label(role, words))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
    return widget


def _what_it_does() -> str:
    return _(
        "Amane reads everything again: the file, photos and papers, and every record beside what"
        " the journal says of it. It does so by itself once a week; you can go on working."
    )


def _in_words(last: LastCheck | None) -> str:
    if last is None:
        return _("The data were not checked yet.")
    when = when_in_words(last.at)
    if last.is_good:
        return _("Everything was in order: {when}").format(when=when)
    return _("Something was not in order: {when}").format(when=when)


def _mended_in_words(n: int) -> str:
    if not n:
        return _("The backups in this place do not hold it whole. Try another one.")
    words = ngettext("{n} photo or paper was put right.", "{n} photos or papers were put right.", n)
    return words.format(n=n)
