"""The forms for a school, for a teacher there, and for two spellings of one school."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.people.change_schools import add_school, change_school, merge_schools
from amane_desktop.people.schools import KINDS, kind_name
from amane_desktop.people.telephones import shown_number
from amane_desktop.school_support.schools import SchoolRecord, TeacherLine, school_records
from amane_desktop.school_support.teachers import add_school_teacher, change_school_teacher
from ui.tasks import Desk
from ui.widgets.fields import ChoiceField, FlagField, LinesField, TextField
from ui.widgets.forms import Form, Values

_Action = tuple[Callable[..., Any], dict[str, Any]]


class SchoolForm(Form):
    """A school: its name in both scripts, its kind, how to reach it."""

    accent = "school"

    def __init__(self, desk: Desk, school: SchoolRecord | None) -> None:
        super().__init__(desk, _("Add a school") if school is None else _("Change the school"))
        self._school = school
        self.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
        self.add("kind", ChoiceField(_("Kind of school"), {k: kind_name(k) for k in KINDS}), row=1)
        self.add("telephone", TextField(_("Telephone"), direction="ltr"), row=1, column=1)
        self.add("address", TextField(_("Address")), row=2)
        self.add("note", LinesField(_("Note")), row=2, column=1)
        if school is not None:
            hint = _("It stays with the children who have it.")
            self.add("is_retired", FlagField(_("No longer offered"), hint=hint), row=3)

    def kept(self) -> Values:
        """What is kept of the school."""
        school = self._school
        if school is None:
            return dict.fromkeys(self.fields, "")
        kept: Values = {key: getattr(school, key) for key in self.fields}
        return kept | {"telephone": shown_number(school.telephone)}

    def newest(self) -> Values | None:
        """The school as it is now."""
        assert self._school is not None
        self._school = _found(self.desk, self._school.id)
        return None if self._school is None else self.kept()

    def action(self) -> _Action:
        """Add the school, or change it."""
        if self._school is None:
            return add_school, dict(self.typed())
        which = {"school_id": self._school.id, "version": self._school.version}
        return change_school, which | self.typed()


class TeacherForm(Form):
    """A teacher or a head of a school: what they teach, and their telephone."""

    accent = "school"

    def __init__(self, desk: Desk, school: SchoolRecord, teacher: TeacherLine | None) -> None:
        title = _("Add a teacher") if teacher is None else _("Change the teacher")
        super().__init__(desk, f"{title} · {school.words}")
        self._school, self._teacher = school, teacher
        self.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
        self.add("subject", TextField(_("Subject or office")), row=1)
        self.add("telephone", TextField(_("Telephone"), direction="ltr"), row=1, column=1)
        self.add("note", TextField(_("Note")), row=2)
        if teacher is not None:
            self.add("is_retired", FlagField(_("No longer at this school")), row=2, column=1)

    def kept(self) -> Values:
        """What is kept of the teacher."""
        teacher = self._teacher
        if teacher is None:
            return dict.fromkeys(self.fields, "")
        kept: Values = {key: getattr(teacher, key) for key in self.fields}
        return kept | {"telephone": shown_number(teacher.telephone)}

    def newest(self) -> Values | None:
        """The teacher as they are now."""
        assert self._teacher is not None
        school = _found(self.desk, self._school.id)
        known = {t.id: t for t in school.teachers} if school else {}
        self._teacher = known.get(self._teacher.id)
        return None if self._teacher is None else self.kept()

    def action(self) -> _Action:
        """Add the teacher, or change them."""
        if self._teacher is None:
            return add_school_teacher, {"school_id": self._school.id, **self.typed()}
        which = {"teacher_id": self._teacher.id, "version": self._teacher.version}
        return change_school_teacher, which | self.typed()


class MergeSchoolsForm(Form):
    """Which other spelling is this school: its children, teachers and meetings come here."""

    accent = "school"

    def __init__(self, desk: Desk, school: SchoolRecord, others: Sequence[SchoolRecord]) -> None:
        super().__init__(desk, _("The same school under two spellings"))
        self._school = school
        names = {str(other.id): other.words for other in others}
        self.add("other", ChoiceField(_("The other spelling"), names), row=0)
        words = _("Its children, teachers and meetings come to {name}. Undo parts the two again.")
        self.say(words.format(name=school.words))

    def kept(self) -> Values:
        """Nothing is chosen yet."""
        return {"other": ""}

    def newest(self) -> Values | None:
        """The school as it is now; the form builds on nothing else that is kept."""
        school = _found(self.desk, self._school.id)
        if school is None:
            return None
        self._school = school
        return self.kept()

    def action(self) -> _Action:
        """Make one of the two as they are now."""
        chosen = int(str(self.fields["other"].raw()) or 0)
        other = _found(self.desk, chosen)
        if other is None:
            raise Refusal(_("Choose the other school."), "other")
        return merge_schools, {
            "kept_id": self._school.id,
            "kept_version": self._school.version,
            "other_id": other.id,
            "other_version": other.version,
        }


def _found(desk: Desk, school_id: int) -> SchoolRecord | None:
    return next((s for s in desk.ask(school_records) if s.id == school_id), None)
