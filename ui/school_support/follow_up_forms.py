"""The forms of the follow-up at school: a semester, an absence, a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.schooling import school_year_of
from amane_desktop.school_support.absences import add_absence, change_absence, remove_absence
from amane_desktop.school_support.child_follow_up import (
    AbsenceLine,
    ChildFollowUp,
    MeetingLine,
    ResultLine,
    child_follow_up,
)
from amane_desktop.school_support.meetings import add_meeting, change_meeting, remove_meeting
from amane_desktop.school_support.results import add_result, change_result, remove_result
from amane_desktop.school_support.terms import (
    OUT_OF,
    TERMS,
    has_begun,
    out_of_at,
    read_average,
    term_name,
    typed_average,
)
from ui.agenda.task_form import titled
from ui.tasks import Desk
from ui.widgets import named
from ui.widgets.basics import plain_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, FlagField, LinesField, TextField
from ui.widgets.forms import Form, Values
from ui.widgets.next_day_field import NextDayField

_Action = tuple[Callable[..., Any], dict[str, Any]]
_YEARS_BACK = 3


class LineForm(Form):
    """The form of one line of a child; a line that is there may be removed from it."""

    accent = "school"
    # What adds, changes and removes a line, and what its row's number is called.
    add_line: Callable[..., Any]
    change_line: Callable[..., Any]
    remove_line: Callable[..., Any]
    number = ""

    def __init__(self, desk: Desk, title: str, page: ChildFollowUp, line: Any) -> None:
        super().__init__(desk, titled(title, page.child.name, page.child.name_ar))
        self.page, self.line = page, line
        if line is not None:
            remove = named(plain_button(_("Remove")), "removeLine")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(2, remove)

    @property
    def today(self) -> date:
        """The day in Taroudant."""
        return self.desk.office.clock.today()

    def lines(self, page: ChildFollowUp) -> tuple[Any, ...]:
        """The lines of this form's kind."""
        raise NotImplementedError

    def newest(self) -> Values | None:
        """The line as it is now."""
        page = self.desk.ask(child_follow_up, self.page.child.person_id)
        found = self.lines(page) if page is not None else ()
        self.line = next((line for line in found if line.id == self.line.id), None)
        return None if self.line is None else self.kept()

    def told(self, values: Mapping[str, Any]) -> _Action:
        """The action that keeps the values of a new line, or of the one that is there."""
        if self.line is None:
            return type(self).add_line, {"person_id": self.page.child.person_id, **values}
        row = {self.number: self.line.id, "version": self.line.version}
        return type(self).change_line, {**row, **values}

    def _remove(self) -> None:
        row = {self.number: self.line.id, "version": self.line.version}
        done, refused = self.saved.emit, self.refuse
        self.desk.do(type(self).remove_line, done=done, refused=refused, **row)


class ResultForm(LineForm):
    """How a semester went."""

    add_line, change_line, remove_line = add_result, change_result, remove_result
    number = "result_id"

    def __init__(self, desk: Desk, page: ChildFollowUp, line: ResultLine | None = None) -> None:
        title = _("Add a semester") if line is None else _("Change the semester")
        super().__init__(desk, title, page, line)
        self.add("term", ChoiceField(_("Semester"), self._terms()), row=0)
        self.add("average", TextField(_("Average"), direction="ltr", example="7,25"), row=1)
        out_of = {str(n): str(n) for n in OUT_OF}
        self.add("out_of", ChoiceField(_("Out of"), out_of), row=1, column=1)
        self.add("worries", LinesField(_("What worries"), lines=3), row=2)

    def kept(self) -> Values:
        """What is kept of the semester; a new one is the newest that is not told yet."""
        line: ResultLine | None = self.line
        if line is None:
            told = {f"{each.year}-{each.term}" for each in self.page.results}
            term = next((key for key in self._terms() if key not in told), "")
            out_of = str(out_of_at(self.page.child.level))
            return {"term": term, "average": "", "out_of": out_of, "worries": ""}
        return {
            "term": f"{line.year}-{line.term}",
            "average": typed_average(line.average),
            "out_of": str(line.out_of),
            "worries": line.worries,
        }

    def lines(self, page: ChildFollowUp) -> tuple[ResultLine, ...]:
        """The semesters."""
        return page.results

    def action(self) -> _Action:
        """Tell the semester, or set it right."""
        typed = {key: str(raw) for key, raw in self.typed().items()}
        if not typed["term"]:
            raise Refusal(_("Choose from the list."), "term")
        if not typed["out_of"]:
            raise Refusal(_("Averages are out of 10 or 20."), "out_of")
        year, _dash, term = typed["term"].partition("-")
        return self.told(
            {
                "year": int(year),
                "term": int(term),
                "average": read_average(typed["average"]),
                "out_of": int(typed["out_of"]),
                "worries": typed["worries"],
            }
        )

    def _terms(self) -> dict[str, str]:
        """The semesters that have begun, the newest first."""
        newest = school_year_of(self.today)
        found = {
            f"{year}-{term}": term_name(term, year)
            for year in range(newest, newest - _YEARS_BACK, -1)
            for term in reversed(TERMS)
            if has_begun(year, term, self.today)
        }
        if self.line is not None:
            found.setdefault(
                f"{self.line.year}-{self.line.term}", term_name(self.line.term, self.line.year)
            )
        return found


