"""The forms for a child's school years: another school, leaving, a year added or set right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from amane_desktop.i18n import _, language
from amane_desktop.people.dates import Precision, typed_date
from amane_desktop.people.levels import LEVELS, level_name
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.person_card import PersonCard, person_card
from amane_desktop.people.school_lines import SchoolingLine, schooling_lines
from amane_desktop.people.school_moves import (
    REASONS,
    add_schooling,
    correct_schooling,
    leave_school,
    move_to_school,
    remove_schooling,
    repeat_level,
)
from amane_desktop.people.schooling import LEFT, OUTCOMES, school_year_name, school_year_of
from ui.tasks import Desk
from ui.widgets.basics import plain_button
from ui.widgets.dated_form import DatedForm
from ui.widgets.fields import ChoiceField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.school_field import SchoolField, raw_school
from ui.widgets.value_field import ValueField

_Action = tuple[Callable[..., Any], dict[str, Any]]
SCHOOLING = ("school_move", "school_leave", "school_year", "schooling")
_YEARS_BACK = 12


def make_schooling_form(desk: Desk, kind: str, persons: list[int], row_id: int) -> Form | None:
    """The form for a child, or for a line of one of these; None when it is no longer there."""
    if kind == "schooling":
        of_persons = (line for n in persons for line in _lines(desk, n))
        found = next(((n, line) for n, line in of_persons if line.id == row_id), None)
        return None if found is None else LineForm(desk, *found)
    card = desk.ask(person_card, row_id)
    if card is None:
        return None
    forms: dict[str, type[_ChildForm]] = {"school_move": MoveSchoolForm, "school_leave": LeaveForm}
    return forms.get(kind, AddYearForm)(desk, card)


def _lines(desk: Desk, person_id: int) -> list[tuple[int, SchoolingLine]]:
    return [(person_id, line) for line in desk.ask(schooling_lines, person_id)]


class _ChildForm(DatedForm):
    """A form about one child, read anew with each try."""

    accent = "school"
    title = ""

    def __init__(self, desk: Desk, card: PersonCard) -> None:
        name = in_reader_script(card.given_name, card.given_name_ar)
        super().__init__(desk, f"{self.words()} · {name}")
        self.card = card
        self.add_fields()

    def words(self) -> str:
        """What the form is for."""
        raise NotImplementedError

    def add_fields(self) -> None:
        """Put in the fields."""
        raise NotImplementedError

    def add_school(self, *, row: int) -> None:
        """Put in the school, the level beside it, and the class under it."""
        self.school = SchoolField(self.desk, _("School"))
        levels = {code: level_name(code, language()) for code in LEVELS}
        self.add("school", self.school, row=row)
        self.add("level", ChoiceField(_("Level"), levels), row=row, column=1)
        self.add("school_class", TextField(_("Class")), row=row + 1)

    def kept(self) -> Values:
        """Nothing is told yet; the day is today."""
        kept: Values = dict.fromkeys(self.fields, "")
        return kept | ({"day": self.today()} if "day" in self.fields else {})

    def newest(self) -> Values | None:
        """The child as it is now; the form builds on nothing else that is kept."""
        card = self.desk.ask(person_card, self.card.id)
        if card is None:
            return None
        self.card = card
        return self.kept()

    def which(self) -> dict[str, Any]:
        """The child in the version that the form was opened with."""
        return {"person_id": self.card.id, "version": self.card.version}


class MoveSchoolForm(_ChildForm):
    """To which school a child went, and from which day on."""

    def words(self) -> str:
        return _("Changed school")

    def add_fields(self) -> None:
        self.add_school(row=0)
        self.add_day("day", _("From which day on"), row=1, column=1)

    def kept(self) -> Values:
        """The level stays what it is, unless it changes too."""
        return super().kept() | {"level": self.card.told.get("level", "")}

    def action(self) -> _Action:
        typed = self.typed()
        return move_to_school, self.which() | {
            "school": self.school.told(),
            "day": self.day_told("day"),
            "level": typed["level"],
            "school_class": typed["school_class"],
        }


class LeaveForm(_ChildForm):
    """When a child left school, and why, as far as it is known."""

    def words(self) -> str:
        return _("Left school")

    def add_fields(self) -> None:
        self.add_day("day", _("Since which day"), row=0)
        reason = ValueField(self.desk, _("Why the child left school"), REASONS)
        self.add("reason", reason, row=0, column=1)
        self.add("note", LinesField(_("Note")), row=1)

    def action(self) -> _Action:
        typed = self.typed()
        told = {"reason": typed["reason"], "note": typed["note"]}
        return leave_school, self.which() | told | {"day": self.day_told("day")}


class AddYearForm(_ChildForm):
    """A school year that was not told yet, mostly an earlier one."""

    def words(self) -> str:
        return _("Add a school year")

    def add_fields(self) -> None:
        this = school_year_of(self.desk.office.clock.today())
        years = {str(year): school_year_name(year) for year in range(this, this - _YEARS_BACK, -1)}
        self.add("year", ChoiceField(_("School year"), years), row=0)
        outcomes = {code: _(words) for code, words in OUTCOMES.items() if code != LEFT}
        self.add("outcome", ChoiceField(_("Outcome"), outcomes), row=0, column=1)
        self.add_school(row=1)

    def action(self) -> _Action:
        typed = self.typed()
        told = {key: typed[key] for key in ("outcome", "level", "school_class")}
        year = int(str(typed["year"]) or 0)
        told_school: dict[str, Any] = {"school": self.school.told()}
        return add_schooling, {"person_id": self.card.id, "year": year} | told | told_school


class LineForm(DatedForm):
    """One school year set right, or taken away when it was told by mistake."""

    accent = "school"

    def __init__(self, desk: Desk, person_id: int, line: SchoolingLine) -> None:
        year = _("School year {name}").format(name=school_year_name(line.year))
        super().__init__(desk, year)
        self._person_id, self._line = person_id, line
        self.school = SchoolField(desk, _("School"))
        levels = {code: level_name(code, language()) for code in LEVELS}
        self.add("school", self.school, row=0)
        self.add("level", ChoiceField(_("Level"), levels), row=0, column=1)
        self.add("school_class", TextField(_("Class")), row=1)
        outcomes = {code: _(words) for code, words in OUTCOMES.items()}
        self.add("outcome", ChoiceField(_("Outcome"), outcomes), row=1, column=1)
        self.add_day("first_day", _("Since"), row=2)
        self.add_day("last_day", _("Until"), row=2, column=1)
        reason = ValueField(desk, _("Why the child left school"), REASONS)
        self.add("leaving_reason", reason, row=3)
        self.add("note", LinesField(_("Note")), row=3, column=1)
        self._add_button(_("Repeats this level"), "repeats", repeat_level)
        self._add_button(_("Remove: said by mistake"), "remove", remove_schooling)

    def _add_button(self, words: str, name: str, action: Callable[..., Any]) -> None:
        button = plain_button(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._do(action))
        self.buttons.insertWidget(2, button)

    def kept(self) -> Values:
        """The line as it is kept."""
        line = self._line
        return {
            "school": raw_school(line.school_id),
            "level": line.level,
            "school_class": line.school_class,
            "outcome": line.outcome,
            "first_day": _typed(line.first_day),
            "last_day": _typed(line.last_day),
            "leaving_reason": line.leaving_reason,
            "note": line.note,
        }

    def newest(self) -> Values | None:
        """The line as it is now."""
        known = {line.id: line for _n, line in _lines(self.desk, self._person_id)}
        if self._line.id not in known:
            return None
        self._line = known[self._line.id]
        return self.kept()

    def action(self) -> _Action:
        """Set right what was changed."""
        kept = self.kept()
        told: dict[str, Any] = {k: raw for k, raw in self.typed().items() if raw != kept[k]}
        for day in ("first_day", "last_day"):
            if day in told:
                told[day] = self.day(day)
        if "school" in told:
            told["school"] = self.school.told()
        return correct_schooling, self._which() | told

    def _which(self) -> dict[str, Any]:
        return {"schooling_id": self._line.id, "version": self._line.version}

    def _do(self, action: Callable[..., Any]) -> None:
        self.desk.do(action, done=self.saved.emit, refused=self.refuse, **self._which())


def _typed(day: date | None) -> str:
    return typed_date(day, Precision.EXACT)
