"""The box on top: finds a person or a family as one types, and goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, isolate
from amane_desktop.people.entries import Found
from amane_desktop.people.finding import find
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.background import Background
from ui.tasks import Desk
from ui.widgets.basics import line_label
from ui.widgets.two_lines import TwoLines

_PAUSE_MS = 60
_MOST_SHOWN = 8
_FOUND = Qt.ItemDataRole.UserRole + 1


class SearchBox(QLineEdit):
    """Ctrl+K, a part of a name in either script or a number, Enter: the family is open.

    Looking goes on beside the window, in a thread of its own: no paper that is being drawn stands
    before it. Only the answer to what was typed last is shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("search")
        shortcut = isolate("Ctrl+K")
        words = _("Find a person or a family…")
        if desk.may(Permission.SEE_DOSSIERS):
            words = _("Find a person, a family, a dossier…")
        self.setPlaceholderText(f"{words}   {shortcut}")
        self.setAccessibleName(words)
        self.addAction(
            theme.icon("mdi6.magnify", theme.SECONDARY), QLineEdit.ActionPosition.LeadingPosition
        )
        self.popup = _Results(self)
        self.popup.list.itemClicked.connect(lambda _item: self._go())
        self._finder = Background("finder", self)
        self._asked = self._answered = 0
        self._goes_when_found = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.textEdited.connect(self._typed)
        QShortcut(QKeySequence("Ctrl+K"), self, self._come)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the results without leaving the box."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_once_found()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the results away, and what is still to come."""
        self._forget()
        self.popup.hide()
        super().focusOutEvent(event)

    def _come(self) -> None:
        self.setFocus()
        self.selectAll()

    def _typed(self) -> None:
        self._asked += 1
        self._pause.start()

    def _find(self) -> None:
        self._pause.stop()
        self._goes_when_found = False
        self._asked += 1
        words, asked = self.text().strip(), self._asked
        if not words:
            self._answered = asked
            self.popup.hide()
            return

        def look() -> tuple[Found, ...] | None:
            return self._desk.ask(find, words) if asked == self._asked else None

        def show(found: tuple[Found, ...] | None) -> None:
            if found is not None and asked == self._asked:
                self._answered = asked
                self.popup.show_found(found)
                if self._goes_when_found:
                    self._go()

        self._finder.run(look, show, lambda refusal: self._desk.notice.emit(refusal.message))

    def _go_once_found(self) -> None:
        """Go to the one chosen; to the best one when the answer is still to come."""
        if self._pause.isActive():
            self._find()
        self._goes_when_found = self._answered != self._asked
        if not self._goes_when_found:
            self._go()

    def _go(self) -> None:
        found = self.popup.current()
        if found is None:
            return
        self._leave()
        if found.kind == "dossier":
            self._desk.go("civil_registration", dossier_id=found.id)
            return
        person_id = found.id if found.kind == "person" else None
        self._desk.go("families", family_id=found.family_id, person_id=person_id)

    def _leave(self) -> None:
        self._pause.stop()
        self._forget()
        self.clear()
        self.popup.hide()
        self.clearFocus()

    def _forget(self) -> None:
        """Show no answer to what was asked before."""
        self._asked += 1
        self._answered = self._asked


class _Results(QFrame):
    """The best hits under the box, or that there is none; the keyboard stays in the box."""

    def __init__(self, box: SearchBox) -> None:
        super().__init__(box, Qt.WindowType.ToolTip)
        self._box = box
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(TwoLines(self.list))
        nothing = _("Nothing found. A part of a name or of a number is enough.")
        self.nothing = line_label("secondary", nothing)
        self.nothing.setContentsMargins(14, 10, 14, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)
        column.addWidget(self.nothing)

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show the hits under the box, the first one chosen."""
        self.list.clear()
        for hit in found:
            item = QListWidgetItem(in_reader_script(hit.name, hit.name_ar))
            item.setData(Qt.ItemDataRole.UserRole, _beneath(hit))
            item.setData(_FOUND, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(TwoLines.HEIGHT * min(len(found), _MOST_SHOWN))
        self.nothing.setVisible(not found)
        self.setFixedWidth(self._box.width())
        self.adjustSize()
        self.move(self._box.mapToGlobal(QPoint(0, self._box.height() + 2)))
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        """Choose the next or the one before."""
        last = self.list.count() - 1
        if self.isVisible() and last >= 0:
            self.list.setCurrentRow(min(max(self.list.currentRow() + rows, 0), last))

    def current(self) -> Found | None:
        """What is chosen, while results are shown."""
        item = self.list.currentItem() if self.isVisible() else None
        found: Found | None = item.data(_FOUND) if item is not None else None
        return found


def _beneath(hit: Found) -> str:
    kinds = {"family": _("family"), "dossier": _("dossier")}
    kind = kinds.get(hit.kind, "")
    return " · ".join(filter(None, (kind, hit.detail)))
