"""The follow-up at school, the tasks and the season, as a teacher handles them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.agenda.actions import add_task
from amane_desktop.agenda.models import Task
from amane_desktop.agenda.queries import tasks
from amane_desktop.attendance import actions as groups
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.people import actions
from amane_desktop.school_support.absences import add_absence
from amane_desktop.school_support.child_follow_up import child_follow_up
from amane_desktop.school_support.follow_up_settings import follow_up_settings
from amane_desktop.school_support.models import SchoolMeeting, TermResult
from amane_desktop.school_support.results import add_result
from tests.conftest import PASSWORD
from tests.rows import rows_of, work_as
from tests.ui.visit import click, come_forward, find, until
from ui import theme
from ui.agenda.page import TasksPage
from ui.centre_settings.follow_up_section import FollowUpSection
from ui.school_support.follow_up import FollowUpView
from ui.school_support.follow_up_card import FollowUpCard
from ui.school_support.page import SchoolSupportPage
from ui.tasks import Desk
from ui.today.page import TodayPage
from ui.widgets.document_preview import DocumentPreview

TODAY = date(2026, 11, 24)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(folder: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp)
    i18n.set_language("fr")
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
    desk = Desk(centre.open_centre(folder, "Khadija", PASSWORD, clock))
    family = desk.office.do(actions.add_family, "Bahi", "باهي")
    for name, level in (("Aya", "6AEP"), ("Omar", "3AEP")):
        desk.office.do(actions.add_person, family, name, "Bahi", level=level, school="Al Massira")
    yield desk
    desk.close()


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> Iterator[FollowUpView]:
    page = SchoolSupportPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1366, 680)
    come_forward(qtbot, page)
    click(qtbot, page, "chip_follow_up")
    until(qtbot, page.follow_up.list.count)
    yield page.follow_up
    page.close()


def listed(view: FollowUpView) -> list[tuple[str, str]]:
    items = (view.list.item(n) for n in range(view.list.count()))
    return [(item.text(), item.data(Qt.ItemDataRole.UserRole)) for item in items]


def said(view: FollowUpView) -> str:
    labels = view.record.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def test_a_meeting_is_written_down_by_keyboard_and_its_next_date_is_a_task(
    qtbot: QtBot, desk: Desk, view: FollowUpView
) -> None:
    assert listed(view) == [
        (f"{name} Bahi", "sans nouvelles cette année scolaire (12 semaines)")
        for name in ("Aya", "Omar")
    ]
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_N, CONTROL)
    form = view._form
    assert form is not None
    for key, typed in (("met", "M. Alaoui"), ("said", "Lit mieux"), ("next_day", "18/12/26")):
        editor = form.fields[key].editor
        qtbot.keyClicks(editor.focusProxy() or editor, typed)
    qtbot.keyClick(form.fields["met"].editor, Qt.Key.Key_Return)
    until(qtbot, lambda: [name for name, _why in listed(view)] == ["Omar Bahi"])
    (meeting,) = rows_of(desk.office, SchoolMeeting)
    assert meeting["next_day"] == date(2026, 12, 18)
    assert [task.due for task in desk.ask(tasks, "mine")] == [date(2026, 12, 18)]
    # She stays beside the list that has her no longer.
    until(qtbot, lambda: "M. Alaoui" in said(view) and "Lit mieux" in said(view))


def test_what_is_no_average_is_said_at_its_field_and_what_was_typed_stays(
    qtbot: QtBot, desk: Desk, view: FollowUpView
) -> None:
    click(qtbot, view, "add_result")
    form = view._form
    assert form is not None and form.fields["out_of"].raw() == "10"
    average = form.fields["average"]
    for typed, told in (("sept", "Saisissez un nombre"), ("17", "est comprise entre 0 et 10")):
        average.set_raw(typed)
        qtbot.keyClick(average.editor, Qt.Key.Key_Return)
        until(qtbot, lambda told=told: told in average._error.text())
        assert average.raw() == typed
    average.set_raw("7,25")
    qtbot.keyClick(average.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: rows_of(desk.office, TermResult))
    (row,) = rows_of(desk.office, TermResult)
    assert (row["average"], row["out_of"], row["year"], row["term"]) == (725, 10, 2026, 1)


def test_an_absence_is_set_right_and_removed(qtbot: QtBot, desk: Desk, view: FollowUpView) -> None:
    desk.office.do(add_absence, 1, TODAY, TODAY)
    view.show_child(1)
    until(qtbot, lambda: "absence non justifiée" in said(view))
    click(qtbot, view, "edit_absence_1")
    form = view._form
    assert form is not None
    qtbot.keyClicks(form.fields["note"].editor, "Malade")
    qtbot.mouseClick(form._save, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: "Malade" in said(view))
    click(qtbot, view, "edit_absence_1")
    click(qtbot, view, "removeLine")
    until(qtbot, lambda: "Rien n'est noté" in said(view))


def test_a_bulletin_is_kept_from_a_file_and_opens_in_the_program(
    qtbot: QtBot, desk: Desk, view: FollowUpView, tmp_path: Path
) -> None:
    desk.office.do(add_result, 1, 2025, 2, 725, 10)
    page = desk.ask(child_follow_up, 1)
    assert page is not None
    out = BytesIO()
    Image.new("RGB", (210, 297), "white").save(out, "PNG")
    (tmp_path / "bulletin.png").write_bytes(out.getvalue())
    (tmp_path / "notes.txt").write_text("7,25")
    told: list[str] = []
    desk.notice.connect(told.append)
    view.record.take_file(page.results[0], tmp_path / "notes.txt")
    until(qtbot, lambda: told)
    view.record.take_file(page.results[0], tmp_path / "bulletin.png")
    until(qtbot, lambda: (found := desk.ask(child_follow_up, 1)) and found.results[0].has_bulletin)
    view.show_child(1)
    until(qtbot, lambda: any(look.isVisible() for look in view.findChildren(QPushButton, "look_1")))
    click(qtbot, view, "look_1")
    until(qtbot, lambda: any(d.isVisible() for d in view.record.findChildren(DocumentPreview)))
    view.record.findChild(DocumentPreview).close()


def test_the_season_is_ticked_once_and_undone_as_a_whole(
    qtbot: QtBot, desk: Desk, view: FollowUpView
) -> None:
    other = desk.office.do(actions.add_person, 1, "Sara", "Bahi", level="3AC")
    until(qtbot, lambda: "2" in view._season.text())
    click(qtbot, view, "season")
    children = find(view, "children_january_exam", QListWidget)
    children.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert view._form is not None and "1" in view._form._save.text()
    qtbot.mouseClick(view._form._save, Qt.MouseButton.LeftButton)
    until(qtbot, lambda: rows_of(desk.office, Task))
    assert [row["person_id"] for row in rows_of(desk.office, Task)] == [other]
    until(qtbot, lambda: "1" in view._season.text())
    desk.undo()
    until(qtbot, lambda: not rows_of(desk.office, Task))
    until(qtbot, lambda: "2" in view._season.text())


def test_who_may_only_read_is_offered_nothing_to_write(qtbot: QtBot, desk: Desk) -> None:
    work_as(desk.office, Role.ADMINISTRATOR)
    view = FollowUpView(desk)
    qtbot.addWidget(view)
    come_forward(qtbot, view)
    until(qtbot, view.list.count)
    for name in ("add_meeting", "add_result", "season"):
        assert not [each for each in view.findChildren(QWidget, name) if each.isVisible()]


def test_a_teacher_sees_the_children_in_groups(qtbot: QtBot, desk: Desk) -> None:
    group = desk.office.do(groups.add_group, "Atlas", "", from_=date(2026, 9, 7))
    desk.office.do(groups.enrol_child, group, 1, from_=date(2026, 9, 7))
    work_as(desk.office, Role.TEACHER)
    view = FollowUpView(desk)
    qtbot.addWidget(view)
    come_forward(qtbot, view)
    until(qtbot, view.list.count)
    assert [name for name, _why in listed(view)] == ["Aya Bahi"]


def test_what_is_due_stands_on_the_first_page_and_is_ticked_off_in_the_list(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.office.do(add_task, "school_support", "Appeler l'école", TODAY, 1, staff_id=1)
    today = TodayPage(desk)
    qtbot.addWidget(today)
    come_forward(qtbot, today)
    labels = [label.text() for label in today.tasks.findChildren(QLabel)]
    assert any("Appeler l'école" in text and "Aya Bahi" in text for text in labels)
    page = TasksPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    come_forward(qtbot, page)
    tick = find(page, "tick_1", QCheckBox)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    until(qtbot, lambda: not desk.ask(tasks, "all"))
    until(qtbot, lambda: not page.findChildren(QCheckBox, "tick_1"))
    page.open("done")
    until(qtbot, lambda: any(t.isVisible() for t in page.findChildren(QCheckBox, "tick_1")))
    find(page, "tick_1", QCheckBox).click()
    until(qtbot, lambda: desk.ask(tasks, "mine"))


def test_a_task_is_added_from_a_long_list(qtbot: QtBot, desk: Desk) -> None:
    for n in range(31):
        desk.office.do(add_task, "school_support", f"Tâche {n}", TODAY, staff_id=1)
    page = TasksPage(desk)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    come_forward(qtbot, page)
    assert len(page.findChildren(QCheckBox)) == 30
    click(qtbot, page, "moreTasks")
    until(qtbot, lambda: len([t for t in page.findChildren(QCheckBox) if t.isVisible()]) == 31)
    click(qtbot, page, "addTask")
    form = page._form
    assert form is not None
    title = form.fields["title"]
    qtbot.keyClick(title.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: "Indiquez" in title._error.text())
    qtbot.keyClicks(title.editor, "Acheter des cahiers")
    qtbot.keyClick(title.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: page._form is None)
    assert "Acheter des cahiers" in [task.title for task in desk.ask(tasks, "mine")]


def test_the_family_card_opens_the_child(qtbot: QtBot, desk: Desk) -> None:
    went: list[dict[str, object]] = []
    desk.went.connect(lambda _page, where: went.append(where))
    card = FollowUpCard(desk)
    qtbot.addWidget(card)
    card.show_family(1)
    come_forward(qtbot, card)
    click(qtbot, card, "follow_1")
    assert went == [{"followed": 1}]


def test_the_director_sets_the_weeks_and_the_percentage(qtbot: QtBot, desk: Desk) -> None:
    section = FollowUpSection(desk)
    desk.changed.connect(lambda _change: section.refresh())
    qtbot.addWidget(section)
    come_forward(qtbot, section)
    assert section.form is not None
    weeks = section.form.fields["unheard_weeks"]
    weeks.set_raw("0")
    qtbot.keyClick(weeks.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: "40" in weeks._error.text())
    weeks.set_raw("8")
    qtbot.keyClick(weeks.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.ask(follow_up_settings).unheard_weeks == 8)
