"""The rows of a week in their order: by name, or as they stand on the sheet in one's hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from amane_desktop.attendance.printed import PrintedLine
from amane_desktop.attendance.week_parts import WeekChild
from amane_desktop.i18n import _


class Standing(Enum):
    """How a child of the grid stands to the group, and to the printed sheet."""

    ENROLLED = auto()
    PAUSED = auto()
    GUEST = auto()
    NEW = auto()
    GONE = auto()


@dataclass(frozen=True)
class WeekRow:
    """A child with the number of its row."""

    number: int
    child: WeekChild
    standing: Standing


def rows_in_order(
    children: Iterable[WeekChild], printed: PrintedLine | None = None
) -> tuple[WeekRow, ...]:
    """The children as they are on paper: the enrolled ones by name, then whoever came besides.

    In the order of a printed sheet each keeps its number there; who came since goes on from its
    last one, and who left since stays.
    """
    # A paper has no row for who does not come all week.
    children = sorted(children, key=lambda child: (not child.spans, child.is_guest))
    if printed is None:
        return tuple(
            WeekRow(number, child, _standing(child)) for number, child in enumerate(children, 1)
        )
    known = {child.person_id: child for child in (*children, *printed.gone)}
    on_paper = [
        WeekRow(number, known[one], _standing(known[one], guest=Standing.GONE))
        for number, one in enumerate(printed.person_ids, 1)
        if one in known
    ]
    since = (child for child in children if child.person_id not in printed.person_ids)
    return (
        *on_paper,
        *(
            WeekRow(number, child, _standing(child, enrolled=Standing.NEW))
            for number, child in enumerate(since, len(printed.person_ids) + 1)
        ),
    )


def _standing(
    child: WeekChild, enrolled: Standing = Standing.ENROLLED, guest: Standing = Standing.GUEST
) -> Standing:
    if child.spans:
        return enrolled
    return Standing.PAUSED if child.pauses else guest


def standing_words(standing: Standing) -> str:
    """What stands beside a name instead of the level, where the printed sheet says otherwise."""
    words = {
        Standing.NEW: _("new since"),
        Standing.GONE: _("left since"),
        Standing.PAUSED: _("pauses"),
    }
    return words.get(standing, "")


def standing_told(standing: Standing) -> str:
    """The same in a sentence."""
    return {
        Standing.NEW: _("Enrolled since the sheet was printed"),
        Standing.GONE: _("Has left the group since the sheet was printed"),
        Standing.GUEST: _("Came without being enrolled"),
    }.get(standing, "")
