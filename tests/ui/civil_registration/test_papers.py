"""The papers of a dossier: shown before they are printed or saved, in the language chosen."""

import io

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.checklists.papers import entrust_paper, receive_paper
from tests.civil_registration.dossiers import TODAY, opened, shown
from tests.ui.civil_registration.conftest import Shows
from tests.ui.civil_registration.visit import choose_in_menu
from tests.ui.visit import click, find, until
from ui.tasks import Desk
from ui.widgets.document_preview import DocumentPreview


def previews() -> list[DocumentPreview]:
    """The previews that are open."""
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, DocumentPreview))
    return [preview for preview in found if preview.isVisible()]


def words_of(preview: DocumentPreview) -> str:
    """What stands on the paper's pages."""
    document = PdfDocument(io.BytesIO(preview._pdf))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("button", ["printCounter", "printFamily"])
def test_the_checklists_are_shown_before_they_leave(
    desk: Desk, shows: Shows, qtbot: QtBot, button: str
) -> None:
    opened(desk.office)
    window = shows()
    window.page.open(dossier_id=1)
    click(qtbot, window, button)
    until(qtbot, previews)
    assert "Certificat de vie" in words_of(previews()[0])
    previews()[0].close()


def test_a_receipt_is_offered_once_an_original_was_left(
    desk: Desk, shows: Shows, qtbot: QtBot
) -> None:
    paper = opened(desk.office).papers[0]
    desk.office.do(receive_paper, paper.id, paper.version, TODAY)
    paper = shown(desk.office, 1).papers[0]
    desk.office.do(entrust_paper, paper.id, paper.version, TODAY)
    window = shows()
    window.page.open(dossier_id=1)
    find(window, "moreOfDossier", QPushButton).click()
    choose_in_menu(qtbot, "Receipt for the originals")
    until(qtbot, previews)
    assert "Avis de naissance" in words_of(previews()[0])
    previews()[0].close()
