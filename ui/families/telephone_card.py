"""A family's telephones: whose, and what is safe to do with each, in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amane_desktop.i18n import _, in_its_own_direction, is_rtl, isolate, labelled
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, TelephoneLine
from amane_desktop.people.telephone_words import do_not_call, what_is_safe
from amane_desktop.people.telephones import shown_number
from ui.widgets.basics import ListCard, flat_button, let_shrink, line_label, plain_button


class TelephoneCard(ListCard):
    """The guardians' numbers first; a warning stands before the number, never after it."""

    edit = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Telephone"))
        self._add = add = plain_button(_("Add"))
        add.setObjectName("addTelephone")
        add.setAccessibleName(_("Add a telephone"))
        add.clicked.connect(lambda: self.edit.emit(None))
        self.head.addWidget(add)

    def show_family(self, card: FamilyCard) -> None:
        """Show the numbers, or what to do when there is none."""
        self._add.setVisible(card.is_whole)
        # That there is none is said only to whoever would see it and may add one.
        self.setVisible(card.is_whole or bool(card.telephones))
        rows = [self._row(telephone, card.is_whole) for telephone in card.telephones]
        nothing = _("No telephone yet. Ask whose it is before adding.")
        self.replace(rows or [let_shrink(line_label("secondary", nothing))])

    def _row(self, telephone: TelephoneLine, is_editable: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        if not telephone.is_safe:
            first.addWidget(line_label("pill-waiting", do_not_call()))
        first.addWidget(let_shrink(line_label("", _whose(telephone))), 1)
        words.addLayout(first)
        start = "\u200f" if is_rtl() else ""
        told = start + " · ".join(what_is_safe(telephone))
        words.addWidget(let_shrink(line_label("secondary", told)))
        line.addLayout(words, 1)
        if is_editable:
            edit = flat_button(_("Edit"))
            edit.setAccessibleName(_("Change the telephone"))
            edit.clicked.connect(partial(self.edit.emit, telephone.id))
            line.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _whose(telephone: TelephoneLine) -> str:
    number = isolate(shown_number(telephone.number))
    owner = in_reader_script(telephone.owner, telephone.owner_ar)
    names = " · ".join(map(in_its_own_direction, filter(None, (owner, telephone.whose))))
    # A line that begins with a Latin name still runs from the right in an Arabic window.
    start = "\u200f" if is_rtl() else ""
    return start + (labelled(names, number) if names else number)
