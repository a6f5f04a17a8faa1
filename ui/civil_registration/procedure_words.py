"""How what a procedure asks for reads: papers, steps, sources, and how sure each of them is."""

from __future__ import annotations

from collections.abc import Iterator

from amane_desktop.checklists.authorities import authority_name
from amane_desktop.checklists.standing import NEEDS, Need
from amane_desktop.civil_registration.conditions import Condition
from amane_desktop.civil_registration.procedures import Basis, ProcedurePaper, ProcedureStep
from amane_desktop.civil_registration.questions import questions
from amane_desktop.i18n import N_, _, comma, format_date, labelled, money_in_words, ngettext

# What was seen in a source needs no word.
CERTAINTIES = {"likely": N_("likely"), "to_confirm": N_("to confirm")}
ENDS_WITH = {
    "birth_record": N_("the birth record"),
    "family_booklet": N_("the family booklet"),
    "cin": N_("the national identity card"),
    "other_paper": N_("another paper"),
    "corrected_record": N_("the corrected record"),
    "kafala_order": N_("the kafala order"),
    "enrolment": N_("enrolment"),
    "benefit": N_("a benefit"),
}


def certainty_words(code: str) -> str:
    """How sure it is, where it is not quite."""
    return _(CERTAINTIES[code]) if code in CERTAINTIES else ""


def paper_words(paper: ProcedurePaper) -> str:
    """Where a paper is given, in which form, how long it holds, what it costs."""
    return " · ".join(filter(None, _paper_parts(paper)))


def _paper_parts(paper: ProcedurePaper) -> Iterator[str]:
    yield authority_name(paper.issuer)
    n = paper.copies
    if paper.is_original:
        yield ngettext("{n} original", "{n} originals", n).format(n=n)
    else:
        yield ngettext("{n} copy", "{n} copies", n).format(n=n)
    if paper.need != Need.DUE:
        yield _(NEEDS[paper.need])
    if (months := paper.valid_months) is not None:
        words = ngettext("valid for {n} month", "valid for {n} months", months)
        yield words.format(n=months)
    if paper.cost is not None:
        yield money_in_words(paper.cost) if paper.cost else _("free of charge")
    if paper.each:
        yield _("one for each brother and sister")


def paper_details(paper: ProcedurePaper) -> Iterator[str]:
    """What to bring, on what it hangs, and what is noted of it."""
    if paper.bring:
        yield labelled(_("To bring"), paper.bring.here)
    if condition := condition_words(paper.when):
        yield condition
    if paper.note:
        yield paper.note.here


def step_details(step: ProcedureStep, names: dict[str, str]) -> Iterator[str]:
    """With whom, what is handed in and received, by when; `names` are those of the papers."""
    if step.authority:
        yield authority_name(step.authority)
    if step.papers:
        papers = comma().join(names.get(code, code) for code in step.papers)
        yield labelled(_("Handed in"), papers)
    if step.receives:
        yield labelled(_("Received there"), step.receives.here)
    if step.delay is not None:
        yield labelled(_("Legal delay"), step.delay.rule.here)
    if condition := condition_words(step.when):
        yield condition
    if step.note:
        yield step.note.here


def basis_details(basis: Basis) -> str:
    """Where it was read, and when; or that it was only heard."""
    if not basis.source or basis.read is None:
        return _("heard at a counter, read nowhere yet")
    read = _("read on {day}").format(day=format_date(basis.read))
    return f"{basis.source}\n{read}"


def condition_words(condition: Condition) -> str:
    """Which answers ask for it: the questions with their answers in words."""
    known = {question.id: question for question in questions()}
    parts = []
    for question_id, wanted in condition.asks:
        question = known.get(question_id)
        if question is None:
            continue
        words = [each.text.here for each in question.answers if each.code in wanted]
        parts.append(f"{question.text.here} {' / '.join(words)}")
    return labelled(_("Only if"), " · ".join(parts)) if parts else ""
