"""The forms for a family and a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.people import actions, queries
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, TelephoneLine
from amane_desktop.people.telephones import shown_number
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import FlagField, TextField
from ui.widgets.forms import Form, Values

_Action = tuple[Callable[..., Any], dict[str, Any]]


def family_title(line: queries.FamilyLine) -> str:
    """What a family is called on the page."""
    return _("{name} family").format(name=in_reader_script(line.name, line.name_ar))


class FamilyForm(Form):
    """A family's name and address."""

    def __init__(self, desk: Desk, card: FamilyCard | None) -> None:
        title = _("Add a family") if card is None else _("Change the family")
        super().__init__(desk, title)
        self._card = card
        latin, arabic = _("Name in Latin letters"), _("Name in Arabic")
        self.add_name("name", latin, arabic, row=0, example=("Aït Baha", "أيت باها"))
        self.add("address", TextField(_("Address")), row=1)

    def kept(self) -> Values:
        """What is kept of the family."""
        if self._card is None:
            return {"name": "", "name_ar": "", "address": ""}
        line = self._card.line
        return {"name": line.name, "name_ar": line.name_ar, "address": self._card.address}

    def newest(self) -> Values | None:
        """The family as it is now."""
        assert self._card is not None
        self._card = self.desk.ask(queries.family_card, self._card.line.id)
        return None if self._card is None else self.kept()

    def action(self) -> _Action:
        """Add the family, or change it."""
        if self._card is None:
            return actions.add_family, self.typed()
        which = {"family_id": self._card.line.id, "version": self._card.version}
        return actions.change_family, which | self.typed()


class TelephoneForm(Form):
    """A telephone: the number, whose it is, whether it is safe to call."""

    def __init__(self, desk: Desk, card: FamilyCard, telephone: TelephoneLine | None) -> None:
        title = _("Add a telephone") if telephone is None else _("Change the telephone")
        super().__init__(desk, f"{title} · {family_title(card.line)}")
        self._card, self._telephone = card, telephone
        self.add("number", TextField(_("Number"), direction="ltr"), row=0)
        self.add("whose", TextField(_("Whose telephone")), row=0, column=1)
        self.add("note", TextField(_("Note (when to call, may a message be left)")), row=1)
        self.add("is_safe", FlagField(_("Safe to call")), row=1, column=1)
        if telephone is not None:
            remove = plain_button(_("Remove"))
            remove.setObjectName("remove")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(2, remove)

    def kept(self) -> Values:
        """What is kept of the telephone; nobody is called before somebody said it is safe."""
        telephone = self._telephone
        if telephone is None:
            return {"number": "", "whose": "", "note": "", "is_safe": False}
        return {
            "number": shown_number(telephone.number),
            "whose": telephone.whose,
            "note": telephone.note,
            "is_safe": telephone.is_safe,
        }

    def newest(self) -> Values | None:
        """The telephone as it is now."""
        assert self._telephone is not None
        card = self.desk.ask(queries.family_card, self._card.line.id)
        telephones = {telephone.id: telephone for telephone in card.telephones} if card else {}
        self._telephone = telephones.get(self._telephone.id)
        return None if self._telephone is None else self.kept()

    def action(self) -> _Action:
        """Add the telephone, or change it."""
        if self._telephone is None:
            return actions.add_telephone, {"family_id": self._card.line.id} | self.typed()
        which = {"telephone_id": self._telephone.id, "version": self._telephone.version}
        return actions.change_telephone, which | self.typed()

    def _remove(self) -> None:
        assert self._telephone is not None
        self.desk.do(
            actions.remove_telephone,
            self._telephone.id,
            self._telephone.version,
            done=self.saved.emit,
            refused=self.refuse,
        )
