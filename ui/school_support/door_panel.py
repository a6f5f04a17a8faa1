"""Beside the day at the door: who may fetch the child, who must never, what to do in need."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from amane_desktop.i18n import _, in_its_own_direction, is_rtl, language
from amane_desktop.people.levels import level_name
from amane_desktop.school_support.door import DoorWords
from ui.school_support.door_model import DoorRow
from ui.school_support.titles import group_title
from ui.school_support.week_model import child_name, hours
from ui.widgets.basics import Card, at_its_beginning, let_shrink, line_label

_WIDTH = 300


class DoorPanel(Card):
    """One child; of what is not told, nothing is said."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        roles = ("title", "secondary", "danger", "", "news", "secondary", "strong")
        labels = [let_shrink(at_its_beginning(line_label(role))) for role in roles]
        self.name, self._about, self.never, self.may, self.safety, self._call, self.numbers = labels
        self._call.setText(_("Safe to call"))
        for label in labels:
            self.body.addWidget(label)
        self.body.addStretch()
        self.show_child(None, None)

    def show_child(self, row: DoorRow | None, words: DoorWords | None) -> None:
        """Show a child of a session, with the words of the door that the reader sees."""
        if row is None or row.child is None:
            self.name.setText(_("Choose a child: who may fetch it is read here."))
            about = ""
        else:
            self.name.setText(in_its_own_direction(child_name(row.child)))
            slot = row.at.session.slot
            level = level_name(row.child.level, language())
            group = group_title(row.at.session.group)
            about = " · ".join(filter(None, (level, group, hours(slot.start, slot.end))))
        told = words or DoorWords("", "", "", ())
        for label, sentence, text in (
            (self.never, _("Must never fetch: {names}"), told.must_not_fetch),
            (self.may, _("May fetch: {names}"), told.may_fetch),
            (self.safety, _("Safety: {note}"), told.safety_note),
        ):
            words_told = in_its_own_direction(text)
            _say(label, text and sentence.format(names=words_told, note=words_told))
        _say(self._about, about)
        _say(self.numbers, "\n".join(_in_window_direction(line) for line in told.telephones))
        self._call.setVisible(bool(told.telephones))


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _in_window_direction(line: str) -> str:
    """Whose it is before the number, which alone would have the line begin at the left."""
    return f"\u200f{line}" if is_rtl() else line
