"""The papers of a dossier: drawn beside the window, shown in the preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from amane_desktop.agenda.appointment_lines import AppointmentLine
from amane_desktop.agenda.appointments import AppointmentState
from amane_desktop.civil_registration.checklist_paper import Form, checklist_sheet, draw_checklist
from amane_desktop.civil_registration.cover_page import cover_page, draw_cover_page
from amane_desktop.civil_registration.file_names import paper_file_name
from amane_desktop.civil_registration.hearing_slip import draw_hearing_slip, hearing_slip
from amane_desktop.civil_registration.receipt import draw_receipt, receipt
from amane_desktop.civil_registration.shown import DossierRecord
from amane_desktop.i18n import PaperLang, _, language
from amane_desktop.office.errors import Refusal
from ui import theme
from ui.civil_registration.appointments import slip_in_words
from ui.school_support.paper_preview import preview
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import plain_button, primary_button
from ui.widgets.choice import Choice

_LANGUAGES: tuple[PaperLang, ...] = ("fr", "ar", "fr+ar")


class PaperButtons(QWidget):
    """The papers' language, the counter's form, and the list that the family takes home."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: DossierRecord | None = None
        self._language = named(Choice(), "paperLanguage")
        self._language.setToolTip(_("Language of the papers"))
        self._language.setAccessibleName(_("Language of the papers"))
        words = (_("French"), _("Arabic"), _("both"))
        for lang, name in zip(_LANGUAGES, words, strict=True):
            self._language.addItem(name, lang)
        self._language.setCurrentIndex(_LANGUAGES.index("ar" if language() == "ar" else "fr"))
        counter = plain_button(_("Form for the counter"), "mdi6.file-document-outline")
        named(counter, "printCounter").clicked.connect(lambda: self._checklist("counter"))
        family = primary_button(
            _("Print the list for the family"),
            theme.accent("civil_registration"),
            "mdi6.printer-outline",
        )
        named(family, "printFamily").clicked.connect(lambda: self._checklist("family"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._language, counter, family):
            row.addWidget(widget)

    def show_record(self, record: DossierRecord) -> None:
        """Print the papers of this dossier."""
        self._record = record

    def fill_menu(self, menu: QMenu) -> None:
        """The papers that have no button of their own."""
        record = self._record
        if record is None:
            return
        menu.addAction(_("Discreet list for the family"), lambda: self._checklist("discreet"))
        menu.addAction(_("Cover page"), self._cover)
        if any(paper.entrusted_on is not None for paper in record.papers):
            menu.addAction(_("Receipt for the originals"), self._receipt)
        for line in record.appointments:
            if line.state == AppointmentState.PLANNED and not line.is_overdue:
                told = slip_in_words(line)
                for is_discreet, words in (
                    (False, _("Slip: {appointment}")),
                    (True, _("Discreet slip: {appointment}")),
                ):
                    said = words.format(appointment=told)
                    menu.addAction(said, partial(self._slip, line, is_discreet=is_discreet))

    def _checklist(self, form: Form) -> None:
        record, lang = self._shown()
        titles = {
            "family": _("List for the family"),
            "discreet": _("Discreet list for the family"),
            "counter": _("Form for the counter"),
        }
        is_discreet = form == "discreet"
        kind = "family" if is_discreet else form
        name = paper_file_name(kind, record.number, is_discreet=is_discreet)

        def draw() -> bytes:
            sheet = self._desk.ask(checklist_sheet, record.id)
            return draw_checklist(sheet, form, lang, self._desk.office.clock.local())

        self._preview(titles[form], name, draw)

    def _cover(self) -> None:
        record, lang = self._shown()

        def draw() -> bytes:
            page = self._desk.ask(cover_page, record.id)
            return draw_cover_page(page, lang, self._desk.office.clock.local())

        self._preview(_("Cover page"), paper_file_name("cover", record.number), draw)

    def _receipt(self) -> None:
        record, lang = self._shown()

        def draw() -> bytes:
            paper = self._desk.ask(receipt, record.id)
            if paper is None:
                raise Refusal(_("No original was left at the centre."))
            return draw_receipt(paper, lang, self._desk.office.clock.local())

        self._preview(
            _("Receipt for the originals"), paper_file_name("receipt", record.number), draw
        )

    def _slip(self, line: AppointmentLine, *, is_discreet: bool) -> None:
        record, lang = self._shown()

        def draw() -> bytes:
            slip = self._desk.ask(hearing_slip, record.id, line.id)
            now = self._desk.office.clock.local()
            return draw_hearing_slip(slip, lang, now, is_discreet=is_discreet)

        name = paper_file_name("slip", record.number, is_discreet=is_discreet)
        self._preview(line.title, name, draw)

    def _preview(self, title: str, name: str, draw: Callable[[], bytes]) -> None:
        preview(self._desk, self, title, name, draw)

    def _shown(self) -> tuple[DossierRecord, PaperLang]:
        assert self._record is not None
        lang: PaperLang = self._language.currentData()
        return self._record, lang
