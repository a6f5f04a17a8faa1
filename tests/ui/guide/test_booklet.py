"""The guide on paper: contents, a page for each job, numbers, our own letters."""

import unicodedata
from collections.abc import Iterator

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from tests.ui.visit import find, until
from ui import theme
from ui.guide.booklet import draw_booklet
from ui.guide.jobs import Job, names, read_job
from ui.guide.window import GuideWindow
from ui.widgets.document_preview import DocumentPreview

A4 = (595, 842)


@pytest.fixture(params=["fr", "ar"])
def lang(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.apply(qapp)
    i18n.set_language(request.param)
    yield request.param


def all_jobs() -> list[Job]:
    return [read_job(name) for name in names()]


def pages(pdf: bytes) -> list[str]:
    """What each page says, whatever forms its letters are drawn in."""
    document = pypdfium2.PdfDocument(pdf)
    assert {tuple(map(round, document.get_page_size(n))) for n in range(len(document))} == {A4}
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [unicodedata.normalize("NFKC", text) for text in texts]


def test_each_job_begins_a_page_and_the_contents_say_which(lang: str) -> None:
    contents, *rest = pages(draw_booklet("Guide", all_jobs()))
    first: dict[str, int] = {}
    for number, text in enumerate(rest, 2):
        assert f"{number} / {len(rest) + 1}" in text
        for job in all_jobs():
            if _begins(text, job.title):
                first.setdefault(job.name, number)
    assert list(first) == list(names())
    for job in all_jobs():
        assert str(first[job.name]) in contents
    assert str(len(rest) + 1) in contents


def test_one_page_alone_has_no_contents(lang: str) -> None:
    texts = pages(draw_booklet("Une clé perdue", [read_job("lost-stick")]))
    assert _begins(texts[0], read_job("lost-stick").title)
    assert f"1 / {len(texts)}" in texts[0]


def test_the_letters_are_ours_and_go_along(lang: str) -> None:
    pdf = draw_booklet("Guide", all_jobs())
    assert b"IBMPlexSansArabic" in pdf and b"/FontFile2" in pdf


def test_it_is_looked_at_before_it_is_printed(qtbot: QtBot, lang: str) -> None:
    guide = GuideWindow(parent=None)
    qtbot.addWidget(guide)
    guide.show_job("week")
    find(guide, "printGuide", QPushButton).click()
    until(qtbot, lambda: guide.findChild(DocumentPreview))
    preview = guide.findChild(DocumentPreview)
    assert len(preview._pages) > len(all_jobs())
    assert preview.note == ""


def _begins(text: str, title: str) -> bool:
    letters = [c for c in unicodedata.normalize("NFKC", text) if not c.isspace()]
    wanted = [c for c in unicodedata.normalize("NFKC", title) if not c.isspace()]
    begins = letters[: len(wanted)]
    return begins == wanted
