"""A family then and now, in the reader's words: what differs first, and all that was the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _, comma, in_its_own_direction, isolate, labelled
from amane_desktop.office.erasing import belongings, owners
from amane_desktop.office.history import subject_of
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import query
from amane_desktop.office.rows import Row, Values
from amane_desktop.office.undo_judged import Item
from amane_desktop.office.work import Reading
from amane_desktop.people.dates import shown_date
from amane_desktop.people.fetching.judging import Judging
from amane_desktop.people.fetching.pieces import Piece, Reason
from amane_desktop.people.fetching.then import OWN, Then
from amane_desktop.people.models import (
    Family,
    FamilyState,
    Membership,
    Person,
    Relationship,
    Scan,
    Schooling,
    Telephone,
)
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.sight import Sight, note_look

REASONS = {
    Reason.ERASED: N_("This was erased for good and does not come back."),
    Reason.ANOTHER: N_("Another record has this number now."),
    Reason.MERGED: N_("This record was merged with another since. Undo the merging instead."),
    Reason.MOVED: N_("The person moved to another family since, or this went to another person."),
    Reason.TAKEN: N_("Something else stands in this place now."),
    Reason.GONE: N_("It hangs on something that is no longer there."),
    Reason.LATER: N_("Newer entries follow on it, so it stays as it is now."),
}
_KINDS = {
    str(Membership.__tablename__): N_("Life in the family"),
    str(Scan.__tablename__): N_("Scan or photo"),
}
# What goes without saying.
_QUIET: dict[str, dict[str, object]] = {
    str(Family.__tablename__): {"is_protected": False},
    str(Person.__tablename__): {"is_deceased": False, "birth_precision": "exact"},
}
_NEVER = object()


@dataclass(frozen=True)
class Line:
    """A field in words, as it was and as it is."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class ToldPiece:
    """What is chosen together: what it is about, its lines, and why it stays, if it does.

    It is one piece of a record, or all rows of one kind that a service held of a person. `is_gone`
    when it brings back what is no longer there; `is_less_careful` when it takes back a caution.
    """

    pieces: tuple[Piece, ...]
    title: str
    lines: tuple[Line, ...]
    why: str
    is_gone: bool
    is_less_careful: bool = False


@dataclass(frozen=True)
class Block:
    """The family itself, one person, or what the services hold: what differs, and the rest.

    The rest are pairs of what it is and what was told; one of the two may be empty.
    """

    title: str
    is_gone: bool
    pieces: tuple[ToldPiece, ...]
    same: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ThenAndNow:
    """All that is told of a family in a backup, what differs first.

    `added` came since and stays; `is_gone` when the family itself is no longer there.
    """

    blocks: tuple[Block, ...]
    added: tuple[str, ...]
    is_gone: bool

    @property
    def pieces(self) -> tuple[ToldPiece, ...]:
        """Every piece that differs."""
        return tuple(piece for block in self.blocks for piece in block.pieces)


@query(Permission.RESTORE, {"then": Then(1, {})})
def then_and_now(reading: Reading, then: Then) -> ThenAndNow | None:
    """The family in the backup beside what stands now; None where it is not seen whole today."""
    family = reading.session.get(Family, then.family_id)
    if family is not None:
        if not Sight(reading).sees_family(then.family_id, whole=True):
            return None
        was = then.rows.get(("family", then.family_id), {})
        is_protected = family.is_protected or was.get("is_protected", False)
        note_look(reading, "family", then.family_id, is_protected=is_protected)
    return _Telling(reading, then).all()


