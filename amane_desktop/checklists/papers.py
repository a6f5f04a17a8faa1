"""What staff do with required papers: ask, receive, hand in, and say what is not needed."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.days import check_day, check_not_before
from amane_desktop.checklists.fill import next_position
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.paper_details import PaperTold, kept_paper
from amane_desktop.checklists.services import check_checklist, touched
from amane_desktop.checklists.standing import State, months_later
from amane_desktop.i18n import N_, _, format_date
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.models import Scan
from amane_desktop.people.texts import long_text, short_text

_DAY = date(2026, 11, 20)


@action(
    N_("Added a paper to a checklist"),
    Permission.SEE_CENTRE,
    {"checklist_id": 1, "name": "Certificat de vie", "name_ar": "شهادة الحياة"},
)
def add_paper(work: Work, checklist_id: int, **told: Unpack[PaperTold]) -> int:
    """Add a paper that the procedure does not name; refuses one without a name."""
    check_checklist(work, checklist_id)
    kept = {"name": "", "name_ar": ""} | kept_paper(work, checklist_id, told)
    position = next_position(work, checklist_id)
    paper = RequiredPaper(checklist_id=checklist_id, position=position, **kept)
    work.session.add(paper)
    work.session.flush()
    touched(work, checklist_id)
    return paper.id


@action(
    N_("Changed a required paper"),
    Permission.SEE_CENTRE,
    {"paper_id": 3, "version": 1, "copies": 2, "wanted_by": date(2026, 12, 1)},
)
def change_paper(work: Work, paper_id: int, version: int, **told: Unpack[PaperTold]) -> None:
    """Change what is told of a paper: where it is fetched, by when, what to bring."""
    paper = _paper(work, paper_id, version)
    for column, value in kept_paper(work, paper.checklist_id, told, paper).items():
        setattr(paper, column, value)
    touched(work, paper.checklist_id)


@action(N_("Asked for a paper"), Permission.SEE_CENTRE, {"paper_id": 3, "version": 2, "day": _DAY})
def ask_for_paper(work: Work, paper_id: int, version: int, day: date) -> None:
    """Note that the paper was asked for; one that is at hand, that a new one was."""
    paper = _paper(work, paper_id, version)
    _check_wanted(paper)
    check_day(work, day, "day")
    if paper.state != State.RECEIVED:
        paper.state = State.ASKED
    elif paper.received_on is not None and day <= paper.received_on:
        message = _("This paper has been at hand since {day}.")
        raise Refusal(message.format(day=format_date(paper.received_on)), "day")
    paper.asked_on = day
    touched(work, paper.checklist_id)


@action(N_("Received a paper"), Permission.SEE_CENTRE, {"paper_id": 3, "version": 3, "day": _DAY})
def receive_paper(
    work: Work,
    paper_id: int,
    version: int,
    day: date,
    issued_on: date | None = None,
    valid_until: date | None = None,
    number: str = "",
) -> None:
    """Note that the paper came, also a newer one, or one that nobody asked for.

    Until when it holds counts from its own date where that is told, else from when it came.
    """
    paper = _paper(work, paper_id, version)
    _check_wanted(paper)
    check_day(work, day, "day")
    if issued_on is not None:
        check_day(work, issued_on, "issued_on")
        if issued_on > day:
            raise Refusal(_("A paper is not received before its own date."), "issued_on")
    begins = issued_on or day
    if valid_until is not None and valid_until < begins:
        raise Refusal(_("This is before the paper's own date."), "valid_until")
    if valid_until is None and paper.valid_months is not None:
        valid_until = months_later(begins, paper.valid_months)
    if paper.asked_on is not None and paper.asked_on > day:
        paper.asked_on = None
    paper.state, paper.received_on = State.RECEIVED, day
    paper.issued_on, paper.valid_until = issued_on, valid_until
    paper.number = short_text(number, "number")
    touched(work, paper.checklist_id)


@action(N_("Handed a paper in"), Permission.SEE_CENTRE, {"paper_id": 3, "version": 4, "day": _DAY})
def hand_in_paper(work: Work, paper_id: int, version: int, day: date, place: str = "") -> None:
    """Note that the paper was handed in; refuses one that is not at hand, or has expired."""
    paper = _paper(work, paper_id, version)
    _check_needed(paper)
    check_day(work, day, "day")
    _check_received(paper, day)
    if paper.valid_until is not None and paper.valid_until < day:
        message = _("It expired on {day}. Ask for a new one first.")
        raise Refusal(message.format(day=format_date(paper.valid_until)), "day")
    paper.state, paper.handed_in_on = State.HANDED_IN, day
    paper.handed_in_at = short_text(place, "place")
    touched(work, paper.checklist_id)


@action(
    N_("Said that a paper is not needed"),
    Permission.SEE_CENTRE,
    {"paper_id": 3, "version": 8, "reason": "The court has it"},
)
def paper_not_needed(work: Work, paper_id: int, version: int, reason: str) -> None:
    """Say why a paper is not needed; refuses one that has been handed in."""
    paper = _paper(work, paper_id, version)
    _check_not_handed_in(paper)
    paper.reason = long_text(reason, "reason")
    if not paper.reason:
        raise Refusal(_("Say why it is not needed."), "reason")
    paper.state = State.NOT_NEEDED
    touched(work, paper.checklist_id)


@action(
    N_("Said that a paper is needed again"), Permission.SEE_CENTRE, {"paper_id": 3, "version": 7}
)
def paper_needed_again(work: Work, paper_id: int, version: int) -> None:
    """Take back that it is not needed; one that was received or handed in must be fetched anew."""
    paper = _paper(work, paper_id, version)
    if paper.state in (State.NEEDED, State.ASKED):
        raise Refusal(_("This paper is needed already."))
    if paper.state == State.NOT_NEEDED:
        paper.reason = ""
        paper.state = _state_before(paper)
    else:
        paper.state = State.NEEDED
        paper.asked_on = paper.received_on = paper.issued_on = paper.valid_until = None
        paper.handed_in_on, paper.handed_in_at, paper.number = None, "", ""
    touched(work, paper.checklist_id)


@action(N_("Took a paper off a checklist"), Permission.SEE_CENTRE, {"paper_id": 3, "version": 9})
def remove_paper(work: Work, paper_id: int, version: int) -> None:
    """Take off a paper that staff added; refuses one of the procedure, or that holds something."""
    paper = _paper(work, paper_id, version)
    if paper.code:
        raise Refusal(_("The procedure asks for this paper. Say that it is not needed."))
    if paper.entrusted_on is not None and paper.returned_on is None:
        raise Refusal(_("Its original is still at the centre. Give it back first."))
    scans = select(Scan.id).where(Scan.required_paper_id == paper_id)
    if work.session.scalar(scans.limit(1)) is not None:
        raise Refusal(_("It has scans. Remove them first."))
    work.session.delete(paper)
    touched(work, paper.checklist_id)


@action(
    N_("Took an original into the centre's keeping"),
    Permission.SEE_CENTRE,
    {"paper_id": 3, "version": 5, "day": _DAY},
)
def entrust_paper(work: Work, paper_id: int, version: int, day: date) -> None:
    """Note that the family leaves the original at the centre."""
    paper = _paper(work, paper_id, version)
    check_day(work, day, "day")
    _check_received(paper, day)
    check_not_before(day, paper.returned_on, _("It was given back on {day}."))
    paper.entrusted_on, paper.returned_on = day, None
    touched(work, paper.checklist_id)


@action(
    N_("Gave an original back"),
    Permission.SEE_CENTRE,
    {"paper_id": 3, "version": 6, "day": _DAY},
)
def return_paper(work: Work, paper_id: int, version: int, day: date) -> None:
    """Note that the family has its original back."""
    paper = _paper(work, paper_id, version)
    if paper.entrusted_on is None:
        raise Refusal(_("Its original is not at the centre."))
    check_day(work, day, "day")
    check_not_before(day, paper.entrusted_on, _("It has been at the centre since {day}."))
    paper.returned_on = day
    touched(work, paper.checklist_id)


def _paper(work: Work, paper_id: int, version: int) -> RequiredPaper:
    paper = work.session.get(RequiredPaper, paper_id)
    if paper is not None:
        check_checklist(work, paper.checklist_id)
    return work.editable(RequiredPaper, paper_id, version)


def _check_needed(paper: RequiredPaper) -> None:
    if paper.state == State.NOT_NEEDED:
        raise Refusal(_("It is not needed. Say first that it is needed again."))


def _check_not_handed_in(paper: RequiredPaper) -> None:
    if paper.state == State.HANDED_IN:
        raise Refusal(_("It has been handed in. Say first that it is needed again."))


def _check_wanted(paper: RequiredPaper) -> None:
    _check_needed(paper)
    _check_not_handed_in(paper)


def _check_received(paper: RequiredPaper, day: date) -> None:
    if paper.received_on is None:
        raise Refusal(_("Say first when it was received."), "day")
    check_not_before(day, paper.received_on, _("It was received on {day}."))


def _state_before(paper: RequiredPaper) -> State:
    if paper.received_on is not None:
        return State.RECEIVED
    return State.NEEDED if paper.asked_on is None else State.ASKED
