"""What dossiers want this week, on the first page of the morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from amane_desktop.access.permissions import Permission
from amane_desktop.agenda.appointment_lines import open_appointments
from amane_desktop.civil_registration.attention import (
    Attention,
    DossierHearing,
    dossiers_wanting_attention,
)
from amane_desktop.i18n import _, in_its_own_direction, ngettext
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.agenda.appointment_row import shown_when
from ui.agenda.appointments_card import APPOINTMENT_KINDS
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import ListCard, line_label
from ui.widgets.line_button import LineButton

TODAY_KINDS = frozenset({"dossier", "dossier_step", "required_paper", *APPOINTMENT_KINDS})
_PAGE = "civil_registration"
_SHOWN = 4


class DossiersToday(ListCard):
    """Hearings and appointments of the week, then how much else waits: names, and no reasons.

    It is there for who sees dossiers, while there is something to say.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Civil registration"))
        self._desk = desk
        self.title.setStyleSheet(f"color: {theme.accent(_PAGE)};")
        self.hide()

    def refresh(self) -> None:
        """Show what there is now."""
        if not self._desk.may(Permission.SEE_DOSSIERS):
            return
        found = self._desk.ask(dossiers_wanting_attention)
        rows = [*self._hearings(found), *self._counts(found)]
        self.replace(rows)
        self.setVisible(bool(rows))

    def _hearings(self, found: Attention) -> Iterator[QWidget]:
        ahead = sorted((*found.hearings, *found.appointments), key=_when)
        for each in ahead[:_SHOWN]:
            line = each.appointment
            name = in_its_own_direction(in_reader_script(line.name, line.name_ar))
            words = " · ".join(filter(None, (line.title, name)))
            beneath = " · ".join(filter(None, (shown_when(line), line.place)))
            go = partial(self._desk.go, _PAGE, dossier_id=each.dossier_id)
            yield LineButton(words, go, beneath)
        if len(ahead) > _SHOWN:
            yield line_label("secondary", _("and {n} more").format(n=len(ahead) - _SHOWN))

    def _counts(self, found: Attention) -> Iterator[QWidget]:
        n = len(found.expiring)
        words = ngettext("{n} paper expires within 30 days", "{n} papers expire within 30 days", n)
        yield from self._count("expiringPapers", words, n)
        n = len(found.untouched)
        words = ngettext(
            "{n} dossier that nobody touched for 30 days",
            "{n} dossiers that nobody touched for 30 days",
            n,
        )
        yield from self._count("untouchedDossiers", words, n)
        n = len(found.appeals)
        words = ngettext("{n} appeal can still be made", "{n} appeals can still be made", n)
        yield from self._count("openAppeals", words, n)
        n = len(found.rested)
        words = ngettext("{n} dossier to take up again", "{n} dossiers to take up again", n)
        yield from self._count("restedDossiers", words, n)
        n = len(self._desk.ask(open_appointments))
        words = ngettext(
            "{n} appointment is past: what became of it?",
            "{n} appointments are past: what became of them?",
            n,
        )
        yield from self._count("pastAppointments", words, n, partial(self._desk.go, "tasks"))

    def _count(
        self, name: str, words: str, n: int, go: Callable[[], object] | None = None
    ) -> Iterator[QWidget]:
        if n:
            to_fetch = partial(self._desk.go, _PAGE, view="fetch")
            yield named(LineButton(words.format(n=n), go or to_fetch), name)


def _when(each: DossierHearing) -> tuple[object, ...]:
    line = each.appointment
    return line.day, line.time is not None, line.time, line.id
