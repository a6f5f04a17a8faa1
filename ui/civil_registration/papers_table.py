"""The papers of a dossier, a row each: tick, paper, who issues it, where it stands, until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import AT_HAND, TO_FETCH, Need, Standing
from amane_desktop.civil_registration.shown import PaperHint
from amane_desktop.i18n import _
from ui import theme
from ui.civil_registration.paper_words import (
    TO_CONFIRM,
    need_in_words,
    paper_name,
    scans_in_words,
    standing_in_words,
    validity_in_words,
)
from ui.widgets.paged import Index

_ROW = 30
_TICK, _NAME, _ISSUER, _STATE, _VALID, _SCANS, _MORE = range(7)
_WIDTHS = {_TICK: 40, _ISSUER: 216, _STATE: 180, _VALID: 156, _SCANS: 76, _MORE: 40}


class PapersModel(QAbstractTableModel):
    """The papers in the procedure's order."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.papers: tuple[PaperLine, ...] = ()
        self._names: Mapping[int, str] = {}
        self._hints: Mapping[str, PaperHint] = {}

    def show(
        self,
        papers: tuple[PaperLine, ...],
        names: Mapping[int, str],
        hints: Mapping[str, PaperHint],
    ) -> None:
        """Take the papers anew."""
        self.beginResetModel()
        self.papers, self._names, self._hints = papers, names, hints
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many papers there are."""
        return 0 if parent is not None and parent.isValid() else len(self.papers)

    def columnCount(self, parent: Index | None = None) -> int:
        """A tick, five columns to read, and the menu."""
        return _MORE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names, on the side of what stands beneath."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            names = ("", _("Paper"), _("Issued by"), _("State"), _("Valid until"), _("Scan"), "")
            return names[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, and how it stands out."""
        paper, column = self.papers[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(paper, column)
        if role == Qt.ItemDataRole.DecorationRole:
            if column == _NAME and self.is_doubtful(paper):
                return theme.icon("mdi6.help-circle-outline", theme.SECONDARY)
            return _icon(paper, column)
        if role == Qt.ItemDataRole.FontRole:
            return _font(paper, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour(_ink(paper, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            doubt = _("to confirm at the office")
            is_said = column == _NAME and self.is_doubtful(paper)
            words = _told(paper, column) or self.words(paper, column)
            return f"{words} · {doubt}" if is_said else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._more(paper)
        return None

    def words(self, paper: PaperLine, column: int) -> str:
        """What stands in a cell."""
        if column == _NAME:
            return " · ".join(filter(None, (paper_name(paper, self._names), need_in_words(paper))))
        if column == _ISSUER:
            return authority_name(paper.authority) or "—"
        if column == _STATE:
            return standing_in_words(paper, self._today())
        if column == _VALID:
            return validity_in_words(paper, self._today())
        return scans_in_words(paper) if column == _SCANS else ""

    def is_doubtful(self, paper: PaperLine) -> bool:
        """Whether the sources leave it open if the office asks for it."""
        hint = self._hints.get(paper.code)
        return hint is not None and hint.certainty == TO_CONFIRM

    def _more(self, paper: PaperLine) -> str:
        cells = (self.words(paper, column) for column in range(_NAME, _SCANS))
        doubt = _("to confirm at the office") if self.is_doubtful(paper) else ""
        return " · ".join(filter(None, (*cells, paper.reason, doubt)))


def _icon(paper: PaperLine, column: int) -> object:
    if column == _MORE:
        return theme.icon("mdi6.dots-vertical", theme.SECONDARY)
    if column != _TICK:
        return None
    if paper.standing in AT_HAND:
        return theme.icon("mdi6.checkbox-marked", theme.GOOD)
    if paper.standing == Standing.NOT_NEEDED:
        return theme.icon("mdi6.minus-box-outline", theme.SECONDARY)
    ink = theme.WAITING if paper.standing == Standing.EXPIRED else theme.INK
    return theme.icon("mdi6.checkbox-blank-outline", ink)


def _told(paper: PaperLine, column: int) -> str:
    """What a screen reader says of a cell that has no words."""
    if column == _TICK:
        return _("at hand") if paper.standing in AT_HAND else _("not at hand")
    return _("What can be done with the paper") if column == _MORE else ""


def _font(paper: PaperLine, column: int) -> QFont:
    font = QFont(theme.FAMILY, theme.POINTS)
    is_missing = paper.standing in TO_FETCH and paper.need == Need.DUE
    presses = column == _VALID and paper.standing in (Standing.EXPIRING, Standing.EXPIRED)
    if (column == _NAME and is_missing) or presses:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _ink(paper: PaperLine, column: int) -> str:
    if paper.standing == Standing.NOT_NEEDED or column in (_ISSUER, _SCANS):
        return "secondary"
    if paper.standing == Standing.EXPIRED and column in (_STATE, _VALID):
        return "waiting"
    if paper.standing == Standing.EXPIRING and column == _VALID:
        return "waiting"
    is_aside = column == _NAME and paper.need != Need.DUE and paper.standing in TO_FETCH
    return "secondary" if is_aside else "ink"


class _AfterWords(QStyledItemDelegate):
    """The mark of what is to be confirmed stands behind the paper's name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right


class PapersTable(QTableView):
    """The papers; a click tells more, Enter or Space opens a menu, the box receives one."""

    chosen = Signal(object)
    # The paper, and where on the screen its menu begins.
    menu_wanted = Signal(object, QPoint)
    ticked = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("papers")
        self.papers = PapersModel(today)
        self.setModel(self.papers)
        self.setAccessibleName(_("Papers"))
        self._after_words = _AfterWords()
        self.setItemDelegateForColumn(_NAME, self._after_words)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(_ROW)
        header.setMinimumSectionSize(_ROW)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        self.setStyleSheet(
            "QTableView::item { padding: 0 8px; } QHeaderView::section { padding: 2px 12px; }"
        )
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())

    def show_papers(
        self,
        papers: tuple[PaperLine, ...],
        names: Mapping[int, str],
        hints: Mapping[str, PaperHint],
    ) -> None:
        """Show the papers at their full height; the page scrolls, not the table."""
        paper = self.current()
        with QSignalBlocker(self.selectionModel()):
            self.papers.show(papers, names, hints)
        if paper is not None:
            self.point_at(paper.id)
        self._tell()
        self._fit_scans()
        self.setFixedHeight(_ROW * (len(papers) + 1) + 2)

    def _fit_scans(self) -> None:
        """The last column has room for its words, which are long in Arabic."""
        header = self.horizontalHeader()
        wanted = max(self.sizeHintForColumn(_SCANS), header.sectionSizeHint(_SCANS))
        header.resizeSection(_SCANS, max(_WIDTHS[_SCANS], wanted))

    def current(self) -> PaperLine | None:
        """The paper that is chosen."""
        row = self.currentIndex().row()
        return self.papers.papers[row] if 0 <= row < len(self.papers.papers) else None

    def point_at(self, paper_id: int | None) -> None:
        """Choose a paper, or none."""
        places = [n for n, paper in enumerate(self.papers.papers) if paper.id == paper_id]
        # selectRow finds no row in a table from the right.
        self.setCurrentIndex(self.papers.index(places[0], _NAME) if places else QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first paper for whoever comes by Tab; else choose nothing unasked."""
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self.currentIndex().isValid() or event.reason() in by_tab:
            super().focusInEvent(event)
            return
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the current paper."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
        if event.key() in keys:
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the paper under the mouse."""
        self._open(self.indexAt(event.pos()).row(), event.globalPos())

    def _tell(self) -> None:
        self.chosen.emit(self.current())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _MORE:
            self._open(index.row())
        elif index.column() == _TICK:
            self.ticked.emit(self.papers.papers[index.row()])

    def _open(self, row: int, at: QPoint | None = None) -> None:
        if 0 <= row < len(self.papers.papers):
            if at is None:
                beneath = self.visualRect(self.papers.index(row, _NAME))
                corner = beneath.bottomLeft() if not self.isRightToLeft() else beneath.bottomRight()
                at = self.viewport().mapToGlobal(corner)
            self.menu_wanted.emit(self.papers.papers[row], at)
