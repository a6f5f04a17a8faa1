"""The form for a person: the essential first, the rest under headings that fold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal

from amane_desktop.access.permissions import sees
from amane_desktop.i18n import _, language
from amane_desktop.office.errors import Refusal
from amane_desktop.people import actions
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.identity import CIVIL_STATUSES, civil_status_name
from amane_desktop.people.kinship import (
    KINSHIPS,
    SEXES,
    is_grown,
    kinship_name,
    sex_name,
    sex_told_by,
)
from amane_desktop.people.levels import LEVELS, level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.person_card import person_card
from amane_desktop.people.person_details import SEEN_WITH
from amane_desktop.people.queries import FamilyLine
from ui.families.hints import PersonHints
from ui.tasks import Desk
from ui.widgets.fields import BirthField, ChoiceField, Field, FlagField, LinesField, Raw, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.name_pair import NamePair
from ui.widgets.school_field import SchoolField, raw_school
from ui.widgets.value_field import ValueField

_Action = tuple[Callable[..., Any], dict[str, Any]]
_SCHOOL = ("school", "level", "school_class")
_NAMES = ("given_name", "family_name", "given_name_ar", "family_name_ar")


class PersonForm(Form):
    """All that is told of a person; fields that the reader's role does not see are not there."""

    # Somebody who may be the same: where to look (family, person), whom to compare with.
    look_at_other = Signal(int, object)
    compare_with = Signal(int)

    def __init__(self, desk: Desk, family: FamilyLine, person_id: int | None) -> None:
        title = _("Add a person") if person_id is None else _("Change the person")
        name = _("{name} family").format(name=in_reader_script(family.name, family.name_ar))
        super().__init__(desk, f"{title} · {name}")
        self._family = family
        self._person = None if person_id is None else desk.ask(person_card, person_id)
        self._is_sex_chosen = self._is_grown = False
        self._add_who()
        self._add_birth_and_papers()
        self._add_school()
        self._add_health_and_safety()
        self._add_door()
        self._add_notes()
        for key in (*_NAMES, "sex", "kinship", "birth_date", "cin", "massar"):
            if key in self.fields:
                self.fields[key].edited.connect(self.same.look)
        for key in ("kinship", "birth_date"):
            self.fields[key].edited.connect(self._fold_school)

    def _add_who(self) -> None:
        latin, arabic = _("First name in Latin letters"), _("First name in Arabic")
        self.add_name("given_name", latin, arabic, row=0)
        latin, arabic = _("Family name in Latin letters"), _("Family name in Arabic")
        self.add_name("family_name", latin, arabic, row=1)
        for key in ("given_name", "family_name"):
            latin_field, arabic_field = self.fields[key], self.fields[f"{key}_ar"]
            assert isinstance(latin_field, TextField) and isinstance(arabic_field, TextField)
            NamePair(self.desk, (latin_field, arabic_field), key)
        kinship = ChoiceField(_("Kinship"), {code: kinship_name(code) for code in KINSHIPS})
        sex = ChoiceField(_("Sex"), {code: sex_name(code) for code in SEXES})
        kinship.edited.connect(self._guess_sex)
        sex.edited.connect(self._choose_sex)
        self._offer("kinship", kinship, row=2)
        self._offer("sex", sex, row=2, column=1)
        self.birth = BirthField(_("Birth date or age"), self.desk.office.clock.today)
        self._offer("birth_date", self.birth, row=3)
        self.same = PersonHints(self.desk, self._to_compare, may_merge=self._person is not None)
        self.same.after = self.birth.editor
        self.same.opened.connect(self.look_at_other)
        self.same.compared.connect(self.compare_with)
        self.put_beside(self.same, row=3)

    def _add_birth_and_papers(self) -> None:
        self.begin_section(_("Birth and papers"), is_open=False)
        statuses = {code: civil_status_name(code) for code in CIVIL_STATUSES}
        self._offer("birth_place", TextField(_("Place of birth")), row=0)
        nationality = ValueField(self.desk, _("Nationality"), "nationality")
        self._offer("nationality", nationality, row=0, column=1)
        self._offer("cin", TextField(_("CIN"), direction="ltr"), row=1)
        self._offer("massar", TextField(_("Massar code"), direction="ltr"), row=1, column=1)
        self._offer("civil_status", ChoiceField(_("Civil status"), statuses), row=2)
        self._offer("is_deceased", FlagField(_("Deceased")), row=2, column=1)

    def _add_school(self) -> None:
        self._school = self.begin_section(_("School"), is_open=True)
        self.school = SchoolField(self.desk, _("School"))
        levels = {code: level_name(code, language()) for code in LEVELS}
        self._offer("school", self.school, row=0)
        self._offer("level", ChoiceField(_("Level"), levels), row=0, column=1)
        self._offer("school_class", TextField(_("Class")), row=1)

    def _add_health_and_safety(self) -> None:
        self.begin_section(_("Health and safety"), is_open=False)
        words = _("Safety note (what to do), read by all")
        self._offer("safety_note", LinesField(words), row=0)
        cover = ValueField(self.desk, _("Health cover"), "health_cover")
        self._offer("health_cover", cover, row=0, column=1)

    def _add_door(self) -> None:
        self.begin_section(_("At the door"), is_open=False)
        self._offer("may_fetch", LinesField(_("May fetch the child")), row=0)
        never = LinesField(_("Must never fetch the child"))
        self._offer("must_not_fetch", never, row=0, column=1)

    def _add_notes(self) -> None:
        self.begin_section(_("Notes"), is_open=False)
        words = _("Notes for the director and the social workers")
        self._offer("notes", LinesField(words, lines=3), row=0)

    def _offer(self, key: str, field: Field, *, row: int, column: int = 0) -> None:
        """Put a field in where the reader's role sees what it holds."""
        if sees(self.desk.office.signed_in.role, SEEN_WITH[key]):
            self.add(key, field, row=row, column=column)

    def kept(self) -> Values:
        """What is kept of the person; a new one begins with the family's name."""
        empty: Values = {key: False if key == "is_deceased" else "" for key in self.fields}
        if self._person is None:
            names = {"family_name": self._family.name, "family_name_ar": self._family.name_ar}
            return empty | names
        told: Mapping[str, Any] = self._person.told
        kept: Values = {key: told.get(key, blank) for key, blank in empty.items()}
        kept["birth_date"] = typed_date(told["birth_date"], told["birth_precision"])
        if "school" in kept:
            kept["school"] = raw_school(self._person.school_id)
        return kept | {name: getattr(self._person, name) for name in _NAMES}

    def newest(self) -> Values | None:
        """The person as it is now."""
        assert self._person is not None
        self._person = self.desk.ask(person_card, self._person.id)
        return None if self._person is None else self.kept()

    def action(self) -> _Action:
        """Add the person, or tell what was changed; refuses here what is no date."""
        told = self._told()
        if self._person is None:
            return actions.add_person, {"family_id": self._family.id} | told
        which = {"person_id": self._person.id, "version": self._person.version}
        return actions.change_person, which | told

    def _told(self) -> dict[str, Any]:
        """The names, and what else was changed."""
        typed, kept = self.typed(), self.kept()
        told: dict[str, Any] = {
            key: value for key, value in typed.items() if key in _NAMES or value != kept[key]
        }
        if "birth_date" in told:
            told |= self._birth()
        if "school" in told:
            told["school"] = self.school.told()
        return told

    def _to_compare(self) -> dict[str, Any]:
        """What was typed, as far as it tells who it is."""
        typed = self.typed()
        keys = (*_NAMES, "sex", "kinship", "cin", "massar")
        told: dict[str, Any] = {key: typed[key] for key in keys if key in typed}
        known = self.birth.value()
        if known is not None:
            told |= {"birth_date": known.day, "birth_precision": known.precision}
        told["family_id"] = self._family.id
        return told | {"except_id": self._person.id if self._person else None}

    def _birth(self) -> dict[str, Any]:
        if self.birth.is_no_date():
            message = _("This is not a date. Write it like 3/9/15, 9/2015, 2015, ~2015 or ~10.")
            raise Refusal(message, "birth_date")
        known = self.birth.value()
        return {
            "birth_date": known.day if known else None,
            "birth_precision": known.precision if known else Precision.EXACT,
            "birth_estimated_on": known.estimated_on if known else None,
        }

    def _show(self, raw: Mapping[str, Raw]) -> None:
        super()._show(raw)
        self._is_sex_chosen = raw["sex"] not in ("", sex_told_by(str(raw["kinship"])))
        self._fold_school()

    def _fold_school(self) -> None:
        """Of an adult the school is seldom asked; what stands there stays in sight."""
        known, kinship = self.birth.value(), str(self.fields["kinship"].raw())
        today = self.desk.office.clock.today()
        now_grown = is_grown(known.day if known else None, kinship, today)
        if now_grown != self._is_grown:
            self._is_grown = now_grown
            told = any(self.fields[key].raw() for key in _SCHOOL)
            self._school.set_open(told or not now_grown)

    def _choose_sex(self) -> None:
        self._is_sex_chosen = bool(self.fields["sex"].raw())

    def _guess_sex(self) -> None:
        told = sex_told_by(str(self.fields["kinship"].raw()))
        if told and not self._is_sex_chosen:
            self.fields["sex"].set_raw(told)
            self.fields["sex"].say_error("")
