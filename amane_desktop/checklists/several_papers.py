"""What staff do with several papers at once, of whatever families: one trip, one action."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from amane_desktop.access.permissions import Permission
from amane_desktop.checklists.models import RequiredPaper
from amane_desktop.checklists.papers import ask_for_paper, change_paper, receive_paper
from amane_desktop.checklists.standing import TO_FETCH, State, is_asked_anew, standing
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import ChangedMeanwhile, Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work


@action(
    N_("Asked for several papers"),
    Permission.SEE_CENTRE,
    {"paper_ids": (1,), "day": date(2026, 11, 20)},
)
def ask_for_papers(work: Work, paper_ids: Collection[int], day: date) -> None:
    """Note that the papers were asked for on a day, all or none; refuses one that somebody did."""
    for paper in _papers(work, paper_ids):
        _check_not_meanwhile(paper.state == State.ASKED or is_asked_anew(paper))
        ask_for_paper(work, paper.id, vars(paper)["version"], day)


@action(
    N_("Received several papers"),
    Permission.SEE_CENTRE,
    {"paper_ids": (1,), "day": date(2026, 11, 20)},
)
def receive_papers(work: Work, paper_ids: Collection[int], day: date) -> None:
    """Note that the papers came on a day, all or none; refuses one that came meanwhile.

    What one says of itself, its number and its own date, is told of each.
    """
    for paper in _papers(work, paper_ids):
        is_awaited = standing(paper, work.today) in TO_FETCH or is_asked_anew(paper)
        _check_not_meanwhile(not is_awaited)
        receive_paper(work, paper.id, vars(paper)["version"], day)


@action(
    N_("Said where papers are fetched"),
    Permission.SEE_CENTRE,
    {"paper_ids": (1,), "counter_id": 1},
)
def fetch_papers_at(work: Work, paper_ids: Collection[int], counter_id: int | None) -> None:
    """Say at which counter the papers are fetched; refuses one of another office."""
    for paper in _papers(work, paper_ids):
        change_paper(work, paper.id, vars(paper)["version"], counter_id=counter_id)


def _papers(work: Work, paper_ids: Collection[int]) -> Iterator[RequiredPaper]:
    for number in dict.fromkeys(paper_ids):
        paper = work.session.get(RequiredPaper, number)
        if paper is None:
            raise Refusal(_("This is no longer there."))
        yield paper


def _check_not_meanwhile(is_done: bool) -> None:
    if is_done:
        raise ChangedMeanwhile(_("Someone changed this meanwhile. Look at it again."))
