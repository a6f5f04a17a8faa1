"""What can be done with a paper where it stands: the same for its menu and its panel."""

from __future__ import annotations

from amane_desktop.checklists.queries import PaperLine
from amane_desktop.checklists.standing import State
from amane_desktop.i18n import _


def doings(paper: PaperLine) -> tuple[tuple[str, str], ...]:
    """What may come next, the likeliest first: a code and its words."""
    found: list[tuple[str, str]] = []
    state = State(paper.state)
    if state in (State.NEEDED, State.ASKED):
        found.append(("receive", _("Received…")))
        found.append(("ask", _("Asked for…")))
    elif state == State.RECEIVED:
        found.append(("hand_in", _("Handed in…")))
        found.append(("receive", _("A new one received…")))
        found.append(("ask", _("A new one asked for…")))
    if state in (State.RECEIVED, State.HANDED_IN):
        found += _original(paper)
    if state in (State.NEEDED, State.ASKED, State.RECEIVED):
        found.append(("not_needed", _("Not needed…")))
    if state in (State.NOT_NEEDED, State.HANDED_IN):
        found.append(("needed_again", _("Needed again")))
    found.append(("change", _("Change what is told of it…")))
    if not paper.code:
        found.append(("remove", _("Take it off the list")))
    return tuple(found)


def _original(paper: PaperLine) -> list[tuple[str, str]]:
    if not paper.is_original:
        return []
    if paper.entrusted_on is not None and paper.returned_on is None:
        return [("return", _("Original given back…"))]
    return [("entrust", _("Original left at the centre…"))]
