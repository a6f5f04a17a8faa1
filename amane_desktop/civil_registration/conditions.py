"""What hangs on the answers to the plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """Questions with the answers that let it hold; all must, so that none always holds."""

    asks: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def holds(self, answers: Answers) -> bool:
        """Whether every one of the questions was answered so."""
        return all(answers.get(question) in wanted for question, wanted in self.asks)

    def may_hold(self, answers: Answers) -> bool:
        """Whether nothing that was answered speaks against it."""
        return all(
            question not in answers or answers[question] in wanted for question, wanted in self.asks
        )


ALWAYS = Condition()


def condition(data: Mapping[str, str | list[str]]) -> Condition:
    """As it is written in a file: a question, and one answer or several."""
    return Condition(
        tuple(
            (question, (wanted,) if isinstance(wanted, str) else tuple(wanted))
            for question, wanted in data.items()
        )
    )
