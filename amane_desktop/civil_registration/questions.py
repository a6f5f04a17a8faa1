"""The plain questions about what is at hand, by which a procedure is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from amane_desktop.civil_registration.conditions import ALWAYS, Answers, Condition, condition
from amane_desktop.civil_registration.resources import FOLDER
from amane_desktop.civil_registration.yaml_text import parse
from amane_desktop.i18n import Text

_NOTHING = Text()


@dataclass(frozen=True)
class Answer:
    """One of the answers to a question."""

    code: str
    text: Text


@dataclass(frozen=True)
class Question:
    """A question; it is asked once earlier answers make it one (`asked_when`)."""

    id: str
    text: Text
    answers: tuple[Answer, ...]
    hint: Text = _NOTHING
    asked_when: Condition = ALWAYS


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order in which they are asked."""
    data = parse((FOLDER / "questions.yaml").read_text("utf-8")).data
    return tuple(_question(one) for one in data["questions"])


def asked(answers: Answers) -> tuple[Question, ...]:
    """The questions that are to be asked, as far as they have been answered."""
    return tuple(question for question in questions() if question.asked_when.holds(answers))


@cache
def answer_codes() -> Mapping[str, tuple[str, ...]]:
    """The codes of the questions, each with those of its answers."""
    return {one.id: tuple(answer.code for answer in one.answers) for one in questions()}


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        id=data["id"],
        text=Text(**data["text"]),
        answers=tuple(Answer(one["code"], Text(**one["text"])) for one in data["answers"]),
        hint=Text(**data.get("hint", {})),
        asked_when=condition(data.get("asked_when", {})),
    )
