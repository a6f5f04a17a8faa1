"""Families: found, listed, entered, and as their record stands."""

from __future__ import annotations

from PIL import Image, ImageDraw
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit

from amane_desktop.people.listing import family_ids
from amane_desktop.people.queries import FamilyCard, family_card
from amane_desktop.people.taking_part import taking_part
from amane_desktop.people.ties import family_ties
from screenshots.pictures import picture
from screenshots.stage import Stage
from ui.families.page import FamiliesPage
from ui.families.together import Together
from ui.widgets.forms import Form

_MEMBERS = (5, 6)


@picture
def find(stage: Stage) -> QPixmap:
    """The box on top, with what it found."""
    stage.go("families")
    search = stage.workplace.search
    search.setFocus()
    _type(search, stage.words("tahir", "الطاهر"))
    stage.until(search.popup.isVisible)
    picture, place = stage.with_popup(search.popup)
    search.clear()
    search.popup.hide()
    return picture.copy(0, 0, picture.width(), place.bottom() + 20)


@picture
def persons(stage: Stage) -> QPixmap:
    """All persons in a table, beside its filter."""
    stage.go("families")
    stage.press("list_persons")
    picture = stage.page()
    stage.press("list_families")
    return picture


@picture
def family(stage: Stage) -> QPixmap:
    """A family's record."""
    stage.go("families", family_id=_lively(stage).line.id)
    return stage.whole()


@picture
def household(stage: Stage) -> QPixmap:
    """The household, drawn, and who may sign."""
    page = _page(stage)
    page.open(family_id=_lively(stage).line.id)
    stage.settle()
    together = page.record.findChild(Together)
    page.record.ensureWidgetVisible(together)
    return stage.part(together)


@picture
def new_family(stage: Stage) -> QPixmap:
    """The form of a new family, with a name typed."""
    page = _page(stage)
    page.add_family()
    return _typed(stage, page, stage.words("Aït Taleb", "أيت الطالب"))


@picture
def new_person(stage: Stage) -> QPixmap:
    """The form of a person, with a name typed."""
    page = _page(stage)
    page.open(family_id=_lively(stage).line.id)
    page.record.edit_person.emit(None)
    return _typed(stage, page, stage.words("Fatima Ez-Zahra", "فاطمة الزهراء"))


@picture
def add_scan(stage: Stage) -> QPixmap:
    """A scan that is being added."""
    page = _page(stage)
    card = _lively(stage)
    page.open(family_id=card.line.id)
    page.record.add_scans.emit(("family", card.line.id), [_sheet(stage)])
    stage.settle()
    picture = stage.part(page.forms)
    _leave(stage, page)
    return picture


def _page(stage: Stage) -> FamiliesPage:
    page = stage.go("families")
    assert isinstance(page, FamiliesPage)
    return page


def _typed(stage: Stage, page: FamiliesPage, words: str) -> QPixmap:
    """The form with a name in its first field, and no half-typed word left in it afterwards."""
    stage.settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    _type(line, words)
    stage.settle()
    picture = stage.part(page.forms)
    _leave(stage, page)
    return picture


def _type(line: QLineEdit, words: str) -> None:
    """Type words of either script."""
    line.setText(words)
    line.textEdited.emit(words)


def _leave(stage: Stage, page: FamiliesPage) -> None:
    form = page.forms.form
    assert isinstance(form, Form)
    form.discard()
    page.forms.left.emit()
    stage.settle()


def _lively(stage: Stage) -> FamilyCard:
    """A family of which many take part in something, and many ties were told."""
    ask = stage.desk.ask
    cards = [ask(family_card, number) for number in ask(family_ids)]
    lively = [
        (len(ask(taking_part, card.line.id)), len(ask(family_ties, card.line.id)), card)
        for card in cards
        if card is not None and len(card.persons) in _MEMBERS and card.telephones
    ]
    return max(lively, key=lambda each: each[:2])[-1]


def _sheet(stage: Stage) -> object:
    """A scanned paper: grey lines, which say nothing."""
    path = stage.room / stage.words("acte de naissance.png", "رسم الولادة.png")
    sheet = Image.new("RGB", (827, 1169), "white")
    pen = ImageDraw.Draw(sheet)
    for line in range(14):
        pen.rectangle((90, 160 + 60 * line, 740 - 40 * (line % 3), 172 + 60 * line), "#c8ccd4")
    sheet.save(path)
    return path
