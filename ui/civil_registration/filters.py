"""Which dossiers are shown: chips, words, whose, and in what state."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from amane_desktop.civil_registration.board import BoardFilter
from amane_desktop.civil_registration.words import State
from amane_desktop.i18n import _
from amane_desktop.office.staff import who_works_on_dossiers
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.choice import Choice

ALL, TO_COLLECT, EXPIRING = "all", "to_collect", "expiring"
UNDER_WAY, UNTOUCHED = "under_way", "untouched"
_STATES = {
    UNDER_WAY: (State.OPEN, State.RESTING),
    UNTOUCHED: (State.OPEN,),
    "resting": (State.RESTING,),
    "closed": (State.CLOSED,),
    "every": (),
}
# So long after the last letter is looked, that the list does not jump at each one.
_PAUSE_MS = 80


class Filters(QWidget):
    """Stands over the list, or in one line over the board; `board_wanted` is the last chip."""

    changed = Signal()
    board_wanted = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.words = named(QLineEdit(), "dossierWords")
        self.words.setPlaceholderText(_("A name or a number"))
        self.words.setAccessibleName(_("A name or a number"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(
            theme.icon("mdi6.magnify", theme.SECONDARY), QLineEdit.ActionPosition.LeadingPosition
        )
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.whose = named(Choice(), "dossierWhose")
        self.whose.setAccessibleName(_("Whose dossiers"))
        self.state = named(Choice(), "dossierState")
        self.state.setAccessibleName(_("Which dossiers"))
        for choice in (self.whose, self.state):
            choice.setMinimumWidth(1)
            choice.activated.connect(lambda _index: self.changed.emit())
        self._fill()
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(8)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.whose, 1)
        choices.addWidget(self.state, 1)
        self._across.addLayout(self._chips())
        self.beside_words = QHBoxLayout()
        self.beside_words.setSpacing(4)
        self.beside_words.addWidget(self.words, 1)
        self._across.addLayout(self.beside_words)
        self._across.addLayout(choices)

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._scopes = QButtonGroup(self)
        for code, words in (
            (ALL, _("All")),
            (TO_COLLECT, _("To collect")),
            (EXPIRING, _("Expiring")),
        ):
            chip = _chip(words, f"dossiers_{code}")
            self._scopes.addButton(chip)
            chip.setChecked(code == ALL)
            row.addWidget(chip)
        self._scopes.buttonClicked.connect(lambda _chip: self.changed.emit())
        self.board = _chip(_("By step"), "dossiers_by_step")
        self.board.toggled.connect(self.board_wanted)
        row.addWidget(self.board)
        row.addStretch()
        return row

    def _fill(self) -> None:
        self.whose.addItem(_("All dossiers"), None)
        own = self._desk.office.signed_in.id
        self.whose.addItem(_("My dossiers"), own)
        for each in self._desk.ask(who_works_on_dossiers):
            if each.id != own:
                self.whose.addItem(in_reader_script(each.name, each.name_ar), each.id)
        for code, words in (
            (UNDER_WAY, _("Under way")),
            (UNTOUCHED, _("Nothing for 30 days")),
            ("resting", _("Resting")),
            ("closed", _("Closed")),
            ("every", _("In any state")),
        ):
            self.state.addItem(words, code)

    def stand(self, *, is_board: bool) -> None:
        """Stand in one line over the board, or one beneath the other over the list."""
        way = QBoxLayout.Direction
        across = way.LeftToRight if is_board else way.TopToBottom
        self._across.setDirection(across)
        # (what room is left stands behind the chips)
        self._across.setStretch(0, int(is_board))
        self.words.setMaximumWidth(260 if is_board else 16_777_215)

    def wanted(self) -> BoardFilter:
        """What is shown."""
        scope, state = self._scope(), self.state.currentData()
        return BoardFilter(
            words=self.words.text(),
            states=_STATES[state],
            responsible_id=self.whose.currentData(),
            is_to_fetch=scope == TO_COLLECT,
            is_expiring=scope == EXPIRING,
            is_untouched=state == UNTOUCHED,
        )

    def is_narrowed(self) -> bool:
        """Whether something is left out that is under way."""
        return self.wanted() != BoardFilter(states=_STATES[UNDER_WAY])

    def widen(self) -> None:
        """Show every dossier that is under way."""
        self.put({"words": "", "whose": None, "state": UNDER_WAY, "scope": ALL})

    def get(self) -> dict[str, Any]:
        """What was chosen."""
        return {
            "words": self.words.text(),
            "whose": self.whose.currentData(),
            "state": self.state.currentData(),
            "scope": self._scope(),
        }

    def put(self, chosen: dict[str, Any]) -> None:
        """Choose it again."""
        self.words.setText(chosen["words"])
        self._pause.stop()
        self.whose.setCurrentIndex(max(0, self.whose.findData(chosen["whose"])))
        self.state.setCurrentIndex(max(0, self.state.findData(chosen["state"])))
        for chip in self._scopes.buttons():
            chip.setChecked(chip.objectName() == f"dossiers_{chosen['scope']}")
        self.changed.emit()

    def _scope(self) -> str:
        chip = self._scopes.checkedButton()
        return ALL if chip is None else chip.objectName().removeprefix("dossiers_")


def _chip(words: str, name: str) -> QPushButton:
    chip = named(QPushButton(words), name)
    chip.setCheckable(True)
    chip.setProperty("role", "chip")
    ink = theme.accent("civil_registration")
    chip.setStyleSheet(
        f"QPushButton {{ background: {theme.MUTED}; padding: 0 11px; min-height: 24px;"
        " border-radius: 12px; }"
        f"QPushButton:checked {{ background: {ink}; color: {theme.CARD}; }}"
        f"QPushButton:focus {{ border: 2px solid {theme.INK}; padding: 0 9px; min-height: 20px; }}"
    )
    return chip
