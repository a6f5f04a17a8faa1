"""Words in the journal: which actions tell of them, by the index and never row by row."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    ColumnElement,
    Select,
    TableClause,
    and_,
    exists,
    literal,
    or_,
    select,
    text,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from amane_desktop.access.models import StaffMember
from amane_desktop.i18n import _
from amane_desktop.office.journal import GONE, UNDO, JournalAction, JournalChange
from amane_desktop.office.labels import DESCRIPTIONS
from amane_desktop.office.registry import ACTIONS
from amane_desktop.office.rows import model_of
from amane_desktop.office.values import ListedValue
from amane_desktop.office.work import Reading
from amane_desktop.storage import fulltext

# A single letter tells nothing.
_SHORTEST, _SHORTEST_NUMBER = 2, 3


def tells(reading: Reading, words: str) -> list[ColumnElement[bool]]:
    """A condition for each word: it begins a word of the sentence, of a name, or of a value."""
    asked = [word for word in fulltext.folded(words) if len(word) >= _SHORTEST]
    return [_Word(reading, word).is_told() for word in asked]


class _Word:
    """One folded word, looked for in whatever a line of the journal tells."""

    def __init__(self, reading: Reading, word: str) -> None:
        self._session, self._word = reading.session, word
        change = JournalChange
        index = fulltext.name_index(change.__tablename__)
        asked = fulltext.any_of(
            (
                fulltext.words(word, beginning=True),
                fulltext.words(*self._codes(), *self._changed_fields()),
            )
        )
        # The changes in whose values it stands.
        self._hits = (
            select(change.action_id, change.kind, change.row_id)
            .where(change.id.in_(_matching(index, asked)))
            .cte()
        )

    def is_told(self) -> ColumnElement[bool]:
        """That an action's line tells of the word."""
        found = union_all(select(self._hits.c.action_id), *self._by_name()).subquery()
        return or_(JournalAction.id.in_(select(found.c[0])), *self._by_sentence())

    def _codes(self) -> list[str]:
        """Rows keep the codes of values whose words staff may change."""
        values = self._session.execute(
            select(ListedValue.code, ListedValue.name, ListedValue.name_ar)
        )
        return [
            " ".join(fulltext.folded(code))
            for code, *names in values
            if any(map(self._begins_one_of, names))
        ]

    def _changed_fields(self) -> set[str]:
        """A field that was changed is found by what it is called."""
        return {
            fulltext.changed_key(key)
            for description in DESCRIPTIONS.values()
            for key, column in description.columns.items()
            if self._begins_one_of(_(column.label))
        }

    def _begins_one_of(self, text: str) -> bool:
        return any(one.startswith(self._word) for one in fulltext.folded(text))

    def _by_sentence(self) -> Iterator[ColumnElement[bool]]:
        """By who did it, and by what it is called to have done, or undone."""
        action = JournalAction
        staff = self._session.execute(select(StaffMember.id, StaffMember.name))
        by = [staff_id for staff_id, name in staff if self._begins_one_of(name)]
        if by:
            yield action.staff_id.in_(by)
        names = [e.name for e in ACTIONS.values() if self._begins_one_of(_(e.sentence))]
        if self._begins_one_of(_("Undid: {action}").format(action="")):
            names.append(UNDO)
        if names:
            undone = aliased(action)
            was_called = exists().where(undone.id == action.undoes_id, undone.name.in_(names))
            yield action.name.in_(names)
            yield and_(action.name == UNDO, was_called)

    def _by_name(self) -> Iterator[Select[int]]:
        """By what the records are called that it was about."""
        change = JournalChange
        row, hit = tuple_(change.kind, change.row_id), self._hits.c
        unnamed = [kind for kind in DESCRIPTIONS if not fulltext.names_followed(kind)]
        called = select(hit.kind, hit.row_id).where(hit.kind.in_(unnamed))
        yield select(change.action_id).where(row.in_(called))
        for kind in DESCRIPTIONS:
            for rows in self._called(kind):
                yield select(change.action_id).where(change.kind == kind, change.row_id.in_(rows))

    def _called(self, kind: str) -> Iterator[Select[int]]:
        """Rows of a table that an index finds, or that are about one that it finds."""
        if fulltext.names_followed(kind):
            asked = fulltext.words(self._word, beginning=True)
            yield _matching(fulltext.name_index(kind), asked)
        number = fulltext.number_in(self._word)
        if fulltext.numbers_followed(kind) and _is_number(number):
            yield _matching(fulltext.number_index(kind), fulltext.numbers(number))
        table, change = model_of(kind).__table__, JournalChange
        for column, other in DESCRIPTIONS[kind].refers.items():
            for rows in self._called(other):
                yield select(table.c.id).where(table.c[column].in_(rows))
                # A row that is gone, or was undone, was about somebody all the same.
                was = change.before[column].as_integer()
                yield select(change.row_id).where(change.kind == kind, text(GONE), was.in_(rows))


def _is_number(text: str) -> bool:
    return len(text) >= _SHORTEST_NUMBER and any(map(str.isdecimal, text))


def _matching(index: TableClause, asked: str) -> Select[int]:
    return select(index.c.rowid).where(fulltext.matches(index, literal(asked)))
