"""What may be told of a telephone: how it is kept, and what is refused."""

from __future__ import annotations

from typing import Any, TypedDict

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.work import Work
from amane_desktop.people.models import Person
from amane_desktop.people.telephones import read_number
from amane_desktop.people.texts import name_text, short_text


class TelephoneTold(TypedDict, total=False):
    """What is told beside the number; of a change, what is not told stays as it is.

    With a `person_id` it is that person's, without one the family's, or of whom `whose` names.
    """

    person_id: int | None
    may_leave_message: bool
    who_may_know: str


def kept_telephone(
    work: Work,
    family_id: int,
    number: str,
    whose: str,
    is_safe: bool,
    note: str,
    told: TelephoneTold,
) -> dict[str, Any]:
    """What was told of a telephone as it is kept; refuses what nobody can call, or whose not."""
    read = read_number(number)
    if read is None:
        raise Refusal(_("A number has ten digits and begins with 05, 06, 07 or +212."), "number")
    kept: dict[str, Any] = {
        "number": read,
        "whose": name_text(whose, "whose"),
        "is_safe": is_safe,
        "note": short_text(note, "note"),
        **told,
    }
    if told.get("person_id") is not None:
        person = work.session.get(Person, told["person_id"])
        if person is None or person.family_id != family_id:
            raise Refusal(_("This person does not live in the family."), "person_id")
    if "who_may_know" in told:
        kept["who_may_know"] = short_text(told["who_may_know"], "who_may_know")
    return kept
