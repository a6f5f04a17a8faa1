"""The steps of a dossier: a line of numbered circles, and more of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton

from amane_desktop.civil_registration.shown import DossierRecord, StepLine
from amane_desktop.civil_registration.words import State, StepState
from amane_desktop.i18n import _
from ui import theme
from ui.civil_registration.step_panel import StepPanel
from ui.civil_registration.step_row import StepRow
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card

_CIRCLE = 24


class Steps(Card):
    """The steps in their order; a click, Enter or Space on one tells more of it."""

    # What is to be done with which step.
    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._steps: tuple[StepLine, ...] = ()
        self._dossier_id: int | None = None
        self._chosen: str | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._row = StepRow()
        self.panel = StepPanel(desk)
        self.panel.wanted.connect(self.wanted)
        self.body.setContentsMargins(theme.INSIDE, 10, theme.INSIDE, 10)
        self.body.addWidget(self._row)
        self.body.addWidget(self.panel)

    def show_record(self, record: DossierRecord) -> None:
        """Show the steps as they are now; the chosen one stays chosen."""
        focused = next((code for code, b in self.buttons.items() if b.hasFocus()), None)
        if record.id != self._dossier_id:
            self._chosen = _pressing(record)
        self._dossier_id, self._steps, self._record = record.id, record.steps, record
        self._fill()
        if focused in self.buttons:
            self.buttons[focused].setFocus()
        self._show_panel()

    def _fill(self) -> None:
        self.buttons = {}
        for number, step in enumerate(self._steps, 1):
            button = self.buttons[step.code] = _button(number, step)
            button.clicked.connect(lambda _on, code=step.code: self._choose(code))
        names = (step.name.here for step in self._steps)
        self._row.take(list(zip(self.buttons.values(), names, strict=True)))

    def _choose(self, code: str) -> None:
        """Tell more of a step, or no more of the one that is told of."""
        self._chosen = None if code == self._chosen else code
        self._show_panel()

    def _show_panel(self) -> None:
        for code, button in self.buttons.items():
            button.setChecked(code == self._chosen)
        current = [n for n, step in enumerate(self._steps) if step.is_current]
        chosen = [n for n, step in enumerate(self._steps) if step.code == self._chosen]
        self._row.name_first(*current, *chosen)
        step = next((step for step in self._steps if step.code == self._chosen), None)
        self.panel.show_step(self._record if step is not None else None, step)


def _pressing(record: DossierRecord) -> str | None:
    """The step that wants to be told of at once: the current one where a day is counted."""
    step = record.current_step
    if step is None or record.state == State.CLOSED:
        return None
    return step.code if step.delays or step.appointments else None


def _button(number: int, step: StepLine) -> QPushButton:
    button = named(QPushButton(), f"step_{step.code}")
    button.setIcon(QIcon(_Circle(number, step)))
    button.setIconSize(QSize(_CIRCLE, _CIRCLE))
    button.setCheckable(True)
    button.setAutoDefault(True)
    button.setMinimumWidth(1)
    weight = 600 if step.is_current else 400
    ink = theme.INK if step.is_current else theme.SECONDARY
    button.setStyleSheet(
        f"QPushButton {{ background: transparent; border: none; border-radius: 6px; color: {ink};"
        f" font-weight: {weight}; padding: 0 6px; min-height: 28px; text-align: left; }}"
        f"QPushButton:hover, QPushButton:checked {{ background: {theme.PAGE}; }}"
        f"QPushButton:focus {{ border: 2px solid {theme.accent('school')}; padding: 0 4px;"
        " min-height: 24px; }"
    )
    states = {StepState.DONE: _("done"), StepState.NOT_NEEDED: _("not needed")}
    told = states.get(StepState(step.state), _("to do now") if step.is_current else _("to do"))
    button.setAccessibleName(f"{number}. {step.name.here}: {told}")
    button.setToolTip(f"{step.name.here} · {told}")
    return button


class _Circle(QIconEngine):
    """The step's number in a circle; a tick once it is done, a dash where it is not needed."""

    def __init__(self, number: int, step: StepLine) -> None:
        super().__init__()
        self._number, self._step = number, step

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        done = self._step.state == StepState.DONE
        ground = theme.GOOD_GROUND if done else theme.MUTED
        ink = theme.GOOD if done else theme.INK
        if self._step.is_current:
            ground, ink = theme.accent("civil_registration"), theme.CARD
        text = {StepState.DONE: "✓", StepState.NOT_NEEDED: "–"}.get(
            StepState(self._step.state), str(self._number)
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(QRectF(rect))
        font = QFont(theme.FAMILY)
        font.setPixelSize(round(rect.height() * 0.52))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Circle(self._number, self._step)
