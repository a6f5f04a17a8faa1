"""What is tried of an action, and by whom it may be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from amane_desktop.people.queries import FamilyCard
from tests.access.marked_centre import FAMILIES

MONDAY = date(2026, 11, 23)
TEACH = {"director", "responsible", "social worker", "teacher"}
WRITE = {"director", "responsible", "social worker", "administrator"}
OWN = {"director", "responsible"}
SOCIAL = {"director", "responsible", "social worker"}
CHIEF = {"director"}
WORDS = {"name": "Toit", "name_ar": "سقف"}


@dataclass(frozen=True)
class Try:
    """An action on a family, and who may do it; its arguments are taken from what is kept now."""

    action: str
    may: set[str]
    given: Callable[[FamilyCard], dict[str, Any]]
    family: str = "pupils"


def child_of(card: FamilyCard) -> Any:
    return next(p for p in card.persons if p.level)


def on_each(
    action: str, whole: set[str], given: Callable[[FamilyCard], dict[str, Any]]
) -> list[Try]:
    """Of a protected family, only the director and the responsible one change anything."""
    return [Try(action, whole & OWN if f == "hidden" else whole, given, f) for f in FAMILIES]


def on_each_child(action: str, given: Callable[[FamilyCard], dict[str, Any]]) -> list[Try]:
    """What is told of a child at school, by those who read it and may tell."""
    may = {"pupils": TEACH, "hidden": OWN, "apart": SOCIAL}
    return [Try(action, may[family], given, family) for family in FAMILIES]


def row_of(card: FamilyCard, kind: str) -> dict[str, Any]:
    # Row n of the marked centre's follow-up is of the child of family n.
    return {f"{kind}_id": card.line.id, "version": 1}
