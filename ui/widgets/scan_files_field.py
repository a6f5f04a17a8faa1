"""The files that are about to be added: each with a small picture of it, or why it is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout
from shiboken6 import isValid

from amane_desktop.i18n import _, isolate
from amane_desktop.office.errors import Refusal
from amane_desktop.office.scanned import Prepared, prepare
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button, small_button
from ui.widgets.fields import Field, Raw
from ui.widgets.given_files import Given, chosen_files, content_of, given_in, may_be_given, pasted
from ui.widgets.picture_files import fitted

_SIDE = 96
_IN_A_ROW = 7


class Tile(QFrame):
    """One file: its picture once it has been looked at, else the words that say why not."""

    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.prepared: Prepared | None = None
        self.is_read = False
        self.setFixedWidth(_SIDE + 24)
        self._picture = QLabel()
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setStyleSheet(f"background: {theme.MUTED}; border-radius: {theme.RADIUS}px;")
        self._said = named(let_shrink(line_label("secondary", _("Being read…"))), "tileSaid")
        remove = named(small_button(_("Remove")), "takeOut")
        remove.setAccessibleName(f"{_('Take out')} {isolate(str(number))}")
        remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._picture)
        column.addWidget(self._said)
        column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def show_prepared(self, prepared: Prepared, *, is_kept: bool) -> None:
        """Show what will be kept, and that it stands on this record already."""
        self.prepared, self.is_read = prepared, True
        self._picture.setPixmap(fitted(prepared.small, _SIDE - 12, self.devicePixelRatioF()))
        self._said.setText(_("This very file is on this record already.") if is_kept else "")
        self._said.setVisible(is_kept)

    def show_refused(self, refusal: Refusal) -> None:
        """Say why this file is not taken."""
        self.is_read = True
        self._said.setText(refusal.message)
        self._said.setProperty("role", "error")
        self._said.style().polish(self._said)


class ScanFilesField(Field):
    """Where files are dropped, pasted or chosen; nothing of them is kept in a draft."""

    is_secret = True

    def __init__(self, desk: Desk, is_kept: Callable[[str], bool]) -> None:
        area = _DropArea()
        super().__init__(_("Files"), area)
        self._desk, self._is_kept = desk, is_kept
        self._tiles: dict[Tile, Given] = {}
        area.given.connect(self.take)
        self._area = area
        choose = named(plain_button(_("Choose files…")), "chooseFiles")
        choose.clicked.connect(self._choose)
        area.buttons.addWidget(choose)
        self._scanner = named(plain_button(""), "fromScanner")
        self._scanner.clicked.connect(lambda: self.take(self._offered()))
        area.buttons.addWidget(self._scanner)
        area.buttons.addStretch(1)
        desk.scanner.changed.connect(self._show_offered)
        self._show_offered()

    def take(self, given: Sequence[Given]) -> None:
        """Look at these files beside the window, and show each as soon as it was looked at."""
        for each in given:
            if each in self._tiles.values():
                continue
            tile = Tile(len(self._tiles) + 1)
            tile.removed.connect(partial(self._remove, tile))
            self._tiles[tile] = each
            self._desk.read(tile, partial(_looked_at, each), partial(self._show, tile))
        self._lay_out()
        self.edited.emit()

    def prepared(self) -> list[Prepared]:
        """What is to be kept; refuses as long as a file is being read, or cannot be taken."""
        if not self._tiles:
            raise Refusal(_("Drop a file here, paste it, or choose one."), "files")
        if not all(tile.is_read for tile in self._tiles):
            raise Refusal(_("A file is still being read: wait a moment."), "files")
        found = [tile.prepared for tile in self._tiles if tile.prepared is not None]
        if len(found) < len(self._tiles):
            raise Refusal(_("Take out the file that cannot be kept, then save."), "files")
        return found

    def paths(self) -> Mapping[Path, str]:
        """Where what is to be kept lies on this PC, with its digest."""
        return {
            given: tile.prepared.original_sha256
            for tile, given in self._tiles.items()
            if isinstance(given, Path) and tile.prepared is not None
        }

    def raw(self) -> Raw:
        """How many there are."""
        return str(len(self._tiles) or "")

    def set_raw(self, raw: Raw) -> None:
        """Take all out when there were none."""
        if not raw:
            for tile in list(self._tiles):
                self._remove(tile)

    def _show(self, tile: Tile, found: Prepared | Refusal) -> None:
        if isinstance(found, Refusal):
            tile.show_refused(found)
        else:
            tile.show_prepared(found, is_kept=self._is_kept(found.original_sha256))

    def _remove(self, tile: Tile) -> None:
        self._tiles.pop(tile, None)
        tile.hide()
        tile.deleteLater()
        self._lay_out()
        self._show_offered()
        self.edited.emit()

    def _lay_out(self) -> None:
        for place, tile in enumerate(self._tiles):
            self._area.tiles.addWidget(tile, *divmod(place, _IN_A_ROW))
            tile.show()
        self._area.words.setVisible(not self._tiles)
        self._show_offered()

    def _choose(self) -> None:
        self.take(chosen_files(self, self._desk.scanner.folder))

    def _offered(self) -> list[Path]:
        return [path for path in self._desk.scanner.offered if path not in self._tiles.values()]

    def _show_offered(self) -> None:
        if not isValid(self._scanner):
            return
        offered = self._offered()
        words = _("From the scanner ({n})").format(n=len(offered))
        self._scanner.setText(words)
        self._scanner.setVisible(bool(offered))


class _DropArea(QFrame):
    """A place to drop things on, that takes the keyboard's paste as well."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropArea")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = let_shrink(line_label("secondary"))
        self.words.setText(_("Drop scans or photos here, paste them (Ctrl+V), or choose files."))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tiles = QGridLayout()
        self.tiles.setSpacing(12)
        self.tiles.setColumnStretch(_IN_A_ROW, 1)
        self.buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.addWidget(self.words)
        column.addLayout(self.tiles)
        column.addLayout(self.buttons)
        light_up(self, is_over=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that what is dragged may be dropped here."""
        if may_be_given(event.mimeData()):
            event.acceptProposedAction()
            light_up(self, is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Be quiet again."""
        light_up(self, is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        light_up(self, is_over=False)
        event.acceptProposedAction()
        self.given.emit(given_in(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.given.emit(pasted())
        else:
            super().keyPressEvent(event)


def light_up(area: QFrame, *, is_over: bool) -> None:
    """Let a place to drop things on say so while something is dragged over it."""
    line = f"2px solid {theme.accent('social')}" if is_over else f"2px dashed {theme.HAIRLINE}"
    ground = theme.SELECTED if is_over else theme.PAGE
    area.setStyleSheet(
        f"QFrame#{area.objectName()} {{ border: {line}; border-radius: {theme.RADIUS}px;"
        f" background: {ground}; }}"
        f"QFrame#{area.objectName()}:focus {{ border: 2px solid {theme.accent('school')}; }}"
    )


def _looked_at(given: Given) -> Prepared | Refusal:
    try:
        return prepare(content_of(given))
    except Refusal as refusal:
        return refusal
