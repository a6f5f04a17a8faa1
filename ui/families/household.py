"""The household drawn: who lives together, and the ties that were told; nothing else."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from amane_desktop.i18n import _, is_rtl, labelled
from amane_desktop.people.dates import shown_age
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import PersonLine
from amane_desktop.people.tie_words import said_of
from amane_desktop.people.ties import Tie
from ui import theme
from ui.families.household_layout import Layout, Pair, lay_out

_WIDE, _HIGH, _CIRCLE = 92, 118, 46
_NARROW = 48
# From the middle of a circle to beneath the name and the age.
_BENEATH = _CIRCLE / 2 + 38
_LINE, _GROUND = QColor("#A79F90"), QColor("#F1E7DF")


class HouseholdDrawing(QWidget):
    """Generations in rows; lines for a parent and a marriage, dashed for who houses and kafala."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The household, drawn"))
        self._persons: dict[int, PersonLine] = {}
        self._said: dict[int, str] = {}
        self._today = date.min
        self._show_ties((), ())

    def show_household(
        self, persons: tuple[PersonLine, ...], ties: tuple[Tie, ...], today: date
    ) -> None:
        """Draw those who live together, from the ties that hold on the day."""
        self._persons, self._today = {p.id: p for p in persons}, today
        self._said = _said(persons, ties)
        told = [labelled(self._name(n), words) for n, words in self._said.items() if words]
        alone = [self._name(n) for n, words in self._said.items() if not words]
        self.setAccessibleDescription("\n".join((*told, *alone)))
        self._show_ties(tuple(self._persons), ties)

    def _show_ties(self, people: tuple[int, ...], ties: tuple[Tie, ...]) -> None:
        here = [t for t in ties if {t.person.id, t.other.id} <= set(people)]
        pairs = {
            kind: list(dict.fromkeys((t.person.id, t.other.id) for t in here if t.kind == kind))
            for kind in ("parent", "spouse", "houses", "kafala")
        }
        now = {(t.person.id, t.other.id) for t in here if t.is_current}
        self._parents = pairs["parent"]
        self._couples = [pair for pair in pairs["spouse"] if pair in now]
        dashed = dict.fromkeys((*pairs["houses"], *pairs["kafala"]))
        self.dashed = [p for p in dashed if p in now and p not in self._parents]
        self.layout_: Layout = lay_out(people, (*self._parents, *self.dashed), self._couples)
        self.setFixedHeight(self.layout_.rows * _HIGH - 20 if people else 0)
        self.setMinimumWidth(int(self.layout_.columns * _NARROW))
        self.update()

    def centre(self, person_id: int) -> QPointF:
        """Where the middle of a person's circle stands; the first column leads."""
        place, wide = self.layout_.places[person_id], self._wide()
        margin = (self.width() - wide * self.layout_.columns) / 2
        x = margin + (place.column + 0.5) * wide
        return QPointF(self.width() - x if is_rtl() else x, place.row * _HIGH + _CIRCLE / 2 + 4)

    def _wide(self) -> float:
        return min(_WIDE, self.width() / max(1, self.layout_.columns))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, people over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_LINE, 1.6))
        for couple in self._couples:
            painter.drawPath(self._between(couple))
        for pair in self._parents:
            painter.drawPath(self._down(pair))
        painter.setPen(QPen(QColor(theme.accent("social")), 1.6, Qt.PenStyle.DashLine))
        for pair in self.dashed:
            painter.drawPath(self._down(pair))
        for person_id in self._persons:
            self._draw_person(painter, person_id)

    def _down(self, pair: Pair) -> QPainterPath:
        """From beneath the name of who stands above; a couple's lines leave from their middle.

        A line that passes a generation keeps beside those who stand there.
        """
        start, end = (self.centre(n) for n in pair)
        rows = [self.layout_.places[n].row for n in pair]
        spouse = self._spouse_sharing(pair)
        path = QPainterPath(start)
        if spouse is not None:
            path = QPainterPath((start + self.centre(spouse)) / 2)
        beneath = QPointF(path.currentPosition().x(), start.y() + _BENEATH)
        if spouse is not None:
            path.lineTo(beneath)
        else:
            path = QPainterPath(beneath)
        if rows[1] - rows[0] > 1:
            lane = self._lane(end.x(), rows[1] - 1)
            _bend(path, QPointF(lane, start.y() + _HIGH - _CIRCLE / 2))
            path.lineTo(lane, end.y() - _HIGH + _BENEATH)
        _bend(path, end - QPointF(0, _CIRCLE / 2))
        return path

    def _lane(self, x: float, row: int) -> float:
        """A place near `x` where a line may pass a row without touching anybody."""
        room = self._wide() / 2 - 2
        taken = [self.centre(n).x() for n, p in self.layout_.places.items() if p.row == row]
        lanes = [x, *(other + side * room for other in taken for side in (-1, 1))]
        free = [lane for lane in lanes if all(abs(lane - other) >= room - 1 for other in taken)]
        return min(free, key=lambda lane: abs(lane - x), default=x)

    def _spouse_sharing(self, pair: Pair) -> int | None:
        """Who is married to the parent, stands beside them and is a parent of this child too."""
        parent, child = pair
        for one, other in self._couples:
            spouse = other if one == parent else one if other == parent else None
            if spouse is not None and (spouse, child) in self._parents:
                apart = self.layout_.places[spouse].column - self.layout_.places[parent].column
                if abs(apart) < 1.5:
                    return spouse
        return None

    def _between(self, couple: Pair) -> QPainterPath:
        start, end = (self.centre(n) for n in couple)
        path = QPainterPath(start)
        if abs(start.x() - end.x()) < 1.5 * self._wide():
            path.lineTo(end)
        else:
            path.quadTo((start + end) / 2 - QPointF(0, _CIRCLE), end)
        return path

    def _draw_person(self, painter: QPainter, person_id: int) -> None:
        centre, person = self.centre(person_id), self._persons[person_id]
        radius = min(_CIRCLE, self._wide() - 6) / 2
        painter.setPen(QPen(QColor(theme.accent("social")), 1.2))
        painter.setBrush(_GROUND)
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("ink"))
        painter.setFont(_font(bold=True))
        circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, _initials(person))
        age = shown_age(person.birth_date, person.birth_precision, self._today)
        below = QRectF(
            circle.center().x() - self._wide() / 2, circle.bottom() + 2, self._wide(), 19
        )
        for words, ink in ((self._name(person_id), "ink"), (age, "secondary")):
            painter.setPen(theme.colour(ink))
            painter.setFont(_font(bold=False))
            room = int(below.width()) - 4
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, shown)
            below.translate(0, 17)

    def event(self, event: QEvent) -> bool:
        """Say over a circle what the person is to the others."""
        if isinstance(event, QHelpEvent):
            for number, words in self._said.items():
                if (QPointF(event.pos()) - self.centre(number)).manhattanLength() < _CIRCLE:
                    told = labelled(self._name(number), words) if words else self._name(number)
                    QToolTip.showText(event.globalPos(), told, self)
                    return True
        return super().event(event)

    def said(self, person_id: int | None) -> str:
        """What the person is to the others, in words; empty when nothing was told."""
        return self._said.get(person_id or 0, "")

    def _name(self, person_id: int) -> str:
        person = self._persons[person_id]
        return in_reader_script(person.given_name, person.given_name_ar)


def _bend(path: QPainterPath, end: QPointF) -> None:
    """Go on to a point, leaving and arriving upright."""
    start = path.currentPosition()
    half = QPointF(0, (end.y() - start.y()) / 2)
    path.cubicTo(start + half, end - half, end)


def _said(persons: tuple[PersonLine, ...], ties: tuple[Tie, ...]) -> dict[int, str]:
    ends = {end.id: end for tie in ties for end in (tie.person, tie.other)}
    return {p.id: said_of(ends[p.id], ties) if p.id in ends else "" for p in persons}


def _initials(person: PersonLine) -> str:
    if is_rtl() and person.given_name_ar:
        return person.given_name_ar[:1]
    letters = (person.given_name or person.given_name_ar)[:1] + person.family_name[:1]
    return letters.upper()


def _font(*, bold: bool) -> QFont:
    font = QFont(theme.FAMILY, theme.POINTS)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
