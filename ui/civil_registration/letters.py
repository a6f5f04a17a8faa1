"""The letters of a dossier: those that went out, and the next one before it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from amane_desktop.access.permissions import Permission
from amane_desktop.civil_registration.file_names import paper_file_name
from amane_desktop.civil_registration.letters import (
    Letter,
    draw_letter,
    letter_draft,
    outgoing_letter,
)
from amane_desktop.civil_registration.queries import dossier
from amane_desktop.civil_registration.shown import DossierRecord, LetterLine
from amane_desktop.i18n import _, format_date, isolate
from amane_desktop.office.work import Change
from ui import theme
from ui.civil_registration.choose_letter import ChooseLetter
from ui.civil_registration.letter_forms import LetterForm, StampForm, TemplateForm
from ui.civil_registration.over_view import OverView
from ui.drafts import form_key
from ui.school_support.paper_preview import preview
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import (
    Card,
    at_its_beginning,
    let_shrink,
    line_label,
    plain_button,
    primary_button,
)
from ui.widgets.form_sheet import FormSheet
from ui.widgets.list_beside import ListBeside, ListRow

_KINDS = frozenset({"outgoing_letter", "letter_template", "dossier", "required_paper"})


class LettersView(OverView):
    """A list of what went out; a letter is chosen, filled in, numbered and shown for printing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may_edit = desk.may(Permission.EDIT_DOSSIERS)
        self._dossier: DossierRecord | None = None
        self.letter = LetterRecord(may_edit=self._may_edit)
        self.choose = ChooseLetter(desk)
        self.place = ListBeside(_("Letters"), "letterList", self.letter, self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self.head("leaveLetters", _("Back to the dossier")))
        column.addWidget(self.place, 1)
        self._none_yet = let_shrink(line_label("secondary", _("No letter has gone out yet.")))
        self.place.foot.addWidget(self._none_yet)
        self.setFocusProxy(self.place)
        if self._may_edit:
            self._offer_writing()
        self.place.chosen.connect(self._show_letter)
        self.place.host.saved.connect(self._saved)
        self.choose.begun.connect(self._begin)
        self.choose.wording_wanted.connect(self._change_wording)
        self.letter.print_wanted.connect(lambda: self._print(self._line))
        self.letter.stamp_wanted.connect(self._stamp)

    def _offer_writing(self) -> None:
        write = named(plain_button(_("Write"), "mdi6.plus"), "writeLetter")
        write.setAccessibleName(_("Write a letter"))
        write.clicked.connect(lambda _on: self.write())
        self.place.head.addWidget(write)
        new = QShortcut(QKeySequence("Ctrl+N"), self, self.write)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_dossier(self, dossier_id: int) -> None:
        """Show the letters of a dossier."""
        self._dossier = self._desk.ask(dossier, dossier_id)
        if self._dossier is None:
            self.left.emit()
            return
        self.title.setText(isolate(self._dossier.number))
        self.choose.offer(self._dossier)
        self._show_list(None)
        if not self._dossier.letters and self._may_edit:
            self.write()

    def refresh(self, change: Change | None = None) -> None:
        """Show what went out; a letter that is being written stays as it is typed."""
        if self._dossier is None or (change is not None and not change.kinds & _KINDS):
            return
        self._dossier = self._desk.ask(dossier, self._dossier.id)
        if self._dossier is None:
            self.leave()
            return
        self.choose.offer(self._dossier)
        is_choosing = self.place.is_none_shown
        self._show_list(None)
        if is_choosing:
            self.place.show_none()

    def write(self) -> None:
        """Choose which letter is written."""
        if self._may_edit:
            self.place.show_none()
            self.choose.setFocus()

    def keep_draft(self) -> None:
        """Keep what is half-typed."""
        self.place.host.keep_draft()

    def state(self) -> dict[str, Any]:
        """Of which dossier the letters are."""
        self.keep_draft()
        return {"dossier_id": self._dossier.id if self._dossier is not None else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Show them again."""
        if state["dossier_id"] is not None:
            self.show_dossier(state["dossier_id"])

    @property
    def _line(self) -> LetterLine | None:
        letters = self._dossier.letters if self._dossier is not None else ()
        return next((line for line in letters if line.id == self.place.key), None)

    def _show_list(self, letter_id: int | None) -> None:
        letters = self._dossier.letters if self._dossier is not None else ()
        rows = [ListRow(e.id, isolate(e.number), _beneath(e)) for e in reversed(letters)]
        self.place.show_rows(rows, letter_id)
        self._none_yet.setVisible(not rows)

    def _show_letter(self) -> None:
        if (line := self._line) is not None:
            self.letter.show_letter(self._desk.ask(outgoing_letter, line.id))

    def _begin(self, code: str) -> None:
        template = self.choose.templates.get(code)
        if self._dossier is None or template is None:
            return
        lang, paper = self.choose.paper_lang, self.choose.paper_id
        draft = self._desk.ask(letter_draft, self._dossier.id, code, lang, paper)
        form = LetterForm(self._desk, self._dossier.id, template, lang, draft)
        kind = f"letter-{code}-{lang}"
        self.place.open_form(form, form_key("civil_registration", kind, self._dossier.id, paper))

    def _change_wording(self, code: str) -> None:
        template = self.choose.templates.get(code)
        if template is not None:
            key = form_key("civil_registration", f"wording-{code}", None)
            self.place.open_form(TemplateForm(self._desk, template), key)

    def _saved(self, result: object) -> None:
        if self._dossier is None:
            return
        self._dossier = self._desk.ask(dossier, self._dossier.id)
        if not isinstance(result, int) or self._dossier is None:
            self.refresh()
            self.write()
            return
        self._show_list(result)
        self._print(self._line)

    def _print(self, line: LetterLine | None) -> None:
        if line is None:
            return
        number = line.number

        def draw() -> bytes:
            return draw_letter(self._desk.ask(outgoing_letter, line.id))

        name = paper_file_name("letter", number)
        preview(self._desk, self, _("Letter {number}").format(number=isolate(number)), name, draw)

    def _stamp(self) -> None:
        if (line := self._line) is not None:
            FormSheet(StampForm(self._desk, line), "", self).open()

    def leave(self) -> None:
        """Go back; what is half-typed is kept."""
        self.place.host.close_form()
        self.left.emit()


class LetterRecord(QScrollArea):
    """A letter as it went out; it asks for its print and its stamp."""

    print_wanted = Signal()
    stamp_wanted = Signal()

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._number, self._told = line_label("subject"), line_label("secondary")
        self._text = QVBoxLayout()
        words = _("Look at it and print"), "mdi6.printer-outline"
        show = named(
            primary_button(words[0], theme.accent("civil_registration"), words[1]), "showLetter"
        )
        show.clicked.connect(lambda _on: self.print_wanted.emit())
        self._stamp = named(plain_button(_("The stamped copy came back")), "stampLetter")
        self._stamp.clicked.connect(lambda _on: self.stamp_wanted.emit())
        if not may_edit:
            self._stamp.hide()
        head = QHBoxLayout()
        words_ = QVBoxLayout()
        for label in (self._number, self._told):
            words_.addWidget(at_its_beginning(let_shrink(label)))
        head.addLayout(words_, 1)
        head.addWidget(self._stamp, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.body.addLayout(head)
        card.body.addLayout(self._text)
        card.body.addStretch()
        self.setWidget(card)

    def show_letter(self, letter: Letter) -> None:
        """Show what went out, word for word."""
        self._number.setText(isolate(letter.number))
        sent = _("written on {day}").format(day=format_date(letter.day))
        day = letter.stamped_on
        stamped = _("no stamped copy yet")
        if day is not None:
            stamped = _("stamped copy of {day}").format(day=format_date(day))
        self._told.setText(f"{sent} · {stamped}")
        while (item := self._text.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for role, text in _parts(letter):
            label = let_shrink(line_label(role, text))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._text.addWidget(at_its_beginning(label))


def _parts(letter: Letter) -> Iterator[tuple[str, str]]:
    for lang in letter.lang.split("+"):
        to, subject, body = (
            part.ar if lang == "ar" else part.fr
            for part in (letter.addressee, letter.subject, letter.body)
        )
        yield "secondary", to
        yield "strong", subject
        yield "", body


def _beneath(line: LetterLine) -> str:
    return " · ".join(filter(None, (format_date(line.day), line.subject.here)))
