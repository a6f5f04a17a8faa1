"""A name in two scripts: what is typed in one is proposed in the other, and a person decides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from amane_desktop.i18n import _, in_its_own_direction
from amane_desktop.people.transliteration import is_arabic, other_script
from ui.tasks import Desk
from ui.widgets.basics import flat_button
from ui.widgets.fields import TextField

_PAUSE = 150


class NamePair(QObject):
    """Watches both fields; a proposal stands grey in the empty one until it is taken.

    Ctrl+Space takes it from either field, the button beneath by a click; nothing else does.
    """

    def __init__(self, desk: Desk, fields: tuple[TextField, TextField], key: str) -> None:
        super().__init__(fields[0])
        self._desk, self._fields = desk, fields
        self._is_family_name = key == "family_name"
        self._proposed: tuple[TextField, str] | None = None
        self._lines: list[QLineEdit] = []
        self._examples: list[str] = []
        self._takes: list[QPushButton] = []
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._propose)
        for field in fields:
            self._watch(field)

    def _watch(self, field: TextField) -> None:
        line = field.editor
        assert isinstance(line, QLineEdit)
        line.textChanged.connect(self._changed)
        line.installEventFilter(self)
        take = flat_button("")
        take.setObjectName("takeProposal")
        take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        take.clicked.connect(self.take)
        take.hide()
        field.add_beneath(take)
        self._lines.append(line)
        self._examples.append(line.placeholderText())
        self._takes.append(take)

    def take(self) -> None:
        """Put the proposal into its field, as if it had been typed."""
        if self._proposed is not None:
            field, name = self._proposed
            field.set_raw(name)
            field.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the proposal by Ctrl+Space."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Space and control:
                self.take()
                return True
        return super().eventFilter(watched, event)

    def _changed(self) -> None:
        self._show(None)
        self._pause.start()

    def _propose(self) -> None:
        typed = [str(field.raw()).strip() for field in self._fields]
        if self._says_wrong_script(typed) or bool(typed[0]) == bool(typed[1]):
            return
        empty = 0 if typed[1] else 1
        name = self._desk.ask(other_script, typed[1 - empty], self._is_family_name)
        self._show((self._fields[empty], name) if name else None)

    def _says_wrong_script(self, typed: list[str]) -> bool:
        """Say it where the keyboard wrote the other script; whoever means it may save it so."""
        latin, arabic = self._fields
        if is_arabic(typed[0]):
            latin.say_error(_("These are Arabic letters: switch the keyboard."))
        elif any(map(str.isalpha, typed[1])) and not is_arabic(typed[1]):
            arabic.say_error(_("These are not Arabic letters: switch the keyboard."))
        else:
            return False
        return True

    def _show(self, proposed: tuple[TextField, str] | None) -> None:
        self._proposed = proposed
        for field, line, example, take in zip(
            self._fields, self._lines, self._examples, self._takes, strict=True
        ):
            name = proposed[1] if proposed is not None and proposed[0] is field else ""
            line.setPlaceholderText(name or example)
            words = _("Use {name} (Ctrl+Space)").format(name=in_its_own_direction(name))
            take.setText(words if name else "")
            take.setVisible(bool(name))
