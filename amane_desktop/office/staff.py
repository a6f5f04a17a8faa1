"""Who works at the centre: added, given a role and a password, and let go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Permission, Role, may
from amane_desktop.i18n import N_, _
from amane_desktop.office.errors import Refusal
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading, Work
from amane_desktop.storage.keyring import WrongPassword, normal_code

if TYPE_CHECKING:
    from amane_desktop.office.office import Office

SHORTEST_PASSWORD, LONGEST_NAME = 10, 80
SHORTEST_IDLE, LONGEST_IDLE = 1, 60
ROLES: dict[Role, str] = {
    Role.DIRECTOR: N_("director"),
    Role.SOCIAL_WORKER: N_("social worker"),
    Role.TEACHER: N_("teacher"),
    Role.ADMINISTRATOR: N_("administrator"),
    Role.VOLUNTEER: N_("volunteer"),
}
_BETWEEN_DIGITS = re.compile(r"[\s./()-]")
_NUMBER = re.compile(r"(?:0\d|(?:\+|00)212)\d{8,9}", re.ASCII)
_PASSWORD = "un tout nouveau mot"
_CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ"


@dataclass(frozen=True)
class StaffLine:
    """A staff member, as the director sees them."""

    id: int
    name: str
    name_ar: str
    telephone: str
    role: Role
    is_active: bool
    must_choose: bool
    version: int


@dataclass(frozen=True)
class StaffName:
    """A staff member, to be chosen."""

    id: int
    name: str
    name_ar: str


@query(Permission.MANAGE_STAFF, {})
def staff(reading: Reading) -> tuple[StaffLine, ...]:
    """Everybody who works here or did, those who have left last."""
    rows = reading.session.scalars(
        select(StaffMember).order_by(StaffMember.is_active.desc(), StaffMember.id)
    )
    return tuple(
        StaffLine(
            m.id,
            m.name,
            m.name_ar,
            m.telephone,
            Role(m.role),
            m.is_active,
            m.must_choose,
            m.version,
        )
        for m in rows
    )


@query(Permission.PROTECT_FAMILIES, {})
def who_may_be_responsible(reading: Reading) -> tuple[StaffName, ...]:
    """Who may be the responsible social worker of a family."""
    rows = reading.session.scalars(
        select(StaffMember)
        .where(StaffMember.is_active, StaffMember.role.in_([Role.SOCIAL_WORKER, Role.DIRECTOR]))
        .order_by(StaffMember.name)
    )
    return tuple(StaffName(member.id, member.name, member.name_ar) for member in rows)


@query(Permission.EDIT_GROUPS, {})
def who_may_teach(reading: Reading) -> tuple[StaffName, ...]:
    """Who may be the teacher of a group: everybody who works here."""
    found = select(StaffMember).where(StaffMember.is_active).order_by(StaffMember.name)
    return tuple(StaffName(m.id, m.name, m.name_ar) for m in reading.session.scalars(found))


@query(Permission.EDIT_DOSSIERS, {})
def who_works_on_dossiers(reading: Reading) -> tuple[StaffName, ...]:
    """Who may be responsible for a dossier, or go to an office for one."""
    roles = [role for role in Role if may(role, Permission.EDIT_DOSSIERS)]
    found = select(StaffMember).where(StaffMember.is_active, StaffMember.role.in_(roles))
    rows = reading.session.scalars(found.order_by(StaffMember.name))
    return tuple(StaffName(m.id, m.name, m.name_ar) for m in rows)


@action(
    N_("Added a staff member"),
    Permission.MANAGE_STAFF,
    {"name": "Samira", "role": Role.SOCIAL_WORKER, "password": _PASSWORD},
    is_undoable=False,
)
def add_staff_member(
    work: Work,
    name: str,
    role: Role | str,
    password: str,
    *,
    name_ar: str = "",
    telephone: str = "",
    must_choose: bool = True,
) -> int:
    """Let somebody sign in, with a password of their own or one to change at the first time.

    They sign in by `name`; `name_ar` stands on papers in Arabic, `telephone` on those of families.
    """
    name, name_ar = _name(work, name, None), _shown_name(name_ar, "name_ar")
    role = _role(role)
    check_password(password)
    member = StaffMember(
        name=name,
        name_ar=name_ar,
        telephone=_telephone(telephone),
        role=role,
        slot_id=work.vault.add(password),
        must_choose=must_choose,
    )
    work.session.add(member)
    work.session.flush()
    work.afterwards.append(_show_names)
    return member.id


@action(
    N_("Changed a staff member"),
    Permission.MANAGE_STAFF,
    {"staff_id": 2, "version": 1, "name": "Samira B.", "role": Role.TEACHER},
    is_undoable=False,
)
def change_staff_member(
    work: Work,
    staff_id: int,
    version: int,
    name: str,
    role: Role | str,
    *,
    name_ar: str = "",
    telephone: str = "",
) -> None:
    """Change what a staff member is called and may do; refuses to leave no director."""
    member = work.editable(StaffMember, staff_id, version)
    role = _role(role)
    if role is not Role.DIRECTOR:
        _check_other_director(work, member, "role")
    member.name, member.role = _name(work, name, staff_id), role
    member.name_ar = _shown_name(name_ar, "name_ar")
    member.telephone = _telephone(telephone)
    work.afterwards.append(_show_names)


@action(
    N_("Gave a staff member a new password"),
    Permission.MANAGE_STAFF,
    {"staff_id": 2, "version": 2, "password": _PASSWORD},
    is_undoable=False,
)
def give_password(
    work: Work, staff_id: int, version: int, password: str, *, must_choose: bool = True
) -> None:
    """Give a password where one was forgotten, or to somebody who has come back."""
    member = work.editable(StaffMember, staff_id, version)
    check_password(password)
    _replace_slot(work, member, password)
    member.is_active, member.must_choose = True, must_choose


@action(
    N_("Chose a password"),
    Permission.SEE_CENTRE,
    {"old": "quatre mots faciles ici", "password": _PASSWORD},
    is_undoable=False,
)
def choose_password(work: Work, old: str, password: str) -> None:
    """Choose one's own password; refuses when the old one is not right, or the new one is it."""
    member = work.session.get_one(StaffMember, work.by.id)
    try:
        work.vault.ring.unlock(member.slot_id, old)
    except WrongPassword:
        raise Refusal(_("This is not the password that you signed in with."), "old") from None
    check_password(password)
    if password == old:
        raise Refusal(_("Choose another one than the password that was given to you."), "password")
    _replace_slot(work, member, password)
    member.must_choose = False


