"""A family's whole file, for a transfer or its own request: what each room adds, as a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, format_date, in_its_own_direction, is_rtl, isolate, writing_in
from amane_desktop.office.errors import Refusal
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.leaving import LeavingFile
from amane_desktop.office.queries import centre_card
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.people.dates import shown_date
from amane_desktop.people.memberships import stays
from amane_desktop.people.models import Family, FamilyState, Person, Schooling, Telephone
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.schooling import lines_of
from amane_desktop.people.sight import check_whole
from amane_desktop.people.telephone_words import do_not_call, what_is_safe
from amane_desktop.people.telephones import shown_number
from amane_desktop.people.tie_words import stay_in_words, tie_in_words
from amane_desktop.people.ties import family_ties

# A birth date says itself how well it is known; names stand above; that a family is protected
# stands on no paper.
_UNTOLD = {
    *("given_name", "family_name", "given_name_ar", "family_name_ar", "name", "name_ar"),
    *("birth_date", "birth_precision", "photo_id", "is_protected", "state"),
}


@dataclass(frozen=True)
class Section:
    """A part of the file: its title, and pairs of what something is and what is known of it."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FamilyFile:
    """What the paper says, in its own language."""

    centre: str
    title: str
    day: str
    sections: tuple[Section, ...]
    is_rtl: bool
    printed: str


# What each room knows of a family; services add theirs.
FILE_PARTS: list[Callable[[Reading, int], Iterable[Section]]] = []


@query(Permission.EXPORT_FAMILIES, {"family_id": 1, "paper_lang": "fr"})
def family_file(reading: Reading, family_id: int, paper_lang: Literal["fr", "ar"]) -> FamilyFile:
    """All that is kept of a family, in the paper's language (fr or ar)."""
    with writing_in(paper_lang):
        family = _seen(reading, family_id)
        centre = centre_card(reading)
        local = reading.clock.local()
        sections = tuple(s for part in FILE_PARTS for s in part(reading, family_id) if s.rows)
        name = in_reader_script(family.name, family.name_ar)
        title = _("File {number} · {name} family").format(
            number=isolate(family.file_number), name=name
        )
        printed = _("Printed by {name}, {day}, {time}")
        return FamilyFile(
            in_reader_script(centre.name, centre.name_ar),
            title,
            format_date(local.date()),
            sections,
            is_rtl(),
            printed.format(
                name=in_its_own_direction(reading.by.name),
                day=format_date(local.date()),
                time=isolate(f"{local:%H:%M}"),
            ),
        )


@action(
    N_("Took a family's whole file out"),
    Permission.EXPORT_FAMILIES,
    {"family_id": 1},
    is_undoable=False,
)
def take_file_out(work: Work, family_id: int) -> None:
    """Note in the journal that somebody takes a family's whole file out."""
    family = _seen(work, family_id)
    work.session.add(LeavingFile(title=family.file_number, rows=1))


def _seen(reading: Reading, family_id: int) -> Family:
    family = reading.session.get(Family, family_id)
    if family is None:
        raise Refusal(_("This family is no longer there."))
    check_whole(reading, family_id)
    return family


def _of_people(reading: Reading, family_id: int) -> Iterator[Section]:
    """The family, its telephones, and each of its persons."""
    session = reading.session
    family = session.get_one(Family, family_id)
    yield Section(
        _("Family"),
        (
            (_("File number"), isolate(family.file_number)),
            (_("Name in Latin letters"), family.name),
            (_("Name in Arabic"), family.name_ar),
            *_told(reading, family),
            *_states(reading, family_id),
        ),
    )
    telephones = session.scalars(select(Telephone).where(Telephone.family_id == family_id))
    yield Section(_("Telephone"), tuple(_telephone(reading, each) for each in telephones))
    persons = select(Person).where(Person.family_id == family_id)
    for person in session.scalars(persons.order_by(Person.birth_date.nulls_last(), Person.id)):
        yield Section(_whole_name(person), (*_birth(person), *_told(reading, person)))


