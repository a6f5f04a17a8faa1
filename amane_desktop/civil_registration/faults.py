"""What is wrong with a text that staff wrote, told at its line."""

from __future__ import annotations

from dataclasses import dataclass

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, in the reader's language; lines count from 1."""

    line: int
    message: str

    @property
    def words(self) -> str:
        """The line and what is wrong with it."""
        return _("Line {n}: {message}").format(n=self.line, message=self.message)


class ProcedureFaulty(Refusal):
    """A procedure that cannot be used as it is written, and all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.words for fault in faults), "text")
        self.faults = faults
