"""Who may be there already, beside the form that enters somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.duplicates import Likely, likely_same
from amane_desktop.people.kinship import standing
from amane_desktop.people.names import full_name, in_reader_script
from ui.tasks import Desk
from ui.widgets.basics import flat_button, let_shrink, line_label

_PAUSE, _MOST = 300, 3


class Hints(QWidget):
    """What is likely the same, a moment after the last key; nothing where there is nothing."""

    # The family, and the person or none, whom the reader wants to look at.
    opened = Signal(int, object)

    def __init__(self, desk: Desk, told: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self.desk, self._told = desk, told
        # The field after which Tab comes to the buttons here.
        self.after: QWidget | None = None
        self._asked = 0
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._found: QWidget | None = None
        self.hide()

    def look(self) -> None:
        """Ask again once nothing more is typed."""
        self._pause.start()

    def likely(self, told: dict[str, Any]) -> Sequence[Any]:
        """What is likely the same as what is told."""
        raise NotImplementedError

    def title(self) -> str:
        """What stands above the rows."""
        return _("May be there already:")

    def make_row(self, likely: Any) -> QWidget:
        """One line: who it is, and what one can do."""
        raise NotImplementedError

    def line(self, words: str, *buttons: tuple[str, str, Callable[[], None]]) -> QWidget:
        """The words, and buttons (name, text, what it does) that say whom they are about."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(let_shrink(line_label("", words)), 1)
        for name, text, press in buttons:
            button = flat_button(text)
            button.setObjectName(name)
            button.setAccessibleName(f"{text}: {words}")
            button.clicked.connect(press)
            line.addWidget(button)
        return row

    def _ask(self) -> None:
        self._asked += 1
        asked, told = self._asked, self._told()

        def show(found: Sequence[Any]) -> None:
            if asked == self._asked:
                self._show(found[:_MOST])

        self.desk.read(self, lambda: self.likely(told), show)

    def _show(self, found: Sequence[Any]) -> None:
        if self._found is not None:
            self._found.hide()
            self._found.deleteLater()
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._rows.addWidget(self._found)
        rows.addWidget(let_shrink(line_label("news", self.title())))
        for likely in found:
            rows.addWidget(self.make_row(likely))
        self.setVisible(bool(found))
        stops = (self.after, *self._found.findChildren(QPushButton))
        for stop, following in pairwise(filter(None, stops)):
            QWidget.setTabOrder(stop, following)


class PersonHints(Hints):
    """The likeliest same persons; they can be opened, and compared with."""

    compared = Signal(int)

    def __init__(self, desk: Desk, told: Callable[[], dict[str, Any]], *, may_merge: bool) -> None:
        super().__init__(desk, told)
        self.setObjectName("samePersons")
        self._may_merge = may_merge

    def likely(self, told: dict[str, Any]) -> tuple[Likely, ...]:
        """The likeliest same persons."""
        return self.desk.ask(likely_same, **told)

    def make_row(self, likely: Likely) -> QWidget:
        """The person, with where to look and what to compare."""
        look = partial(self.opened.emit, likely.family_id, likely.id)
        compare = partial(self.compared.emit, likely.id)
        buttons = [("openSame", _("Open"), look), ("compareSame", _("Compare"), compare)]
        return self.line(self._words(likely), *buttons[: 1 + self._may_merge])

    def _words(self, likely: Likely) -> str:
        today = self.desk.office.clock.today()
        family = in_reader_script(likely.family, likely.family_ar)
        told = (
            in_its_own_direction(full_name(likely)),
            standing(
                likely.kinship,
                likely.sex,
                is_housing=likely.is_housing,
                is_signing=likely.is_signing,
            ),
            age_in_words(likely.birth_date, likely.birth_precision, today),
            _("{name} family").format(name=in_its_own_direction(family)),
            isolate(likely.file_number),
            _("the same number") if likely.is_sure else "",
        )
        return " · ".join(filter(None, told))
