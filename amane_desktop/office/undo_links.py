"""What hangs on what: references between rows, places that are taken, wholes that belong together.

All of it is read from the models, and asked of the database for thousands of rows at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select

from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.rows import Values, model_of, numbers_of, plain, typed, values_of, within
from amane_desktop.office.undo_judged import Item, Judged, Stay, by_kind, differs
from amane_desktop.office.undo_rules import WHOLES, Part
from amane_desktop.storage.database import Base

_AT_ONCE = 500
_Owner = tuple[Any, ...]


@dataclass(frozen=True)
class Link:
    """`onto` cannot be put back as long as `item` stands (or, of a need, is not there)."""

    item: Item
    onto: Item


def references() -> Iterator[tuple[str, str, str]]:
    """Each column that refers to another row: its table, its name, and the other table."""
    for mapper in Base.registry.mappers:
        table = _table(mapper.class_.__tablename__)
        for key in table.foreign_keys:
            yield table.name, key.parent.name, key.column.table.name


def hanging(judged: Judged) -> Iterator[Link]:
    """Rows that the action did not make and that refer to one that it made."""
    # Of several reasons, one that can be told in words comes first.
    for child, column, parent in sorted(references(), key=lambda r: r[0] not in DESCRIPTIONS):
        own, table = judged.made.get(child, set()), _table(child)
        found: list[Any] = []
        for condition in within(table.c[column], judged.made.get(parent, ())):
            rows = judged.session.execute(select(table.c.id, table.c[column]).where(condition))
            found += [row for row in rows if row[0] not in own]
        judged.since.read(child, {number for number, _onto in found})
        for number, onto in found:
            yield Link((child, number, column), (parent, onto, ""))


def parents(judged: Judged, staying: set[Item]) -> Iterator[Link]:
    """Rows that the action made and that rows which it made as well refer to."""
    rows = by_kind((kind, number) for kind, number, column in staying if not column)
    for child, column, parent in references():
        table, made = _table(child), judged.made.get(parent, set())
        own = rows.get(child, set()) & judged.made.get(child, set()) if made else set()
        for condition in within(table.c.id, own):
            found = select(table.c.id, table.c[column]).where(condition)
            for number, onto in judged.session.execute(found):
                if onto in made:
                    yield Link((child, number, ""), (parent, onto, ""))


def needs(judged: Judged) -> list[Link]:
    """What would refer, once put back, to a row that is not there at the moment."""
    wanted: dict[str, list[tuple[Item, int]]] = defaultdict(list)
    for child, column, parent in references():
        for (kind, number), was in judged.removed.items():
            if kind == child and was.get(column) is not None:
                wanted[parent].append(((kind, number, ""), was[column]))
        for (kind, number), was in judged.columns.items():
            if kind == child and was.get(column) is not None:
                wanted[parent].append(((kind, number, column), was[column]))
    links = []
    for parent, items in wanted.items():
        there = numbers_of(judged.session, parent, {onto for _item, onto in items})
        missing = [(item, onto) for item, onto in items if onto not in there]
        judged.since.read(parent, {onto for _item, onto in missing})
        links += [Link((parent, onto, ""), item) for item, onto in missing]
    return links


def clashes(judged: Judged) -> Iterator[Link]:
    """Rows that have the place of one that would come back, where only one may be."""
    back: dict[str, dict[int, Values]] = defaultdict(dict)
    for (kind, number), was in judged.removed.items():
        back[kind][number] = was
    for row, was in judged.columns.items():
        if row in judged.now:
            back[row[0]][row[1]] = {**judged.now[row], **was}
    for kind, rows in back.items():
        for rule in _table(kind).constraints:
            if isinstance(rule, UniqueConstraint):
                yield from _clashes(judged, kind, rows, tuple(rule.columns.keys()))


def _clashes(
    judged: Judged, kind: str, rows: dict[int, Values], unique: tuple[str, ...]
) -> Iterator[Link]:
    places: dict[_Owner, list[int]] = defaultdict(list)
    for number, row in rows.items():
        put_back = judged.columns.get((kind, number), row)
        if not put_back.keys().isdisjoint(unique):
            places[tuple(row[key] for key in unique)].append(number)
    model, table = model_of(kind), _table(kind)
    firsts = [typed(model, {unique[0]: place[0]})[unique[0]] for place in places]
    for at in range(0, len(firsts), _AT_ONCE):
        condition = table.c[unique[0]].in_(firsts[at : at + _AT_ONCE])
        found = select(table.c.id, *(table.c[key] for key in unique)).where(condition)
        for other, *values in judged.session.execute(found):
            for number in places.get(tuple(map(plain, values)), ()):
                if number != other:
                    taken = _of(judged, kind, other, unique) or unique[0]
                    item = (kind, number, _of(judged, kind, number, unique))
                    yield Link((kind, other, taken), item)


def _of(judged: Judged, kind: str, number: int, unique: tuple[str, ...]) -> str:
    changed = judged.columns.get((kind, number), {})
    return next((key for key in unique if key in changed), "")


def wholes(judged: Judged) -> list[set[Item]]:
    """What is put back together or not at all; what was done to a whole since makes it stay."""
    found: list[set[Item]] = []
    for whole in WHOLES:
        groups: dict[_Owner, set[Item]] = defaultdict(set)
        for kind, part in whole.items():
            for item, owner in _owned(judged, kind, part):
                groups[owner].add(item)
        for kind, part in whole.items() if groups else ():
            for owner, number in _touched_since(judged, kind, part, groups.keys()):
                for item in groups[owner]:
                    judged.keep(item, Stay(judged.since.last((kind, number)), (kind, number)))
        found += groups.values()
    return found


def _owned(judged: Judged, kind: str, part: Part) -> Iterator[tuple[Item, _Owner]]:
    table, made = _table(kind), judged.made.get(kind, set())
    for condition in within(table.c.id, made):
        found = select(table.c.id, *(table.c[key] for key in part.owner)).where(condition)
        for number, *owner in judged.session.execute(found):
            yield (kind, number, ""), tuple(owner)
    for number in made:
        gone = judged.since.before((kind, number)) if (kind, number, "") in judged.stays else None
        if gone and gone.keys() >= set(part.owner):
            yield (kind, number, ""), tuple(gone[key] for key in part.owner)
    for (of, number), was in judged.removed.items():
        if of == kind:
            yield (kind, number, ""), tuple(was[key] for key in part.owner)
    for (of, number), was in judged.columns.items():
        now = judged.now.get((of, number))
        if of != kind or now is None:
            continue
        for key in was.keys() & (part.columns or was.keys()):
            # What was handed over belongs to both whom it was taken from and given to.
            yield (kind, number, key), tuple(now[one] for one in part.owner)
            yield (kind, number, key), tuple({**now, **was}[one] for one in part.owner)


def _touched_since(
    judged: Judged, kind: str, part: Part, owners: Any
) -> Iterator[tuple[_Owner, int]]:
    if not part.is_alone:
        return
    table, made = _table(kind), judged.made.get(kind, set())
    rows: dict[int, _Owner] = {}
    for condition in within(table.c[part.owner[0]], {owner[0] for owner in owners}):
        found = select(table.c.id, *(table.c[key] for key in part.owner)).where(condition)
        for number, *owner in judged.session.execute(found):
            if tuple(owner) in owners and number not in made:
                rows[number] = tuple(owner)
    touched = judged.since.touched(kind, rows)
    for number, now in values_of(judged.session, kind, touched).items():
        if differs(kind, judged.since.before((kind, number)), now, part.columns):
            yield rows[number], number


def _table(kind: str) -> Table:
    table = model_of(kind).__table__
    assert isinstance(table, Table)
    return table
