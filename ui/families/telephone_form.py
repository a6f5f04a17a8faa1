"""The form for a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from amane_desktop.i18n import _
from amane_desktop.people import actions, queries
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, TelephoneLine
from amane_desktop.people.telephones import shown_number
from ui.families.family_form import family_title
from ui.families.family_hints import NumberHints
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import ChoiceField, FlagField, TextField
from ui.widgets.forms import Form, Values


class TelephoneForm(Form):
    """A telephone: the number, whose it is, and what is safe to do with it."""

    # Another family with this number: where to look (family, nobody of it).
    look_at_other = Signal(int, object)

    def __init__(self, desk: Desk, card: FamilyCard, telephone: TelephoneLine | None) -> None:
        title = _("Add a telephone") if telephone is None else _("Change the telephone")
        super().__init__(desk, f"{title} · {family_title(card.line)}")
        self._card, self._telephone = card, telephone
        persons = {
            str(person.id): in_reader_script(person.given_name, person.given_name_ar)
            for person in card.persons
        }
        self.add("number", TextField(_("Number"), direction="ltr"), row=0)
        self.add("person_id", ChoiceField(_("Whose telephone"), persons), row=0, column=1)
        self._add_hints()
        self.add("is_safe", FlagField(_("Safe to call")), row=2)
        self.add("may_leave_message", FlagField(_("A message may be left")), row=2, column=1)
        self.add("whose", TextField(_("Or of somebody else, who")), row=3)
        self.add("who_may_know", TextField(_("Who may know of the call")), row=3, column=1)
        self.add("note", TextField(_("Note (when to call)")), row=4)
        if telephone is not None:
            remove = plain_button(_("Remove"))
            remove.setObjectName("remove")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(2, remove)

    def _add_hints(self) -> None:
        self.same = NumberHints(
            self.desk,
            lambda: {"number": self.typed()["number"], "except_id": self._card.line.id},
        )
        self.same.after = self.fields["number"].editor
        self.same.opened.connect(self.look_at_other)
        self.put_under(self.same, row=1)
        self.fields["number"].edited.connect(self.same.look)

    def kept(self) -> Values:
        """What is kept of the telephone; nobody is called before somebody said it is safe."""
        telephone = self._telephone
        if telephone is None:
            flags: Values = {"is_safe": False, "may_leave_message": False}
            return dict.fromkeys(self.fields, "") | flags
        kept: Values = {key: getattr(telephone, key) for key in self.fields}
        owner = str(telephone.person_id or "")
        return kept | {"number": shown_number(telephone.number), "person_id": owner}

    def newest(self) -> Values | None:
        """The telephone as it is now."""
        assert self._telephone is not None
        card = self.desk.ask(queries.family_card, self._card.line.id)
        telephones = {telephone.id: telephone for telephone in card.telephones} if card else {}
        self._telephone = telephones.get(self._telephone.id)
        return None if self._telephone is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the telephone, or change it."""
        values: dict[str, Any] = dict(self.typed())
        values["person_id"] = int(values["person_id"]) if values["person_id"] else None
        if self._telephone is None:
            return actions.add_telephone, {"family_id": self._card.line.id} | values
        which = {"telephone_id": self._telephone.id, "version": self._telephone.version}
        return actions.change_telephone, which | values

    def _remove(self) -> None:
        assert self._telephone is not None
        self.desk.do(
            actions.remove_telephone,
            self._telephone.id,
            self._telephone.version,
            done=self.saved.emit,
            refused=self.refuse,
        )
