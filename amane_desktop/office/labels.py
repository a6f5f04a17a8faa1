"""What the history calls a row and its columns; each room describes its own tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from amane_desktop.access.models import StaffMember
from amane_desktop.access.permissions import Part, Permission, sees
from amane_desktop.i18n import _
from amane_desktop.office.values import value_words
from amane_desktop.office.work import Reading


@dataclass(frozen=True)
class Column:
    """A column in plain words; `show` writes one of the journal's values for the reader.

    Of a column that keeps codes of a list of values, `list_` says which list, and of one that
    keeps the number of a record, `name` says what that is called; `part` is who sees the column,
    where not all do who see the row. What a row is made with is told of few columns
    (`is_told_at_first`): its subject says the rest.
    """

    label: str
    show: Callable[[Any], str] = str
    list_: str = ""
    name: Callable[[Reading, int], str] | None = None
    part: Part | None = None
    is_told_at_first: bool = False

    def is_seen(self, reading: Reading) -> bool:
        """Whether the reader's role ever sees this column."""
        return self.part is None or sees(reading.by.role, self.part)

    def told(self, reading: Reading, value: Any) -> str:
        """The value as the reader reads it; empty when there is none."""
        if value is None or value == "":
            return ""
        if self.name is not None:
            return self.name(reading, value)
        return value_words(reading, self.list_, value) if self.list_ else self.show(value)


@dataclass(frozen=True)
class Description:
    """A table as its history tells it; columns without a label are the program's own affair.

    `is_shown` says of a row's values whether this reader may see what was done to it. `noun` is
    what rows are called together; `refers` names the columns whose records tell what it is about.
    """

    permission: Permission
    subject: Callable[[Mapping[str, Any]], str]
    columns: Mapping[str, Column]
    is_shown: Callable[[Reading, Mapping[str, Any]], bool]
    noun: str
    refers: Mapping[str, str]


DESCRIPTIONS: dict[str, Description] = {}


def describe(
    kind: str,
    permission: Permission,
    subject: Callable[[Mapping[str, Any]], str],
    columns: Mapping[str, Column],
    is_shown: Callable[[Reading, Mapping[str, Any]], bool] = lambda _reading, _values: True,
    *,
    noun: str = "",
    refers: Mapping[str, str] | None = None,
) -> None:
    """Register how a table's rows and columns (labels marked with `N_`) are told."""
    DESCRIPTIONS[kind] = Description(permission, subject, columns, is_shown, noun, refers or {})


def staff_name(reading: Reading, staff_id: int) -> str:
    """A staff member by name, also one who has left."""
    staff = reading.session.get(StaffMember, staff_id)
    return staff.name if staff is not None else ""


def yes_or_no(value: bool) -> str:
    """A flag in words."""
    return _("yes") if value else _("no")
