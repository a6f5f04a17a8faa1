"""One action of the journal: what it did to each record, and the way to undo it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate, ngettext
from amane_desktop.office.audit_entry import AuditEntry, Fate, audit_entry
from amane_desktop.people.leading_to import FamilyPage, family_page
from ui import theme
from ui.journal.entries import Detail
from ui.tasks import Desk
from ui.widgets.basics import at_its_beginning, let_shrink, line_label, plain_button
from ui.widgets.history_card import undone_in_words, when_and_who
from ui.widgets.undoing import begin_undo

_Told = tuple[str, str]


class ActionDetail(Detail):
    """The chosen action, read when it is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._undo_id: int | None = None
        self._page: FamilyPage | None = None
        self.undo, self.open = plain_button("", "mdi6.undo", mirrored=True), plain_button("")
        self.undo.setObjectName("undoEntry")
        self.undo.clicked.connect(self._begin_undo)
        self.open.setObjectName("openRecord")
        self.open.clicked.connect(self._open)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._scroll.setAccessibleName(_("What it changed"))
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch()
        row.addWidget(self.undo)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(row)
        self._show(None, None)

    def show_entry(self, number: int | None) -> None:
        """Read the action beside the window, and show it unless another was chosen since."""
        self._asked += 1
        asked, desk = self._asked, self._desk

        def read() -> tuple[AuditEntry | None, FamilyPage | None]:
            entry = desk.ask(audit_entry, number) if number is not None else None
            return entry, desk.ask(family_page, entry.rows) if entry else None

        def show(answer: tuple[AuditEntry | None, FamilyPage | None]) -> None:
            if asked == self._asked:
                self._show(*answer)

        desk.read(self, read, show)

    def take_focus(self) -> None:
        """Go to the first button that there is; else to the text, to scroll it."""
        shown = (button for button in (self.open, self.undo) if button.isVisible())
        next(shown, self._scroll).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll a long text from its buttons too, so that it needs no stop of its own."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            QApplication.sendEvent(self._scroll.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    def _show(self, entry: AuditEntry | None, page: FamilyPage | None) -> None:
        self._undo_id = entry.told.undo_id if entry else None
        self._page = page
        self.undo.setVisible(self._undo_id is not None)
        self.undo.setText(_("Do again") if entry and entry.told.undone else _("Undo"))
        self.open.setVisible(page is not None)
        words = _("Open the record of {name}")
        self.open.setText(words.format(name=in_its_own_direction(page.name)) if page else "")
        inside = QWidget()
        inside.setStyleSheet(f"background: {theme.CARD};")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for role, text in _told(entry) if entry else ():
            if role == "title":
                column.addSpacing(8)
            column.addWidget(at_its_beginning(let_shrink(line_label(role, text))))
        column.addStretch()
        self._scroll.setWidget(inside)

    def _begin_undo(self) -> None:
        if self._undo_id is not None:
            begin_undo(self._desk, self, self._undo_id)

    def _open(self) -> None:
        if self._page is not None:
            where = {"family_id": self._page.family_id, "person_id": self._page.person_id}
            self._desk.go("families", **where)


def _told(entry: AuditEntry) -> Iterator[_Told]:
    yield "subject", entry.told.sentence
    yield "secondary", when_and_who(entry.told)
    if undone := undone_in_words(entry.told):
        yield "secondary", undone
    for fate, title in (
        (Fate.CHANGED, _("Changed")),
        (Fate.ADDED, _("Added")),
        (Fate.REMOVED, _("Removed")),
    ):
        yield from _of_fate(entry, fate, title)
    if entry.more:
        words = ngettext("and {n} more change", "and {n} more changes", entry.more)
        yield "secondary", words.format(n=isolate(str(entry.more)))
    if entry.is_erased:
        yield "secondary", _("Something of this was erased for good, so it cannot be undone.")


def _of_fate(entry: AuditEntry, fate: Fate, title: str) -> Iterator[_Told]:
    records = [record for record in entry.records if record.fate is fate]
    in_bulk = entry.in_bulk if fate is Fate.ADDED else ()
    if records or in_bulk:
        yield "title", title
    for record in records:
        if record.subject:
            yield "strong" if record.fields else "", in_its_own_direction(record.subject)
        for field in record.fields:
            yield "", str(field)
    for line in in_bulk:
        yield "", line
