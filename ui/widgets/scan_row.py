"""One scan in a card: a small picture, what it is, whose, of which day, who added it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import BufferedReader

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from amane_desktop.i18n import _, format_date, in_its_own_direction, is_rtl
from amane_desktop.office.errors import Refusal
from amane_desktop.office.scanned import small_picture_of
from amane_desktop.office.values import listed, value_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.scan_lines import ScanLine, scan_content
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import at_its_beginning, flat_button, let_shrink, line_label
from ui.widgets.picture_files import fitted

SIDE = 40
_MOST_KEPT = 300


def kind_names(desk: Desk) -> dict[str, str]:
    """What the kinds of scans are called here."""
    return {line.code: value_name(line) for line in desk.ask(listed, "scan_kind")}


def scan_name(line: ScanLine, kind: str) -> str:
    """What a scan is called: its kind, and the title that was typed."""
    return " · ".join(map(in_its_own_direction, filter(None, (kind, line.title))))


class ScanRow(QWidget):
    """Opened by a click on it, or by its button from the keyboard."""

    opened = Signal()
    edit = Signal()

    def __init__(self, line: ScanLine, kind: str, *, names_person: bool) -> None:
        super().__init__()
        self.setObjectName("scanRow")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        name, start = scan_name(line, kind), "\u200f" if is_rtl() else ""
        self._picture = QLabel()
        self._picture.setFixedSize(SIDE, SIDE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setStyleSheet(f"background: {theme.MUTED}; border-radius: 4px;")
        first = at_its_beginning(line_label("strong", name))
        beneath = at_its_beginning(line_label("secondary"))
        beneath.setText(start + " · ".join(_beneath(line, names_person=names_person)))
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (first, beneath):
            words.addWidget(let_shrink(label))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        for button in (
            self._button(_("View"), "viewScan", name, self.opened),
            self._button(_("Edit"), "editScan", name, self.edit),
        ):
            row.addWidget(button)

    def show_picture(self, picture: QPixmap) -> None:
        """Show the small picture, once it was read."""
        self._picture.setPixmap(picture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a click anywhere on it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()

    def _button(self, words: str, name: str, of: str, pressed: SignalInstance) -> QPushButton:
        button = named(flat_button(words), name)
        button.setAccessibleName(f"{words} · {of}")
        button.clicked.connect(pressed)
        return button


def _beneath(line: ScanLine, *, names_person: bool) -> Iterator[str]:
    person = in_reader_script(line.given_name, line.given_name_ar)
    if names_person:
        yield in_its_own_direction(person) if person else _("The whole family")
    if line.day is not None:
        yield format_date(line.day)
    if line.added_at is not None:
        yield _("added by {name}, {day}").format(
            name=in_its_own_direction(line.added_by), day=format_date(line.added_at.date())
        )


class SmallPictures:
    """The small pictures of scans, read beside the window once each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[int, bytes] = {}

    def show(self, scan_id: int, row: ScanRow) -> None:
        """Let the row of a scan have its picture, now or a little later."""
        kept = self._kept.get(scan_id)
        if kept is None:
            # (kept also where this row is gone)
            arrived = partial(self._arrived, scan_id, row)
            self._desk.read(self._desk, partial(self._read, scan_id), arrived)
        else:
            row.show_picture(_as_pixmap(kept))

    def _read(self, scan_id: int) -> bytes:
        # What cannot be read is told when somebody opens it.
        with suppress(Refusal, OSError, RuntimeError):
            content = self._desk.office.ask(scan_content, scan_id)
            with BufferedReader(content.file) as file:
                return small_picture_of(file, content.media_type)
        return b""

    def _arrived(self, scan_id: int, row: ScanRow, picture: bytes) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[scan_id] = picture
        if isValid(row):
            row.show_picture(_as_pixmap(picture))


def _as_pixmap(picture: bytes) -> QPixmap:
    if not picture:
        return theme.icon("mdi6.image-broken-variant", theme.SECONDARY).pixmap(SIDE // 2)
    return fitted(picture, SIDE - 4, 1.0)
