"""School support: the week and its papers, the groups, the schools, the follow-up."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from screenshots.pictures import picture
from screenshots.stage import Stage
from ui.widgets.document_preview import DocumentPreview


@picture
def week(stage: Stage) -> QPixmap:
    """A group's week."""
    _view(stage, "week")
    return stage.whole()


@picture
def door(stage: Stage) -> QPixmap:
    """The day at the door, a child chosen."""
    _view(stage, "door")
    view = stage.find("doorName", QLineEdit).parentWidget()
    # A child of whom somebody is told who must not fetch it.
    for row in range(view.table.model().rowCount()):
        view.table.setCurrentIndex(view.table.model().index(row, 0))
        if any(label.isVisible() for label in _warnings(view.panel)):
            break
    return stage.page()


@picture
def rosters(stage: Stage) -> QPixmap:
    """The preview of the attendance sheets."""
    _view(stage, "week")
    stage.press("printRosters")
    stage.until(lambda: stage.workplace.findChild(DocumentPreview))
    preview = stage.workplace.findChild(DocumentPreview)
    preview.resize(1100, 640)
    stage.settle()
    picture = preview.grab()
    preview.close()
    return picture


@picture
def other_papers(stage: Stage) -> QPixmap:
    """The menu of the other papers."""
    _view(stage, "week")
    button = stage.find("otherPapers", QPushButton)
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    stage.settle()
    picture, place = stage.with_popup(menu)
    menu.close()
    around = place.adjusted(-200, -button.height() - 20, 200, 40)
    return picture.copy(around & picture.rect())


@picture
def groups(stage: Stage) -> QPixmap:
    """A group and its children."""
    _view(stage, "groups")
    return stage.page()


@picture
def timetable(stage: Stage) -> QPixmap:
    """The week of all groups."""
    _view(stage, "timetable")
    return stage.page()


@picture
def schools(stage: Stage) -> QPixmap:
    """A school, its teachers and our children there."""
    _view(stage, "schools")
    return stage.page()


@picture
def moving_up(stage: Stage) -> QPixmap:
    """All children, with the level that is proposed for the next year."""
    with stage.on(date(2027, 6, 28)):
        _view(stage, "schools")
        stage.press("moveUp")
        picture = stage.page()
        stage.press("backToSchools")
    return picture


@picture
def follow_up(stage: Stage) -> QPixmap:
    """Who was not heard about, and what is known of one of them."""
    _view(stage, "follow_up")
    return stage.page()


def _warnings(panel: QWidget) -> list[QLabel]:
    return [label for label in panel.findChildren(QLabel) if label.property("role") == "danger"]


def _view(stage: Stage, name: str) -> QWidget:
    page = stage.go("school_support")
    stage.press(f"chip_{name}")
    return page
