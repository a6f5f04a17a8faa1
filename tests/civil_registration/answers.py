"""All ways through the plain questions."""

from collections.abc import Iterator, Mapping
from functools import cache

from amane_desktop.civil_registration.proposals import proposed
from amane_desktop.civil_registration.questions import asked
from amane_desktop.civil_registration.shipped import shipped

Answers = Mapping[str, str]


def all_answers(given: Answers) -> Iterator[Answers]:
    """Every way to answer what is asked, to the last question."""
    open_ = [question for question in asked(given) if question.id not in given]
    if not open_:
        yield given
        return
    for answer in open_[0].answers:
        yield from all_answers({**given, open_[0].id: answer.code})


def codes(answers: Answers) -> list[str]:
    """The shipped procedures that the answers lead to, in the order in which they are proposed."""
    return [one.code for one in proposed(shipped().values(), answers)]


def leading_to(code: str) -> list[Answers]:
    """All answers that lead to a procedure."""
    return [answers for answers, found in _ways() if code in found]


@cache
def _ways() -> list[tuple[Answers, list[str]]]:
    return [(answers, codes(answers)) for answers in all_answers({})]
