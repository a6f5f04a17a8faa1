"""Procedures: what the way to a paper asks for, step by step; data that the centre may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from amane_desktop.civil_registration.conditions import ALWAYS, Answers, Condition, condition
from amane_desktop.civil_registration.yaml_text import parse
from amane_desktop.i18n import Text

_MOST_KEPT = 200
NOTHING = Text()


@dataclass(frozen=True)
class Basis:
    """What law or page a procedure rests on, and when it was read.

    What was heard and read nowhere has no source, and is to be confirmed.
    """

    text: Text
    certainty: str
    source: str = ""
    read: date | None = None


@dataclass(frozen=True)
class ProcedurePaper:
    """A paper that a procedure asks for; `cost` in centimes, None where it is not known."""

    id: str
    name: Text
    issuer: str
    is_original: bool
    need: str
    copies: int = 1
    valid_months: int | None = None
    cost: int | None = None
    bring: Text = NOTHING
    when: Condition = ALWAYS
    each: bool = False
    certainty: str = "seen"
    note: Text = NOTHING


@dataclass(frozen=True)
class Delay:
    """A legal delay: so many days or months (0 for none) from `start`, and its rule in words.

    `start` is `birth`, `opened` or the code of a step.
    """

    start: str
    rule: Text
    days: int = 0
    months: int = 0
    certainty: str = "seen"


@dataclass(frozen=True)
class ProcedureStep:
    """A step: with whom, what is handed in and received there; `after` names those before it."""

    id: str
    name: Text
    kind: str
    authority: str = ""
    receives: Text = NOTHING
    papers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    when: Condition = ALWAYS
    delay: Delay | None = None
    certainty: str = "seen"
    note: Text = NOTHING


@dataclass(frozen=True)
class Procedure:
    """One version of a procedure, whole; it is proposed where one of `proposed_when` holds."""

    code: str
    number: int
    title: Text
    badge: Text
    concerns: Text
    basis: tuple[Basis, ...]
    why: Text
    papers: tuple[ProcedurePaper, ...]
    steps: tuple[ProcedureStep, ...]
    ends_with: str
    proposed_when: tuple[Condition, ...] = ()
    advice_first: bool = False
    follows: tuple[str, ...] = ()
    needs_first: tuple[str, ...] = ()

    def papers_for(self, answers: Answers) -> tuple[ProcedurePaper, ...]:
        """The papers that these answers ask for; what was not answered asks for its papers too."""
        return tuple(paper for paper in self.papers if paper.when.may_hold(answers))

    def steps_for(self, answers: Answers) -> tuple[ProcedureStep, ...]:
        """The steps that these answers lead through, in the order in which they are taken."""
        return tuple(step for step in self.steps if step.when.may_hold(answers))

    def paper(self, code: str) -> ProcedurePaper | None:
        """The paper of that code."""
        return next((paper for paper in self.papers if paper.id == code), None)

    def step(self, code: str) -> ProcedureStep | None:
        """The step of that code."""
        return next((step for step in self.steps if step.id == code), None)


def read(text: str) -> Procedure:
    """The procedure that a text holds; raises `ProcedureFaulty` with all that is wrong with it."""
    from amane_desktop.civil_registration.procedure_checks import check

    check(parse(text))
    return kept(text)


@lru_cache(_MOST_KEPT)
def kept(text: str) -> Procedure:
    """The procedure of a text that was checked before it was kept."""
    data = parse(text).data
    return Procedure(
        code=data["code"],
        number=data["number"],
        title=_text(data["title"]),
        badge=_text(data["badge"]),
        concerns=_text(data["concerns"]),
        basis=tuple(_basis(one) for one in data["basis"]),
        why=_text(data["why"]),
        papers=tuple(_paper(one) for one in data["papers"]),
        steps=_steps(data["steps"]),
        ends_with=data["ends_with"],
        proposed_when=tuple(map(condition, one_or_more(data.get("proposed_when", ())))),
        advice_first=data.get("advice_first", False),
        follows=tuple(data.get("follows", ())),
        needs_first=tuple(data.get("needs_first", ())),
    )


def one_or_more(data: Any) -> Sequence[Any]:
    """What may stand alone or in a list, as a list."""
    return [data] if isinstance(data, Mapping) else data


def _text(data: Mapping[str, str] | None) -> Text:
    return Text(*(" ".join(data[lang].split()) for lang in ("fr", "ar"))) if data else NOTHING


def _basis(data: Mapping[str, Any]) -> Basis:
    read_on = date.fromisoformat(data["read"]) if "read" in data else None
    return Basis(_text(data["text"]), data["certainty"], data.get("source", ""), read_on)


def _paper(data: Mapping[str, Any]) -> ProcedurePaper:
    return ProcedurePaper(
        id=data["id"],
        name=_text(data["name"]),
        issuer=data["issuer"],
        is_original=data["form"] == "original",
        need=data["need"],
        copies=data.get("copies", 1),
        valid_months=data.get("valid_months"),
        cost=data.get("cost"),
        bring=_text(data.get("bring")),
        when=condition(data.get("when", {})),
        each=data.get("each", False),
        certainty=data.get("certainty", "seen"),
        note=_text(data.get("note")),
    )


def _steps(data: list[Mapping[str, Any]]) -> tuple[ProcedureStep, ...]:
    """In the file's order, which is the order of the way; without a word, after the one before."""
    steps = []
    before: tuple[str, ...] = ()
    for one in data:
        steps.append(_step(one, tuple(one["after"]) if "after" in one else before))
        before = (one["id"],)
    return tuple(steps)


def _step(data: Mapping[str, Any], after: tuple[str, ...]) -> ProcedureStep:
    return ProcedureStep(
        id=data["id"],
        name=_text(data["name"]),
        kind=data["kind"],
        authority=data.get("authority", ""),
        receives=_text(data.get("receives")),
        papers=tuple(data.get("papers", ())),
        after=after,
        when=condition(data.get("when", {})),
        delay=_delay(data["delay"]) if "delay" in data else None,
        certainty=data.get("certainty", "seen"),
        note=_text(data.get("note")),
    )


def _delay(data: Mapping[str, Any]) -> Delay:
    return Delay(
        start=data["from"],
        rule=_text(data["rule"]),
        days=data.get("days", 0),
        months=data.get("months", 0),
        certainty=data.get("certainty", "seen"),
    )
