"""The forms for what one is to another, who houses and signs, and who moves where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people import queries
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.entries import Found
from amane_desktop.people.finding import find
from amane_desktop.people.kinship import KINSHIPS, is_child, kinship_name
from amane_desktop.people.memberships import Stay, change_membership, move_person, stays
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.person_card import person_card
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.relationships import (
    GUARDIANSHIPS,
    KINDS,
    change_relationship,
    remove_relationship,
    say_relationship,
)
from amane_desktop.people.tie_words import stay_in_words, tie_in_words
from amane_desktop.people.ties import Tie, family_ties
from ui.families.family_form import family_title
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.person_picker import PersonPicker
from ui.widgets.pick_field import PickField

_Action = tuple[Callable[..., Any], dict[str, Any]]
_ALL = "children"
TIES = ("tie", "guardian", "move", "stay")


def make_tie_form(desk: Desk, card: FamilyCard, kind: str, row_id: int | None) -> Form | None:
    """The form for a kind of tie and its row; None when the row is gone, or for another kind."""
    if kind == "move":
        return MoveForm(desk, card)
    if kind == "stay":
        stay = next((s for s in desk.ask(stays, card.line.id) if s.id == row_id), None)
        return None if stay is None else StayForm(desk, card, stay)
    if row_id is None:
        return SayForm(desk, card, is_guardian=kind == "guardian")
    tie = next((t for t in desk.ask(family_ties, card.line.id) if t.id == row_id), None)
    return None if tie is None else TieForm(desk, card, tie)


class _TieForm(DatedForm):
    """A form with days, and with somebody who is picked."""

    def chosen(self, key: str, message: str) -> int:
        """The row that was picked; refuses at its field when none was."""
        raw = self.fields[key].raw()
        if not raw:
            raise Refusal(message, key)
        return int(raw)

    def person_field(self, label: str, card: FamilyCard, first: dict[str, str]) -> PickField:
        """A field for somebody of the house or of any other."""
        persons = {str(p.id): _name(p) for p in card.persons}

        def look() -> PersonPicker:
            return PersonPicker(self.desk, label, self)

        def name_of(number: int) -> str:
            found = self.desk.ask(person_card, number)
            return "" if found is None else _name(found)

        return PickField(label, first | persons, _("Someone of another family …"), look, name_of)


class SayForm(_TieForm):
    """Say what a person is to another: a parent, a spouse; or who houses, who signs, kafala."""

    def __init__(self, desk: Desk, card: FamilyCard, *, is_guardian: bool) -> None:
        title = _("Say who houses, who may sign") if is_guardian else _("Add a relationship")
        super().__init__(desk, f"{title} · {family_title(card.line)}")
        self._card = card
        kinds = [kind for kind in KINDS if (kind in GUARDIANSHIPS) == is_guardian]
        everyone = {_ALL: _("All children of the house")} if is_guardian or self._children() else {}
        self.add("person_id", self.person_field(_("Who"), card, {}), row=0)
        self.add(
            "kind", ChoiceField(_("Is what"), {k: _(KINDS[k]) for k in kinds}), row=0, column=1
        )
        self.add("other_id", self.person_field(_("To whom"), card, everyone), row=1)
        self.add(
            "note",
            TextField(_("Paper (for example a kafala order and its number)")),
            row=1,
            column=1,
        )
        self.add_day("first_day", _("Since"), row=2)
        self.add_day("last_day", _("Until"), row=2, column=1)

    def kept(self) -> Values:
        """Nothing is said yet."""
        return dict.fromkeys(self.fields, "")

    def action(self) -> _Action:
        """Say it, of one or of all children of the house."""
        person_id = self.chosen("person_id", _("Choose the person."))
        kind = str(self.fields["kind"].raw())
        if not kind:
            raise Refusal(_("Choose what it is."), "kind")
        if self.fields["other_id"].raw() == _ALL:
            others = self._not_yet(person_id, kind)
        else:
            others = (self.chosen("other_id", _("Choose the other person.")),)
        return say_relationship, {
            "person_id": person_id,
            "kind": kind,
            "other_ids": others,
            "first_day": self.day("first_day"),
            "last_day": self.day("last_day"),
            "note": self.fields["note"].raw(),
        }

    def _children(self) -> list[int]:
        today = self.desk.office.clock.today()
        persons = self._card.persons
        return [p.id for p in persons if is_child(p.birth_date, p.kinship, today)]

    def _not_yet(self, person_id: int, kind: str) -> tuple[int, ...]:
        """The children of whom it was not said before."""
        ties = self.desk.ask(family_ties, self._card.line.id)
        said = {t.other.id for t in ties if (t.person.id, t.kind) == (person_id, kind)}
        found = tuple(n for n in self._children() if n not in said | {person_id})
        if not found:
            raise Refusal(_("This was said of every child of the house already."), "other_id")
        return found


class TieForm(_TieForm):
    """Since when and until when it holds, and the paper; or take back what was said by mistake."""

    def __init__(self, desk: Desk, card: FamilyCard, tie: Tie) -> None:
        super().__init__(desk, tie_in_words(tie))
        self._family_id, self._tie = card.line.id, tie
        self.add_day("first_day", _("Since"), row=0)
        self.add_day("last_day", _("Until"), row=0, column=1)
        self.add("note", TextField(_("Paper (for example a kafala order and its number)")), row=1)
        remove = plain_button(_("Remove: said by mistake"))
        remove.setObjectName("remove")
        remove.clicked.connect(self._remove)
        self.buttons.insertWidget(2, remove)

    def kept(self) -> Values:
        """What is kept of it."""
        return _days(self._tie) | {"note": self._tie.note}

    def newest(self) -> Values | None:
        """The relationship as it is now."""
        ties = {tie.id: tie for tie in self.desk.ask(family_ties, self._family_id)}
        if self._tie.id not in ties:
            return None
        self._tie = ties[self._tie.id]
        return self.kept()

    def action(self) -> _Action:
        """Change it."""
        which = {"relationship_id": self._tie.id, "version": self._tie.version}
        days = {"first_day": self.day("first_day"), "last_day": self.day("last_day")}
        return change_relationship, which | days | {"note": self.fields["note"].raw()}

    def _remove(self) -> None:
        self.desk.do(
            remove_relationship,
            self._tie.id,
            self._tie.version,
            done=self.saved.emit,
            refused=self.refuse,
        )


class MoveForm(_TieForm):
    """Who moves to which family, on which day, and what this person is there."""

    def __init__(self, desk: Desk, card: FamilyCard) -> None:
        super().__init__(desk, _("Move someone"))
        self._card = card
        self.add("person_id", self.person_field(_("Who moves"), card, {}), row=0)
        here = {str(card.line.id): family_title(card.line)}
        to = PickField(_("To which family"), here, _("Another family …"), self._look, self._called)
        self.add("family_id", to, row=0, column=1)
        self.add_day("day", _("On which day"), row=1)
        kinship = {code: kinship_name(code) for code in KINSHIPS}
        self.add("kinship", ChoiceField(_("Kinship there"), kinship), row=1, column=1)

    def kept(self) -> Values:
        """Today, as long as nothing else is said."""
        today = typed_date(self.desk.office.clock.today(), Precision.EXACT)
        return {**dict.fromkeys(self.fields, ""), "day": today}

    def action(self) -> _Action:
        """Move the person as they stand now."""
        person_id = self.chosen("person_id", _("Choose the person."))
        family_id = self.chosen("family_id", _("Choose the family."))
        day = self.day("day")
        if day is None:
            raise Refusal(_("Say since which day."), "day")
        found = self.desk.ask(person_card, person_id)
        if found is None:
            raise Refusal(_("This is no longer there."))
        which = {"person_id": person_id, "version": found.version}
        kinship = self.fields["kinship"].raw()
        return move_person, which | {"family_id": family_id, "day": day, "kinship": kinship}

    def newest(self) -> Values | None:
        """The form builds on nothing that is kept; the person is read anew with each try."""
        return self.kept()

    def _look(self) -> PersonPicker:
        return _FamilyPicker(self.desk, _("To which family"), self)

    def _called(self, number: int) -> str:
        card = self.desk.ask(queries.family_card, number)
        return "" if card is None else family_title(card.line)


class StayForm(_TieForm):
    """From when to when a person lived in a family."""

    def __init__(self, desk: Desk, card: FamilyCard, stay: Stay) -> None:
        super().__init__(desk, stay_in_words(stay, card.line.id))
        self._family_id, self._stay = card.line.id, stay
        self.add_day("first_day", _("Since"), row=0)
        if stay.last_day is not None:
            self.add_day("last_day", _("Until"), row=0, column=1)

    def kept(self) -> Values:
        """The days as they are kept."""
        kept = _days(self._stay)
        return {key: kept[key] for key in self.fields}

    def newest(self) -> Values | None:
        """The stay as it is now."""
        known = {stay.id: stay for stay in self.desk.ask(stays, self._family_id)}
        if self._stay.id not in known:
            return None
        self._stay = known[self._stay.id]
        return self.kept()

    def action(self) -> _Action:
        """Change the days."""
        days = {key: self.day(key) for key in self.fields}
        return change_membership, {
            "membership_id": self._stay.id,
            "version": self._stay.version,
            **days,
        }


class _FamilyPicker(PersonPicker):
    """The picker, for families."""

    def found(self, words: str) -> Iterable[Found]:
        """The families that the words name."""
        return (hit for hit in self.desk.ask(find, words) if hit.kind == "family")


def _name(person: Any) -> str:
    given = in_reader_script(person.given_name, person.given_name_ar)
    return f"{given} {in_reader_script(person.family_name, person.family_name_ar)}".strip()


def _days(row: Tie | Stay) -> Values:
    days = {"first_day": row.first_day, "last_day": row.last_day}
    return {key: typed_date(day, Precision.EXACT) for key, day in days.items()}
