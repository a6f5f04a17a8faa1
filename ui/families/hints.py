"""Who may be there already, beside the person who is being entered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.people.dates import age_in_words
from amane_desktop.people.duplicates import Likely, likely_same
from amane_desktop.people.kinship import kinship_name
from amane_desktop.people.names import in_reader_script
from ui.tasks import Desk
from ui.widgets.basics import flat_button, let_shrink, line_label

_PAUSE, _MOST = 300, 3


class Hints(QWidget):
    """The likeliest same persons, a moment after the last key; nothing where there is nobody."""

    # The family and the person whom the reader wants to look at; the person to compare with.
    opened = Signal(int, int)
    compared = Signal(int)

    def __init__(self, desk: Desk, told: Callable[[], dict[str, Any]], *, may_merge: bool) -> None:
        super().__init__()
        self.setObjectName("samePersons")
        self._desk, self._told, self._may_merge = desk, told, may_merge
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

    def _ask(self) -> None:
        self._asked += 1
        asked, told = self._asked, self._told()

        def show(found: tuple[Likely, ...]) -> None:
            if asked == self._asked:
                self._show(found[:_MOST])

        self._desk.read(lambda: self._desk.ask(likely_same, **told), show)

    def _show(self, found: tuple[Likely, ...]) -> None:
        if self._found is not None:
            self._found.hide()
            self._found.deleteLater()
        self._found = QWidget()
        rows = QVBoxLayout(self._found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(let_shrink(line_label("news", _("May be there already:"))))
        for likely in found:
            rows.addWidget(self._row(likely))
        self._rows.addWidget(self._found)
        self.setVisible(bool(found))

    def _row(self, likely: Likely) -> QWidget:
        words = let_shrink(line_label("", self._words(likely)))
        look = flat_button(_("Open"))
        look.setObjectName("openSame")
        look.setAccessibleName(f"{look.text()}: {words.text()}")
        look.clicked.connect(partial(self.opened.emit, likely.family_id, likely.id))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(look)
        if self._may_merge:
            compare = flat_button(_("Compare"))
            compare.setObjectName("compareSame")
            compare.setAccessibleName(f"{compare.text()}: {words.text()}")
            compare.clicked.connect(partial(self.compared.emit, likely.id))
            line.addWidget(compare)
        return row

    def _words(self, likely: Likely) -> str:
        today = self._desk.office.clock.today()
        latin = f"{likely.given_name} {likely.family_name}".strip()
        arabic = f"{likely.given_name_ar} {likely.family_name_ar}".strip()
        family = in_reader_script(likely.family, likely.family_ar)
        told = (
            in_its_own_direction(in_reader_script(latin, arabic)),
            kinship_name(likely.kinship),
            age_in_words(likely.birth_date, likely.birth_precision, today),
            _("{name} family").format(name=in_its_own_direction(family)),
            isolate(likely.file_number),
            _("the same number") if likely.is_sure else "",
        )
        return " · ".join(filter(None, told))
