"""A new dossier: for whom, what is at hand, by which procedure; each a page, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.i18n import _, comma, in_its_own_direction
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Change
from amane_desktop.people.names import full_name
from ui import theme
from ui.civil_registration.at_hand import AtHand
from ui.civil_registration.choose_procedure import ChooseProcedure
from ui.civil_registration.for_whom import ForWhom
from ui.civil_registration.opening_draft import OpeningDraft
from ui.civil_registration.over_view import OverView
from ui.drafts import form_key
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, ListCard, flat_button, line_label
from ui.widgets.line_button import LineButton

_PAGE = "civil_registration"
_KINDS = frozenset({"person", "family", "procedure_version"})
WHOM, HAND, CHOOSE = range(3)


def open_new_dossier(
    desk: Desk, family_id: int | None = None, persons: Sequence[int] = (), procedure: str = ""
) -> None:
    """Send the reader to a new dossier, for a family where it is known."""
    where = {"family_id": family_id, "persons": list(persons), "procedure": procedure}
    desk.go(_PAGE, new_dossier=where)


def _scrolling(card: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(card)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class NewDossierView(OverView):
    """What is said is kept as a draft until the dossier is open."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key = form_key(_PAGE, "new_dossier", None)
        self._by_hand = self._is_saving = False
        self.draft = OpeningDraft()
        self.whom, self.hand, self.choose = ForWhom(desk), AtHand(), ChooseProcedure(desk)
        self._pages = QStackedWidget()
        for page in (self.whom, self.hand, self.choose):
            self._pages.addWidget(page)
        self.said = ListCard(_("What was said"))
        self.said.body.addStretch()
        card = Card()
        card.body.setContentsMargins(24, 18, 24, 18)
        card.body.addWidget(self._pages)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(card, 7)
        row.addWidget(_scrolling(self.said), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addLayout(row, 1)
        self._connect()

    def _head(self) -> QHBoxLayout:
        self.title.setText(_("New dossier"))
        row = self.head("leaveNewDossier", _("Back to the dossiers"))
        self._discard = named(flat_button(_("Begin anew")), "discardNewDossier")
        self._discard.clicked.connect(lambda _on: self._begin_anew())
        row.addWidget(self._discard)
        return row

    def _connect(self) -> None:
        self.whom.done.connect(self._whom_done)
        self.whom.changed.connect(self._whom_changed)
        self.hand.answered.connect(self._answered)
        self.hand.back.connect(self._back)
        self.hand.by_hand.connect(lambda: self._choose(by_hand=True))
        self.choose.back.connect(self._back)
        self.choose.chosen.connect(self._chosen)
        self.choose.responsible.activated.connect(lambda _row: self._chosen())
        self.choose.open_wanted.connect(self.open_it)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            go = QShortcut(QKeySequence(keys), self, self.open_it)
            go.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def begin(
        self, family_id: int | None = None, persons: Sequence[int] = (), procedure: str = ""
    ) -> None:
        """Begin for a family, or with the line that finds one; what was said before is there."""
        self._key = form_key(_PAGE, "new_dossier", family_id)
        kept = self._desk.drafts.of(self._key)
        if kept is not None and not procedure:
            self.draft = OpeningDraft.from_typed(kept.typed)
        else:
            self.draft = OpeningDraft(family_id, list(persons), procedure=procedure)
        self._by_hand = bool(self.draft.procedure) and not self.draft.answers
        self.whom.begin(self.draft.family_id, self.draft.persons)
        self._go_on() if self.draft.persons and (kept or procedure) else self._show(WHOM)

    def refresh(self, change: Change | None = None) -> None:
        """Show what is newest of the family and the procedures; what was said stays."""
        if self.draft.family_id is None or (change is not None and not change.kinds & _KINDS):
            return
        shown = self._pages.currentIndex()
        self.whom.begin(self.draft.family_id, self.draft.persons)
        if shown == CHOOSE:
            self._choose(by_hand=self._by_hand)

    def keep_draft(self) -> None:
        """Keep what was said."""
        self._desk.drafts.keep(self._key, self.draft.as_typed())

    def state(self) -> dict[str, Any]:
        """For which family it is, if it was begun for one."""
        self.keep_draft()
        return {"family_id": self.draft.family_id if self._key[-1] != "-" else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from the draft."""
        self.begin(state["family_id"])

    def leave(self) -> None:
        """Go back; what was said waits."""
        self.keep_draft()
        if self.draft.as_typed() is not None:
            self._desk.notice.emit(_("What was typed is kept: open the form again to go on."))
        self.left.emit()

    def open_it(self) -> None:
        """Open the dossier as it was said."""
        if self._pages.currentIndex() != CHOOSE or self._is_saving or not self.choose.procedure:
            return
        self.choose.say("")
        self._is_saving = True
        self._desk.do(
            open_dossier,
            done=self._opened,
            refused=self._refused,
            family_id=self.draft.family_id,
            persons=tuple(self.draft.persons),
            procedure_code=self.choose.procedure,
            answers=dict(self.draft.answers),
            responsible_id=self.choose.responsible_id,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes a step back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _begin_anew(self) -> None:
        family_id = self.draft.family_id if self._key[-1] != "-" else None
        self.draft = OpeningDraft()
        self.keep_draft()
        self.whom.line.clear()
        self.begin(family_id)

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._show_said()
        self._discard.setVisible(self.draft.as_typed() is not None)
        if page == WHOM:
            (self.whom.persons if self.whom.card is not None else self.whom.line).setFocus()
        else:
            (self.hand if page == HAND else self.choose).setFocus()

    def _whom_changed(self) -> None:
        self.draft.family_id = self.whom.card.line.id if self.whom.card is not None else None
        self.draft.persons = self.whom.chosen()
        self.keep_draft()
        self._show_said()

    def _whom_done(self) -> None:
        self._whom_changed()
        if not self.draft.persons:
            self.whom.say(_("Choose whom the dossier is for."))
            return
        self.whom.say("")
        self._go_on()

    def _go_on(self) -> None:
        """Ask what is still to be asked, else show what it leads to."""
        question = None if self._by_hand else self.draft.next_question()
        if question is None:
            self._choose(by_hand=self._by_hand)
            return
        self.hand.ask(question)
        self._show(HAND)

    def _answered(self, question_id: str, code: str) -> None:
        self.draft.answer(question_id, code)
        self.keep_draft()
        self._go_on()

    def _ask_again(self, question_id: str) -> None:
        answer = self.draft.answers.get(question_id, "")
        question = next(q for q in self.draft.asked() if q.id == question_id)
        self.draft.take_back(question_id)
        self._by_hand = False
        self.keep_draft()
        self.hand.ask(question, answer)
        self._show(HAND)

    def _back(self) -> None:
        if self._pages.currentIndex() == WHOM:
            self.leave()
        elif self._pages.currentIndex() == CHOOSE and self._by_hand:
            self._by_hand, self.draft.procedure = False, ""
            self._go_on() if self.draft.next_question() else self._show(WHOM)
        elif last := self.draft.last_said():
            self._ask_again(last)
        else:
            self._show(WHOM)

    def _choose(self, *, by_hand: bool) -> None:
        self._by_hand = by_hand
        people, draft = self.whom.people(), self.draft
        self.choose.show_proposals(
            draft.answers, people, draft.procedure, draft.responsible_id, by_hand=by_hand
        )
        self._show(CHOOSE)

    def _chosen(self) -> None:
        self.draft.procedure = self.choose.procedure
        self.draft.responsible_id = self.choose.responsible_id

    def _opened(self, dossier_id: int) -> None:
        self._is_saving = False
        self.draft = OpeningDraft()
        self.keep_draft()
        self.opened.emit(dossier_id)

    def _refused(self, refusal: Refusal) -> None:
        self._is_saving = False
        if refusal.field in ("persons", "family_id"):
            self.whom.say(refusal.message)
            self._show(WHOM)
        else:
            self.choose.say(refusal.message)

    def _show_said(self) -> None:
        self.said.replace([*self._said()])

    def _said(self) -> Iterator[QWidget]:
        names = [in_its_own_direction(full_name(person)) for person in self.whom.people()]
        if not names:
            yield line_label("secondary", _("Nothing yet."))
            return
        yield LineButton(comma().join(names), partial(self._show, WHOM))
        for question in self.draft.asked():
            words = {each.code: each.text.here for each in question.answers}
            code = self.draft.answers.get(question.id)
            told = words.get(code or "", "")
            if code is None and question.id in self.draft.skipped:
                told = _("left open")
            if told:
                again = partial(self._ask_again, question.id)
                line = LineButton(told, again, above=question.text.here)
                yield named(line, f"said_{question.id}")
