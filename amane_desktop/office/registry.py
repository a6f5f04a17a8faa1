"""Where actions and queries register, with the permission they need and an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from amane_desktop.access.permissions import Permission

if TYPE_CHECKING:
    from amane_desktop.office.work import Reading, Work

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Entry:
    """What `do` and `ask` know of a function; `sentence` tells the journal's reader what it did."""

    name: str
    sentence: str
    permission: Permission
    example: Mapping[str, Any]
    is_undoable: bool = True
    is_journalled: bool = True


ACTIONS: dict[Callable[..., Any], Entry] = {}
QUERIES: dict[Callable[..., Any], Entry] = {}


def action(
    sentence: str,
    permission: Permission,
    example: Mapping[str, Any],
    *,
    is_undoable: bool = True,
    is_journalled: bool = True,
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Work, P], R]]:
    """Register an action; `sentence` is what the history says of it (marked with `N_`).

    What changes keys cannot be undone: an old key does not come back. What changes no record (a
    preference) is not journalled; nothing is announced of it, and undo passes over it.
    """

    def register(function: Callable[Concatenate[Work, P], R]) -> Callable[Concatenate[Work, P], R]:
        if any(entry.name == function.__name__ for entry in ACTIONS.values()):
            raise ValueError(f"two actions are called {function.__name__}")
        ACTIONS[function] = Entry(
            function.__name__,
            sentence,
            permission,
            example,
            is_undoable and is_journalled,
            is_journalled,
        )
        return function

    return register


def action_named(name: str) -> Entry | None:
    """The action that the journal calls so; None for what is no action (`undo`, set-up)."""
    return next((entry for entry in ACTIONS.values() if entry.name == name), None)


def query(
    permission: Permission, example: Mapping[str, Any]
) -> Callable[[Callable[Concatenate[Reading, P], R]], Callable[Concatenate[Reading, P], R]]:
    """Register a query; it gives frozen rows, never live objects."""

    def register(
        function: Callable[Concatenate[Reading, P], R],
    ) -> Callable[Concatenate[Reading, P], R]:
        QUERIES[function] = Entry(function.__name__, "", permission, example)
        return function

    return register