class AbsenceForm(LineForm):
    """Days on which the school says that the child was not there."""

    add_line, change_line, remove_line = add_absence, change_absence, remove_absence
    number = "absence_id"

    def __init__(self, desk: Desk, page: ChildFollowUp, line: AbsenceLine | None = None) -> None:
        title = _("Add an absence") if line is None else _("Change the absence")
        super().__init__(desk, title, page, line)
        self._first = DayField(_("First day"), self.today)
        self._last = DayField(_("Last day"), self.today)
        self.add("first_day", self._first, row=0)
        self.add("last_day", self._last, row=0, column=1)
        self.add("is_excused", FlagField(_("The absence is excused")), row=1)
        self.add("note", LinesField(_("Note")), row=2)
        self._first.edited.connect(self._push_last)

    def kept(self) -> Values:
        """What is kept of the absence; a new one is of today."""
        line: AbsenceLine | None = self.line
        first, last = (line.first_day, line.last_day) if line else (self.today, self.today)
        return {
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            "is_excused": line.is_excused if line else False,
            "note": line.note if line else "",
        }

    def lines(self, page: ChildFollowUp) -> tuple[AbsenceLine, ...]:
        """The absences."""
        return tuple(line for line in page.happened if isinstance(line, AbsenceLine))

    def action(self) -> _Action:
        """Tell the absence, or set it right."""
        typed = self.typed()
        days = {key: date.fromisoformat(str(typed[key])) for key in ("first_day", "last_day")}
        return self.told(typed | days)

    def _push_last(self) -> None:
        """Most absences are of one day: the last day follows while it would come before."""
        if str(self._last.raw()) < str(self._first.raw()) or self.line is None:
            self._last.set_raw(self._first.raw())


class MeetingForm(LineForm):
    """A meeting with a teacher about the child."""

    add_line, change_line, remove_line = add_meeting, change_meeting, remove_meeting
    number = "meeting_id"

    def __init__(self, desk: Desk, page: ChildFollowUp, line: MeetingLine | None = None) -> None:
        title = _("Write down a meeting") if line is None else _("Change the meeting")
        super().__init__(desk, title, page, line)
        teachers = {str(teacher.id): teacher.words for teacher in page.teachers}
        self.add("day", DayField(_("Day of the meeting"), self.today), row=0)
        self._next = NextDayField(_("Next date, if one was agreed"), lambda: self.today)
        self.add("teacher_id", ChoiceField(_("Teacher met"), teachers), row=1)
        self.add("met", TextField(_("Or somebody else")), row=1, column=1)
        self.add("said", LinesField(_("What was said"), lines=3), row=2)
        self.add("agreed", LinesField(_("What was agreed"), lines=3), row=2, column=1)
        self.add("next_day", self._next, row=3)

    def kept(self) -> Values:
        """What is kept of the meeting; a new one is of today."""
        line: MeetingLine | None = self.line
        if line is None:
            empty: Values = dict.fromkeys(self.fields, "")
            return empty | {"day": self.today.isoformat()}
        next_day = f"{line.next_day:%d/%m/%Y}" if line.next_day else ""
        return {
            "day": line.day.isoformat(),
            "teacher_id": str(line.teacher_id or ""),
            "met": line.met,
            "said": line.said,
            "agreed": line.agreed,
            "next_day": next_day,
        }

    def lines(self, page: ChildFollowUp) -> tuple[MeetingLine, ...]:
        """The meetings."""
        return tuple(line for line in page.happened if isinstance(line, MeetingLine))

    def action(self) -> _Action:
        """Write the meeting down, or set it right."""
        if self._next.is_no_date():
            raise Refusal(_("Type a day, such as 18/12/2026, or leave it empty."), "next_day")
        typed = self.typed()
        teacher = str(typed["teacher_id"])
        return self.told(
            typed
            | {
                "day": date.fromisoformat(str(typed["day"])),
                "teacher_id": int(teacher) if teacher else None,
                "next_day": self._next.day(),
            }
        )
