"""Two records of one person made one; what hangs on the one that goes is carried over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import detach
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action
from amane_desktop.office.work import Work
from amane_desktop.people.kinship import sex_told_by
from amane_desktop.people.memberships import keep_kinship
from amane_desktop.people.merge_ties import against, carry_relationships, upside_down
from amane_desktop.people.models import Membership, Person, Schooling, Telephone
from amane_desktop.people.schooling import keep_schooling
from amane_desktop.people.sight import check_whole
from amane_desktop.people.sort_keys import person_keys

Carry = Callable[[Work, int, int], None]
# What each room carries over from the second record (the third argument) to the first.
CARRIERS: list[Carry] = []
# Of these, the one record's or the other's is kept; what a birth date is worth goes with it.
CHOSEN: dict[str, tuple[str, ...]] = {
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "given_name_ar": ("given_name_ar",),
    "family_name_ar": ("family_name_ar",),
    "sex": ("sex",),
    "birth_date": ("birth_date", "birth_precision", "birth_estimated_on"),
    "birth_place": ("birth_place",),
    "school_id": ("school_id",),
    "level": ("level",),
    "school_class": ("school_class",),
    "cin": ("cin",),
    "massar": ("massar",),
    "civil_status": ("civil_status",),
    "nationality": ("nationality",),
    "health_cover": ("health_cover",),
    "is_deceased": ("is_deceased",),
    "photo_id": ("photo_id",),
}
# Nobody chooses between words that somebody wrote: both stay.
TOGETHER = ("notes", "may_fetch", "must_not_fetch", "safety_note")


@action(
    N_("Merged two records of one person"),
    Permission.EDIT_FAMILIES,
    {"kept_id": 3, "kept_version": 1, "other_id": 4, "other_version": 1},
)
def merge_persons(
    work: Work,
    kept_id: int,
    kept_version: int,
    other_id: int,
    other_version: int,
    taken: Collection[str] = (),
) -> None:
    """Make one record of two; the fields in `taken` are the other's, as are those not yet filled.

    What hangs on the other record is carried over before it goes. Refuses where one of the two
    families is not seen whole, on top of a newer version of either, and where what was told of
    them says that they are two.
    """
    if kept_id == other_id:
        raise Refusal(_("These are one record already."))
    kept = work.editable(Person, kept_id, kept_version)
    other = work.editable(Person, other_id, other_version)
    for family_id in (kept.family_id, other.family_id):
        check_whole(work, family_id)
    for reason in against(work, kept, other):
        raise Refusal(reason, "other_id")
    were_upside_down = upside_down(work.session, kept_id, other_id)
    photos = {photo for photo in (kept.photo_id, other.photo_id) if photo is not None}
    _put_together(kept, other, taken)
    for carry in CARRIERS:
        carry(work, kept_id, other_id)
        work.session.flush()
    work.session.delete(other)
    work.session.flush()
    if upside_down(work.session, kept_id) - were_upside_down:
        message = _("With this birth date a parent would be younger than the child.")
        raise Refusal(message, "birth_date")
    for photo_id in photos - {kept.photo_id}:
        detach(work, photo_id)


def _put_together(kept: Person, other: Person, taken: Collection[str]) -> None:
    for field, columns in CHOSEN.items():
        if field in taken or not getattr(kept, field):
            for column in columns:
                setattr(kept, column, getattr(other, column))
    for column in TOGETHER:
        words = dict.fromkeys(filter(None, (getattr(kept, column), getattr(other, column))))
        setattr(kept, column, "\n".join(words))
    keys = person_keys(kept.given_name, kept.family_name, kept.given_name_ar, kept.family_name_ar)
    kept.sort_key, kept.sort_key_ar = keys["sort_key"], keys["sort_key_ar"]


def _carry_memberships(work: Work, kept_id: int, other_id: int) -> None:
    """The past stays; of two homes today, the kept record's stays and the other ends today."""
    home = work.session.get_one(Person, kept_id).family_id
    for membership in _rows(work, Membership, Membership.person_id == other_id):
        if membership.last_day is None:
            if membership.family_id == home:
                _carry_kinship(work, kept_id, membership.kinship)
                work.session.delete(membership)
                continue
            membership.last_day = work.today
            if membership.first_day is not None and membership.first_day > work.today:
                membership.last_day = membership.first_day
        membership.person_id = kept_id


def _carry_kinship(work: Work, kept_id: int, kinship: str) -> None:
    """Of one household, what the kept record does not tell is the other's."""
    kept = work.session.get_one(Person, kept_id)
    if not kept.kinship and sex_told_by(kinship) in ("", kept.sex):
        kept.kinship = kinship
        keep_kinship(work, kept)


def _carry_telephones(work: Work, kept_id: int, other_id: int) -> None:
    """Numbers follow the person to the kept record's family; of one told twice, caution wins."""
    family_id = work.session.get_one(Person, kept_id).family_id
    there = {row.number: row for row in _rows(work, Telephone, Telephone.family_id == family_id)}
    for telephone in _rows(work, Telephone, Telephone.person_id == other_id):
        same = there.get(telephone.number)
        if same is None or same is telephone:
            telephone.person_id, telephone.family_id = kept_id, family_id
            continue
        same.is_safe = same.is_safe and telephone.is_safe
        same.may_leave_message = same.may_leave_message and telephone.may_leave_message
        for words in ("whose", "note", "who_may_know"):
            both = filter(None, (getattr(same, words), getattr(telephone, words)))
            setattr(same, words, " · ".join(dict.fromkeys(both)))
        work.session.delete(telephone)


def _carry_schooling(work: Work, kept_id: int, other_id: int) -> None:
    """Of one school year the kept record's lines count; the other's stay in the history."""
    rows = _rows(work, Schooling, Schooling.person_id.in_((kept_id, other_id)))
    told = {row.year for row in rows if row.person_id == kept_id}
    for row in rows:
        if row.person_id == other_id and row.year in told:
            work.session.delete(row)
        else:
            row.person_id = kept_id
    work.session.flush()
    keep_schooling(work, work.session.get_one(Person, kept_id))


def _rows(work: Work, model: Any, condition: Any) -> list[Any]:
    return list(work.session.scalars(select(model).where(condition).order_by(model.id)))


CARRIERS += [_carry_memberships, carry_relationships, _carry_telephones, _carry_schooling]
