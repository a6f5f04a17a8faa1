"""The relationships of two records that become one: what stands against it, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from amane_desktop.i18n import _, is_rtl, ngettext
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.dates import Precision
from amane_desktop.people.models import Person, Relationship
from amane_desktop.people.relationships import forebears, meet
from amane_desktop.people.texts import LONGEST
from amane_desktop.people.tie_words import tie_in_words
from amane_desktop.people.ties import family_ties


class Twice(NamedTuple):
    """What both records say of somebody; `is_one` when their days are no two different things."""

    kept: Relationship
    other: Relationship
    is_one: bool


def against(reading: Reading, kept: Person, other: Person) -> Iterator[str]:
    """Why the two cannot be one person, as their relationships tell: nobody is their own parent."""
    both = {kept.id, other.id}
    told = [t for t in family_ties(reading, kept.family_id) if {t.person.id, t.other.id} == both]
    if told:
        words = _("They are told as two persons ({tie}). Take that back first if they are one.")
        yield words.format(tie=("؛ " if is_rtl() else "; ").join(map(tie_in_words, told)))
        return
    session = reading.session
    if kept.id in forebears(session, {other.id}) or other.id in forebears(session, {kept.id}):
        yield _("One of the two is told to be a forebear of the other: they are two persons.")
    married, parents_or_children = (_akin(session, both, kind) for kind in ("spouse", "parent"))
    if any(
        married[one] & parents_or_children[two] for one, two in (tuple(both), tuple(both)[::-1])
    ):
        yield _("One of the two is married to a parent or a child of the other.")


def _akin(session: Session, both: set[int], kind: str) -> dict[int, set[int]]:
    """Whom each of the two is tied to in this way, from either side."""
    rows = session.scalars(select(Relationship).where(Relationship.kind == kind, _touch(*both)))
    ends = [(row.person_id, row.other_id) for row in rows]
    return {one: {end for pair in ends if one in pair for end in pair} - both for one in both}


def upside_down(session: Session, *person_ids: int) -> set[int]:
    """Of the relationships of these persons, those whose parent is not older than the child."""
    parent, child = aliased(Person), aliased(Person)
    found = select(Relationship.id).join(parent, parent.id == Relationship.person_id)
    found = found.join(child, child.id == Relationship.other_id).where(
        Relationship.kind == "parent",
        _touch(*person_ids),
        parent.birth_precision == Precision.EXACT,
        child.birth_precision == Precision.EXACT,
        parent.birth_date >= child.birth_date,
    )
    return set(session.scalars(found))


def carry_relationships(work: Work, kept_id: int, other_id: int) -> None:
    """What is said twice is kept once, with the days and papers that either tells."""
    twice = {pair.other: pair.kept for pair in _twice(work.session, kept_id, other_id) if pair[2]}
    for row in work.session.scalars(select(Relationship).where(_touch(other_id))):
        same = twice.get(row)
        if same is not None:
            same.first_day = same.first_day or row.first_day
            same.note = _joined(same.note, row.note)
            work.session.delete(row)
            continue
        row.person_id, row.other_id = _ends(row, kept_id, other_id)


def told_twice(reading: Reading, kept_id: int, other_id: int) -> Iterator[str]:
    """What becomes of relationships that both records tell."""
    pairs = list(_twice(reading.session, kept_id, other_id))
    once, apart = sum(p.is_one for p in pairs), sum(not p.is_one for p in pairs)
    if once:
        words = ngettext(
            "{n} relationship is told by both and kept once.",
            "{n} relationships are told by both and kept once.",
            once,
        )
        yield words.format(n=once)
    if apart:
        words = ngettext(
            "{n} relationship is told by both for different days: both stay, to be put right.",
            "{n} relationships are told by both for different days: both stay, to be put right.",
            apart,
        )
        yield words.format(n=apart)


def _twice(session: Session, kept_id: int, other_id: int) -> Iterator[Twice]:
    """Each relationship of the other record beside the kept one's that says the same."""
    found = select(Relationship).where(_touch(kept_id, other_id)).order_by(Relationship.id)
    rows = list(session.scalars(found))
    theirs = [row for row in rows if other_id in (row.person_id, row.other_id)]
    left = [row for row in rows if row not in theirs]
    for row in theirs:
        same = [each for each in left if _says_the_same(each, row, kept_id, other_id)]
        if same:
            best = next((each for each in same if _is_one(each, row)), same[0])
            left.remove(best)
            yield Twice(best, row, _is_one(best, row))


def _says_the_same(kept: Relationship, other: Relationship, kept_id: int, other_id: int) -> bool:
    ends, own = _ends(other, kept_id, other_id), (kept.person_id, kept.other_id)
    is_same = own == ends or (kept.kind == "spouse" and own == ends[::-1])
    is_once = (kept.first_day, kept.last_day) == (other.first_day, other.last_day)
    return kept.kind == other.kind and is_same and (is_once or meet(kept, other))


def _is_one(kept: Relationship, other: Relationship) -> bool:
    """Whether no day of the one speaks against the other; without a last day, it still holds."""
    first = {kept.first_day, other.first_day} - {None}
    fits = len(_joined(kept.note, other.note)) <= LONGEST
    return len(first) < 2 and kept.last_day == other.last_day and fits


def _joined(one: str, other: str) -> str:
    return " · ".join(dict.fromkeys(filter(None, (one, other))))


def _ends(row: Relationship, kept_id: int, other_id: int) -> tuple[int, int]:
    one, two = (kept_id if end == other_id else end for end in (row.person_id, row.other_id))
    return one, two


def _touch(*person_ids: int) -> ColumnElement[bool]:
    return or_(Relationship.person_id.in_(person_ids), Relationship.other_id.in_(person_ids))