def _of_ties(reading: Reading, family_id: int) -> Iterator[Section]:
    """What the persons are to one another, and who lived here."""
    ties = family_ties(reading, family_id)
    yield Section(_("Relationships"), tuple(("", tie_in_words(tie)) for tie in ties))
    lived = (
        (in_reader_script(stay.given_name, stay.given_name_ar), stay_in_words(stay, family_id))
        for stay in stays(reading, family_id)
        # Where else somebody lived is another family's, which may be a protected one.
        if stay.family_id == family_id
    )
    yield Section(_("Who lives here, and who did"), tuple(lived))


def _telephone(reading: Reading, telephone: Telephone) -> tuple[str, str]:
    """Whose it is, and the number after its warning: who reads the paper does not know either."""
    owner = reading.session.get(Person, telephone.person_id) if telephone.person_id else None
    name = in_reader_script(owner.given_name, owner.given_name_ar) if owner else ""
    whose = " · ".join(filter(None, (name, telephone.whose)))
    warning = [] if telephone.is_safe else [do_not_call()]
    told = (*warning, isolate(shown_number(telephone.number)), *what_is_safe(telephone))
    return whose or _("Number"), " · ".join(told)


def _of_schooling(reading: Reading, family_id: int) -> Iterator[Section]:
    """Each child's school years, the newest first."""
    found = select(Person).where(Person.family_id == family_id)
    persons = reading.session.scalars(found.order_by(Person.birth_date.nulls_last(), Person.id))
    subject = DESCRIPTIONS[Schooling.__tablename__].subject
    rows = (
        (
            in_reader_script(person.given_name, person.given_name_ar),
            " · ".join(
                (subject(_values(line)), *(words for _label, words in _told(reading, line)))
            ),
        )
        for person in persons
        for line in lines_of(reading.session, person.id)
    )
    yield Section(_("School years"), tuple(rows))


def _told(reading: Reading, row: Any) -> Iterator[tuple[str, str]]:
    """The columns of a row in words, as its history calls them; those that are empty left out."""
    columns = row.__table__.columns.keys()
    for key, column in DESCRIPTIONS[row.__tablename__].columns.items():
        if key in columns and key not in _UNTOLD:
            value = getattr(row, key)
            words = column.told(reading, _as_journalled(value)) if value is not None else ""
            if words and value is not False:
                yield _(column.label), words


def _as_journalled(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _states(reading: Reading, family_id: int) -> Iterator[tuple[str, str]]:
    describe = DESCRIPTIONS[FamilyState.__tablename__]
    found = select(FamilyState).where(FamilyState.family_id == family_id)
    for state in reading.session.scalars(found.order_by(FamilyState.day, FamilyState.id)):
        reason = describe.columns["reason"].told(reading, state.reason)
        told = (describe.subject(_values(state)), reason, state.note)
        yield _("State of the file"), " · ".join(filter(None, told))


def _values(row: Any) -> Mapping[str, Any]:
    return {key: getattr(row, key) for key in row.__table__.columns.keys()}  # noqa: SIM118


def _birth(person: Person) -> Iterator[tuple[str, str]]:
    if person.birth_date is not None:
        yield _("Birth date"), shown_date(person.birth_date, person.birth_precision)


def _whole_name(person: Person) -> str:
    latin = f"{person.given_name} {person.family_name}".strip()
    arabic = f"{person.given_name_ar} {person.family_name_ar}".strip()
    first, second = (arabic, latin) if is_rtl() else (latin, arabic)
    return " · ".join(filter(None, (first, second)))


FILE_PARTS += [_of_people, _of_ties, _of_schooling]


def draw_family_file(file: FamilyFile) -> bytes:
    """The file as a PDF."""
    from amane_desktop.people.family_file_drawing import draw

    return draw(file)
