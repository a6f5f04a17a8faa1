"""Where a person or a family stands in a list, in each script: the two keys that are stored.

A name that is known in one script stands in the other where it would be looked for: as it would be
spelled there. Nobody reads that spelling; it is a place and no name.
"""

from __future__ import annotations

from amane_desktop.people.names import sort_key
from amane_desktop.people.transliteration import is_arabic, spelled_otherwise


def family_keys(name: str, name_ar: str) -> dict[str, str]:
    """The keys of a family's name."""
    return {
        "sort_key": sort_key(_spelled(name or name_ar, arabic=False), ""),
        "sort_key_ar": sort_key(_spelled(name_ar or name, arabic=True), ""),
    }


def person_keys(
    given_name: str, family_name: str, given_name_ar: str, family_name_ar: str
) -> dict[str, str]:
    """The keys of a person's names; who has no family name stands by the given one."""
    return {
        "sort_key": _place(
            _spelled(family_name or family_name_ar, arabic=False),
            _spelled(given_name or given_name_ar, arabic=False),
        ),
        "sort_key_ar": _place(
            _spelled(family_name_ar or family_name, arabic=True),
            _spelled(given_name_ar or given_name, arabic=True),
        ),
    }


def _place(family_name: str, given_name: str) -> str:
    return sort_key(family_name, given_name) if family_name else sort_key(given_name, "")


def _spelled(name: str, *, arabic: bool) -> str:
    if is_arabic(name) == arabic:
        return name
    return spelled_otherwise(name) or name
