"""The photo of a person on their record; who may change it clicks it, or drops another on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QMenu, QPushButton

from amane_desktop.i18n import _, is_rtl
from amane_desktop.office.errors import Refusal
from amane_desktop.people.photos import person_photo, put_photo, remove_photo
from ui import theme
from ui.tasks import Desk
from ui.widgets.picture_files import chosen_file, dragged_file, file_content, fitted

SIDE = 72


class PersonPhoto(QPushButton):
    """A button with the photo, or with the first letters of the name where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person_id, self._is_editable = 0, False
        # Enter presses it as Space does.
        self.setAutoDefault(True)
        self.setAccessibleName(_("Photo"))
        self.clicked.connect(self._open_menu)
        self.setObjectName("photo")
        self.setFixedSize(SIDE, SIDE)
        self.setIconSize(QSize(SIDE, SIDE))
        edge = f"border-radius: {theme.RADIUS}px; padding: 0; min-height: {SIDE}px;"
        self.setStyleSheet(
            f"QPushButton {{ background: {theme.MUTED}; border: none; {edge}"
            f" color: {theme.SECONDARY}; font-size: 22px; font-weight: 600; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.accent('social')}; {edge} }}"
        )
        self._menu = QMenu(self)
        self._menu.addAction(_("Choose a photo…"), self._choose)
        self._remove = self._menu.addAction(_("Remove the photo"), self._take_off)

    def show_person(self, person_id: int, names: tuple[str, str], *, is_editable: bool) -> None:
        """Show the photo of a person as far as the reader may see it."""
        self._person_id = person_id
        told = ""
        try:
            photo = self._desk.ask(person_photo, person_id)
        except Refusal as refusal:
            photo, told = b"", refusal.message
        picture = fitted(photo, SIDE, self.devicePixelRatio())
        self.setIcon(QIcon(picture))
        # Two Arabic letters side by side would join into a word.
        letters = (" " if is_rtl() else "").join(map(_initial, names))
        self.setText(letters if picture.isNull() else "")
        how = _("Change the photo: click, or drop a file") if is_editable else ""
        self.setToolTip(told or how)
        self._is_editable = is_editable
        self.setAcceptDrops(is_editable)
        focus = Qt.FocusPolicy.StrongFocus if is_editable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self._remove.setEnabled(bool(photo or told))

    def take_file(self, path: Path) -> None:
        """Put what the file holds in the photo's place; what is no photo is said."""
        try:
            content = file_content(path)
        except Refusal as refusal:
            self._desk.notice.emit(refusal.message)
            return
        self._desk.do(put_photo, self._person_id, content)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is dragged here."""
        if dragged_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the file that was dropped in the photo's place."""
        path = dragged_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _open_menu(self) -> None:
        if self._is_editable:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self) -> None:
        path = chosen_file(self, _("Choose a photo…"))
        if path is not None:
            self.take_file(path)

    def _take_off(self) -> None:
        self._desk.do(remove_photo, self._person_id)


def _initial(name: str) -> str:
    """The first letter after an Arabic article, which would be the same for half of the town."""
    return name.removeprefix("ال")[:1]
