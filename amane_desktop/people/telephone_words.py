"""What is safe to do with a telephone, in words: on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from amane_desktop.i18n import _, in_its_own_direction, labelled


class Safety(Protocol):
    """A telephone as far as its safety goes."""

    @property
    def is_safe(self) -> bool: ...
    @property
    def may_leave_message(self) -> bool: ...
    @property
    def who_may_know(self) -> str: ...
    @property
    def note(self) -> str: ...


def do_not_call() -> str:
    """The warning that stands before a number, never after it."""
    return _("do not call")


def what_is_safe(telephone: Safety) -> Iterator[str]:
    """What may be done with the number, and who may know of it; without the warning."""
    if telephone.is_safe:
        yield _("safe to call")
    yield _("a message may be left") if telephone.may_leave_message else _("leave no message")
    if telephone.who_may_know:
        yield labelled(_("may know of it"), in_its_own_direction(telephone.who_may_know))
    if telephone.note:
        yield in_its_own_direction(telephone.note)
