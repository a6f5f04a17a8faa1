"""What the history calls a row and its columns; each room describes its own tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import _


@dataclass(frozen=True)
class Column:
    """A column in plain words; `show` writes one of the journal's values for the reader."""

    label: str
    show: Callable[[Any], str] = str


@dataclass(frozen=True)
class Description:
    """A table as its history tells it; columns without a label are the program's own affair."""

    permission: Permission
    subject: Callable[[Mapping[str, Any]], str]
    columns: Mapping[str, Column]


DESCRIPTIONS: dict[str, Description] = {}


def describe(
    kind: str,
    permission: Permission,
    subject: Callable[[Mapping[str, Any]], str],
    columns: Mapping[str, Column],
) -> None:
    """Register how a table's rows and columns (labels marked with `N_`) are told."""
    DESCRIPTIONS[kind] = Description(permission, subject, columns)


def yes_or_no(value: bool) -> str:
    """A flag in words."""
    return _("yes") if value else _("no")
