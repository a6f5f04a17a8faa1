"""Half-typed forms: one place for all pages, before it is written and after a crash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amane_desktop.office.drafts import HalfTyped, drop_draft, half_typed, keep_draft

if TYPE_CHECKING:
    from ui.tasks import Desk

# So long after the last key, what is half-typed is safe from a power cut.
QUIET_MS = 3000


def form_key(page: str, kind: str, *rows: int | None) -> str:
    """What a form's draft is kept under: its page, its kind, and the rows it is about."""
    return "/".join((page, kind, *("-" if row is None else str(row) for row in rows)))


class Drafts:
    """What the one who is signed in has half-typed, form by form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # What the writer was told and has not written yet: it may be busy.
        self._told: dict[str, HalfTyped | None] = {}

    def of(self, form: str) -> HalfTyped | None:
        """What stands half-typed in a form."""
        return self._told[form] if form in self._told else self._desk.ask(half_typed, form)

    def keep(self, form: str, draft: HalfTyped | None) -> None:
        """Keep what is half-typed in a form; with None, nothing of it."""
        if self.of(form) == draft:
            return
        self._told[form] = draft

        def written(_nothing: object) -> None:
            if self._told.get(form) is draft:
                self._told.pop(form, None)

        if draft is None:
            self._desk.do(drop_draft, form, done=written)
        else:
            self._desk.do(keep_draft, form, draft.before, draft.typed, done=written)

    def told(self) -> dict[str, HalfTyped | None]:
        """What the next sign-in takes over, should the writer still be busy by then."""
        return dict(self._told)

    def take_over(self, told: Mapping[str, HalfTyped | None]) -> None:
        """Go on from what was told before the screen was locked."""
        self._told = dict(told)
