"""Forms of a letter: its words before it goes out, its stamp, the wording it begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from amane_desktop.civil_registration.letter_templates import (
    TemplateLine,
    back_to_shipped_letter,
    change_letter_template,
    fields_in,
    letter_fields,
    letter_templates,
)
from amane_desktop.civil_registration.letters import (
    LetterDraft,
    outgoing_letter,
    stamp_letter,
    write_letter,
)
from amane_desktop.civil_registration.shown import LetterLine
from amane_desktop.i18n import PaperLang, _, comma, isolate
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import let_shrink, line_label, plain_button
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import LinesField, TextField
from ui.widgets.forms import Form, Values

_Action = tuple[Callable[..., Any], dict[str, Any]]
_ACCENT = "civil_registration"


class LetterForm(Form):
    """A letter filled in from the dossier; what is still to be filled in is marked and named."""

    accent = _ACCENT

    def __init__(
        self,
        desk: Desk,
        dossier_id: int,
        template: TemplateLine,
        lang: PaperLang,
        draft: LetterDraft,
    ) -> None:
        super().__init__(desk, template.name.here)
        self._dossier_id, self._template, self._lang = dossier_id, template.code, lang
        self._draft = draft
        self._words = desk.ask(letter_fields)
        self._save.setText(_("Number it and show it"))
        both = lang == "fr+ar"
        for column, each in enumerate(lang.split("+")):
            _add_words(self, "" if each == "fr" else "_ar", column, says_which=both, wide=not both)
        for field in self.fields.values():
            field.edited.connect(self._say_unfilled)

    def begin(self, key: str = "") -> None:
        """Say what is still to be filled in."""
        super().begin(key)
        self._say_unfilled()

    def _say_unfilled(self) -> None:
        texts = " ".join(map(str, self.typed().values()))
        left = comma().join(self._words.get(field, field) for field in fields_in(texts))
        words = _("Still to be filled in: {fields}.") if left else _("Everything is filled in.")
        self.say(words.format(fields=left))

    def kept(self) -> Values:
        """The letter as it is drafted."""
        draft = self._draft
        parts = {"addressee": draft.addressee, "subject": draft.subject, "body": draft.body}
        kept: Values = {}
        for key in self.fields:
            part = parts[key.removesuffix("_ar")]
            kept[key] = part.ar if key.endswith("_ar") else part.fr
        return kept

    def newest(self) -> Values | None:
        """Nothing is kept of it yet."""
        return None

    def action(self) -> _Action:
        """Keep it as it goes out, under its number."""
        told = {key: str(raw) for key, raw in self.typed().items()}
        which = {"dossier_id": self._dossier_id, "template": self._template}
        return write_letter, {**which, "paper_lang": self._lang, **told}


class StampForm(DatedForm):
    """On which day the stamped copy came back."""

    accent = _ACCENT

    def __init__(self, desk: Desk, letter: LetterLine) -> None:
        title = _("The stamped copy came back")
        super().__init__(desk, f"{title} · {isolate(letter.number)}")
        self._letter_id, self._version = letter.id, letter.version
        self.say(_("Its scan is added to the dossier's scans."))
        self.add_day("day", _("Day"), row=0)

    def kept(self) -> Values:
        """Today."""
        return {"day": self.today()}

    def newest(self) -> Values | None:
        """The letter as it is now."""
        self._version = self.desk.ask(outgoing_letter, self._letter_id).version
        return self.kept()

    def action(self) -> _Action:
        """Note the day."""
        day = self.day("day")
        if day is None:
            raise Refusal(_("Give the exact day (like 3/9/2025)."), "day")
        return stamp_letter, {"letter_id": self._letter_id, "version": self._version, "day": day}


class TemplateForm(Form):
    """The wording of a letter in both languages, and what it may name."""

    accent = _ACCENT

    def __init__(self, desk: Desk, template: TemplateLine) -> None:
        super().__init__(desk, template.name.here)
        self._template: TemplateLine = template
        for column, suffix in enumerate(("", "_ar")):
            _add_words(self, suffix, column, says_which=True, wide=False, has_addressee=False)
        known = desk.ask(letter_fields)
        told = (f"{isolate(f'{{{code}}}')} {words}" for code, words in known.items())
        self.put_under(let_shrink(line_label("secondary", " · ".join(told))), row=9)
        if template.is_own:
            back = named(plain_button(_("Back to the shipped one")), "shippedLetter")
            back.clicked.connect(lambda _on: self._back())
            self.buttons.insertWidget(2, back)

    def kept(self) -> Values:
        """The wording in force."""
        line = self._template
        return {
            "subject": line.subject.fr,
            "subject_ar": line.subject.ar,
            "body": line.body.fr,
            "body_ar": line.body.ar,
        }

    def newest(self) -> Values | None:
        """The wording as it is now."""
        found = {line.code: line for line in self.desk.ask(letter_templates)}
        self._template = found[self._template.code]
        return self.kept()

    def action(self) -> _Action:
        """Put the wording in force."""
        told = {key: str(raw) for key, raw in self.typed().items()}
        which = {"code": self._template.code, "version": self._template.version}
        return change_letter_template, which | told

    def _back(self) -> None:
        which = {"code": self._template.code, "version": self._template.version}
        self.desk.do(back_to_shipped_letter, done=self.saved.emit, refused=self.refuse, **which)


def _add_words(
    form: Form,
    suffix: str,
    column: int,
    *,
    says_which: bool,
    wide: bool,
    has_addressee: bool = True,
) -> None:
    """The words of a letter in one language: to whom, about what, and the letter itself."""
    direction, columns = ("rtl" if suffix else ""), 2 if wide else 1
    which = (_("in Arabic") if suffix else _("in French")) if says_which else ""
    rows = [("addressee", _("To"))] if has_addressee else []
    rows.append(("subject", _("Subject")))
    for row, (key, label) in enumerate(rows):
        words = " · ".join(filter(None, (label, which)))
        field = TextField(words, direction=direction)
        form.add(f"{key}{suffix}", field, row=row, column=column, columns=columns)
    words = " · ".join(filter(None, (_("Letter"), which)))
    body = LinesField(words, lines=10)
    text = body.editor
    assert isinstance(text, QPlainTextEdit)
    _run(text, Qt.LayoutDirection.RightToLeft if suffix else Qt.LayoutDirection.LeftToRight)
    _BraceMarks(text.document())
    form.add(f"body{suffix}", body, row=len(rows), column=column, columns=columns)


def _run(text: QPlainTextEdit, direction: Qt.LayoutDirection) -> None:
    """Let the lines run as their language does, also those that begin with a field."""
    text.setLayoutDirection(direction)
    option = text.document().defaultTextOption()
    option.setTextDirection(direction)
    is_rtl = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    text.document().setDefaultTextOption(option)


class _BraceMarks(QSyntaxHighlighter):
    """Marks what is still to be filled in, as {court}."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._mark = QTextCharFormat()
        self._mark.setBackground(QColor(theme.WAITING_GROUND))
        self._mark.setForeground(QColor(theme.WAITING))

    def highlightBlock(self, text: str) -> None:
        """Mark each of a line."""
        for field in fields_in(text):
            at = text.find(f"{{{field}}}")
            while at >= 0:
                self.setFormat(at, len(field) + 2, self._mark)
                at = text.find(f"{{{field}}}", at + 1)
