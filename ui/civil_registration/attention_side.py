"""Beside what is to be fetched: hearings, papers that run out, dossiers that nobody touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from amane_desktop.civil_registration.attention import (
    Attention,
    DossierHearing,
    dossiers_wanting_attention,
)
from amane_desktop.civil_registration.board import DossierLine
from amane_desktop.civil_registration.tour import DossierPaper
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, ngettext
from ui import theme
from ui.agenda.appointment_row import shown_when
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, line_label
from ui.widgets.line_button import LineButton

_MOST = 12


class AttentionSide(QScrollArea):
    """A card for each thing that wants looking at; each line leads to its dossier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hearings = named(ListCard(_("Hearings of the week")), "card")
        self.errands = named(ListCard(_("Other appointments of the week")), "card")
        self.expiring = named(ListCard(_("Papers that expire within 30 days")), "card")
        self.untouched = named(ListCard(_("Dossiers that nobody touched for 30 days")), "card")
        self.appeals = named(ListCard(_("Appeals that can still be made")), "card")
        self.rested = named(ListCard(_("To take up again")), "card")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for card in (
            self.hearings,
            self.errands,
            self.expiring,
            self.untouched,
            self.appeals,
            self.rested,
        ):
            column.addWidget(card)
        column.addStretch()
        self.setWidget(inside)

    def refresh(self) -> None:
        """Show what there is now; what is empty says so, or is not there."""
        found: Attention = self._desk.ask(dossiers_wanting_attention)
        for card, rows in (
            (self.hearings, _some(self._hearing, found.hearings)),
            (self.expiring, _some(self._paper, found.expiring)),
            (self.untouched, _some(self._untouched, found.untouched)),
        ):
            card.replace([*rows] or [line_label("secondary", _("None."))])
        for card, rows in (
            (self.errands, _some(self._hearing, found.appointments)),
            (self.appeals, _some(self._appeal, found.appeals)),
            (self.rested, _some(self._rested, found.rested)),
        ):
            lines = [*rows]
            card.replace(lines)
            card.setVisible(bool(lines))

    def _line(self, dossier_id: int, words: str, beneath: str) -> QWidget:
        go = partial(self._desk.go, "civil_registration", dossier_id=dossier_id)
        return LineButton(words, go, beneath)

    def _hearing(self, each: DossierHearing) -> QWidget:
        line = each.appointment
        parts = (isolate(each.number), line.place, line.staff)
        beneath = " · ".join(filter(None, parts))
        return self._line(each.dossier_id, shown_when(line), beneath)

    def _paper(self, each: DossierPaper) -> QWidget:
        until = each.paper.valid_until
        day = format_date(until) if until is not None else ""
        name = in_its_own_direction(each.shown_name)
        beneath = " · ".join(filter(None, (isolate(each.number), name, day)))
        return self._line(each.dossier_id, each.paper.name.here, beneath)

    def _untouched(self, line: DossierLine) -> QWidget:
        n = line.days_untouched
        return self._dossier(line, ngettext("for {n} day", "for {n} days", n).format(n=n))

    def _appeal(self, line: DossierLine) -> QWidget:
        day = format_date(line.appeal_by) if line.appeal_by is not None else ""
        return self._dossier(line, _("until {day}").format(day=day))

    def _rested(self, line: DossierLine) -> QWidget:
        day = format_date(line.rests_until) if line.rests_until is not None else ""
        return self._dossier(line, _("since {day}").format(day=day))

    def _dossier(self, line: DossierLine, told: str) -> QWidget:
        beneath = f"{isolate(line.number)} · {told}"
        return self._line(line.id, in_its_own_direction(line.shown_name), beneath)


def _some(row: object, lines: Sequence[object]) -> Iterator[QWidget]:
    for line in lines[:_MOST]:
        yield row(line)  # type: ignore[operator]
    if len(lines) > _MOST:
        yield line_label("secondary", _("and {n} more").format(n=len(lines) - _MOST))
