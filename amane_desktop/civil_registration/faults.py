"""What is wrong with a text that staff wrote, told at its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, in the reader's language; lines count from 1."""

    line: int
    message: str


class ProcedureFaulty(Exception):
    """A procedure that cannot be used as it is written, and all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
