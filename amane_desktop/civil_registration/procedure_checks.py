"""Whether a procedure is written as one must be, and holds together; each fault at its line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from amane_desktop.civil_registration.faults import Fault, ProcedureFaulty
from amane_desktop.civil_registration.harmful_words import harmful_word
from amane_desktop.civil_registration.loops import loop_in
from amane_desktop.civil_registration.questions import answer_codes
from amane_desktop.civil_registration.resources import FOLDER
from amane_desktop.civil_registration.schema_words import words_of
from amane_desktop.civil_registration.yaml_text import Parsed, Path
from amane_desktop.i18n import _

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_MOST_TOLD = 20
_HEARD = "to_confirm"


def check(parsed: Parsed) -> None:
    """Raise `ProcedureFaulty` with what is wrong, in the order of the lines."""
    faults = sorted(set(_against_schema(parsed)))
    if not faults:
        faults = sorted(set(_Whole(parsed).faults()))
    if faults:
        raise ProcedureFaulty(tuple(faults[:_MOST_TOLD]))


@cache
def _schema() -> Draft202012Validator:
    import json

    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((FOLDER / "schema.json").read_text("utf-8")))


def _against_schema(parsed: Parsed) -> Iterator[Fault]:
    for error in _schema().iter_errors(parsed.data):
        path = tuple(error.absolute_path)
        for at, message in words_of(error):
            yield Fault(parsed.line(path + at), message)


class _Whole:
    """What no schema says: that codes are known, stand once, and do not run in a circle."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed, self.data = parsed, parsed.data
        self.papers = [paper["id"] for paper in self.data["papers"]]
        self.steps = [step["id"] for step in self.data["steps"]]

    def faults(self) -> Iterator[Fault]:
        """All of them, in no order."""
        yield from self._once("papers", self.papers)
        yield from self._once("steps", self.steps)
        yield from self._basis()
        yield from self._harm((), self.data)
        yield from self._proposed()
        for n, paper in enumerate(self.data["papers"]):
            yield from self._condition(("papers", n, "when"), paper.get("when", {}))
        for n, step in enumerate(self.data["steps"]):
            yield from self._condition(("steps", n, "when"), step.get("when", {}))
            yield from self._step(n, step)
        if len(set(self.steps)) == len(self.steps):
            yield from self._loop()
        for key in ("follows", "needs_first"):
            if self.data["code"] in self.data.get(key, ()):
                message = _("A procedure cannot wait for itself.")
                yield self._fault((key,), message)

    def _fault(self, path: Path, message: str) -> Fault:
        return Fault(self.parsed.line(path), message)

    def _once(self, key: str, codes: Sequence[str]) -> Iterator[Fault]:
        for n, code in enumerate(codes):
            if code in codes[:n]:
                message = _("“{key}” stands here twice.").format(key=code)
                yield self._fault((key, n, "id"), message)

    def _basis(self) -> Iterator[Fault]:
        for n, one in enumerate(self.data["basis"]):
            if one["certainty"] != _HEARD and not {"source", "read"} <= one.keys():
                message = _("Give the source and the day it was read, or certainty: to_confirm.")
                yield self._fault(("basis", n, "certainty"), message)
            try:
                date.fromisoformat(one.get("read", "2026-01-01"))
            except ValueError:
                yield self._fault(("basis", n, "read"), _("There is no such day."))

    def _harm(self, path: Path, value: Any) -> Iterator[Fault]:
        """What would harm somebody who is seen with the paper; a law may be called as it is."""
        if isinstance(value, str) and (word := harmful_word(value)):
            message = _("“{word}” could harm somebody. Say what is at hand instead.")
            yield self._fault(path, message.format(word=word))
        for key, inner in _inside(value):
            if path or key != "basis":
                yield from self._harm((*path, key), inner)

    def _proposed(self) -> Iterator[Fault]:
        wanted = self.data.get("proposed_when", {})
        if isinstance(wanted, dict):
            yield from self._condition(("proposed_when",), wanted)
            return
        for n, one in enumerate(wanted):
            yield from self._condition(("proposed_when", n), one)

    def _condition(self, path: Path, asked: Mapping[str, Any]) -> Iterator[Fault]:
        known = answer_codes()
        for question, wanted in asked.items():
            if question not in known:
                yield self._fault((*path, question), _unknown(_("question"), question, known))
                continue
            for answer in [wanted] if isinstance(wanted, str) else wanted:
                if answer not in known[question]:
                    message = _unknown(_("answer"), answer, known[question])
                    yield self._fault((*path, question), message)

    def _step(self, n: int, step: Mapping[str, Any]) -> Iterator[Fault]:
        for m, paper in enumerate(step.get("papers", ())):
            if paper not in self.papers:
                message = _unknown(_("paper"), paper, self.papers)
                yield self._fault(("steps", n, "papers", m), message)
        for m, code in enumerate(step.get("after", ())):
            if code not in self.steps:
                message = _unknown(_("step"), code, self.steps)
                yield self._fault(("steps", n, "after", m), message)
        yield from self._delay(n, step.get("delay"))

    def _delay(self, n: int, delay: Mapping[str, Any] | None) -> Iterator[Fault]:
        if delay is None:
            return
        starts = ["birth", "opened", *self.steps]
        if delay["from"] not in starts:
            message = _unknown(_("beginning"), delay["from"], starts)
            yield self._fault(("steps", n, "delay", "from"), message)
        if ("days" in delay) == ("months" in delay):
            message = _("A delay counts either days or months.")
            yield self._fault(("steps", n, "delay"), message)

    def _loop(self) -> Iterator[Fault]:
        steps, before = self.data["steps"], [[], *([code] for code in self.steps)]
        after = {s["id"]: s.get("after", one) for s, one in zip(steps, before, strict=False)}
        if loop := loop_in(after):
            message = _("These steps wait for each other: {steps}.")
            at = next(n for n, s in enumerate(steps) if s["id"] in loop and "after" in s)
            yield self._fault(("steps", at, "after"), message.format(steps=" → ".join(loop)))
            return
        for n, step in enumerate(steps):
            for m, code in enumerate(step.get("after", ())):
                if code in self.steps[n:]:
                    message = _("“{key}” stands further down; it must stand before this.")
                    yield self._fault(("steps", n, "after", m), message.format(key=code))


def _inside(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _unknown(what: str, code: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    message = _("There is no {what} “{code}” here. There are: {known}.")
    return message.format(what=what, code=code, known=", ".join(known))


def check_among(parsed: Parsed, others: Mapping[str, Collection[str]]) -> None:
    """Raise `ProcedureFaulty` where it names a procedure that is not there, or runs in a circle.

    `others` are the other procedures, each with those that come after it.
    """
    data, code = parsed.data, parsed.data["code"]
    faults = []
    for key in ("follows", "needs_first"):
        for n, other in enumerate(data.get(key, ())):
            if other not in others:
                faults.append(
                    Fault(parsed.line((key, n)), _unknown(_("procedure"), other, sorted(others)))
                )
    graph = {**others, code: (*others.get(code, ()), *data.get("follows", ()))}
    for other in data.get("needs_first", ()):
        graph[other] = (*graph.get(other, ()), code)
    if not faults and (loop := loop_in(graph)):
        key = "follows" if "follows" in data else "needs_first"
        message = _("These procedures wait for each other: {procedures}.")
        faults.append(Fault(parsed.line((key,)), message.format(procedures=" → ".join(loop))))
    if faults:
        raise ProcedureFaulty(tuple(faults))
