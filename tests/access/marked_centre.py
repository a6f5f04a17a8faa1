"""A centre full of marked values: each field of each family says whose and what it is."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy.orm import Session

import amane_desktop
from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Role
from amane_desktop.agenda.actions import add_task
from amane_desktop.agenda.appointments import add_appointment
from amane_desktop.attendance import actions as groups
from amane_desktop.attendance.marking import mark_child, note_attendance
from amane_desktop.attendance.models import Mark
from amane_desktop.attendance.pauses import pause_enrolment
from amane_desktop.attendance.waiting import wait_for_place
from amane_desktop.checklists.papers import add_paper, entrust_paper, receive_paper
from amane_desktop.civil_registration.chain import need_dossier
from amane_desktop.civil_registration.course import change_dossier
from amane_desktop.civil_registration.expenses import add_expense
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.judgment import write_judgment
from amane_desktop.civil_registration.letters import write_letter
from amane_desktop.civil_registration.notes import add_note
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.record import write_record
from amane_desktop.office import centre
from amane_desktop.office.clock import Clock
from amane_desktop.office.office import Office
from amane_desktop.office.pictures import small_picture
from amane_desktop.office.scanned import prepare
from amane_desktop.office.work import SignedIn
from amane_desktop.people import actions, states
from amane_desktop.people.photos import put_photo
from amane_desktop.people.relationships import say_relationship
from amane_desktop.people.scans import add_scans
from amane_desktop.school_support.absences import add_absence
from amane_desktop.school_support.bulletins import put_bulletin
from amane_desktop.school_support.meetings import add_meeting
from amane_desktop.school_support.results import add_result
from tests.checklists.lists import begin_checklist
from tests.conftest import PASSWORD
from tests.rows import protect

for module in pkgutil.walk_packages(amane_desktop.__path__, "amane_desktop."):
    if "__main__" not in module.name and "migrations" not in module.name:
        import_module(module.name)

TUESDAY = date(2026, 11, 24)
HOUR = time(10)
CLOCK = Clock(datetime(2026, 11, 24, 15, tzinfo=UTC))
PEOPLE = {
    "director": Role.DIRECTOR,
    "responsible": Role.SOCIAL_WORKER,
    "social worker": Role.SOCIAL_WORKER,
    "teacher": Role.TEACHER,
    "administrator": Role.ADMINISTRATOR,
    "volunteer": Role.VOLUNTEER,
}
FAMILIES = ("pupils", "hidden", "apart")
# What no text can be written into is told apart by its value.
NUMBERS = {"pupils": "2026-0001", "hidden": "2026-0002", "apart": "2026-0003"}
TELEPHONES = {"pupils": "0611111111", "hidden": "0622222222", "apart": "0633333333"}
GUARDIANS = {"pupils": "0611111122", "hidden": "0622222233", "apart": "0633333344"}
OWN_TELEPHONES = {"pupils": "0611111100", "hidden": "0622222200", "apart": "0633333300"}
BIRTHS = {"pupils": date(2014, 11, 25), "hidden": date(2013, 11, 26), "apart": date(2012, 11, 27)}
CINS = {"pupils": "JC100001", "hidden": "JC200002", "apart": "JC300003"}
MASSARS = {"pupils": "J111000111", "hidden": "J222000222", "apart": "J333000333"}
PLACES = {"pupils": "ma", "hidden": "sn", "apart": "ml"}  # (of nationality)
COVERS = {"pupils": "amo-tadamon", "hidden": "amo-cnss", "apart": "private"}
STATUSES = {"pupils": "registered", "hidden": "in_progress", "apart": "not_yet"}
DOSSIERS = {"pupils": "EC-2026-001", "hidden": "EC-2026-002", "apart": "EC-2026-003"}
COLOURS = {"pupils": "red", "hidden": "green", "apart": "blue"}
LEVELS = {"pupils": "4AEP", "hidden": "5AEP", "apart": "6AEP"}


@dataclass(frozen=True)
class Marks:
    """What each part of a family looks like wherever it is shown."""

    texts: dict[str, tuple[str, ...]]

    def found_in(self, shown: str) -> set[str]:
        """The parts that can be read in what is shown."""
        return {part for part, texts in self.texts.items() if any(t in shown for t in texts)}


def marks_of(family: str) -> Marks:
    """How a family's parts are recognised."""
    pairs = TELEPHONES[family]
    spaced = _spaced(pairs)
    born = BIRTHS[family]
    turns = 2026 - born.year  # in the days to come
    return Marks(
        {
            "names": (f"{family}-name", f"{family}-child"),
            "adults": (f"{family}-adult",),
            "age": (repr(born), born.isoformat(), f"{turns - 1} years", f"age={turns}"),
            "level": (f"'{LEVELS[family]}'",),
            "school": (f"{family}-school", f"{family}-former-school", f"{family}-class"),
            "telephone": (pairs, spaced, f"{family}-whose", f"{family}-note", f"{family}-knows"),
            "guardian's telephone": (_spaced(GUARDIANS[family]), GUARDIANS[family]),
            "own telephone": (OWN_TELEPHONES[family], f"{family}-own"),
            "address": (f"{family}-address", f"{family}-former-address"),
            "why": (f"{family}-why", f"{family}-pause"),
            "file number": (NUMBERS[family],),
            "door": (f"{family}-may", f"{family}-never", f"{family}-safety"),
            "identity": (
                CINS[family],
                MASSARS[family],
                f"{family}-birthplace",
                f"'nationality': '{PLACES[family]}'",
            ),
            "civil status": (f"'{STATUSES[family]}'",),
            "health": (f"'{COVERS[family]}'",),
            "remarks": (f"{family}-remark",),
            "photo": (repr(small_picture(photo_of(family), ""))[2:-1],),
            "paper": (f"{family}-paper",),
            "reason": (f"{family}-reason",),
            "scans": (f"{family}-scan",),
            "health scans": (f"{family}-healing",),
            "justice scans": (f"{family}-justice",),
            "follow-up": tuple(
                f"{family}-{told}"
                for told in ("worries", "absence", "met", "said", "task", "appointment")
            ),
            "required papers": (f"{family}-required",),
            "dossiers": (f"{family}-dossier", DOSSIERS[family]),
        }
    )


