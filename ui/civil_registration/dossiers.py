"""Dossiers: the list on the leading side and one beside it, or all of them on a board by step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.board import DossierLine, chosen, dossier_lines
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import _, format_date, ngettext
from amane_desktop.office.work import Change
from ui.civil_registration.board import Board
from ui.civil_registration.filters import Filters
from ui.civil_registration.lines import DossierLines, DossierRow, words_of
from ui.civil_registration.record import DossierRecordView
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, EmptyState, line_label, plain_button
from ui.widgets.list_export import ShownList, export_button

_WIDTH = 300
_ANY = 16_777_215
KINDS = {
    *("dossier", "dossier_person", "dossier_step", "dossier_appointment", "dossier_need"),
    *("dossier_expense", "dossier_note", "outgoing_letter", "procedure_version"),
    *("required_paper", "checklist", "appointment", "counter", "scan"),
    *("person", "family", "staff_member"),
}


class DossiersView(QWidget):
    """The list or the board under the same filters, and the record of one dossier."""

    new = Signal()
    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines: tuple[DossierLine, ...] | None = None
        self._asked = 0
        self._is_stale = True
        self.dossier_id: int | None = None
        self.list = DossierList()
        self.board = Board()
        self.record = DossierRecordView(desk)
        self.filters = Filters(desk)
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._make_empty_states()
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _index: self.record.focus_papers())
        self.board.opened.connect(self._open_from_board)
        self.filters.changed.connect(self._show_lines)
        self.filters.board_wanted.connect(self._stand)
        self.record.go_to.connect(self.show_dossier)

    def _make_empty_states(self) -> None:
        self._beside = QStackedWidget()
        none = _("No dossier yet. A few questions about what is at hand lead to the right steps.")
        self._none = EmptyState(none, _("Open the first dossier") if self._may_edit else "")
        self._none.button.clicked.connect(self.new)
        choose = _("Choose a dossier in the list, or open a new one.")
        self._unchosen = EmptyState(
            choose if self._may_edit else _("Choose a dossier in the list.")
        )
        self._nothing = EmptyState(_("No dossier fits."), _("Show all that are under way"))
        self._nothing.button.clicked.connect(self.filters.widen)
        unknown = QWidget()
        for widget in (unknown, self.record, self.board):
            self._beside.addWidget(widget)
        for state in (self._none, self._unchosen, self._nothing):
            self._beside.addWidget(state)

    def _lay_out(self) -> None:
        self._add = named(plain_button(_("New"), "mdi6.plus"), "newDossier")
        self._add.setToolTip(_("Open a dossier (Ctrl+N)"))
        self._add.clicked.connect(self.new)
        if not self._may_edit:
            self._add.hide()
        self._count = named(line_label("secondary"), "dossierCount")
        head = QHBoxLayout()
        head.addWidget(line_label("subject", _("Dossiers")))
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self._add)
        export = export_button(self._desk, "exportDossiers", self._shown)
        self.filters.beside_words.addWidget(export)
        self._listed = Card()
        self._listed.body.setContentsMargins(1, 1, 1, 1)
        self._listed.body.addWidget(self.list)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addLayout(head)
        side.addWidget(self.filters)
        side.addWidget(self._listed, 1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self._across.addWidget(self._side)
        self._across.addWidget(self._beside, 1)
        self.setFocusProxy(self.list)
        self._stand(is_board=False)

    @property
    def is_board(self) -> bool:
        """Whether the board is shown."""
        return self.filters.board.isChecked()

    def _stand(self, is_board: bool) -> None:
        """Let the filters stand over the board, or over the list beside the record."""
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if is_board else way.LeftToRight)
        self._across.setSpacing(10 if is_board else 16)
        self._side.setMinimumWidth(0 if is_board else _WIDTH)
        self._side.setMaximumWidth(_ANY if is_board else _WIDTH)
        self.filters.stand(is_board=is_board)
        self._listed.setVisible(not is_board)
        self._show_lines()
        if is_board and self.filters.board.hasFocus():
            return
        if is_board:
            self.board.focus_first()

    def showEvent(self, event: Any) -> None:
        """Read what is to be shown when it is first looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Read the dossiers anew, if the change touches them; who is shown stays."""
        if change is not None and not change.kinds & KINDS:
            return
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._asked += 1
        asked = self._asked

        def show(lines: tuple[DossierLine, ...]) -> None:
            if asked == self._asked:
                self.lines = lines
                self._show_lines()
                self.counted.emit()

        self._desk.read(self, partial(self._desk.office.ask, dossier_lines), show)
        self._show_record()

    def show_dossier(self, dossier_id: int) -> None:
        """Show one dossier, whether the list has it or not."""
        self.filters.board.setChecked(False)
        self.dossier_id = dossier_id
        self.list.point_at(dossier_id)
        self._show_record()
        self.record.focus_papers()

    def _show_lines(self) -> None:
        """Choose among the lines that were read."""
        if self.lines is None:
            self._show_beside()
            return
        shown = chosen(self.lines, self.filters.wanted())
        if self.is_board:
            self.board.take(shown)
        else:
            self.list.take(shown, self.dossier_id)
        opened = sum(line.state == State.OPEN for line in self.lines)
        self._count.setText(ngettext("{n} open", "{n} open", opened).format(n=opened))
        self._show_beside(is_empty=not shown)

    def _show_beside(self, *, is_empty: bool = False) -> None:
        if self.lines is not None and not self.lines:
            self._beside.setCurrentWidget(self._none)
        elif self.is_board:
            self._beside.setCurrentWidget(self._nothing if is_empty else self.board)
        elif self.record.record is not None:
            self._beside.setCurrentWidget(self.record)
        elif self.lines is not None:
            self._beside.setCurrentWidget(self._nothing if is_empty else self._unchosen)

    def _show_record(self) -> None:
        found = self._desk.ask(dossier, self.dossier_id) if self.dossier_id is not None else None
        if found is None:
            self.dossier_id = None
        self.record.show_record(found)
        self._show_beside(is_empty=self.list.dossiers.rowCount() == 0)

    def _choose(self, dossier_id: int) -> None:
        if dossier_id != self.dossier_id:
            self.dossier_id = dossier_id
            self._show_record()

    def _open_from_board(self, dossier_id: int) -> None:
        self.show_dossier(dossier_id)

    def _shown(self) -> ShownList:
        headings = [_("Number"), _("Name"), _("Papers"), _("What is new"), _("Opened on")]
        lines = chosen(self.lines or (), self.filters.wanted())
        return ShownList(_("Dossiers"), headings, lambda: [_cells(line) for line in lines])

    def state(self) -> dict[str, Any]:
        """What must outlive a change of language."""
        return {
            "dossier": self.dossier_id,
            "filters": self.filters.get(),
            "board": self.is_board,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take it up again."""
        self.filters.put(state["filters"])
        self.filters.board.setChecked(state["board"])
        self.dossier_id = state["dossier"]
        self._show_record()


