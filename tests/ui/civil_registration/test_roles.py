"""Who sees dossiers in the window, and who does not know that there are any."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from amane_desktop.access.permissions import Role
from tests.civil_registration.dossiers import opened
from tests.rows import protect, work_as
from tests.ui.civil_registration.conftest import Shows
from tests.ui.civil_registration.visit import plain
from tests.ui.visit import click, come_forward, until
from ui.civil_registration.family_card import DossiersCard
from ui.tasks import Desk
from ui.workplace import Workplace

WORKERS = {Role.DIRECTOR, Role.SOCIAL_WORKER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_the_tab_and_the_family_s_card_are_for_those_who_work_on_dossiers(
    desk: Desk, qtbot: QtBot, role: Role
) -> None:
    opened(desk.office)
    work_as(desk.office, role)
    workplace, card = Workplace(desk), DossiersCard(desk)
    for widget in (workplace, card):
        qtbot.addWidget(widget)
    come_forward(qtbot, workplace)
    tab = workplace.findChild(QPushButton, "tab_civil_registration")
    assert tab is not None and tab.isVisible() == (role in WORKERS)
    card.show_family(1)
    assert card.isHidden() == (role not in WORKERS)
    box = workplace.search
    assert ("dossier" in box.placeholderText()) == (role in WORKERS)
    box.setFocus()
    qtbot.keyClicks(box, "EC-2026-001")
    until(qtbot, box.popup.isVisible)
    assert box.popup.list.count() == (1 if role in WORKERS else 0)


def test_the_family_s_card_leads_to_the_dossier(desk: Desk, qtbot: QtBot) -> None:
    opened(desk.office)
    card = DossiersCard(desk)
    qtbot.addWidget(card)
    card.show_family(1)
    come_forward(qtbot, card)
    labels = [plain(label.text()) for label in card.findChildren(QLabel)]
    assert "EC-2026-001 · Essai · Réunir les pièces" in labels
    with qtbot.waitSignal(desk.went) as went:
        click(qtbot, card, "dossier_1")
    assert went.args == ["civil_registration", {"dossier_id": 1}]


def test_a_dossier_is_begun_from_the_family_s_record_by_who_sees_it_whole(
    desk: Desk, qtbot: QtBot
) -> None:
    opened(desk.office)
    card = DossiersCard(desk)
    qtbot.addWidget(card)
    card.show_family(1)
    come_forward(qtbot, card)
    with qtbot.waitSignal(desk.went) as went:
        click(qtbot, card, "newDossierOfFamily")
    page, where = went.args
    assert (page, where["new_dossier"]["family_id"]) == ("civil_registration", 1)
    protect(desk.office, 1)
    work_as(desk.office, Role.ADMINISTRATOR)
    other = DossiersCard(desk)
    qtbot.addWidget(other)
    other.show_family(1)
    assert other.isHidden()


def test_a_protected_family_s_dossier_is_not_even_counted(desk: Desk, shows: Shows) -> None:
    opened(desk.office)
    opened(desk.office)
    protect(desk.office, 1)
    work_as(desk.office, Role.ADMINISTRATOR)
    window = shows()
    assert [row[2] for row in window.listed()] == ["EC-2026-002"]
    assert "1 open" in window.words()
    window.page.open(dossier_id=1)
    assert window.record.record is None and "EC-2026-001" not in window.words()
