"""The scans of a record: a row each with a small picture; more are dropped, pasted or chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, isolate, ngettext
from amane_desktop.people.scan_holders import Whose
from amane_desktop.people.scan_lines import ScanLine, scans
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import flat_button, let_shrink, line_label, plain_button, small_button
from ui.widgets.given_files import (
    Given,
    chosen_files,
    chosen_folder,
    given_in,
    may_be_given,
    pasted,
)
from ui.widgets.scan_files_field import light_up
from ui.widgets.scan_row import ScanRow, SmallPictures, kind_names

_SHOWN = 5


class ScansCard(QFrame):
    """Shows what hangs on one record; asks for forms (`add`, `edit`) and knows none."""

    # What they are to hang on, and the files that are at hand already.
    add = Signal(object, object)
    edit = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._holder: Whose | None = None
        self._lines: tuple[ScanLine, ...] = ()
        self._shows_all = False
        self._pictures = SmallPictures(desk)
        self.setObjectName("scansCard")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = line_label("title", _("Scans and photos"))
        self._empty = let_shrink(named(line_label("secondary"), "noScans"))
        self._empty.setText(_("Drop a scan here, paste it (Ctrl+V), or choose a file."))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._left_over())
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        desk.scanner.changed.connect(self._show_scanner)
        self._be_quiet()
        self.hide()

    def _head(self) -> QHBoxLayout:
        self._scanner = named(plain_button(""), "scannerFiles")
        self._scanner.clicked.connect(lambda: self.give(list(self._desk.scanner.offered)))
        add = named(plain_button(_("Add"), "mdi6.plus"), "addScan")
        add.setAccessibleName(_("Add scans and photos"))
        menu = QMenu(add)
        menu.addAction(_("Choose files…"), self._choose)
        menu.addAction(_("Paste"), lambda: self.give(pasted()))
        menu.addSeparator()
        menu.addAction(_("The folder that the scanner writes to…"), self._choose_folder)
        self._unwatch = menu.addAction(
            _("Look at no scanner's folder"), lambda: self._desk.scanner.choose(None)
        )
        add.setMenu(menu)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._scanner)
        head.addWidget(add)
        return head

    def _left_over(self) -> QWidget:
        """The offer to remove from the scanner's folder what is kept here now."""
        self._offer = named(QFrame(), "leftOver")
        self._offer.setStyleSheet(
            f"QFrame#leftOver {{ background: {theme.WAITING_GROUND}; border-radius: 6px; }}"
        )
        self._offer_words = let_shrink(line_label(""))
        remove = named(plain_button(_("Remove from the folder")), "removeLeftOver")
        remove.clicked.connect(self._desk.scanner.remove_left_over)
        leave = named(flat_button(_("Leave there")), "leaveLeftOver")
        leave.clicked.connect(self._desk.scanner.leave)
        row = QHBoxLayout(self._offer)
        row.addWidget(self._offer_words, 1)
        row.addWidget(remove)
        row.addWidget(leave)
        return self._offer

    def show_scans(self, holder: Whose | None) -> None:
        """Show what hangs on a record that the reader sees whole; nothing without one."""
        if holder != self._holder:
            self._shows_all = False
        self._holder = holder
        self.setVisible(holder is not None and self._desk.may(Permission.SEE_SCANS))
        if not self.isHidden():
            assert holder is not None
            self._lines = self._desk.ask(scans, holder)
            self._show_rows()
            self._show_scanner()
            self.counted.emit(len(self._lines))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that what is dragged may be dropped here."""
        if may_be_given(event.mimeData()):
            event.acceptProposedAction()
            light_up(self, is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        self._be_quiet()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin to add what was dropped."""
        self._be_quiet()
        event.acceptProposedAction()
        self.give(given_in(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to add what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.give(pasted())
        else:
            super().keyPressEvent(event)

    def open_scan(self, scan_id: int) -> None:
        """Look at a scan, and from there at the next ones."""
        from ui.widgets.scan_viewer import ScanViewer

        names = kind_names(self._desk)
        viewer = ScanViewer(self._desk, self._lines, names, self.window())
        viewer.open()
        viewer.show_scan(scan_id)

    def _be_quiet(self) -> None:
        self.setStyleSheet(
            f"QFrame#scansCard {{ background: {theme.CARD}; border: 1px solid {theme.HAIRLINE};"
            f" border-radius: {theme.RADIUS}px; }}"
            f"QFrame#scansCard:focus {{ border: 2px solid {theme.accent('school')}; }}"
        )

    def _show_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._empty.setVisible(not self._lines)
        names, is_family = kind_names(self._desk), self._holder and self._holder[0] == "family"
        shown = self._lines if self._shows_all else self._lines[:_SHOWN]
        for line in shown:
            row = ScanRow(line, names.get(line.kind, ""), names_person=bool(is_family))
            row.opened.connect(partial(self.open_scan, line.id))
            row.edit.connect(partial(self.edit.emit, line.id))
            self._pictures.show(line.id, row)
            self._rows.addWidget(row)
        if len(shown) < len(self._lines):
            words = _("Show all {n}").format(n=isolate(str(len(self._lines))))
            more = named(small_button(words), "allScans")
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_rows()

    def _show_scanner(self) -> None:
        if not isValid(self._scanner):
            return
        scanner = self._desk.scanner
        self._unwatch.setVisible(scanner.folder is not None)
        offered, left = len(scanner.offered), len(scanner.left_over)
        self._scanner.setText(_("From the scanner ({n})").format(n=offered))
        self._scanner.setVisible(bool(offered))
        self._offer.setVisible(bool(left))
        words = ngettext(
            "{n} scan that you added still lies in the scanner's folder, where anyone can read it.",
            "{n} scans that you added still lie in the scanner's folder, where anyone can read"
            " them.",
            left,
        )
        self._offer_words.setText(words.format(n=left))

    def _choose(self) -> None:
        self.give(chosen_files(self, self._desk.scanner.folder))

    def _choose_folder(self) -> None:
        folder = chosen_folder(self, self._desk.scanner.folder)
        if folder is not None:
            self._desk.scanner.choose(folder)

    def give(self, given: Sequence[Given]) -> None:
        """Begin to add these, or say that there is nothing."""
        if given and self._holder is not None:
            self.add.emit(self._holder, list(given))
        elif not given:
            self._desk.notice.emit(_("There is nothing here that can be added."))
