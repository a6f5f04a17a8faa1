"""The days that are not as others: holidays, closed days, and periods with hours of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.school_support.closed_days import DaysCard
from ui.school_support.periods_card import PeriodsCard
from ui.school_support.vacations_card import VacationsCard
from ui.tasks import Desk

DAY_KINDS = {"day_exception", "public_holiday", "school_holiday", "timetable_period"}


class SpecialDays(QWidget):
    """Public holidays and closed days, with school holidays and periods beside them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.closed = DaysCard(desk)
        self.periods, self.vacations = PeriodsCard(desk), VacationsCard(desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.periods)
        column.addWidget(self.vacations)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.closed, 1)
        row.addWidget(area, 1)

    def refresh(self) -> None:
        """Show what is new."""
        for card in (self.closed, self.periods, self.vacations):
            card.refresh()
