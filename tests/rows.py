"""What the database holds, as a test looks at it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.office.office import Office
from amane_desktop.office.staff import add_staff_member
from amane_desktop.office.work import SignedIn
from amane_desktop.people.actions import change_family
from amane_desktop.people.listing import family_ids, family_lines
from amane_desktop.people.queries import FamilyLine, family_card
from amane_desktop.storage.database import Base


def rows_of(office: Office, model: type[Base]) -> list[dict[str, Any]]:
    """Every row of a table by its number, without its version."""
    columns = [column for column in model.__table__.c if column.key != "version"]
    with Session(office._engine) as session:
        rows = session.execute(select(*columns).order_by(model.id))
        return [dict(row) for row in rows.mappings()]


def families_of(office: Office) -> list[FamilyLine]:
    """The families that this staff member sees, as the list on the screen has them."""
    ids = office.ask(family_ids)
    lines = {line.id: line for line in office.ask(family_lines, ids)}
    return [lines[number] for number in ids]


def as_role(office: Office, role: Role) -> Office:
    """The same centre, opened by somebody of that role."""
    name = f"one {role.value}"
    number = office.do(add_staff_member, name, role, "quatre mots bien à eux")
    by = SignedIn(number, name, role)
    return Office(office._engine, by, office.clock, office.folder, office.vault)


def protect(office: Office, family_id: int, responsible_id: int | None = None) -> None:
    """Keep a family from all but the director and its responsible social worker."""
    card = office.ask(family_card, family_id)
    assert card is not None
    names = (card.line.name, card.line.name_ar, card.address)
    told = {"is_protected": True, "responsible_id": responsible_id}
    office.do(change_family, family_id, card.version, *names, **told)


def work_as(office: Office, role: Role, staff_id: int | None = None) -> None:
    """Let whoever is signed in, or somebody of another number, work here with this role now."""
    number = office.signed_in.id if staff_id is None else staff_id
    with Session(office._engine.execution_options(writes=True)) as session, session.begin():
        member = session.get(StaffMember, number)
        if member is None:
            member = StaffMember(id=number, name=f"{role} {number}", slot_id=f"{number}")
            session.add(member)
        member.role = role
        name = member.name
    office.signed_in = SignedIn(number, name, role)
