"""The form for a family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from amane_desktop.access.permissions import Permission, Role, sees
from amane_desktop.i18n import _
from amane_desktop.office.staff import who_may_be_responsible
from amane_desktop.people import actions, queries
from amane_desktop.people.family_details import SEEN_WITH
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard
from ui.families.family_hints import FamilyHints
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, Field, FlagField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.open_value_field import OpenValueField
from ui.widgets.value_field import ValueField, ValuesField

_COMPARED = ("name", "name_ar", "address", "neighbourhood")


def family_title(line: queries.FamilyLine) -> str:
    """What a family is called on the page."""
    return _("{name} family").format(name=in_reader_script(line.name, line.name_ar))


def who_sees_protected() -> str:
    """What protecting a family means, in words."""
    return _(
        "Only the director and the responsible social worker see where this family lives, its "
        "schools and telephones, and why it came."
    )


class FamilyForm(Form):
    """What is told of a family; what the reader's role does not see or decide is not there."""

    # A family that may be the same: where to look (family, nobody of it).
    look_at_other = Signal(int, object)

    def __init__(self, desk: Desk, card: FamilyCard | None) -> None:
        title = _("Add a family") if card is None else _("Change the family")
        super().__init__(desk, title)
        self._card = card
        latin, arabic = _("Name in Latin letters"), _("Name in Arabic")
        self.add_name("name", latin, arabic, row=0, example=("Aït Baha", "أيت باها"))
        self.add("address", TextField(_("Address")), row=1)
        neighbourhood = OpenValueField(desk, _("Neighbourhood"), "neighbourhood")
        self.add("neighbourhood", neighbourhood, row=1, column=1)
        self._add_hints(neighbourhood)
        self.add("languages", ValuesField(desk, _("Languages at home"), "language"), row=3)
        self.add("housing", ValueField(desk, _("Housing"), "housing"), row=3, column=1)
        self._add_how_it_came()
        if desk.may(Permission.PROTECT_FAMILIES):
            self._add_who_sees()

    def _add_hints(self, last: Field) -> None:
        self.same = FamilyHints(self.desk, self._to_compare)
        self.same.after = last.editor
        self.same.opened.connect(self.look_at_other)
        self.put_under(self.same, row=2)
        for key in _COMPARED:
            self.fields[key].edited.connect(self.same.look)

    def _to_compare(self) -> dict[str, Any]:
        """What was typed, as far as it tells which family it is."""
        typed: dict[str, Any] = dict(self.typed())
        told = {key: typed[key] for key in _COMPARED}
        return told | {"except_id": self._card.line.id if self._card else None}

    def _add_how_it_came(self) -> None:
        origin = ValueField(self.desk, _("How it came to the centre"), "origin")
        self.add("origin", origin, row=4)
        if sees(self.desk.office.signed_in.role, SEEN_WITH["origin_note"]):
            self.add("origin_note", LinesField(_("Why it came")), row=4, column=1)

    def _add_who_sees(self) -> None:
        staff = {str(who.id): who.name for who in self.desk.ask(who_may_be_responsible)}
        if self._card is not None and self._card.facts.responsible:
            # Whoever has left stays named until another is.
            left = str(self._card.facts.told["responsible_id"])
            staff.setdefault(left, self._card.facts.responsible)
        self.add("responsible_id", ChoiceField(_("Responsible social worker"), staff), row=5)
        protected = FlagField(_("Protect this family"), hint=who_sees_protected())
        self.add("is_protected", protected, row=5, column=1)

    def kept(self) -> Values:
        """What is kept of the family; whoever opens a file as a social worker is responsible."""
        if self._card is None:
            blank: Values = dict.fromkeys(self.fields, "")
            me = self.desk.office.signed_in
            if "responsible_id" in self.fields:
                mine = str(me.id) if me.role == Role.SOCIAL_WORKER else ""
                blank |= {"is_protected": False, "responsible_id": mine}
            return blank
        line, told = self._card.line, dict(self._card.facts.told)
        told["responsible_id"] = str(told.get("responsible_id") or "")
        names = {"name": line.name, "name_ar": line.name_ar, "address": self._card.address}
        return {key: (names | told)[key] for key in self.fields}  # type: ignore[misc]

    def newest(self) -> Values | None:
        """The family as it is now."""
        assert self._card is not None
        self._card = self.desk.ask(queries.family_card, self._card.line.id)
        return None if self._card is None else self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Add the family, or change it."""
        values: dict[str, Any] = dict(self.typed())
        if "responsible_id" in values:
            responsible = values["responsible_id"]
            values["responsible_id"] = int(responsible) if responsible else None
        if self._card is None:
            return actions.add_family, values
        which = {"family_id": self._card.line.id, "version": self._card.version}
        return actions.change_family, which | values
