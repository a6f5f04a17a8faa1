"""The preview of a paper: looked at, printed, saved."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPageLayout, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.school_support.roster import draw_rosters
from tests.printing import paper
from tests.school_support.test_roster import sheet
from ui.widgets.document_preview import DocumentPreview
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.print_form import PrintForm, read_pages
from ui.widgets.print_job import PrintJob
from ui.widgets.sections import Section

AT = datetime(2026, 11, 20, 16, 40)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Three rosters: one landscape, two portrait."""
    return draw_rosters([sheet(11), sheet(20), sheet(25)], "fr+ar", "Khadija", AT)


@pytest.fixture
def preview(qtbot: QtBot, pdf: bytes) -> DocumentPreview:
    """The preview of them, shown."""
    dialog = DocumentPreview(pdf, "rosters-2026-W48")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def light(image: QImage) -> list[float]:
    """How light each row of pixels is, from 0 to 255."""
    rows = [bytes(image.constScanLine(y)) for y in range(image.height())]
    return [sum(row) / len(row) for row in rows]


def press(qtbot: QtBot, preview: DocumentPreview, name: str) -> None:
    button = preview.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_pages_fill_the_width_and_show_ink(preview: DocumentPreview) -> None:
    view = preview.view
    picture = view.grab().toImage()
    greys = {
        picture.pixelColor(x, y).lightness()
        for x in range(40, picture.width() - 40, 3)
        for y in range(40, picture.height() - 40, 3)
    }
    assert max(greys) == 255
    assert min(greys) < 60
    widest = 297 * paper.MM * view.scale
    assert abs(widest - (view.viewport().width() - 40)) < 2


def test_zoom_by_buttons_and_wheel(qtbot: QtBot, preview: DocumentPreview) -> None:
    fitted = preview.view.zoom
    press(qtbot, preview, "zoomIn")
    assert preview.view.zoom > fitted
    press(qtbot, preview, "zoomOut")
    assert preview.view.zoom == pytest.approx(fitted)
    middle = QPointF(preview.view.viewport().rect().center())
    turn = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.view.viewport(), turn)
    assert preview.view.zoom > fitted
    press(qtbot, preview, "fitWidth")
    assert preview.view.zoom == pytest.approx(fitted)


def test_scrolling_tells_the_page(preview: DocumentPreview) -> None:
    preview.view.show_page(2)
    assert preview.view.page == 2


def test_saved_as_the_very_same_pdf(
    qtbot: QtBot,
    preview: DocumentPreview,
    pdf: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = tmp_path / "semaine 48"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), ""))
    press(qtbot, preview, "savePdf")
    assert (tmp_path / "semaine 48.pdf").read_bytes() == pdf


def test_a_folder_that_cannot_be_written_is_said_in_words(
    qtbot: QtBot, preview: DocumentPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "gone" / "roster.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(chosen), ""))
    press(qtbot, preview, "savePdf")
    assert preview.isVisible()
    assert "not saved" in preview.note


def test_escape_closes(qtbot: QtBot, preview: DocumentPreview) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_the_chosen_pages_reach_the_printer_turned_as_they_stand(
    qtbot: QtBot, preview: DocumentPreview, pdf: bytes, tmp_path: Path
) -> None:
    printed = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    job = PrintJob(pdf, printer, [0, 2], None)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert told.args == [True]
    result = PdfPages(printed.read_bytes())
    assert [size.width() > size.height() for size in result.sizes] == [True, False]
    ink = result.picture(0, 1.0)
    result.close()
    assert any(ink.pixelColor(x, 110).lightness() < 120 for x in range(20, ink.width() - 20))


@pytest.mark.parametrize("dpi", [200, 300, 600])
def test_the_bands_of_a_page_are_the_page_without_a_seam(pdf: bytes, dpi: int) -> None:
    pages, scale = PdfPages(pdf), dpi / 72
    rows = pages.rows(1, scale)
    whole = light(pages.band(1, scale, 0, rows))
    bands = [light(pages.band(1, scale, top, 97)) for top in range(0, rows, 97)]
    pages.close()
    # Of a line between two rows there are more than a hundred; of smoothed edges, one.
    assert [row for band in bands for row in band] == pytest.approx(whole, abs=2)


def test_a_page_is_laid_to_the_edge_which_a_printer_with_margins_takes(
    qtbot: QtBot, pdf: bytes, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    job = PrintJob(pdf, printer, [0], None)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert printer.pageLayout().mode() == QPageLayout.Mode.FullPageMode
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape


def test_without_a_printer_the_form_says_what_to_do(qtbot: QtBot) -> None:
    form = PrintForm(3)
    qtbot.addWidget(form)
    if form.printer.count():
        pytest.skip("this computer has a printer")
    assert "PDF" in form.error


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("1-3, 5", [0, 1, 2, 4]),
        ("2–3، 1", [1, 2, 0]),
        ("6", []),
        ("3-1", []),
        ("all", []),
    ],
)
def test_pages_as_people_write_them(words: str, pages: list[int]) -> None:
    assert read_pages(words, 5) == pages


def test_each_group_has_its_own_number_of_copies(qtbot: QtBot) -> None:
    groups = (Section("Atlas", range(1)), Section("Souss", range(1, 3)))
    form = PrintForm(3, sections=groups)
    qtbot.addWidget(form)
    form.copies.clear()
    qtbot.keyClicks(form.copies, "2")
    form.of_each[1].setText("1")
    assert form.chosen_pages() == [0, 0, 1, 2]
    form.of_each[0].setText("0")
    assert form.chosen_pages() == [1, 2]
    qtbot.keyClicks(form.pages, "3")
    assert form.chosen_pages() == [2]


def test_the_preview_may_be_closed_while_the_printer_takes_the_paper(
    qtbot: QtBot, preview: DocumentPreview, pdf: bytes, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    job = PrintJob(pdf, printer, [0, 1, 2, 1], None)
    with qtbot.waitSignal(job.progress):
        job.start()
    with qtbot.waitSignal(job.finished) as told:
        preview.close()
    assert told.args == [True]
    result = PdfPages((tmp_path / "printed.pdf").read_bytes())
    assert len(result) == 4
    result.close()
