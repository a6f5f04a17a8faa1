"""Who looked at a protected family's record: for the director, folded until it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, ngettext
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.who_looked import LookLine, looks
from ui.tasks import Desk
from ui.widgets.basics import ListCard, at_its_beginning, flat_button, let_shrink, line_label

_MOST = 50


class LooksCard(ListCard):
    """When and who, the newest first; several looks within ten minutes are told as one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Who looked"))
        self._desk = desk
        self._family_id = 0
        self._lines: tuple[LookLine, ...] = ()
        self.more = flat_button("")
        self.more.setObjectName("whoLooked")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _is_on: self._show_rows())
        self.head.addWidget(self.more)

    def show_family(self, card: FamilyCard) -> None:
        """Show how often the record was looked at; fold it again for another family."""
        is_protected = card.facts.told.get("is_protected", False)
        self.setVisible(is_protected and self._desk.may(Permission.SEE_LOOKS))
        self._lines = self._desk.ask(looks, card.line.id) if not self.isHidden() else ()
        if card.line.id != self._family_id:
            self._family_id = card.line.id
            self.more.setChecked(False)
        n = len(self._lines)
        self.more.setText(ngettext("{n} look", "{n} looks", n).format(n=n))
        self._show_rows()

    def _show_rows(self) -> None:
        if not self.more.isChecked():
            self.replace([])
            return
        said = _("While it is protected. Looks of one person within ten minutes count once.")
        rows: list[QWidget] = [let_shrink(line_label("secondary", said))]
        rows += [at_its_beginning(line_label("", _line(line))) for line in self._lines[:_MOST]]
        self.replace(rows)


def _line(line: LookLine) -> str:
    when = _("{date}, {time}").format(
        date=format_date(line.at.date()), time=isolate(line.at.strftime("%H:%M"))
    )
    what = _("page of {name}").format(name=in_its_own_direction(line.person))
    return " · ".join(
        (when, in_its_own_direction(line.by), what if line.person else _("the family's record"))
    )
