"""A mark as it is drawn: a letter on a pill."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from amane_desktop.attendance.models import Mark
from ui import theme

# Ink and ground of each mark: an absence is dark, not red.
COLOURS = {
    Mark.PRESENT: (theme.GOOD, theme.GOOD_GROUND),
    Mark.ABSENT: (theme.CARD, theme.ACCENTS["neutral"]),
    Mark.EXCUSED: (theme.SECONDARY, theme.MUTED),
    Mark.LATE: (theme.WAITING, theme.WAITING_GROUND),
}


def draw_mark(painter: QPainter, pill: QRectF, mark: Mark, text: str) -> None:
    """Draw a mark that is set."""
    ink, ground = COLOURS[mark]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill, 4, 4)
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
