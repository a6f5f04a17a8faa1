"""Civil registration: a dossier, and the questions that open one."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from screenshots.pictures import picture
from screenshots.stage import Stage


@picture
def dossier(stage: Stage) -> QPixmap:
    """A dossier, its papers and steps."""
    stage.go("civil_registration", dossier_id=5)
    return stage.whole()


@picture
def new_dossier(stage: Stage) -> QPixmap:
    """The questions about what is at hand."""
    page = stage.go("civil_registration", new_dossier={"family_id": 4})
    view = page.new_dossier
    view.whom.persons.tick([view.whom.persons.all_codes()[-1]])
    view.whom.changed.emit()
    view.whom.done.emit()
    stage.settle()
    picture = stage.page()
    stage.press("discardNewDossier")
    stage.press("leaveNewDossier")
    return picture
