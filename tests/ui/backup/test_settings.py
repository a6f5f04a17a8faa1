"""The director chooses the day and the share of the disk; what is out of range is said there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office.audit import AuditFilter, audit_ids
from amane_desktop.office.audit_entry import audit_entry
from amane_desktop.office.backup_settings import backup_settings
from tests.ui.visit import come_forward, until
from ui.centre_settings.backup_section import BackupSection
from ui.tasks import Desk


def test_the_day_and_the_share_are_set_and_told_in_the_journal(qtbot: QtBot, desk: Desk) -> None:
    section = BackupSection(desk)
    desk.changed.connect(lambda _change: section.refresh())
    qtbot.addWidget(section)
    come_forward(qtbot, section)
    assert section.form is not None
    day, share = (section.form.fields[key] for key in ("weekday", "snapshot_share"))
    assert isinstance(day.editor, QComboBox) and day.editor.currentText() == "vendredi"
    for typed, says in (("0", "Entre 1 et 50"), ("51", "Entre 1 et 50"), ("x", "chiffres")):
        share.set_raw(typed)
        qtbot.keyClick(share.editor, Qt.Key.Key_Return)
        until(qtbot, lambda says=says: says in share._error.text())
    day.editor.setCurrentText("jeudi")
    share.set_raw("10")
    qtbot.keyClick(share.editor, Qt.Key.Key_Return)
    until(qtbot, lambda: desk.ask(backup_settings).weekday == 4)
    assert desk.ask(backup_settings).snapshot_share == 10
    wanted = AuditFilter(action="change_backup_settings")
    entry = desk.ask(audit_entry, desk.ask(audit_ids, wanted)[0])
    assert entry is not None
    fields = entry.records[0].fields
    assert [(field.before, field.after) for field in fields] == [("vendredi", "jeudi"), ("5", "10")]
