"""What dossiers want, on Today's page: for who sees dossiers, and for nobody else."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.checklists.papers import receive_paper
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from tests.civil_registration.dossiers import TODAY, on, opened
from tests.rows import work_as
from tests.ui.visit import come_forward, until
from ui.tasks import Desk
from ui.today.page import TodayPage
from ui.widgets.line_button import LineButton


def shown(qtbot: QtBot, desk: Desk) -> TodayPage:
    i18n.set_language("fr")
    page = TodayPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    return page


def said(page: TodayPage) -> str:
    labels = page.dossiers.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def busy(desk: Desk) -> None:
    """A dossier with a hearing this week, and a paper that runs out soon."""
    record = opened(on(desk.office), "late_with_marriage_act")
    told = (TODAY + timedelta(days=2), time(9, 30), "Salle 4")
    desk.office.do(add_dossier_appointment, record.id, *told)
    paper, ends = record.papers[0], TODAY + timedelta(days=10)
    desk.office.do(receive_paper, paper.id, paper.version, TODAY, None, ends)


def test_hearings_and_what_waits_lead_to_their_places(qtbot: QtBot, desk: Desk) -> None:
    busy(desk)
    page = shown(qtbot, desk)
    assert "jeudi 26 novembre" in said(page) and "1 pièce expire" in said(page)
    went: list[object] = []
    desk.went.connect(lambda _page, where: went.append(where))
    for line in page.dossiers.findChildren(LineButton):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert went == [{"dossier_id": 1}, {"view": "fetch"}]


def test_it_is_not_there_while_there_is_nothing_to_say(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    assert not page.dossiers.isVisible()
    busy(desk)
    until(qtbot, page.dossiers.isVisible)


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_no_dossiers_sees_nothing_of_it(qtbot: QtBot, desk: Desk, role: Role) -> None:
    busy(desk)
    work_as(desk.office, role)
    page = shown(qtbot, desk)
    sees = role in {Role.DIRECTOR, Role.SOCIAL_WORKER, Role.ADMINISTRATOR}
    assert page.dossiers.isVisible() == sees
    assert bool(page.dossiers.findChildren(LineButton)) == sees
