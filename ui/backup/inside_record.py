"""A family in a backup beside what it is today, with what is to be fetched back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, comma, in_its_own_direction, is_rtl, isolate, labelled, ngettext
from amane_desktop.office.errors import Refusal
from amane_desktop.office.inside import Inside
from amane_desktop.office.work import Change
from amane_desktop.people.fetching.actions import fetch_back
from amane_desktop.people.fetching.then import Then, family_then
from amane_desktop.people.fetching.told import ThenAndNow, then_and_now
from ui import theme
from ui.backup.inside_blocks import BlockCard
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    EmptyState,
    flat_button,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)


class InsideRecord(QWidget):
    """What differs first, each with a tick; nothing is fetched before the button is pressed."""

    # To the family's record as it is today.
    left = Signal(int)

    def __init__(self, desk: Desk, inside: Inside) -> None:
        super().__init__()
        self._desk, self._inside = desk, inside
        self._then: Then | None = None
        self._family_id: int | None = None
        self._told: ThenAndNow | None = None
        self._cards: list[BlockCard] = []
        self._asked = 0
        self._choose = EmptyState(_("Choose a family to see how it stood in this backup."))
        self._page = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GAP)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choose)
        self._stack.addWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._lay_out()
        desk.changed.connect(self._refresh)

    def show_family(self, family_id: int) -> None:
        """Show a family of the backup; what was ticked of another is forgotten."""
        if family_id != self._family_id:
            self._said.setText("")
            self._undo.hide()
        self._family_id = family_id
        self._read()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(self._column)
        # (beside the scroll bar)
        self._column.setContentsMargins(*((8, 0, 0, 0) if is_rtl() else (0, 0, 8, 0)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(scroll, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("card")
        self._all = named(QCheckBox(_("All that can be fetched back")), "fetchAll")
        self._all.clicked.connect(self._tick_all)
        self._said = named(let_shrink(line_label("secondary")), "insideSaid")
        self._undo = named(flat_button(_("Undo"), "mdi6.undo", mirrored=True), "undoFetching")
        self._undo.clicked.connect(self._take_back)
        self._undo.hide()
        self._today = named(plain_button(_("The record today")), "recordToday")
        self._today.clicked.connect(lambda: self.left.emit(self._family_id))
        self._fetch = named(primary_button("", theme.PAST, "mdi6.backup-restore"), "fetchBack")
        self._fetch.clicked.connect(self._fetch_back)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.INSIDE, 8, theme.INSIDE, 8)
        row.setSpacing(12)
        row.addWidget(self._all)
        row.addWidget(self._said, 1)
        for button in (self._undo, self._today, self._fetch):
            row.addWidget(button)
        return foot

    def _read(self) -> None:
        self._asked += 1
        asked, family_id = self._asked, self._family_id
        if family_id is None:
            return

        def read() -> tuple[Then | None, ThenAndNow | None]:
            then = self._inside.ask(family_then, family_id)
            return then, self._desk.ask(then_and_now, then) if then is not None else None

        def show(answer: tuple[Then | None, ThenAndNow | None]) -> None:
            if asked == self._asked:
                self._show(*answer)

        self._desk.read(self, read, show)

    def _refresh(self, _change: Change) -> None:
        self._read()

    def _show(self, then: Then | None, told: ThenAndNow | None) -> None:
        self._then, self._told = then, told
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = []
        if told is None:
            self._choose.words.setText(_("This family is not shown here."))
            self._stack.setCurrentWidget(self._choose)
            return
        if not told.pieces:
            words = _("All that stood in this backup stands today as it was.")
            self._column.addWidget(line_label("pill-good", words), 0, _LEADING)
        for block in told.blocks:
            card = BlockCard(block, is_open=not told.pieces)
            card.ticked.connect(self._tell)
            self._cards.append(card)
            self._column.addWidget(card)
        if told.added:
            words = labelled(
                _("Came since, and stays"), comma().join(map(in_its_own_direction, told.added))
            )
            self._column.addWidget(let_shrink(line_label("secondary", words)))
        self._column.addStretch()
        self._today.setVisible(not told.is_gone)
        self._stack.setCurrentWidget(self._page)
        self._tell()

    def _tick_all(self) -> None:
        for card in self._cards:
            card.tick_all(self._all.isChecked())
        self._tell()

    def _tell(self) -> None:
        n = sum(card.chosen for card in self._cards)
        most = sum(card.most for card in self._cards)
        self._all.setVisible(most > 0)
        self._all.setChecked(0 < most == sum(card.chosen_with_all for card in self._cards))
        self._fetch.setVisible(any(card.can_be_chosen for card in self._cards))
        self._fetch.setEnabled(n > 0)
        words = _("Fetch back")
        self._fetch.setText(f"{words} ({isolate(str(n))})" if n else words)
        if n:
            self._undo.hide()
            self._said.setText(_("What came since stays. It can be undone."))

    def _fetch_back(self) -> None:
        assert self._then is not None
        pieces = [piece for card in self._cards for piece in card.pieces()]
        self._fetch.setEnabled(False)
        self._desk.do(
            fetch_back,
            self._then,
            self._inside.found.made_at,
            pieces,
            self._inside.file_of,
            done=self._fetched,
            refused=self._refused,
        )

    def _fetched(self, n: int) -> None:
        words = ngettext("{n} thing was fetched back.", "{n} things were fetched back.", n)
        self._said.setText(words.format(n=n))
        self._undo.show()
        # The button that was pressed goes away with what there was to fetch.
        self._undo.setFocus()

    def _refused(self, refusal: Refusal) -> None:
        self._said.setText(refusal.message)
        self._fetch.setEnabled(True)

    def _take_back(self) -> None:
        self._undo.hide()
        self._said.setText("")
        self._desk.undo()


_LEADING = Qt.AlignmentFlag.AlignLeading
