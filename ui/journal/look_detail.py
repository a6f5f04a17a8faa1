"""One look at a protected record: who and when, and the way to the record."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate
from amane_desktop.people.who_looked import LookLine, look_lines
from ui.journal.entries import Detail
from ui.tasks import Desk
from ui.widgets.basics import at_its_beginning, let_shrink, line_label, plain_button


class LookDetail(Detail):
    """The chosen look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: LookLine | None = None
        self._what, self._who = (let_shrink(line_label(role)) for role in ("subject", "secondary"))
        said = _("Who looks at a protected record is kept. Within ten minutes it counts once.")
        self.open = plain_button(_("Open the record"))
        self.open.setObjectName("openRecord")
        self.open.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch()
        for label in (self._what, self._who, let_shrink(line_label("secondary", said))):
            self.body.addWidget(at_its_beginning(label))
        self.body.addStretch()
        self.body.addLayout(row)
        self.show_entry(None)

    def show_entry(self, number: int | None) -> None:
        """Show a look, with the names as they are now."""
        lines = self._desk.ask(look_lines, (number,)) if number is not None else ()
        self._line = lines[0] if lines else None
        self._what.setText(whose(self._line) if self._line else "")
        self._who.setText(when_and_who_looked(self._line) if self._line else "")
        self.open.setVisible(self._line is not None and self._line.family_id is not None)

    def take_focus(self) -> None:
        """Go to the button."""
        self.open.setFocus()

    def _open(self) -> None:
        if self._line is not None:
            where = {"family_id": self._line.family_id, "person_id": self._line.person_id}
            self._desk.go("families", **where)


def whose(line: LookLine) -> str:
    """The record that was looked at."""
    if line.family_id is None:
        return _("a record that is no longer there")
    family = _("Family {name}").format(name=in_its_own_direction(line.family))
    person = in_its_own_direction(line.person) if line.person else ""
    return " · ".join(filter(None, (person, family)))


def when_and_who_looked(line: LookLine) -> str:
    """The day, the time and the name."""
    when = _("{date}, {time}").format(
        date=format_date(line.at.date()), time=isolate(line.at.strftime("%H:%M"))
    )
    return f"{when} · {in_its_own_direction(line.by)}"
