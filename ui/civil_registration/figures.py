"""How many people were registered: this year, last year, since the centre began."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.statistics import (
    Registered,
    YearBefore,
    enter_registered_before,
    registered,
)
from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from ui import theme
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
)
from ui.widgets.fields import TextField
from ui.widgets.form_sheet import FormSheet
from ui.widgets.forms import Form, Values

_KINDS = frozenset({"dossier", "dossier_person", "registered_before", "family"})


class FiguresView(QScrollArea):
    """Three numbers, then year by year; what came before the program is entered here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_enter = desk.may(Permission.CHANGE_SETTINGS)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(theme.GAP)
        self._years = QVBoxLayout()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._numbers)
        column.addWidget(self._years_card())
        column.addStretch()
        self.setWidget(inside)
        self.refresh()

    def _years_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(line_label("title", _("Year by year")), 1)
        if self._may_enter:
            enter = named(plain_button(_("Enter a year"), "mdi6.plus"), "enterYear")
            enter.setToolTip(_("How many were registered before the program was there"))
            enter.clicked.connect(lambda _on: self.enter(None))
            head.addWidget(enter)
            self.setFocusProxy(enter)
        card.body.addLayout(head)
        words = _("A person counts once, in the year of the first birth record.")
        card.body.addWidget(let_shrink(line_label("secondary", words)))
        card.body.addLayout(self._years)
        return card

    def refresh(self, change: Change | None = None) -> None:
        """Count anew."""
        if change is not None and not change.kinds & _KINDS:
            return
        if not self._desk.may(Permission.SEE_DOSSIERS):
            return
        found: Registered = self._desk.ask(registered)
        _clear(self._numbers)
        year = self._desk.office.clock.today().year
        for words, n in (
            (_("Registered in {year}").format(year=isolate(str(year))), found.this_year),
            (_("Registered in {year}").format(year=isolate(str(year - 1))), found.last_year),
            (
                _("Registered since {year}").format(year=isolate(str(found.first_year))),
                found.since_first,
            ),
        ):
            self._numbers.addWidget(_number(words, n))
        _clear(self._years)
        self._years.addWidget(self._table(found))

    def _table(self, found: Registered) -> QWidget:
        entered = {line.year: line for line in found.entered}
        years = sorted(found.by_year, reverse=True)
        if not years:
            words = _("Nobody yet. What was registered before the program can be entered.")
            return let_shrink(line_label("secondary", words))
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(3, 1)
        for column, words in enumerate(
            (_("Year"), _("Registered"), _("of these, entered by hand"))
        ):
            grid.addWidget(line_label("secondary", words), 0, column)
        for row, year in enumerate(years, start=1):
            # As tall as the rows that have a button.
            grid.setRowMinimumHeight(row, theme.CONTROL)
            told = line_label("", str(year)), line_label("strong", str(found.by_year[year]))
            for column, label in enumerate(told):
                grid.addWidget(at_its_beginning(label), row, column)
            line = entered.get(year)
            by_hand = line_label("secondary", str(line.count) if line else "")
            grid.addWidget(at_its_beginning(by_hand), row, 2)
            if line is not None and self._may_enter:
                grid.addWidget(self._change_button(line), row, 3, Qt.AlignmentFlag.AlignLeading)
        return host

    def _change_button(self, line: YearBefore) -> QWidget:
        button = named(flat_button(_("Change")), f"change_{line.year}")
        button.setAccessibleName(f"{_('Change')} · {line.year}")
        button.clicked.connect(partial(self.enter, line))
        return button

    def enter(self, line: YearBefore | None, _on: bool = False) -> None:
        """Enter how many were registered in a year, or change it."""
        key = form_key("civil_registration", "registered", line.year if line else None)
        FormSheet(RegisteredBeforeForm(self._desk, line), key, self).open()

    def keep_draft(self) -> None:
        """A sheet keeps its own."""

    def state(self) -> dict[str, Any]:
        """Nothing is chosen here."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Nothing is chosen here."""


class RegisteredBeforeForm(Form):
    """A year, and how many people were registered in it beside the program's dossiers."""

    accent = "civil_registration"

    def __init__(self, desk: Desk, line: YearBefore | None) -> None:
        super().__init__(desk, _("Registered before the program"))
        self._line = line
        self.say(_("What the program's dossiers tell comes on top; 0 takes a year out again."))
        if line is None:
            self.add("year", TextField(_("Year"), direction="ltr"), row=0)
        self.add("count", TextField(_("How many people"), direction="ltr"), row=0, column=1)

    def kept(self) -> Values:
        """What was entered."""
        line = self._line
        return {"year": "", "count": ""} if line is None else {"count": str(line.count)}

    def newest(self) -> Values | None:
        """The year as it is now."""
        assert self._line is not None
        found = {each.year: each for each in self.desk.ask(registered).entered}
        self._line = found.get(self._line.year)
        return None if self._line is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Enter it; refuses what is no number."""
        told: dict[str, Any] = {}
        for field, raw in self.typed().items():
            text = str(raw).strip()
            if not text.isdecimal():
                raise Refusal(_("Write a number."), field)
            told[field] = int(text)
        if self._line is not None:
            told |= {"year": self._line.year, "version": self._line.version}
        return enter_registered_before, told


def _number(words: str, n: int) -> QWidget:
    card = Card()
    number = at_its_beginning(line_label("subject", str(n)))
    number.setStyleSheet(f"font-size: 34px; color: {theme.accent('civil_registration')};")
    card.body.addWidget(number)
    card.body.addWidget(let_shrink(line_label("secondary", words)))
    return card


def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
