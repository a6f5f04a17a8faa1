"""Which pieces of a family's record can be fetched back, and what stands against the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import UniqueConstraint, select

from amane_desktop.office.attachments import Attachment
from amane_desktop.office.erasing import owners
from amane_desktop.office.journal import UNDO, JournalAction, JournalChange
from amane_desktop.office.keepsakes import Erasure
from amane_desktop.office.rows import Row, Values, model_of, numbers_of, typed, values_of
from amane_desktop.office.undo_judged import Item, by_kind
from amane_desktop.office.undo_links import references
from amane_desktop.office.undo_rules import WHOLES, own_affairs
from amane_desktop.office.work import Reading
from amane_desktop.people.fetching.pieces import (
    Difference,
    Groups,
    Piece,
    Reason,
    in_groups,
    is_less_careful,
)
from amane_desktop.people.fetching.then import OWN, Then, began, hanging_on
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.models import Person, Relationship

_PERSON, _ATTACHMENT = str(Person.__tablename__), str(Attachment.__tablename__)


class Judging:
    """A family then and now: what differs, and in which pieces it may come back."""

    def __init__(self, reading: Reading, then: Then) -> None:
        self._session = reading.session
        self.then = then
        persons = {number for kind, number in then.rows if kind == _PERSON}
        # What hangs there now, and what became of the rows of then, wherever they are.
        self.now = hanging_on(reading.session, then.family_id, persons)
        for kind, numbers in by_kind(then.rows.keys() - self.now.keys()).items():
            there = values_of(reading.session, kind, numbers)
            self.now |= {(kind, number): values for number, values in there.items()}
        self._against = self._judge_rows()

    def pieces(self) -> tuple[Piece, ...]:
        """What differs, each with the reason why it stays, if one does."""
        differing = list(self._differences())
        differences = [each for each in differing if each.kind != _ATTACHMENT]
        files = {each.row: each for each in differing if each.kind == _ATTACHMENT}
        groups, later = self._wholes(differences)
        needs: dict[Item, set[Row]] = {}
        reasons = dict.fromkeys(later, Reason.LATER)
        for each in differences:
            for row in self._referred(each):
                if row in files:
                    differences.append(files[row])
                    groups.join(files.pop(row).item, each.item)
                elif row in self.then.rows and row not in self.now:
                    needs.setdefault(each.item, set()).add(row)
                elif not numbers_of(self._session, row[0], {row[1]}):
                    reasons.setdefault(each.item, Reason.GONE)
        reasons |= dict.fromkeys(self._taken(differences), Reason.TAKEN)
        found = [
            self._piece(together, needs, reasons) for together in in_groups(differences, groups)
        ]
        return tuple(_without_what_they_need(found))

    def added(self) -> dict[Row, Values]:
        """Rows of the record that were not there then; they stay."""
        return {
            row: values
            for row, values in self.now.items()
            if row[0] in OWN and row not in self.then.rows
        }

    def _differences(self) -> Iterator[Difference]:
        for (kind, number), was in self.then.rows.items():
            now = self.now.get((kind, number))
            if now is None:
                yield Difference(kind, number, "", None, None)
            elif kind in OWN:
                for key in was.keys() - own_affairs(kind):
                    if now[key] != was[key]:
                        yield Difference(kind, number, key, was[key], now[key])

    def _piece(
        self,
        differences: tuple[Difference, ...],
        needs: dict[Item, set[Row]],
        reasons: dict[Item, Reason],
    ) -> Piece:
        ordered = tuple(sorted(differences, key=_place))
        against = [self._against.get(each.row) for each in ordered]
        against += [reasons.get(each.item) for each in ordered]
        needed = {row for each in ordered for row in needs.get(each.item, ())}
        return Piece(
            ordered,
            frozenset(needed - {each.row for each in ordered if not each.column}),
            next(filter(None, against), None),
            is_further=ordered[0].kind not in OWN,
            is_less_careful=any(map(is_less_careful, ordered)),
        )

    def _judge_rows(self) -> dict[Row, Reason]:
        """The rows that stay, and all that is of a row that does."""
        against: dict[Row, Reason] = {}
        made = began(self._session, self.then.rows)
        erased, merged = self._erased(), self._merged()
        for row, was in self.then.rows.items():
            now = self.now.get(row)
            moved = now is not None and any(now[key] != was[key] for key in owners(row[0]))
            is_another = row in made and self.then.began.get(row, made[row]) != made[row]
            for holds, reason in (
                (row in erased, Reason.ERASED),
                (is_another, Reason.ANOTHER),
                (row in merged, Reason.MERGED),
                (moved, Reason.MOVED),
            ):
                if holds:
                    against.setdefault(row, reason)
        before = -1
        while before != len(against):
            before = len(against)
            for (kind, number), was in self.then.rows.items():
                above = (against.get((owner, was[key])) for key, owner in owners(kind).items())
                for reason in filter(None, above):
                    against.setdefault((kind, number), reason)
        return against

    def _erased(self) -> set[Row]:
        found = set[Row]()
        for kind, numbers in by_kind(self.then.rows).items():
            erased = select(Erasure.row_id).where(Erasure.kind == kind)
            found |= {(kind, n) for n in self._session.scalars(erased) if n in numbers}
        return found

    def _merged(self) -> set[Row]:
        """The persons whose records went into others."""
        gone = {n for kind, n in self.then.rows.keys() - self.now.keys() if kind == _PERSON}
        removals = (
            select(JournalChange.row_id, JournalAction)
            .join(JournalAction, JournalAction.id == JournalChange.action_id)
            .where(
                JournalChange.kind == _PERSON,
                JournalChange.row_id.in_(gone),
                JournalChange.after.is_(None),
            )
            .order_by(JournalChange.id)
        )
        found = self._session.execute(removals)
        last = {number: self._first_of(action) for number, action in found}
        return {(_PERSON, n) for n, name in last.items() if name == merge_persons.__name__}

    def _first_of(self, action: JournalAction) -> str:
        while action.name == UNDO and action.undoes_id is not None:
            action = self._session.get_one(JournalAction, action.undoes_id)
        return action.name

    def _wholes(self, differences: list[Difference]) -> tuple[Groups, set[Item]]:
        """Which differences belong together, and those of a whole that has grown since."""
        groups, later = Groups(), set[Item]()
        in_whole = set[Item]()
        for whole in WHOLES:
            parts = {kind: part for kind, part in whole.items() if part.is_alone}
            # (what is about single rows alone goes with their other columns)
            if not any(part.owner != ("id",) for part in parts.values()):
                continue
            grown = {
                tuple(values[key] for key in parts[kind].owner)
                for (kind, number), values in self.now.items()
                if kind in parts
                and not parts[kind].columns
                and (kind, number) not in self.then.rows
            }
            for each in differences:
                part = parts.get(each.kind)
                if part is None or (part.columns and each.column not in ("", *part.columns)):
                    continue
                owner = tuple(self.then.rows[each.row][key] for key in part.owner)
                groups.join(each.item, (id(whole), owner))
                in_whole.add(each.item)
                if owner in grown:
                    later.add(each.item)
        rest: dict[tuple[Row, bool], list[Item]] = {}
        for each in differences:
            if each.item not in in_whole:
                rest.setdefault((each.row, is_less_careful(each)), []).append(each.item)
        for items in rest.values():
            for one, other in pairwise(items):
                groups.join(one, other)
        return groups, later

    def _referred(self, each: Difference) -> Iterator[Row]:
        """The rows that it would refer to."""
        was = self.then.rows[each.row]
        for child, column, parent in references():
            if child == each.kind and each.column in ("", column) and was[column] is not None:
                yield parent, was[column]

    def _taken(self, differences: list[Difference]) -> Iterator[Item]:
        """What would stand where another row stands now."""
        for each in differences:
            was = self.then.rows[each.row]
            wanted = was | (self.now.get(each.row) or {})
            wanted |= {each.column: each.then} if each.column else {}
            for rule in _table(each.kind).constraints:
                if isinstance(rule, UniqueConstraint):
                    keys = tuple(rule.columns.keys())
                    if each.column in ("", *keys) and self._other(each, keys, wanted):
                        yield each.item
            if each.kind == Relationship.__tablename__ and self._is_said_again(wanted):
                yield each.item

    def _other(self, each: Difference, keys: tuple[str, ...], wanted: Values) -> bool:
        table = _table(each.kind)
        told = typed(model_of(each.kind), {key: wanted[key] for key in keys})
        same = (table.c[key] == value for key, value in told.items())
        found = select(table.c.id).where(*same, table.c.id != each.number)
        return self._session.scalar(found.limit(1)) is not None

    def _is_said_again(self, wanted: Values) -> bool:
        """Whether the same was said of the two since, for a time that runs into this one."""
        ends = (wanted["person_id"], wanted["other_id"])
        pairs = {ends, ends[::-1]} if wanted["kind"] == "spouse" else {ends}
        return any(
            values["kind"] == wanted["kind"]
            and (values["person_id"], values["other_id"]) in pairs
            and (values["first_day"] or "") < (wanted["last_day"] or "9")
            and (wanted["first_day"] or "") < (values["last_day"] or "9")
            for (kind, _number), values in self.added().items()
            if kind == Relationship.__tablename__
        )


def _without_what_they_need(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, where those stay that need one that does."""
    stays = {row: piece.reason for piece in pieces if piece.reason for row in piece.returns}
    by_row = {row: piece for piece in pieces for row in piece.returns}
    grows = True
    while grows:
        grows = False
        for piece in pieces:
            why = next((stays[row] for row in piece.needs if row in stays), None)
            if why and not piece.reason and not piece.returns <= stays.keys():
                stays |= dict.fromkeys(piece.returns, why)
                grows = True
    for piece in pieces:
        why = piece.reason or next(
            (stays[row] for row in (*piece.needs, *piece.returns) if row in stays), None
        )
        if any(row not in by_row for row in piece.needs):
            why = why or Reason.GONE
        yield replace(piece, reason=why)


def _place(each: Difference) -> tuple[Any, ...]:
    order = OWN.index(each.kind) if each.kind in OWN else len(OWN)
    return order, each.kind, each.number, each.column


def _table(kind: str) -> Any:
    return model_of(kind).__table__