def _cells(line: DossierLine) -> list[str]:
    name, count, number, news = words_of(line)
    return [number, name, count, news, format_date(line.opened_on, "short")]


class DossierList(QListView):
    """The dossiers, a row each; moving along them shows each one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dossierList")
        self.setAccessibleName(_("Dossiers"))
        self.dossiers = DossierLines()
        self.setModel(self.dossiers)
        self._row = DossierRow()
        self.setItemDelegate(self._row)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().selectionChanged.connect(lambda *_rows: self._tell())

    def take(self, lines: tuple[DossierLine, ...], dossier_id: int | None) -> None:
        """Show these; the one that is open stays chosen, and the list where it was."""
        bar, was_there = self.verticalScrollBar().value(), self.dossiers.place_of(dossier_id) >= 0
        self.dossiers.take(lines)
        self.doItemsLayout()
        self.point_at(dossier_id)
        if was_there or dossier_id is None:
            self.verticalScrollBar().setValue(bar)

    def point_at(self, dossier_id: int | None) -> None:
        """Choose a dossier without telling."""
        place = self.dossiers.place_of(dossier_id)
        index = self.dossiers.index(place, 0) if place >= 0 else QModelIndex()
        self.selectionModel().blockSignals(True)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        if place >= 0:
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes over to the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        rows = self.selectionModel().selectedIndexes()
        if rows:
            self.chosen.emit(self.dossiers.lines[rows[0].row()].id)
