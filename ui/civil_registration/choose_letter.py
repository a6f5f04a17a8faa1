"""Which letter is written: its wording, its language, and the paper that it asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.standing import TO_FETCH
from amane_desktop.civil_registration.letter_templates import FIELD, TemplateLine, letter_templates
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import PaperLang, _, language
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import Card, line_label, plain_button
from ui.widgets.choice import Choice
from ui.widgets.numbered_list import NumberedList, Option


class ChooseLetter(Card):
    """A digit begins a letter; the director changes its wording."""

    begun = Signal(str)
    wording_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.templates: dict[str, TemplateLine] = {}
        self.list = NumberedList("letterTemplates")
        self.list.setAccessibleName(_("Which letter"))
        self.list.taken.connect(lambda code: self.begun.emit(str(code)))
        self.lang = named(Choice(), "letterLang")
        self.lang.setAccessibleName(_("Language of the letter"))
        for code, words in (
            ("fr", _("in French")),
            ("ar", _("in Arabic")),
            ("fr+ar", _("in both languages")),
        ):
            self.lang.addItem(words, code)
        self.lang.setCurrentIndex(max(0, self.lang.findData(language())))
        self.paper = named(Choice(), "letterPaper")
        self.paper.setAccessibleName(_("For which paper"))
        row = QHBoxLayout()
        for label, box in ((_("Language"), self.lang), (_("For which paper"), self.paper)):
            row.addWidget(line_label("secondary", label))
            row.addWidget(box)
        row.addStretch()
        self.body.addWidget(line_label("subject", _("Which letter?")))
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
        if desk.may(Permission.EDIT_PROCEDURES):
            change = named(plain_button(_("Change the wording"), "mdi6.pencil-outline"), "wording")
            change.clicked.connect(lambda _on: self._change())
            foot = QHBoxLayout()
            foot.addWidget(change)
            foot.addStretch()
            self.body.addLayout(foot)
        self.setFocusProxy(self.list)

    def offer(self, record: DossierRecord) -> None:
        """Offer the wordings in force, and the dossier's papers that are still to be fetched."""
        self.templates = {line.code: line for line in self._desk.ask(letter_templates)}
        own = _("the centre's own wording")
        options = [
            Option(code, line.name.here, own if line.is_own else FIELD.sub("…", line.subject.here))
            for code, line in self.templates.items()
        ]
        self.list.show_options(options, self.list.code)
        chosen = self.paper.currentData()
        self.paper.clear()
        self.paper.addItem("—", 0)
        for paper in record.papers:
            if paper.standing in TO_FETCH:
                self.paper.addItem(paper.name.here, paper.id)
        self.paper.setCurrentIndex(max(0, self.paper.findData(chosen)))

    @property
    def paper_lang(self) -> PaperLang:
        """In which language it is written."""
        lang: PaperLang = self.lang.currentData()
        return lang

    @property
    def paper_id(self) -> int | None:
        """Which paper it asks for."""
        return int(self.paper.currentData() or 0) or None

    def _change(self) -> None:
        if isinstance(self.list.code, str):
            self.wording_wanted.emit(self.list.code)
