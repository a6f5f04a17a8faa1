"""The first start: a language, then our own centre or one of invented families."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import LANGUAGES, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, DEMO_STAFF, exists
from ui.background import Background
from ui.centre_place import PlaceForm
from ui.languages import NAMES
from ui.new_centre import CentreForm, RecoveryCode
from ui.widgets import named
from ui.widgets.basics import Card, flat_button, line_label, plain_button
from ui.widgets.logo import stand_beneath_logo
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from amane_desktop.office.office import Office

_FAMILIES = 120
_WIDE = 300


class FirstStart(QWidget):
    """Six steps; nothing is written before the last one of a way is taken."""

    language_chosen = Signal(str)
    sign_in_wanted = Signal()
    restore_wanted = Signal()
    opened = Signal(object, Path)
    _progressed = Signal(int, int)

    def __init__(
        self, real: Path, demonstration: Path, background: Background, *, at_choice: bool
    ) -> None:
        super().__init__()
        self.setObjectName("firstStart")
        self._real, self._demonstration, self._background = real, demonstration, background
        self._steps = QStackedWidget()
        self._form = CentreForm()
        self._place = PlaceForm(background)
        self._code = RecoveryCode()
        self._bar = ProgressLine()
        self._error = line_label("error")
        self._languages, self._choice = self._make_languages(), self._make_choice()
        self._waiting = self._make_waiting()
        begin, ours = (self._languages, self._choice), (self._form, self._place, self._code)
        for step in (*begin, *ours, self._waiting):
            self._steps.addWidget(step)
        self._lay_out()
        self._form.back.clicked.connect(lambda: self._steps.setCurrentWidget(self._choice))
        self._form.filled.connect(self._ask_place)
        self._place.back.clicked.connect(lambda: self._steps.setCurrentWidget(self._form))
        self._place.filled.connect(self._show_code)
        self._code.back.clicked.connect(self._ask_place)
        self._code.confirmed.connect(self._make_centre)
        self._progressed.connect(self._advance)
        self._steps.setCurrentWidget(self._choice if at_choice else self._languages)

    @property
    def is_at_choice(self) -> bool:
        """Whether the language has been chosen."""
        return self._steps.currentWidget() is not self._languages

    def _lay_out(self) -> None:
        card = Card()
        card.setFixedWidth(860)
        card.body.setContentsMargins(36, 28, 36, 28)
        card.body.addWidget(self._steps)
        card.body.addWidget(self._error)
        stand_beneath_logo(self, card)

    def _make_languages(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setSpacing(12)
        for lang in LANGUAGES:
            button = _large(NAMES[lang])
            button.setObjectName(f"language_{lang}")
            button.clicked.connect(lambda _checked, lang=lang: self.language_chosen.emit(lang))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return step

    def _make_choice(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setSpacing(14)
        title = line_label("subject", _("Welcome to Amane"))
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        ours = named(_large(_("Our centre"), "mdi6.home-heart"), "ourCentre")
        restore = named(_large(_("Restore from a backup"), "mdi6.backup-restore"), "restoreHere")
        discover = _large(_("Discover with invented families"), "mdi6.compass-outline")
        discover.setObjectName("discover")
        told = (
            (ours, _("Begin with your own families. Everything is kept encrypted on this PC.")),
            (
                restore,
                _("A new PC, or one that was repaired: bring the centre back from its drive."),
            ),
            (
                discover,
                _("Look around and try everything: nothing is real, nothing can break."),
            ),
        )
        choices = QGridLayout()
        choices.setHorizontalSpacing(20)
        choices.setVerticalSpacing(10)
        choices.setColumnStretch(1, 1)
        for row, (button, words) in enumerate(told):
            label = line_label("secondary", words)
            label.setWordWrap(True)
            choices.addWidget(button, row, 0)
            choices.addWidget(label, row, 1)
        column.addLayout(choices)
        back = flat_button(_("Language"), "mdi6.translate")
        back.clicked.connect(lambda: self._steps.setCurrentWidget(self._languages))
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        ours.clicked.connect(self._begin_ours)
        restore.clicked.connect(self._restore)
        discover.clicked.connect(self._discover)
        return step

    def _make_waiting(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        self._words = line_label("strong")
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._bar)
        return step

    def _begin_ours(self) -> None:
        if exists(self._real):
            self.sign_in_wanted.emit()
            return
        self._steps.setCurrentWidget(self._form)
        self._form.ready()

    def _restore(self) -> None:
        wanted = self.sign_in_wanted if exists(self._real) else self.restore_wanted
        wanted.emit()

    def _ask_place(self) -> None:
        self._steps.setCurrentWidget(self._place)
        self._place.ready()

    def _show_code(self) -> None:
        self._code.show_for(self._form.name, self._form.name_ar)
        self._steps.setCurrentWidget(self._code)

    def _wait(self, words: str) -> None:
        self._words.setText(words)
        self._error.setText("")
        self._bar.show_share(0, 0)
        self._steps.setCurrentWidget(self._waiting)

    def _make_centre(self) -> None:
        form, place, code, folder = self._form, self._place, self._code.code, self._real
        self._wait(_("Making the centre…"))
        self._background.run(
            lambda: _create(folder, form, place, code),
            lambda office: self.opened.emit(office, folder),
            lambda refusal: self._refuse(refusal, self._form),
        )

    def _discover(self) -> None:
        folder = self._demonstration
        self._wait(_("Inventing families…"))
        self._background.run(
            lambda: _demonstrate(folder, self._progressed.emit),
            lambda office: self.opened.emit(office, folder),
            lambda refusal: self._refuse(refusal, self._choice),
        )

    def _advance(self, done: int, of: int) -> None:
        self._bar.show_share(done, of)

    def _refuse(self, refusal: Refusal, back_to: QWidget) -> None:
        self._steps.setCurrentWidget(back_to)
        if back_to is self._form and self._form.refuse(refusal):
            return
        if back_to is self._form and self._place.refuse(refusal):
            self._steps.setCurrentWidget(self._place)
            return
        self._error.setText(refusal.message)


def _large(words: str, icon: str = "") -> QPushButton:
    button = plain_button(words, icon)
    button.setProperty("role", "large")
    button.setMinimumWidth(_WIDE)
    return button


def _create(folder: Path, form: CentreForm, place: PlaceForm, code: str) -> Office:
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import create, open_centre

    create(
        folder,
        name=form.name,
        name_ar=form.name_ar,
        director=form.director,
        password=form.password,
        address=place.address,
        address_ar=place.address_ar,
        logo=place.logo_content,
        recovery_code=code,
    )
    return open_centre(folder, form.director, form.password)


def _demonstrate(folder: Path, progress: Callable[[int, int], None]) -> Office:
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.demonstration.create import create
    from amane_desktop.office.centre import open_centre

    if not exists(folder):
        create(folder, families=_FAMILIES, progress=progress)
    return open_centre(folder, DEMO_STAFF, DEMO_PASSWORD)
