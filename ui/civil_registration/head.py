"""The head of a dossier: whose, which, by whom; what is printed and done with it as a whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.shown import DossierPersonLine, DossierRecord
from amane_desktop.civil_registration.words import Outcome, State, state_words
from amane_desktop.i18n import _, format_date, in_its_own_direction, isolate, labelled
from amane_desktop.people.names import in_reader_script
from ui import theme
from ui.civil_registration.papers import PaperButtons
from ui.civil_registration.words import record_title
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, flat_button, give_role, let_shrink, line_label
from ui.widgets.one_line import OneLine

ACCENT = theme.accent("civil_registration")


class Head(Card):
    """Says whose dossier it is; `wanted` names what is to be done with it."""

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._record: DossierRecord | None = None
        self.title = named(OneLine("subject"), "dossierTitle")
        self._badge = named(line_label(""), "dossierBadge")
        self._badge.setStyleSheet(
            f"color: {ACCENT}; background: {theme.CHOSEN_DOSSIER}; border-radius: 8px;"
            " padding: 2px 10px;"
        )
        self._beneath = named(let_shrink(line_label("secondary")), "dossierAbout")
        self._state = named(line_label("pill-waiting"), "dossierState")
        self._said = named(let_shrink(line_label("news")), "dossierSaid")
        self.papers = PaperButtons(desk)
        self._more = named(flat_button("", "mdi6.dots-vertical"), "moreOfDossier")
        self._more.setAccessibleName(_("More that can be done with the dossier"))
        self._more.setToolTip(_("More that can be done with the dossier"))
        self._menu = named(QMenu(self._more), "dossierMenu")
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._lay_out()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.title)
        above.addWidget(self._badge)
        above.addStretch(1)
        above.addWidget(self.papers)
        above.addWidget(self._more)
        beneath = QHBoxLayout()
        beneath.setSpacing(12)
        beneath.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self._beneath, 1)
        self.body.setContentsMargins(theme.INSIDE, 10, theme.INSIDE, 10)
        self.body.setSpacing(4)
        self.body.addLayout(above)
        self.body.addLayout(beneath)
        self.body.addWidget(self._said)

    def show_record(self, record: DossierRecord) -> None:
        """Show the dossier as it is kept now."""
        self._record = record
        self.papers.show_record(record)
        self.title.setText(record_title(record))
        self.title.setToolTip(record.names)
        self._badge.setText(record.procedure.badge.here)
        self._badge.setToolTip(record.procedure.title.here)
        self._beneath.setText(" · ".join(self._about(record)))
        self._state.setVisible(record.state != State.OPEN)
        self._state.setText(_standing(record))
        is_good = record.outcome == Outcome.REGISTERED
        give_role(self._state, "pill-good" if is_good else "pill-waiting")
        self._say(record)

    def _about(self, record: DossierRecord) -> list[str]:
        responsible = in_reader_script(record.responsible, record.responsible_ar)
        followed = _("followed by {name}").format(name=in_its_own_direction(responsible))
        return [
            isolate(record.number),
            *_born(record.persons),
            followed if responsible else _("nobody is responsible yet"),
        ]

    def _say(self, record: DossierRecord) -> None:
        """What stands in the way, and a newer procedure."""
        said = []
        if record.obstacle:
            words = in_its_own_direction(record.obstacle)
            said.append(labelled(_("What stands in the way"), words))
        if record.procedure.newer is not None and record.state != State.CLOSED:
            said.append(_("There is a newer version of this procedure: see “More”."))
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))

    def _fill_menu(self) -> None:
        """What can be done now; what cannot is left out."""
        self._menu.clear()
        record = self._record
        if record is None:
            return
        self.papers.fill_menu(self._menu)
        self._menu.addSeparator()
        is_closed = record.state == State.CLOSED
        entries: list[tuple[str, str, bool]] = [
            ("family", _("Open the family's file"), True),
            ("responsible", _("Who is responsible…"), self._may_edit),
            ("obstacle", _("What stands in the way…"), self._may_edit),
            ("need", _("Waits for another dossier…"), self._may_edit and not is_closed),
            ("record", _("The record has come…"), self._may_edit),
            ("move", _("Go over to the newer procedure…"), self._may_move(record)),
            ("letters", _("Letters…"), True),
            ("rest", _("Let it rest…"), self._may_edit and record.state == State.OPEN),
            ("take_up", _("Take it up again"), self._may_edit and record.state == State.RESTING),
            ("close", _("Close the dossier…"), self._may_edit and not is_closed),
            ("reopen", _("Open it again"), self._may_edit and is_closed),
        ]
        for what, words, is_there in entries:
            if is_there:
                self._menu.addAction(words, partial(self.wanted.emit, what))

    def _may_move(self, record: DossierRecord) -> bool:
        is_newer = record.procedure.newer is not None
        return self._may_edit and is_newer and record.state != State.CLOSED


def _standing(record: DossierRecord) -> str:
    """That it rests, or what came of it, with the days that follow from it."""
    words = state_words(record.state, record.outcome)
    if record.state == State.RESTING and record.rests_until is not None:
        return _("Rests until {day}").format(day=format_date(record.rests_until))
    if record.outcome == Outcome.REFUSED and record.appeal_by is not None:
        appeal = _("appeal until {day}").format(day=format_date(record.appeal_by))
        return f"{words} · {appeal}"
    if record.closed_on is not None:
        return f"{words} · {format_date(record.closed_on)}"
    return words


def _born(persons: tuple[DossierPersonLine, ...]) -> list[str]:
    """The birth of the one person, or the names of all with theirs."""
    if len(persons) == 1:
        born = persons[0].born
        return [labelled(_("Birth"), born) if born else _("birth date not known")]
    told = []
    for person in persons:
        name = in_its_own_direction(person.shown_name)
        told.append(f"{name} ({person.born})" if person.born else name)
    return told