class _Telling:
    def __init__(self, reading: Reading, then: Then) -> None:
        self._reading, self._then = reading, then
        self._judging = Judging(reading, then)

    def all(self) -> ThenAndNow:
        judged = self._judging.pieces()
        pieces: dict[Row, list[ToldPiece]] = {}
        for piece in judged:
            if not piece.is_further:
                whose = self._whose(piece.differences[0].row)
                pieces.setdefault(whose, []).append(self._piece(piece))
        further = tuple(self._further(piece for piece in judged if piece.is_further))
        family = (str(Family.__tablename__), self._then.family_id)
        persons = [row for row in self._then.rows if row[0] == Person.__tablename__]
        persons.sort(key=lambda row: (self._then.rows[row]["birth_date"] or "9", row[1]))
        blocks = [self._block(row, pieces.get(row, [])) for row in (family, *persons)]
        blocks.sort(key=lambda block: not block.pieces)
        if further:
            title = _("Attendance, groups and what else services hold")
            blocks.append(Block(title, False, further, ()))
        added = (self._title(row, values) for row, values in self._judging.added().items())
        is_gone = family not in self._judging.now
        return ThenAndNow(tuple(blocks), tuple(filter(None, added)), is_gone)

    def _further(self, pieces: Iterable[Piece]) -> Iterator[ToldPiece]:
        """The rows of services, those of one kind and person together: none is looked at alone."""
        together: dict[tuple[str, Reason | None], list[Piece]] = {}
        for piece in pieces:
            row = piece.differences[0].row
            title = self._title(row, self._then.rows[row])
            together.setdefault((title, piece.reason), []).append(piece)
        for (title, reason), of_kind in together.items():
            why = _(REASONS[reason]) if reason else ""
            n = sum(len(piece.returns) for piece in of_kind)
            yield ToldPiece(tuple(of_kind), f"{title} ({isolate(str(n))})", (), why, True)

    def _block(self, row: Row, pieces: list[ToldPiece]) -> Block:
        values = self._then.rows.get(row, {})
        title = self._name(row, values) if values else ""
        differing = {
            each.item for told in pieces for piece in told.pieces for each in piece.differences
        }
        gone = {row for told in pieces for piece in told.pieces for row in piece.returns}
        same = [
            line
            for kind in OWN
            for other, theirs in self._then.rows.items()
            if other[0] == kind and other not in gone and self._whose(other) == row
            for line in self._same(other, theirs, differing)
        ]
        pieces.sort(key=lambda told: (not told.is_gone, told.pieces[0].differences[0].item))
        return Block(title, row not in self._judging.now, tuple(pieces), tuple(same))

    def _whose(self, row: Row) -> Row:
        """The person or the family under whom a row is told."""
        if row[0] in (Family.__tablename__, Person.__tablename__):
            return row
        for key, owner in owners(row[0]).items():
            whose = (owner, self._then.rows[row][key])
            if owner == Person.__tablename__ and whose in self._then.rows:
                return whose
        return str(Family.__tablename__), self._then.family_id

    def _piece(self, piece: Piece) -> ToldPiece:
        rows = [row for row in piece.rows if row[0] in DESCRIPTIONS]
        lines = [line for each in rows for line in self._lines(piece, each)]
        why = _(REASONS[piece.reason]) if piece.reason else ""
        first = piece.differences[0].row
        title = self._title(first, self._then.rows[first])
        careful = piece.is_less_careful
        told = tuple(dict.fromkeys(lines))
        return ToldPiece((piece,), title, told, why, bool(piece.returns), careful)

    def _lines(self, piece: Piece, row: Row) -> Iterator[Line]:
        if row in piece.returns:
            told = dict(self._fields(row, self._then.rows[row]))
            for label, value in told.items():
                yield Line(label, value, "")
            return
        differing = {each.column for each in piece.differences if each.row == row}
        both = self._then.rows[row], self._judging.now[row]
        for key, column in DESCRIPTIONS[row[0]].columns.items():
            if key in differing and column.is_seen(self._reading):
                then, now = (self._value(row[0], key, values) for values in both)
                yield Line(_(column.label), then, now)

    def _same(
        self, row: Row, values: Values, differing: Collection[Item]
    ) -> Iterator[tuple[str, str]]:
        """The fields of a family or a person, each by itself, and any other row as one."""
        fields = self._fields(row, values, but=differing)
        if row[0] in (Family.__tablename__, Person.__tablename__):
            yield from fields
            return
        title = self._title(row, values)
        told = [
            labelled(label, in_its_own_direction(value))
            for label, value in fields
            if value not in title
        ]
        if title or told:
            yield title, comma().join(told)

    def _fields(
        self, row: Row, values: Values, but: Collection[Item] = ()
    ) -> Iterator[tuple[str, str]]:
        description, quiet = DESCRIPTIONS.get(row[0]), _QUIET.get(row[0], {})
        for key, column in description.columns.items() if description else ():
            is_told = key in values and (*row, key) not in but and column.is_seen(self._reading)
            is_told = is_told and values[key] != quiet.get(key, _NEVER)
            if is_told and (told := self._value(row[0], key, values)):
                yield _(column.label), told

    def _value(self, kind: str, key: str, values: Values) -> str:
        """A field in words; a birth no more exact than it was known."""
        if (kind, key) == (Person.__tablename__, "birth_date") and values[key]:
            return shown_date(date.fromisoformat(values[key]), values["birth_precision"])
        return DESCRIPTIONS[kind].columns[key].told(self._reading, values[key])

    def _title(self, row: Row, values: Values) -> str:
        kind = row[0]
        if kind in (Family.__tablename__, Person.__tablename__):
            return self._name(row, values)
        if kind in _KINDS:
            return _(_KINDS[kind])
        if kind not in OWN:
            told = (_(belongings()[kind]), in_its_own_direction(self._about(values)))
            return " · ".join(filter(None, told))
        description = DESCRIPTIONS[kind]
        if kind == Relationship.__tablename__:
            ends = (self._person(values[end]) for end in ("person_id", "other_id"))
            one, other = map(in_its_own_direction, ends)
            return f"{one} · {description.subject(values)} · {other}"
        if kind in (Telephone.__tablename__, FamilyState.__tablename__, Schooling.__tablename__):
            return description.subject(values)
        return ""

    def _about(self, values: Values) -> str:
        person_id = values.get("person_id")
        return self._person(person_id) if person_id else ""

    def _person(self, number: int) -> str:
        row = (str(Person.__tablename__), number)
        values = self._then.rows.get(row) or self._judging.now.get(row)
        return self._name(row, values) if values else subject_of(self._reading, row)

    @staticmethod
    def _name(row: Row, values: Values) -> str:
        if row[0] == Family.__tablename__:
            return in_reader_script(values["name"], values["name_ar"])
        return in_reader_script(values["given_name"], values["given_name_ar"])
