"""The sign-in page: one's name, one's password, Enter."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from amane_desktop.i18n import _, is_rtl, isolate, language, ngettext
from amane_desktop.office.delays import NotYet
from amane_desktop.office.errors import CentreBroken, Refusal
from amane_desktop.office.front_door import DEMO_PASSWORD, front_door
from ui import theme, timings
from ui.background import Background
from ui.languages import LanguageButton
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    flat_button,
    in_the_middle,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.logo import Logo

if TYPE_CHECKING:
    from amane_desktop.office.office import Office

# Loading at once would hold up the first keys of the password.
_LOAD_AFTER_MS = 250
_WIDTH, _ROW, _MOST_ROWS = 420, 40, 6


class SignInPage(QWidget):
    """Shows the names that staff chose for this page; opens the centre in the background."""

    opened = Signal(object, Path)
    language_wanted = Signal(str)
    other_wanted = Signal()
    restore_wanted = Signal()
    guide_wanted = Signal()

    def __init__(
        self,
        folder: Path,
        background: Background,
        *,
        is_demonstration: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("signInPage")
        self._folder = folder
        self._background = background
        self._door = front_door(folder)
        self._names = QListWidget()
        self._names.setObjectName("staffNames")
        self._names.setAccessibleName(_("Who are you?"))
        self.password = QLineEdit()
        self.password.setObjectName("password")
        self._error = line_label("error")
        self._error.setObjectName("signInError")
        self._error.setWordWrap(True)
        self._sign_in = primary_button(_("Sign in"), theme.accent("neutral"))
        self._sign_in.setObjectName("signIn")
        # Offered once the centre does not open any more.
        self._restore = named(plain_button(_("Restore from a backup")), "restoreCentre")
        self._restore.clicked.connect(self.restore_wanted)
        self._restore.hide()
        self._lay_out(is_demonstration)
        self._sign_in.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        self._names.currentRowChanged.connect(lambda _row: self._choose())
        # Also on the name that stands chosen already.
        self._names.itemClicked.connect(lambda _item: self.password.setFocus())
        self._refusal: Refusal | None = None
        self._left = 0
        # A little late, and never early: the centre would count another second.
        self._second = QTimer(self, interval=1050, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._count_down)

    def _lay_out(self, is_demonstration: bool) -> None:
        card = Card()
        card.setFixedWidth(_WIDTH)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(10)
        head = QHBoxLayout()
        name = (self._door.name_ar if language() == "ar" else self._door.name) or self._door.name_ar
        title = line_label("subject", name or self._door.name)
        title.setWordWrap(True)
        head.addWidget(Logo())
        head.addWidget(title, 1)
        card.body.addLayout(head)
        if is_demonstration:
            told = _("Every family here is invented. The password is {password}.")
            invented = line_label("news", told.format(password=isolate(DEMO_PASSWORD)))
            invented.setWordWrap(True)
            invented.setMinimumHeight(2 * invented.fontMetrics().height() + 10)
            card.body.addWidget(invented)
        self._list_names()
        card.body.addWidget(line_label("secondary", _("Who are you?")))
        card.body.addWidget(self._names)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        if is_rtl():
            # The cursor stands where the hint begins, whatever script the password is in.
            self.password.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            self.password.setAlignment(right)
        self.password.setPlaceholderText(_("Password"))
        self.password.setAccessibleName(_("Password"))
        card.body.addWidget(self.password)
        card.body.addWidget(self._error)
        card.body.addWidget(self._restore)
        card.body.addWidget(self._sign_in)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(in_the_middle(card))
        column.addLayout(self._links(is_demonstration))
        column.addStretch(3)

    def _list_names(self) -> None:
        for name in self._door.staff:
            item = QListWidgetItem(theme.icon("mdi6.account-circle-outline"), name)
            item.setSizeHint(QSize(0, _ROW))
            self._names.addItem(item)
        self._names.setIconSize(QSize(22, 22))
        self._names.setFixedHeight(_ROW * min(max(1, self._names.count()), _MOST_ROWS) + 4)
        self._names.setCurrentRow(0)

    def _links(self, is_demonstration: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        languages = LanguageButton()
        languages.chosen.connect(self.language_wanted)
        forgotten = flat_button(_("Forgotten password"))
        forgotten.setObjectName("forgotten")
        forgotten.clicked.connect(self._reset)
        words = _("Our own centre") if is_demonstration else _("Demonstration centre")
        other = flat_button(words)
        other.setObjectName("otherCentre")
        other.clicked.connect(self.other_wanted)
        about = named(flat_button(_("About and help")), "aboutAndHelp")
        about.clicked.connect(self._tell_about)
        self._elsewhere = (languages, forgotten, other, about)
        for button in self._elsewhere:
            row.addWidget(button)
        row.addStretch()
        return row

    def ready(self) -> None:
        """Take the keyboard, and load what opening needs while the password is being typed."""
        self.password.setFocus()
        QTimer.singleShot(_LOAD_AFTER_MS, self, self._load_soon)

    def _load_soon(self) -> None:
        # The window may be closing by now.
        with suppress(RuntimeError):
            self._background.run(_load)

    def _try(self) -> None:
        item = self._names.currentItem()
        if item is None or not self._sign_in.isEnabled():
            return
        name, password = item.text(), self.password.text()
        self._busy(True)
        timings.begin("opening")
        self._background.run(lambda: _open(self._folder, name, password), self._open, self._refuse)

    def show_for(self, name: str) -> None:
        """Let this staff member type the password at once."""
        for item in self._names.findItems(name, Qt.MatchFlag.MatchExactly):
            self._names.setCurrentItem(item)

    def _choose(self) -> None:
        # What one cost does not hold up another: the centre's own count decides.
        self._wait(0)
        self._error.setText("")
        self.password.clear()
        self.password.setFocus()

    def _open(self, office: Office) -> None:
        timings.end("opening")
        typed = self.password.text()
        self.password.clear()
        if office.signed_in.must_choose:
            self._let_choose(office, typed)
        else:
            self.opened.emit(office, self._folder)

    def _let_choose(self, office: Office, typed: str) -> None:
        from amane_desktop.office.staff import choose_password
        from ui.own_password import OwnPassword

        door = front_door(self._folder)
        dialog = OwnPassword(
            office.signed_in.name,
            lambda old, new, done, refused: self._background.run(
                lambda: office.do(choose_password, old, new), done, refused
            ),
            self,
            centre=(door.name, door.name_ar),
            old=typed,
        )
        dialog.chosen.connect(lambda: self.opened.emit(office, self._folder))
        dialog.rejected.connect(office.close)
        dialog.rejected.connect(lambda: self._busy(False))
        dialog.open()

    def _wait(self, seconds: int) -> None:
        """Count down on the button until a password may be tried again."""
        self._left = seconds
        self._second.stop()
        if seconds:
            self._second.start()
        self._sign_in.setEnabled(not seconds)
        words = ngettext("Wait {n} second.", "Wait {n} seconds.", seconds).format(n=seconds)
        self._sign_in.setText(words if seconds else _("Sign in"))

    def _count_down(self) -> None:
        self._wait(max(0, self._left - 1))

    def _refuse(self, refusal: Refusal) -> None:
        self._busy(False)
        self._refusal = refusal
        if isinstance(refusal, NotYet):
            self._wait(refusal.seconds)
        self._error.setText(refusal.message)
        self._restore.setVisible(isinstance(refusal, CentreBroken))
        self.password.setProperty("refused", True)
        self.password.style().polish(self.password)
        self.password.setFocus()
        self.password.selectAll()

    def _busy(self, is_busy: bool) -> None:
        self._error.setText("")
        self._sign_in.setEnabled(not is_busy)
        self.password.setReadOnly(is_busy)
        # While the centre opens, this page must stay to receive it.
        for button in self._elsewhere:
            button.setEnabled(not is_busy)
        self._sign_in.setText(_("Opening…") if is_busy else _("Sign in"))

    def _reset(self) -> None:
        from ui.reset_password import ResetPassword

        item = self._names.currentItem()
        if item is not None:
            dialog = ResetPassword(self._folder, item.text(), self._background, self)
            dialog.finished.connect(lambda _result: self.password.setFocus())
            dialog.open()

    def _tell_about(self) -> None:
        from ui.about.sheet import AboutSheet

        dialog = AboutSheet(self, self._folder, self._background, self._refusal)
        dialog.guide_wanted.connect(self.guide_wanted)
        dialog.finished.connect(lambda _result: self.password.setFocus())
        dialog.open()


def _load() -> None:
    import ui.workplace  # noqa: F401


def _open(folder: Path, name: str, password: str) -> Office:
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import open_centre

    return open_centre(folder, name, password)