def _spaced(number: str) -> str:
    return " ".join(number[n : n + 2] for n in range(0, 10, 2))


@cache
def photo_of(family: str) -> bytes:
    """A photo of a child, in the family's own colour."""
    out = BytesIO()
    Image.new("RGB", (8, 8), COLOURS[family]).save(out, "PNG")
    return out.getvalue()


def fill(folder: Path) -> Office:
    """Make the centre; gives it opened by the director."""
    centre.create(folder, name="C", name_ar="", director="director", password=PASSWORD)
    office = centre.open_centre(folder, "director", PASSWORD, CLOCK)
    engine = office._engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        for name, role in list(PEOPLE.items())[1:]:
            session.add(StaffMember(name=name, role=role, slot_id=name))
    group = office.do(groups.add_group, "Atlas", "أطلس", from_=date(2026, 9, 7))
    for family in FAMILIES:
        _add(office, family, group)
    _add_waiting(office)
    for number, family in enumerate(FAMILIES, start=1):
        _add_dossier(office, family, number)
    # (the adult of the hidden family, the child of the third)
    office.do(say_relationship, 3, "signs", (6,))
    return office


def _add_waiting(office: Office) -> None:
    """Let the children of the two families who may be told from each other pause and wait."""
    games = office.do(groups.add_group, "Jeux", "ألعاب", from_=date(2026, 9, 7), activity="games")
    for number, name in ((1, "pupils"), (2, "hidden")):
        office.do(pause_enrolment, number, 1, date(2026, 12, 1), reason=f"{name}-reason")
    for child, name in ((4, "hidden"), (6, "apart")):
        office.do(wait_for_place, games, child, f"{name}-reason")


