"""The forms for a family, a person and a telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from amane_desktop.i18n import _, language
from amane_desktop.office.errors import Refusal
from amane_desktop.people import actions, queries
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.kinship import KINSHIPS, SEXES, kinship_name, sex_name, sex_told_by
from amane_desktop.people.levels import LEVELS, level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.queries import FamilyCard, PersonLine, TelephoneLine
from amane_desktop.people.telephones import shown_number
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.fields import BirthField, ChoiceField, FlagField, Raw, TextField
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


class PersonForm(Form):
    """A person: names in both scripts, birth, how one stands in the household, school."""

    def __init__(self, desk: Desk, card: FamilyCard, person: PersonLine | None) -> None:
        title = _("Add a person") if person is None else _("Change the person")
        super().__init__(desk, f"{title} · {family_title(card.line)}")
        self._card, self._person = card, person
        levels = {code: level_name(code, language()) for code in LEVELS}
        kinship = ChoiceField(_("Kinship"), {code: kinship_name(code) for code in KINSHIPS})
        sex = ChoiceField(_("Sex"), {code: sex_name(code) for code in SEXES})
        self.birth = BirthField(_("Birth date"), desk.office.clock.today)
        self._is_sex_chosen = False
        school = TextField(_("School"))
        school.offer(desk.ask(queries.schools))
        latin, arabic = _("First name in Latin letters"), _("First name in Arabic")
        self.add_name("given_name", latin, arabic, row=0)
        latin, arabic = _("Family name in Latin letters"), _("Family name in Arabic")
        self.add_name("family_name", latin, arabic, row=1)
        self.add("kinship", kinship, row=2)
        self.add("sex", sex, row=2, column=1)
        self.add("birth_date", self.birth, row=3)
        self.add("school", school, row=4)
        self.add("level", ChoiceField(_("Level"), levels), row=4, column=1)
        kinship.edited.connect(self._guess_sex)
        sex.edited.connect(self._choose_sex)

    def kept(self) -> Values:
        """What is kept of the person; a new one begins with the family's name."""
        person, line = self._person, self._card.line
        if person is None:
            names: Values = {"family_name": line.name, "family_name_ar": line.name_ar}
            return dict.fromkeys(self.fields, "") | names
        kept = {key: getattr(person, key) for key in self.fields}
        kept["birth_date"] = typed_date(person.birth_date, person.birth_precision)
        return kept

    def newest(self) -> Values | None:
        """The person as it is now."""
        assert self._person is not None
        card = self.desk.ask(queries.family_card, self._card.line.id)
        persons = {person.id: person for person in card.persons} if card else {}
        self._person = persons.get(self._person.id)
        return None if self._person is None else self.kept()

    def action(self) -> _Action:
        """Add the person, or change it; refuses here what is no date."""
        if self.birth.is_no_date():
            raise Refusal(
                _("This is not a date. Write it like 3/9/15, 9/2015, 2015 or ~2015."), "birth_date"
            )
        known = self.birth.value()
        values: dict[str, Any] = self.typed() | {
            "birth_date": known.day if known else None,
            "birth_precision": known.precision if known else Precision.EXACT,
            "birth_estimated_on": known.estimated_on if known else None,
        }
        if self._person is None:
            return actions.add_person, {"family_id": self._card.line.id} | values
        which = {"person_id": self._person.id, "version": self._person.version}
        return actions.change_person, which | values

    def _show(self, raw: Mapping[str, Raw]) -> None:
        super()._show(raw)
        self._is_sex_chosen = raw["sex"] not in ("", sex_told_by(str(raw["kinship"])))

    def _choose_sex(self) -> None:
        self._is_sex_chosen = bool(self.fields["sex"].raw())

    def _guess_sex(self) -> None:
        told = sex_told_by(str(self.fields["kinship"].raw()))
        if told and not self._is_sex_chosen:
            self.fields["sex"].set_raw(told)
            self.fields["sex"].say_error("")


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
