"""What an import would make: shown before anything is kept, and carried out as it was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _, comma, labelled
from amane_desktop.office.registry import query
from amane_desktop.office.values import listed
from amane_desktop.office.work import Reading
from amane_desktop.people import spelling
from amane_desktop.people.dates import Precision
from amane_desktop.people.duplicates import Likely, as_likely, columns_compared, has_number
from amane_desktop.people.identity import read_cin, read_massar
from amane_desktop.people.importing.columns import FIELDS
from amane_desktop.people.importing.rows import ReadFamily, ReadPerson, read_rows
from amane_desktop.people.likeness import SURE, Told, likeness
from amane_desktop.people.models import Family, Telephone
from amane_desktop.people.names import fold, spelled_words
from amane_desktop.people.sight import Sight

Progress = Callable[[int, int], None]
_OFTEN = 200
_NUMBERS = {"cin": read_cin, "massar": read_massar}


@dataclass(frozen=True)
class PlannedPerson:
    """A person who would be made; `same` is who is, or may be, there already.

    `place` tells the persons of a plan apart.
    """

    row: int
    values: Mapping[str, Any]
    unclear: tuple[str, ...]
    same: Likely | None
    place: int = 0


@dataclass(frozen=True)
class PlannedFamily:
    """A family that would be made; with `family_id`, its new persons join one that is there."""

    values: Mapping[str, str]
    telephones: tuple[str, ...]
    persons: tuple[PlannedPerson, ...]
    family_id: int | None


@dataclass(frozen=True)
class Plan:
    """The families of a sheet, and why rows of it are left out."""

    families: tuple[PlannedFamily, ...]
    left_out: Mapping[int, str]

    @property
    def persons(self) -> Iterator[PlannedPerson]:
        """Everybody who is told of."""
        return (person for family in self.families for person in family.persons)


@query(
    Permission.EDIT_FAMILIES,
    {"rows": (("Yassine", "Aït Baha"),), "first": 0, "columns": {0: "given_name"}},
)
def plan_import(
    reading: Reading,
    rows: Sequence[Sequence[str]],
    first: int,
    columns: Mapping[int, str],
    progress: Progress = lambda done, of: None,
) -> Plan:
    """What the rows from `first` on would make, as their columns tell; a minute for 10,000 rows.

    `progress` may raise to stop it. Who is there already is known only of families seen whole.
    """
    families, left_out = read_rows(rows, first, columns, reading.today)
    known = _Known(reading)
    neighbourhoods = _codes(reading)
    planned, places = [], count()
    for done, family in enumerate(families):
        if done % _OFTEN == 0:
            progress(done, len(families))
        made = _planned(family, known, neighbourhoods)
        persons = tuple(replace(person, place=next(places)) for person in made.persons)
        planned.append(replace(made, persons=persons))
    return Plan(tuple(planned), left_out)


def _planned(family: ReadFamily, known: _Known, codes: Mapping[str, str]) -> PlannedFamily:
    persons = tuple(_planned_person(person, known) for person in family.persons)
    likely = [person.same for person in persons if person.same]
    homes = {
        same.family_id
        for same in likely
        if same.is_sure or known.is_called_by(same.family_id, family.telephones)
    }
    home = homes.pop() if len(homes) == 1 else None
    if home is not None:
        # In a family that is known, a first name is enough.
        persons = tuple(replace(p, same=known.same(p.values, home)) for p in persons)
    values = dict(family.values)
    quarter = values.pop("neighbourhood", "")
    code = codes.get(fold(quarter), "")
    if quarter and not code:
        # A quarter that the centre has no value for stays readable in the address.
        values["address"] = comma().join(filter(None, (values["address"], quarter)))
    values["neighbourhood"] = code
    if not (values["name"] or values["name_ar"]):
        values["name"] = next((p.values["given_name"] for p in persons), "")
        values["name_ar"] = next((p.values["given_name_ar"] for p in persons), "")
    return PlannedFamily(values, tuple(family.telephones), persons, home)


def _planned_person(person: ReadPerson, known: _Known) -> PlannedPerson:
    values, unclear = dict(person.values), list(person.unclear)
    for field, read in _NUMBERS.items():
        written = values.pop(field, "")
        if number := read(written):
            values[field] = number
        elif written:
            unclear.append(labelled(_(FIELDS[field]), written))
    return PlannedPerson(person.row, values, tuple(unclear), known.same(values))


def _codes(reading: Reading) -> dict[str, str]:
    """The neighbourhoods' codes by their folded names in either script."""
    lines = [line for line in listed(reading, "neighbourhood") if not line.is_retired]
    return {fold(name): line.code for line in lines for name in (line.name, line.name_ar) if name}


class _Known:
    """Everybody whom the reader sees whole, by how the first name sounds and by their papers."""

    def __init__(self, reading: Reading) -> None:
        self._today = reading.today
        self._named: dict[str, list[Any]] = {}
        self._numbered: dict[str, Any] = {}
        telephones = select(Telephone.family_id, Telephone.number)
        telephones = telephones.join(Family, Family.id == Telephone.family_id)
        seen = reading.session.execute(telephones.where(Sight(reading).whole()))
        self._called = {(family_id, number) for family_id, number in seen}
        for row in reading.session.execute(columns_compared().where(Sight(reading).whole())):
            for key in _sounds(row.given_name, row.given_name_ar):
                self._named.setdefault(key, []).append(row)
            for number in filter(None, (row.cin, row.massar)):
                self._numbered[number] = row

    def is_called_by(self, family_id: int, telephones: Iterable[str]) -> bool:
        """Whether the family has one of these telephones."""
        return any((family_id, number) in self._called for number in telephones)

    def same(self, values: Mapping[str, Any], home: int | None = None) -> Likely | None:
        """The likeliest same person: by a paper's number, else by both names or the birth.

        In the family `home`, the first name alone is enough.
        """
        cin, massar = values.get("cin", ""), values.get("massar", "")
        for number in filter(None, (cin, massar)):
            row = self._numbered.get(number)
            if row is not None and has_number(row, cin, massar):
                return as_likely(row, True)
        told = Told(
            (
                (values["given_name"], values["family_name"]),
                (values["given_name_ar"], values["family_name_ar"]),
            ),
            values.get("birth_date"),
            values.get("birth_precision", Precision.EXACT),
            values.get("sex", ""),
            values.get("kinship", ""),
            cin,
            massar,
            home,
        )
        heard = {
            row.id: row
            for key in _sounds(values["given_name"], values["given_name_ar"])
            for row in self._named.get(key, ())
        }
        alike = [(likeness(row, told, self._today), row) for row in heard.values()]
        best, row = max(alike, key=lambda pair: pair[0], default=(0, None))
        if row is None or not best:
            return None
        # The whole name and the very day, or a first name in a family that is known, is no chance.
        return as_likely(row, row.family_id == home or best >= SURE)


def _sounds(*names: str) -> set[str]:
    return {key for name in names if name for key in spelling.sounds(spelled_words(name)[:1])}
