"""One line a term: the average, and what worries; the bulletin stands beside it."""

from __future__ import annotations

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import detach
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.schooling import school_year_of
from amane_desktop.people.texts import long_text
from amane_desktop.school_support.followed import followed_child
from amane_desktop.school_support.models import TermResult
from amane_desktop.school_support.terms import OUT_OF, TERMS, has_begun

_EARLIEST = 10


@action(
    N_("Told the result of a term"),
    Permission.EDIT_SCHOOL,
    {"person_id": 1, "year": 2020, "term": 2, "average": 725, "out_of": 10},
)
def add_result(
    work: Work,
    person_id: int,
    year: int,
    term: int,
    average: int | None,
    out_of: int,
    worries: str = "",
) -> int:
    """Tell how a term went; `average` is in hundredths, None while it is not known.

    Refuses a term that has not begun or is told already, and an average above what it is out of.
    """
    followed_child(work, person_id)
    result = TermResult(person_id=person_id, told_on=work.today)
    _write(work, result, year, term, average, out_of, worries)
    work.session.add(result)
    work.session.flush()
    return result.id


@action(
    N_("Changed the result of a term"),
    Permission.EDIT_SCHOOL,
    {"result_id": 1, "version": 1, "year": 2020, "term": 2, "average": 750, "out_of": 10},
)
def change_result(
    work: Work,
    result_id: int,
    version: int,
    year: int,
    term: int,
    average: int | None,
    out_of: int,
    worries: str = "",
) -> None:
    """Set right what was told of a term; refuses what telling it refuses."""
    result = _result(work, result_id, version)
    _write(work, result, year, term, average, out_of, worries)


@action(N_("Removed the result of a term"), Permission.EDIT_SCHOOL, {"result_id": 1, "version": 4})
def remove_result(work: Work, result_id: int, version: int) -> None:
    """Take away a line that was told by mistake, with its bulletin; undo brings both back."""
    result = _result(work, result_id, version)
    bulletin = result.attachment_id
    work.session.delete(result)
    work.session.flush()
    if bulletin is not None:
        detach(work, bulletin)


def _result(work: Work, result_id: int, version: int) -> TermResult:
    result = work.session.get(TermResult, result_id)
    if result is not None:
        followed_child(work, result.person_id)
    return work.editable(TermResult, result_id, version)


def _write(
    work: Work,
    result: TermResult,
    year: int,
    term: int,
    average: int | None,
    out_of: int,
    worries: str,
) -> None:
    _check_term(work, result, year, term)
    if out_of not in OUT_OF:
        raise Refusal(_("Averages are out of 10 or 20."), "out_of")
    if average is not None and not 0 <= average <= out_of * 100:
        words = _("An average out of {n} is between 0 and {n}.").format(n=out_of)
        raise Refusal(words, "average")
    worries = long_text(worries, "worries")
    if average is None and not worries:
        raise Refusal(_("Give the average, or say what worries."), "average")
    result.year, result.term, result.worries = year, term, worries
    result.average, result.out_of = average, out_of


def _check_term(work: Work, result: TermResult, year: int, term: int) -> None:
    if term not in TERMS:
        raise Refusal(_("A school year has two semesters."), "term")
    if year < school_year_of(work.today) - _EARLIEST:
        raise Refusal(_("This school year is too long ago."), "term")
    if not has_begun(year, term, work.today):
        raise Refusal(_("This semester has not begun yet."), "term")
    same = select(TermResult.id).where(
        TermResult.person_id == result.person_id,
        TermResult.year == year,
        TermResult.term == term,
        TermResult.id != (result.id or 0),
    )
    with work.session.no_autoflush:
        if work.session.scalar(same) is not None:
            raise Refusal(_("This semester is told already: change its line."), "term")
