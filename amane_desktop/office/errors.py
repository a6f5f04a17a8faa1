"""Refusals: what staff are told, at the field that it came from."""

from __future__ import annotations


class Refusal(Exception):
    """An action that did not happen; the message is in the reader's language, without a name."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class ChangedMeanwhile(Refusal):
    """A form was filled in on top of a state that is no longer the newest."""


class NotAllowed(Refusal):
    """The signed-in staff member's role does not hold the permission."""


class SignedOut(Refusal):
    """Who signed in has been let go since."""


class CentreBroken(Refusal):
    """The centre's own files do not hold what was written to them; a backup brings them back."""


class NotWhole(Refusal):
    """A backup that is damaged; another one may be good."""
