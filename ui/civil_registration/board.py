"""The board: a column for each kind of step, and in it a card for each dossier that is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.civil_registration.board import DossierLine
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import N_, _, is_rtl, isolate
from ui import theme
from ui.civil_registration.lines import DossierLines, DossierRow
from ui.widgets import named
from ui.widgets.basics import line_label

_WIDTH, _CLOSED = 236, "closed"
# In the order of the road; what fits nowhere stands before the end.
KINDS: dict[str, str] = {
    "gather": N_("Gather the papers"),
    "advice": N_("Legal advice"),
    "legal_aid": N_("Legal aid"),
    "submit": N_("Submit the request"),
    "hearing": N_("Hearing"),
    "judgment": N_("Judgment"),
    "no_appeal": N_("Certificate of no appeal"),
    "register": N_("Entry in the register"),
    "collect": N_("Collect the paper"),
    "other": N_("Other step"),
    "": N_("All steps done"),
    _CLOSED: N_("Closed"),
}


class Board(QScrollArea):
    """Columns side by side; those where nothing stands are left out."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns = {kind: Column(kind, _(words)) for kind, words in KINDS.items()}
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for column in self.columns.values():
            row.addWidget(column)
            column.list.opened.connect(self.opened)
            column.list.sideways.connect(self._go_sideways)
            column.list.arrived.connect(self._be_alone)
        row.addStretch()
        self.setWidget(inside)

    def take(self, lines: Sequence[DossierLine]) -> None:
        """Show these, each where it stands."""
        sorted_: dict[str, list[DossierLine]] = {kind: [] for kind in KINDS}
        for line in lines:
            sorted_[kind_of(line)].append(line)
        for kind, column in self.columns.items():
            column.take(sorted_[kind])

    def focus_first(self) -> None:
        """Stand on the first card."""
        shown = self._shown()
        if shown:
            shown[0].list.setFocus()

    def _shown(self) -> list[Column]:
        return [column for column in self.columns.values() if not column.isHidden()]

    def _go_sideways(self, step: int) -> None:
        shown = self._shown()
        here = next((n for n, column in enumerate(shown) if column.list.hasFocus()), 0)
        column = shown[min(max(here + step, 0), len(shown) - 1)]
        column.list.setFocus()
        self.ensureWidgetVisible(column)

    def _be_alone(self) -> None:
        """Let one card alone be the chosen one."""
        for column in self._shown():
            if not column.list.hasFocus():
                column.list.setCurrentIndex(QModelIndex())


def kind_of(line: DossierLine) -> str:
    """In which column a dossier stands."""
    if line.state == State.CLOSED:
        return _CLOSED
    return line.step_kind if line.step_kind in KINDS else "other"


class Column(QWidget):
    """A kind of step, how many dossiers stand at it, and their cards."""

    def __init__(self, kind: str, title: str) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._title = title
        self._head = line_label("strong")
        self.list = named(CardList(), f"column_{kind or 'done'}")
        self.list.setAccessibleName(title)
        self._head.setStyleSheet(f"color: {theme.accent('civil_registration')};")
        self._head.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.hide()

    def take(self, lines: Sequence[DossierLine]) -> None:
        """Show these."""
        self.list.dossiers.take(lines)
        self._head.setText(f"{self._title} · {isolate(str(len(lines)))}")
        self._head.setToolTip(self._title)
        self.setVisible(bool(lines))


class CardList(QListView):
    """The cards of a column; arrows walk to the next column as well, Enter opens."""

    opened = Signal(int)
    sideways = Signal(int)
    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dossiers = DossierLines()
        self.setModel(self.dossiers)
        self._row = DossierRow(is_card=True)
        self.setItemDelegate(self._row)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(self._open)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.dossiers.rowCount():
            with QSignalBlocker(self):
                self.setCurrentIndex(self.dossiers.index(0, 0))
        self.arrived.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the card, the arrows lead to its neighbours."""
        ahead, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if is_rtl():
            ahead, back = back, ahead
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.key() in (ahead, back):
            self.sideways.emit(1 if event.key() == ahead else -1)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.dossiers.lines[index.row()].id)
