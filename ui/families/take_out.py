"""Taking a family's whole file out of the house: for a transfer, or because it asks for it."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from amane_desktop.access.permissions import Permission, may
from amane_desktop.i18n import _
from amane_desktop.office.leaving import leaving_folder
from amane_desktop.people.family_file import draw_family_file, family_file, take_file_out
from amane_desktop.people.queries import FamilyCard
from ui.tasks import Desk
from ui.widgets.basics import flat_button


class TakeOut(QWidget):
    """A quiet button under the record, for whoever may; the journal tells that it was used."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: FamilyCard | None = None
        button = flat_button(_("The family's whole file (PDF)"), "mdi6.file-export-outline")
        button.setObjectName("takeFileOut")
        button.setToolTip(_("For a transfer, or because the family asks for it; it is noted."))
        menu = QMenu(button)
        menu.addAction(_("in French"), partial(self._take_out, "fr"))
        menu.addAction(_("in Arabic"), partial(self._take_out, "ar"))
        button.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(button)

    def show_family(self, card: FamilyCard) -> None:
        """Offer this family's file, to whoever may take it out."""
        self._card = card
        self.setVisible(may(self._desk.office.signed_in.role, Permission.EXPORT_FAMILIES))

    def _take_out(self, paper_lang: Literal["fr", "ar"]) -> None:
        assert self._card is not None
        line, desk = self._card.line, self._desk

        def draw() -> bytes:
            return draw_family_file(desk.office.ask(family_file, line.id, paper_lang))

        def noted(_result: Any) -> None:
            desk.read(self, draw, partial(self._preview, f"{line.file_number}-{paper_lang}"))

        desk.do(take_file_out, line.id, done=noted)

    def _preview(self, name: str, pdf: bytes) -> None:
        from ui.widgets.document_preview import DocumentPreview

        # The name of the file that may be saved names nobody.
        DocumentPreview(pdf, name, self, folder=leaving_folder()).open()