def _add(office: Office, name: str, group: int) -> None:
    family = office.do(actions.add_family, f"{name}-name", "", f"{name}-former-address")
    why = f"{name}-why"
    office.do(
        actions.change_family, family, 1, f"{name}-name", "", f"{name}-address", origin_note=why
    )
    adult = office.do(actions.add_person, family, f"{name}-adult", "", kinship="mother")
    child = office.do(
        actions.add_person,
        family,
        f"{name}-child",
        "",
        birth_date=BIRTHS[name],
        level=LEVELS[name],
        school=f"{name}-former-school",
    )
    office.do(
        actions.change_person,
        child,
        1,
        f"{name}-child",
        "",
        birth_date=BIRTHS[name],
        level=LEVELS[name],
        school=f"{name}-school",
        school_class=f"{name}-class",
        cin=CINS[name],
        massar=MASSARS[name],
        birth_place=f"{name}-birthplace",
        nationality=PLACES[name],
        civil_status=STATUSES[name],
        health_cover=COVERS[name],
        may_fetch=f"{name}-may",
        must_not_fetch=f"{name}-never",
        safety_note=f"{name}-safety",
        notes=f"{name}-remark",
    )
    office.do(put_photo, child, photo_of(name))
    for kind in ("parent", "houses"):
        office.do(say_relationship, adult, kind, (child,), note=f"{name}-paper")
    telephone = {"whose": f"{name}-whose", "note": f"{name}-note", "is_safe": True}
    telephone["who_may_know"] = f"{name}-knows"
    office.do(actions.add_telephone, family, TELEPHONES[name], **telephone)
    gone = office.do(actions.add_telephone, family, TELEPHONES[name], **telephone)
    office.do(actions.remove_telephone, gone, 1)
    called = {"person_id": adult, "is_safe": True}
    office.do(actions.add_telephone, family, GUARDIANS[name], **called)
    own = {"person_id": child, "note": f"{name}-own", "is_safe": True}
    office.do(actions.add_telephone, family, OWN_TELEPHONES[name], **own)
    if name != "apart":
        office.do(groups.enrol_child, group, child, from_=date(2026, 9, 7))
        for day in (date(2026, 11, 23), TUESDAY):
            office.do(mark_child, group, child, day, HOUR, Mark.PRESENT)
            office.do(note_attendance, group, child, day, HOUR, f"{name}-{day:%A}")
    result = office.do(add_result, child, 2025, 2, 725, 10, f"{name}-worries")
    office.do(put_bulletin, result, 1, photo_of(name))
    office.do(add_absence, child, TUESDAY, TUESDAY, note=f"{name}-absence")
    met = {"met": f"{name}-met", "said": f"{name}-said", "next_day": date(2026, 12, 1)}
    office.do(add_meeting, child, TUESDAY, **met)
    office.do(add_task, "school_support", f"{name}-task", TUESDAY, child)
    office.do(add_appointment, "school_support", f"{name}-appointment", TUESDAY, person_id=child)
    _add_papers(office, name, family, child)
    scan = (prepare(photo_of(name)),)
    office.do(add_scans, ("person", child), scan, "health", f"{name}-healing")
    office.do(add_scans, ("family", family), scan, "justice", f"{name}-justice")
    office.do(add_scans, ("person", child), scan, "identity", f"{name}-scan", note=f"{name}-scan")
    office.do(states.pause_family, family, 2, note=f"{name}-pause")
    office.do(states.reopen_family, family, 3)
    if name == "hidden":
        protect(office, family, 2)


def _add_papers(office: Office, name: str, family: int, child: int) -> None:
    """A checklist with a paper that is needed, and one that expires and was left at the centre."""
    checklist = begin_checklist(office, family)
    told = {"name": f"{name}-required", "bring": f"{name}-required", "person_id": child}
    office.do(add_paper, checklist, **told)
    paper = office.do(add_paper, checklist, **told, valid_months=1)
    office.do(receive_paper, paper, 1, TUESDAY, number=f"{name}-required")
    office.do(entrust_paper, paper, 2, TUESDAY)


def _add_dossier(office: Office, name: str, number: int) -> None:
    """A dossier of the child of a family, with something in each of its parts."""
    words = f"{name}-dossier"
    office.do(open_dossier, number, (2 * number,), "late_with_marriage_act", {})
    office.do(change_dossier, number, 1, obstacle=words)
    office.do(write_judgment, number, 2, court=words, note=words)
    office.do(add_expense, number, TUESDAY, 5000, words, "centre")
    office.do(add_note, number, TUESDAY, words)
    office.do(add_dossier_appointment, number, TUESDAY, place=words)
    office.do(write_record, number, 1, registry_office=words, father_name=words)
    office.do(add_task, "civil_registration", words, TUESDAY, 2 * number)
    office.do(write_letter, number, "court_file", "fr", words, words, words)
    if number > 1:
        office.do(need_dossier, number, number - 1)


def seen_by(office: Office, name: str) -> Office:
    """The same centre, as that staff member works in it."""
    number = list(PEOPLE).index(name) + 1
    return Office(
        office._engine, SignedIn(number, name, PEOPLE[name]), CLOCK, office.folder, office.vault
    )
