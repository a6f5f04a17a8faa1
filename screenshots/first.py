"""Before anybody has signed in."""

from __future__ import annotations

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QWidget

from screenshots.pictures import picture
from screenshots.stage import Stage
from ui.background import Background
from ui.first_start import FirstStart
from ui.new_centre import RecoveryCode
from ui.reset_password import ResetPassword
from ui.sign_in import SignInPage
from ui.widgets.basics import Card

_CODE = "7KQM-2XWD-9RTE-4HVN-6PZA-3FGY"
_SIZE = (1000, 560)


@picture
def first_start(stage: Stage) -> QPixmap:
    """The choice between a centre of one's own, a backup, and invented families."""
    with _Alone(stage) as alone:
        page = alone.show(_first_start(stage, alone))
        return stage.part(page.findChild(Card))


@picture
def recovery_code(stage: Stage) -> QPixmap:
    """The code that is to be printed."""
    with _Alone(stage) as alone:
        page = alone.show(_first_start(stage, alone))
        code = page.findChild(RecoveryCode)
        code.code = _CODE
        code.show_for("Centre Amane", "مركز أمان")
        page.findChild(QStackedWidget).setCurrentWidget(code)
        return stage.part(page.findChild(Card))


@picture
def sign_in(stage: Stage) -> QPixmap:
    """The page on which one picks one's name."""
    with _Alone(stage) as alone:
        page = alone.show(SignInPage(stage.folder, alone.background, is_demonstration=False))
        page.ready()
        links = ("language", "aboutAndHelp")
        return stage.part(
            page.findChild(Card), *(stage.find(name, QPushButton, page) for name in links)
        )


@picture
def lost_password(stage: Stage) -> QPixmap:
    """The new password with the recovery code."""
    with _Alone(stage) as alone:
        page = alone.show(SignInPage(stage.folder, alone.background, is_demonstration=False))
        name = stage.office.signed_in.name
        dialog = ResetPassword(stage.folder, name, alone.background, page)
        dialog.findChild(QLineEdit, "recoveryCode").setText(_CODE)
        stage.show(dialog)
        return dialog.grab()


def _first_start(stage: Stage, alone: _Alone) -> FirstStart:
    nowhere = stage.room / "nowhere"
    return FirstStart(nowhere / "centre", nowhere / "demo", alone.background, at_choice=True)


class _Alone:
    """A page in a window of its own, without a workplace."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._page: QWidget | None = None

    def __enter__(self) -> _Alone:
        self.background = Background("alone")
        return self

    def show(self, page: QWidget) -> QWidget:
        page.resize(*_SIZE)
        self._page = page
        self._stage.show(page)
        return page

    def __exit__(self, *_error: object) -> None:
        self._page.close()
        self.background.close()
