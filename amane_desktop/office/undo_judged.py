"""What an action did, judged piece by piece: what may be put back, and what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from amane_desktop.office.effects import Since, effects_of
from amane_desktop.office.journal import JournalAction
from amane_desktop.office.rows import Row, Values, numbers_of, values_of
from amane_desktop.office.undo_rules import own_affairs

# A column of a row; of a row as a whole, the column is empty.
Item = tuple[str, int, str]


@dataclass(frozen=True)
class Stay:
    """Why something stays: the later action, and the row that it touched.

    `by` is None where it may not be said; `is_changed` when the very thing was touched.
    """

    by: JournalAction | None
    row: Row
    is_changed: bool = False


class Judged:
    """The pieces of an action: rows it made and removed, columns as they were, and what stays."""

    def __init__(self, session: Session, action_id: int) -> None:
        self.effects = effects = effects_of(session, action_id)
        self.session, self.since = session, Since(session, action_id)
        self.made = {kind: numbers for kind, numbers in effects.made.items() if numbers}
        self.in_bulk, self.removed = effects.in_bulk, effects.removed
        self.columns: dict[Row, Values] = {}
        self.now: dict[Row, Values] = {}
        self.stays: dict[Item, Stay] = {}
        for kind, of_kind in by_kind(effects.rows()).items():
            self.since.read(kind, of_kind)
        self._judge_made()
        self._judge_removed()
        self._judge_columns(effects.changed)

    def keep(self, item: Item, why: Stay) -> None:
        """Let something stay; the first reason counts."""
        self.stays.setdefault(item, why)

    def why(self, item: Item) -> Stay:
        """What is told of a thing that stands in the way."""
        kind, number, column = item
        known = self.stays.get(item) or self.stays.get((kind, number, ""))
        return known or Stay(self.since.last((kind, number), column), (kind, number))

    def goes(self, kind: str, number: int) -> bool:
        """Whether the action made the row, and undoing it takes it away."""
        return number in self.made.get(kind, ()) and (kind, number, "") not in self.stays

    def returns(self, kind: str, number: int) -> bool:
        """Whether the action removed the row, and undoing it brings it back."""
        return (kind, number) in self.removed and (kind, number, "") not in self.stays

    def is_put_back(self, item: Item) -> bool:
        """Whether the column of a row becomes again what it was."""
        kind, number, column = item
        return column in self.columns.get((kind, number), ()) and item not in self.stays

    def _judge_made(self) -> None:
        for kind, numbers in self.made.items():
            for number in numbers - numbers_of(self.session, kind, numbers):
                self._keep_changed((kind, number, ""))
            touched = self.since.touched(kind, numbers)
            for number, values in values_of(self.session, kind, touched).items():
                if differs(kind, self.since.before((kind, number)), values):
                    self._keep_changed((kind, number, ""))

    def _judge_removed(self) -> None:
        for kind, numbers in by_kind(self.removed).items():
            for number in numbers_of(self.session, kind, numbers):
                self._keep_changed((kind, number, ""))

    def _judge_columns(self, changed: Mapping[Row, Values]) -> None:
        for kind, numbers in by_kind(changed).items():
            of_kind = values_of(self.session, kind, numbers)
            self.now |= {(kind, number): values for number, values in of_kind.items()}
        for row, was in changed.items():
            now, later = self.now.get(row), self.since.before(row) or {}
            for key in was.keys() - own_affairs(row[0]):
                if now is not None and now[key] == was[key]:
                    continue  # it stands as it was
                self.columns.setdefault(row, {})[key] = was[key]
                if now is None or (key in later and later[key] != now[key]):
                    self._keep_changed((*row, key))

    def _keep_changed(self, item: Item) -> None:
        kind, number, column = item
        by = self.since.last((kind, number), column)
        self.keep(item, Stay(by, (kind, number), is_changed=True))


def by_kind(rows: Iterable[Row]) -> dict[str, set[int]]:
    """The numbers of rows for each table."""
    found: dict[str, set[int]] = defaultdict(set)
    for kind, number in rows:
        found[kind].add(number)
    return found


def differs(
    kind: str, was: Values | None, now: Values, columns: frozenset[str] = frozenset()
) -> bool:
    """Whether a row is another than it was (or was none), in these columns or in any."""
    if was is None:
        return True
    told = (columns or was.keys()) & was.keys() - own_affairs(kind)
    return any(was[key] != now[key] for key in told)
