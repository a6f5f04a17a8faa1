"""What has been said of a dossier that is not open yet; it is kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from amane_desktop.civil_registration.questions import Question, asked
from amane_desktop.office.drafts import HalfTyped


@dataclass
class OpeningDraft:
    """For whom, what is at hand, and by which procedure; `skipped` are questions left open."""

    family_id: int | None = None
    persons: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    procedure: str = ""
    responsible_id: int | None = None

    def next_question(self) -> Question | None:
        """The first question that is to be asked and was neither answered nor left open."""
        open_ = (q for q in self.asked() if q.id not in self.answers and q.id not in self.skipped)
        return next(open_, None)

    def asked(self) -> tuple[Question, ...]:
        """The questions that these answers lead to."""
        return asked(self.answers)

    def answer(self, question_id: str, code: str) -> None:
        """Take an answer, or leave the question open without one.

        Answers to questions that are asked no more go.
        """
        self.answers.pop(question_id, None)
        if question_id in self.skipped:
            self.skipped.remove(question_id)
        if code:
            self.answers[question_id] = code
        else:
            self.skipped.append(question_id)
        self._forget_what_is_not_asked()
        self.procedure = ""

    def take_back(self, question_id: str) -> None:
        """Ask a question again, and those that came after it."""
        ids = [question.id for question in self.asked()]
        again = set(ids[ids.index(question_id) :]) if question_id in ids else {question_id}
        self.answers = {q: a for q, a in self.answers.items() if q not in again}
        self.skipped = [q for q in self.skipped if q not in again]
        self._forget_what_is_not_asked()
        self.procedure = ""

    def last_said(self) -> str:
        """The question that was answered last in the order of asking; empty without one."""
        said = [q.id for q in self.asked() if q.id in self.answers or q.id in self.skipped]
        return said[-1] if said else ""

    def _forget_what_is_not_asked(self) -> None:
        while True:
            ids = {question.id for question in self.asked()}
            if set(self.answers) <= ids:
                break
            self.answers = {q: a for q, a in self.answers.items() if q in ids}
        self.skipped = [q for q in self.skipped if q in ids]

    def as_typed(self) -> HalfTyped | None:
        """As drafts keep it; None while nothing was said."""
        if not self.persons and not self.answers:
            return None
        return HalfTyped({}, dict(vars(self)))

    @classmethod
    def from_typed(cls, typed: Mapping[str, Any]) -> OpeningDraft:
        """As it was kept."""
        known = {key: typed[key] for key in vars(cls()) if key in typed}
        return cls(**known)