@action(
    N_("Let a staff member go"),
    Permission.MANAGE_STAFF,
    {"staff_id": 2, "version": 3},
    is_undoable=False,
)
def deactivate_staff_member(work: Work, staff_id: int, version: int) -> None:
    """Let somebody sign in no more, and renew the keys, so that nothing later opens for them."""
    member = work.editable(StaffMember, staff_id, version)
    if member.id == work.by.id:
        raise Refusal(_("Nobody lets themselves go: another director does it."))
    _check_other_director(work, member, "")
    if work.vault.ring.has_old_slots():
        raise Refusal(_("Renew the recovery code first, then let somebody go."))
    member.is_active = False
    work.afterwards.extend((_show_names, _renew_keys))


@action(
    N_("Renewed the recovery code"),
    Permission.MANAGE_STAFF,
    {"code": _CODE},
    is_undoable=False,
)
def renew_recovery_code(work: Work, code: str) -> None:
    """Put a new code, that stands on paper already, in the place of the old one."""
    work.vault.add_code(_code(code))
    work.afterwards.extend((_put_code_in_force, _renew_keys))


@action(
    N_("Set a password with the recovery code"),
    Permission.MANAGE_STAFF,
    {"password": _PASSWORD, "code": _CODE},
    is_undoable=False,
)
def password_from_code(work: Work, password: str, code: str) -> None:
    """Give the director who came in by the code a password, and put a new code in its place."""
    check_password(password)
    member = work.session.get_one(StaffMember, work.by.id)
    work.vault.add_code(_code(code))
    member.slot_id, member.must_choose = work.vault.add(password), False
    work.afterwards.extend((_put_code_in_force, _show_names, _renew_keys))


@action(
    N_("Changed when a quiet screen locks"),
    Permission.MANAGE_STAFF,
    {"version": 1, "minutes": 5},
)
def set_idle_minutes(work: Work, version: int, minutes: int) -> None:
    """Lock a quiet screen after so many minutes, 1 to 60."""
    if not SHORTEST_IDLE <= minutes <= LONGEST_IDLE:
        raise Refusal(_("The screen locks after 1 to 60 minutes."), "minutes")
    settings = work.session.scalars(select(CentreSettings)).one()
    work.editable(CentreSettings, settings.id, version).idle_minutes = minutes


def check_password(password: str) -> None:
    """Refuse a password that is soon guessed."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(_("Take at least 10 characters: three or four words are easy."), "password")


def _show_names(office: Office) -> None:
    office.show_names()


def _renew_keys(office: Office) -> None:
    office.renew_keys()


def _put_code_in_force(office: Office) -> None:
    office.vault.put_code_in_force()


def _replace_slot(work: Work, member: StaffMember, password: str) -> None:
    """Let the new password open the centre; the old one no more, once that is kept."""
    old, member.slot_id = member.slot_id, work.vault.add(password)
    work.afterwards.extend((_show_names, lambda office: office.vault.drop(old)))


def _code(code: str) -> str:
    code = normal_code(code)
    if len(code) != len(_CODE):
        raise Refusal(_("A recovery code has six blocks of four."), "code")
    return code


def _name(work: Work, name: str, staff_id: int | None) -> str:
    name = _shown_name(name, "name")
    if not name:
        raise Refusal(_("Give the name to sign in with."), "name")
    same = func.lower(StaffMember.name) == name.lower()
    if work.session.scalar(select(StaffMember.id).where(same, StaffMember.id != (staff_id or 0))):
        raise Refusal(_("Somebody signs in with this name already."), "name")
    return name


def _shown_name(name: str, field: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise Refusal(_("This name is too long: 80 letters at most."), field)
    if not name.isprintable():
        raise Refusal(_("This name holds a character that cannot be shown."), field)
    return name


def _telephone(typed: str) -> str:
    number = _BETWEEN_DIGITS.sub("", typed)
    if number and not _NUMBER.fullmatch(number):
        raise Refusal(_("A telephone number has ten digits, such as 06 12 34 56 78."), "telephone")
    return number


def _role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise Refusal(_("Choose what this person is at the centre."), "role") from None


def _check_other_director(work: Work, member: StaffMember, field: str) -> None:
    others = select(StaffMember.id).where(
        StaffMember.role == Role.DIRECTOR, StaffMember.is_active, StaffMember.id != member.id
    )
    if member.role == Role.DIRECTOR and work.session.scalar(others) is None:
        raise Refusal(_("The centre needs a director."), field)
