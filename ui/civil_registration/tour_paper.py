"""The sheet for a tour of the counters, in the preview."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from amane_desktop.checklists.trips import Place
from amane_desktop.civil_registration.file_names import paper_file_name
from amane_desktop.civil_registration.tour_sheet import draw_tour_sheet, tour_sheet
from amane_desktop.i18n import PaperLang, _, language
from ui.school_support.paper_preview import preview
from ui.tasks import Desk


def preview_tour_sheet(desk: Desk, parent: QWidget, places: Collection[Place]) -> None:
    """Show the sheet of these places in the screen's language; staff alone read it."""
    lang: PaperLang = "ar" if language() == "ar" else "fr"

    def draw() -> bytes:
        return draw_tour_sheet(desk.ask(tour_sheet, places), lang, desk.office.clock.local())

    preview(desk, parent, _("Tour sheet"), paper_file_name("tour"), draw)
