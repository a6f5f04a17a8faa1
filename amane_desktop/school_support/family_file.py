"""What a family's whole file tells of the follow-up at school."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select

from amane_desktop.i18n import _, format_date, labelled
from amane_desktop.office.work import Reading
from amane_desktop.people.family_file import FILE_PARTS, Section
from amane_desktop.people.models import Person
from amane_desktop.people.names import in_reader_script
from amane_desktop.school_support.labels import days_words
from amane_desktop.school_support.models import (
    SchoolAbsence,
    SchoolMeeting,
    SchoolTeacher,
    TermResult,
)
from amane_desktop.school_support.terms import average_words, term_name


def _of_school(reading: Reading, family_id: int) -> Iterator[Section]:
    def section(title: str, model: Any, order: Any, words: Callable[[Any], str]) -> Section:
        rows = reading.session.execute(
            select(Person, model)
            .join(model, model.person_id == Person.id)
            .where(Person.family_id == family_id)
            .order_by(Person.id, *order)
        )
        return Section(
            title,
            tuple((in_reader_script(p.given_name, p.given_name_ar), words(row)) for p, row in rows),
        )

    yield section(
        _("Results of terms"), TermResult, (TermResult.year, TermResult.term), _result_words
    )
    yield section(
        _("Absences at school"), SchoolAbsence, (SchoolAbsence.first_day,), _absence_words
    )
    yield section(
        _("Meetings at school"),
        SchoolMeeting,
        (SchoolMeeting.day,),
        lambda meeting: _meeting_words(reading, meeting),
    )


def _result_words(row: TermResult) -> str:
    bulletin = _("a bulletin") if row.attachment_id is not None else ""
    average = average_words(row.average, row.out_of)
    told = (term_name(row.term, row.year), average, row.worries, bulletin)
    return " · ".join(filter(None, told))


def _absence_words(row: SchoolAbsence) -> str:
    excused = _("excused") if row.is_excused else ""
    return " · ".join(filter(None, (days_words(row.first_day, row.last_day), excused, row.note)))


def _meeting_words(reading: Reading, row: SchoolMeeting) -> str:
    teacher = reading.session.get(SchoolTeacher, row.teacher_id) if row.teacher_id else None
    whom = in_reader_script(teacher.name, teacher.name_ar) if teacher else ""
    told = [format_date(row.day), whom, row.met]
    for label, words in ((_("What was said"), row.said), (_("What was agreed"), row.agreed)):
        told += [labelled(label, words)] if words else []
    if row.next_day is not None:
        told.append(labelled(_("Next date"), format_date(row.next_day)))
    return " · ".join(filter(None, told))


FILE_PARTS.append(_of_school)
