"""A family fetched back from a backup: what was changed, what is gone, and what must stay."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

import amane_desktop.rooms  # noqa: F401
from amane_desktop.access.permissions import Role
from amane_desktop.attendance import actions as groups
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.scanned import EXAMPLE_SCAN
from amane_desktop.people import actions, queries
from amane_desktop.people.erasing import erase_person
from amane_desktop.people.fetching.actions import fetch_back
from amane_desktop.people.fetching.then import Then, family_prints, family_then
from amane_desktop.people.fetching.told import ThenAndNow, ToldPiece, then_and_now
from amane_desktop.people.finding import find
from amane_desktop.people.memberships import move_person
from amane_desktop.people.merging import merge_persons
from amane_desktop.people.queries import FamilyCard
from amane_desktop.people.relationships import remove_relationship, say_relationship
from amane_desktop.people.scans import add_scans, remove_scan
from amane_desktop.people.states import close_family
from tests.faults.hand import tables_of
from tests.rows import as_role, protect

FRIDAY = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


@pytest.fixture
def family(office: Office) -> int:
    """A mother with her son, one telephone, and a tie between the two."""
    family = office.do(actions.add_family, "Aït Baha", "أيت باها", "Lastah")
    mother = office.do(actions.add_person, family, "Fatima", "Aït Baha", level="")
    son = office.do(actions.add_person, family, "Yassine", "Aït Baha", level="5AEP")
    office.do(actions.add_telephone, family, "0612345678", "Fatima", is_safe=True)
    office.do(say_relationship, mother, "houses", (son,))
    return int(family)


def card_of(office: Office, family: int) -> FamilyCard:
    card = office.ask(queries.family_card, family)
    assert card is not None
    return card


def then_of(office: Office, family: int) -> Then:
    """What a backup made at this moment would hold."""
    then = office.ask(family_then, family)
    assert then is not None
    return then


def told(office: Office, then: Then) -> ThenAndNow:
    answer = office.ask(then_and_now, then)
    assert answer is not None
    return answer


def piece(office: Office, then: Then, title: str) -> ToldPiece:
    return next(each for each in told(office, then).pieces if title in each.title)


def standing(office: Office) -> dict[str, Any]:
    """Every row, but for what says that something was fetched back."""
    return {kind: rows for kind, rows in tables_of(office).items() if kind != "fetched_back"}


def spoil(office: Office, family: int) -> None:
    """Rename the family, change its address, a person and a tie, and take its telephone off."""
    card = card_of(office, family)
    office.do(actions.change_family, family, card.version, "Wrong", "", "Elsewhere")
    son = next(person for person in card.persons if person.given_name == "Yassine")
    office.do(
        actions.change_person, son.id, son.version, "Omar", "Wrong", birth_date=date(2015, 1, 2)
    )
    telephone = card.telephones[0]
    office.do(actions.remove_telephone, telephone.id, telephone.version)
    office.do(remove_relationship, 1, 1)


def test_all_of_a_family_is_as_it_was_and_undo_takes_exactly_that_back(
    office: Office, family: int
) -> None:
    then, before = then_of(office, family), standing(office)
    spoil(office, family)
    spoilt = standing(office)
    assert spoilt != before
    office.do(fetch_back, then, FRIDAY)
    assert standing(office) == before
    assert told(office, then).pieces == ()
    assert [found.name for found in office.ask(find, "yassine")]
    assert not office.ask(find, "omar")
    office.undo_last()
    assert tables_of(office) == {**spoilt, "fetched_back": []}


def test_one_piece_alone_is_fetched(office: Office, family: int) -> None:
    then = then_of(office, family)
    spoil(office, family)
    telephone = piece(office, then, "06 12 34 56 78")
    assert telephone.is_gone
    office.do(fetch_back, then, FRIDAY, telephone.pieces)
    card = card_of(office, family)
    assert [t.number for t in card.telephones] == ["0612345678"]
    assert (card.line.name, card.address) == ("Wrong", "Elsewhere")


def test_the_history_says_from_which_backup(office: Office, family: int) -> None:
    then = then_of(office, family)
    spoil(office, family)
    office.do(fetch_back, then, FRIDAY)
    line = office.ask(history, card_of(office, family).rows)[0]
    assert "Fetched back from a backup" in str(line)
    assert "Backup of 20 November 2026" in str(line)
    changes = {(each.label, each.before, each.after) for each in line.fields}
    assert ("Address", "Elsewhere", "Lastah") in changes


def test_then_and_now_stand_side_by_side(office: Office, family: int) -> None:
    then = then_of(office, family)
    spoil(office, family)
    office.do(actions.add_telephone, family, "0528112233", "Hassan", is_safe=True)
    answer = told(office, then)
    lines = {line.label: (line.then, line.now) for p in answer.pieces for line in p.lines}
    assert lines["Address"] == ("Lastah", "Elsewhere")
    assert lines["First name in Latin letters"] == ("Yassine", "Omar")
    assert [block.title for block in answer.blocks] == ["Aït Baha", "Fatima", "Yassine"]
    assert any("Hassan" in added for added in answer.added)


def test_a_person_who_is_gone_comes_back_with_what_hangs_there(office: Office, family: int) -> None:
    office.do(actions.add_person, family, "Salma", "Aït Baha", level="2AEP")
    then, before = then_of(office, family), standing(office)
    office.undo_last()
    assert [p.given_name for p in card_of(office, family).persons] == ["Fatima", "Yassine"]
    office.do(fetch_back, then, FRIDAY)
    assert standing(office) == before
    assert [found.name for found in office.ask(find, "salma")]


def test_what_needs_a_person_who_is_gone_brings_that_person(office: Office, family: int) -> None:
    salma = office.do(actions.add_person, family, "Salma", "Aït Baha")
    office.do(say_relationship, 1, "parent", (salma,))
    then = then_of(office, family)
    office.undo_last()
    office.undo_last()
    tie = piece(office, then, "parent of")
    office.do(fetch_back, then, FRIDAY, tie.pieces)
    assert {p.given_name for p in card_of(office, family).persons} == {"Fatima", "Yassine", "Salma"}


def test_what_was_erased_stays_erased(office: Office, family: int) -> None:
    then = then_of(office, family)
    number = card_of(office, family).line.file_number
    office.do(erase_person, family, 2, number)
    spoilt = standing(office)
    reasons = {each.why for each in told(office, then).pieces}
    assert reasons == {"This was erased for good and does not come back."}
    with pytest.raises(Refusal):
        office.do(fetch_back, then, FRIDAY)
    assert standing(office) == spoilt


def test_who_was_merged_or_moved_since_stays_where_they_are(office: Office, family: int) -> None:
    other = office.do(actions.add_family, "Bouzid", "")
    office.do(actions.add_person, family, "Fatma", "Aït Baha")
    then = then_of(office, family)
    office.do(merge_persons, 1, 1, 3, 1)
    office.do(move_person, 2, 1, other, date(2026, 9, 1))
    spoilt = standing(office)
    whys = {each.why for each in told(office, then).pieces}
    assert any("merged" in why for why in whys) and any("moved" in why for why in whys)
    with pytest.raises(Refusal):
        office.do(fetch_back, then, FRIDAY)
    assert standing(office) == spoilt


def test_what_goes_on_since_is_not_cut_off(office: Office, family: int) -> None:
    then = then_of(office, family)
    office.do(close_family, family, card_of(office, family).version, reason="moved")
    (state,) = told(office, then).pieces
    assert state.why.startswith("Newer entries")
    with pytest.raises(Refusal):
        office.do(fetch_back, then, FRIDAY)


def test_what_was_changed_since_it_was_looked_at_is_not_written_over(
    office: Office, family: int
) -> None:
    then = then_of(office, family)
    spoil(office, family)
    shown = piece(office, then, "Aït Baha")
    card = card_of(office, family)
    office.do(actions.change_family, family, card.version, "Right", "", "Right street")
    with pytest.raises(Refusal, match="meanwhile"):
        office.do(fetch_back, then, FRIDAY, shown.pieces)
    assert card_of(office, family).address == "Right street"


def test_a_form_that_was_open_does_not_write_over_what_came_back(
    office: Office, family: int
) -> None:
    telephone = card_of(office, family).telephones[0]
    then = then_of(office, family)
    office.do(actions.change_telephone, telephone.id, 1, "0612345678", "X", is_safe=True)
    office.do(actions.remove_telephone, telephone.id, 2)
    office.do(fetch_back, then, FRIDAY)
    for version in (1, 2):
        with pytest.raises(Refusal):
            office.do(actions.change_telephone, telephone.id, version, "0600000000", is_safe=True)


def test_another_family_that_was_given_the_number_is_left_alone(
    office: Office, family: int
) -> None:
    then = then_of(office, family)
    made = {row: at.replace(year=2020) for row, at in then.began.items()}
    spoil(office, family)
    spoilt = standing(office)
    with pytest.raises(Refusal):
        office.do(fetch_back, Then(family, then.rows, made), FRIDAY)
    assert standing(office) == spoilt


def test_marks_and_enrolments_that_are_gone_are_offered_apart(office: Office, family: int) -> None:
    group = office.do(groups.add_group, "Tuesday", "", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, 2, from_=date(2026, 9, 7))
    then, before = then_of(office, family), standing(office)
    office.undo_last()
    (block,) = [block for block in told(office, then).blocks if block.pieces]
    assert "Yassine" in block.pieces[0].title
    office.do(fetch_back, then, FRIDAY, block.pieces[0].pieces)
    assert standing(office) == before


def test_the_families_that_differ_are_known(office: Office, family: int) -> None:
    other = office.do(actions.add_family, "Bouzid", "")
    before = office.ask(family_prints)
    office.do(actions.add_telephone, other, "0528112233", "Hassan", is_safe=True)
    now = office.ask(family_prints)
    assert before[family] == now[family]
    assert before[other] != now[other]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DIRECTOR])
def test_nobody_but_the_director_looks_and_fetches(office: Office, family: int, role: Role) -> None:
    then = then_of(office, family)
    spoil(office, family)
    other = as_role(office, role)
    with pytest.raises(NotAllowed):
        other.do(fetch_back, then, FRIDAY)
    for query, args in ((family_then, (family,)), (then_and_now, (then,)), (family_prints, ())):
        with pytest.raises(NotAllowed):
            other.ask(query, *args)  # type: ignore[operator]


def test_what_is_more_careful_today_comes_back_only_when_it_is_chosen_by_itself(
    office: Office, family: int
) -> None:
    then = then_of(office, family)
    told_now = {"is_safe": False, "who_may_know": "nobody"}
    office.do(actions.change_telephone, 1, 1, "0612345679", "Fatima", **told_now)
    protect(office, family)
    pieces = told(office, then).pieces
    careful = [each for each in pieces if each.is_less_careful]
    assert len(careful) == 2
    office.do(fetch_back, then, FRIDAY)
    card = card_of(office, family)
    (telephone,) = card.telephones
    assert (telephone.number, telephone.is_safe) == ("0612345678", False)
    assert card.facts.told["is_protected"]
    for each in careful:
        office.do(fetch_back, then, FRIDAY, each.pieces)
    card = card_of(office, family)
    assert card.telephones[0].is_safe and not card.facts.told["is_protected"]


def test_a_paper_that_was_taken_off_comes_back_with_what_it_holds(
    office: Office, family: int
) -> None:
    files = (EXAMPLE_SCAN,)
    office.do(add_scans, ("person", 2), files, "birth", "Acte")
    then, before = then_of(office, family), standing(office)
    office.do(remove_scan, 1, 1)
    paper = piece(office, then, "Scan")
    assert paper.is_gone
    office.do(fetch_back, then, FRIDAY, paper.pieces)
    assert standing(office) == before


def test_what_was_said_again_since_is_not_said_twice(office: Office, family: int) -> None:
    then = then_of(office, family)
    office.do(remove_relationship, 1, 1)
    office.do(say_relationship, 1, "houses", (2,))
    spoilt = standing(office)
    assert [each.why for each in told(office, then).pieces] == [
        "Something else stands in this place now."
    ]
    with pytest.raises(Refusal):
        office.do(fetch_back, then, FRIDAY)
    assert standing(office) == spoilt


def test_what_hangs_on_a_group_that_is_gone_stays_away(office: Office, family: int) -> None:
    group = office.do(groups.add_group, "Tuesday", "", from_=date(2026, 9, 7))
    office.do(groups.enrol_child, group, 2, from_=date(2026, 9, 7))
    then = then_of(office, family)
    office.undo_last()
    office.undo_last()
    (enrolment,) = told(office, then).pieces
    assert enrolment.why == "It hangs on something that is no longer there."
    with pytest.raises(Refusal):
        office.do(fetch_back, then, FRIDAY)


def test_an_age_that_was_estimated_is_told_as_no_day(office: Office, family: int) -> None:
    born = {"birth_date": date(2016, 1, 1), "birth_precision": "estimate"}
    office.do(actions.change_person, 2, 1, "Yassine", "Aït Baha", **born)
    then = then_of(office, family)
    lines = dict(pair for block in told(office, then).blocks for pair in block.same)
    assert lines["Birth date"] == "about 2016"
    spoil(office, family)
    lines = {line.label: line for each in told(office, then).pieces for line in each.lines}
    assert (lines["Birth date"].then, lines["Birth date"].now) == ("about 2016", "2 January 2015")
