"""Undoing an earlier action: at once where nothing stands on it, else after a look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate
from amane_desktop.office.undo_preview import UndoPreview, undo_preview
from ui import theme
from ui.tasks import Desk
from ui.widgets.basics import let_shrink, line_label, plain_button, primary_button

_MANY = 20


def begin_undo(desk: Desk, parent: QWidget, action_id: int) -> None:
    """Undo an action, or show first what would be undone: where something stays, or for many."""

    def told(preview: UndoPreview) -> None:
        if preview.stays or preview.rows > _MANY:
            UndoDialog(desk, parent, action_id, preview).open()
        else:
            desk.undo_action(action_id, preview)

    desk.read(parent, lambda: desk.ask(undo_preview, action_id), told)


class UndoDialog(QDialog):
    """What would go, come back and stay; nothing is done before the button is pressed."""

    def __init__(self, desk: Desk, parent: QWidget, action_id: int, preview: UndoPreview) -> None:
        super().__init__(parent)
        self.setObjectName("undoPreview")
        self.setWindowTitle(_("Undo"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self.setModal(True)
        self._desk, self._action_id, self._preview = desk, action_id, preview
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        column.setSpacing(theme.GAP)
        column.addWidget(let_shrink(line_label("subject", in_its_own_direction(preview.what))))
        column.addWidget(line_label("secondary", _when_and_who(preview)))
        column.addWidget(self._lines(preview), 1)
        column.addLayout(self._buttons())
        self._first.setFocus()

    def _lines(self, preview: UndoPreview) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if preview.is_empty:
            words = _("Nothing of it can be undone: later work stands on all of it.")
            column.addWidget(let_shrink(line_label("", words)))
        for title, lines in (
            (_("Is as it was before"), preview.returns),
            (_("Is removed"), preview.goes),
            (_("Stays as it is"), preview.stays),
        ):
            if lines:
                column.addSpacing(6)
                column.addWidget(line_label("title", title))
            for line in lines:
                column.addWidget(let_shrink(line_label("", line)))
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        scroll.setMinimumHeight(min(page.heightForWidth(560) + 8, 380))
        return scroll

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        close = plain_button(_("Leave it") if not self._preview.is_empty else _("Close"))
        close.setObjectName("leaveIt")
        close.clicked.connect(self.reject)
        go = primary_button(_button_words(self._preview), theme.accent("neutral"))
        go.setObjectName("undoNow")
        go.clicked.connect(self._undo)
        go.setVisible(not self._preview.is_empty)
        row.addWidget(close)
        row.addWidget(go)
        self._first = close if self._preview.is_empty else go
        return row

    def _undo(self) -> None:
        self._desk.undo_action(self._action_id, self._preview)
        self.accept()


def _button_words(preview: UndoPreview) -> str:
    if preview.is_again:
        return _("Do the rest again") if preview.stays else _("Do again")
    return _("Undo the rest") if preview.stays else _("Undo")


def _when_and_who(preview: UndoPreview) -> str:
    when = _("{date}, {time}").format(
        date=format_date(preview.at.date()), time=isolate(preview.at.strftime("%H:%M"))
    )
    return f"{when} · {in_its_own_direction(preview.by)}"
