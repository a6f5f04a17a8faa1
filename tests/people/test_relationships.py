"""What one is to another: said once, seen from both sides, and nothing that was not told."""

from datetime import date
from typing import Any

import pytest

from amane_desktop import i18n
from amane_desktop.access.permissions import Role
from amane_desktop.office.errors import NotAllowed, Refusal
from amane_desktop.office.history import history
from amane_desktop.office.office import Office
from amane_desktop.office.staff import add_staff_member
from amane_desktop.office.work import SignedIn
from amane_desktop.people import actions
from amane_desktop.people.queries import family_card
from amane_desktop.people.relationships import (
    change_relationship,
    remove_relationship,
    say_relationship,
)
from amane_desktop.people.tie_words import said_of, tie_in_words
from amane_desktop.people.ties import family_ties
from tests.rows import protect

HOME, GRANDMOTHER = 1, 2
FATIMA, YASSINE, SALMA, OMAR, ROQAYA = range(1, 6)
DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def families(office: Office) -> None:
    """A mother with three children; the grandmother is of another family."""
    for name in ("Bahi", "Zahra"):
        office.do(actions.add_family, name, "")
    for family, name, name_ar, sex, born in (
        (HOME, "Fatima", "فاطمة", "f", date(1990, 1, 1)),
        (HOME, "Yassine", "ياسين", "m", date(2012, 1, 1)),
        (HOME, "Salma", "سلمى", "f", date(2015, 1, 1)),
        (HOME, "Omar", "عمر", "", None),
        (GRANDMOTHER, "Roqaya", "رقية", "f", date(1960, 1, 1)),
    ):
        office.do(
            actions.add_person, family, name, "Bahi", name_ar, "باهي", sex=sex, birth_date=born
        )


def said(office: Office, person: int, family: int = HOME) -> str:
    """What a person is to others, without the marks of direction."""
    ties = office.ask(family_ties, family)
    ends = {end.id: end for tie in ties for end in (tie.person, tie.other)}
    words = said_of(ends[person], ties) if person in ends else ""
    return "".join(c for c in words if c not in "\u2066\u2067\u2068\u2069")


def test_it_is_seen_from_both_sides_and_siblings_follow(office: Office) -> None:
    office.do(say_relationship, FATIMA, "parent", (YASSINE, SALMA))
    assert said(office, FATIMA) == "mother of Yassine, Salma"
    assert said(office, YASSINE) == "son of Fatima · brother of Salma"
    assert said(office, OMAR) == ""
    office.do(say_relationship, FATIMA, "parent", (OMAR,))
    i18n.set_language("fr")
    assert said(office, FATIMA) == "mère de Yassine, Salma, Omar"
    assert said(office, SALMA).endswith("sœur de Yassine, Omar")
    assert said(office, OMAR) == "enfant de Fatima · frère ou sœur de Yassine, Salma"
    assert tie_in_words(office.ask(family_ties, HOME)[2]).endswith("mère d'\u2068Omar\u2069")
    i18n.set_language("ar")
    assert said(office, SALMA) == "ابنة فاطمة · أخت ياسين، عمر"


def test_half_siblings_are_siblings_also_across_families(office: Office) -> None:
    office.do(say_relationship, FATIMA, "parent", (YASSINE,))
    aunt = office.do(actions.add_person, GRANDMOTHER, "Nadia", "", sex="f")
    office.do(say_relationship, FATIMA, "parent", (OMAR,))
    office.do(say_relationship, ROQAYA, "parent", (FATIMA, aunt))
    assert said(office, FATIMA) == (
        "mother of Yassine, Omar · daughter of Roqaya · sister of Nadia"
    )
    assert said(office, OMAR) == "child of Fatima · sibling of Yassine"


def test_who_houses_signs_and_has_kafala_are_three_things(office: Office) -> None:
    office.do(say_relationship, FATIMA, "houses", (SALMA,), date(2020, 1, 1), DAY)
    office.do(say_relationship, ROQAYA, "houses", (SALMA,), DAY)
    office.do(say_relationship, ROQAYA, "kafala", (SALMA,), DAY, note="ordonnance n° 12/2026")
    assert said(office, SALMA) == ("she is housed by Roqaya · she is in the kafala of Roqaya")
    card = office.ask(family_card, GRANDMOTHER)
    assert card is not None
    (roqaya,) = card.persons
    assert roqaya.is_housing and not roqaya.is_signing
    kafala = office.ask(family_ties, HOME)[-1]
    assert (kafala.first_day, kafala.note) == (DAY, "ordonnance n° 12/2026")


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("other_id", (FATIMA, "parent", (FATIMA,))),
        ("other_id", (FATIMA, "parent", ())),
        ("other_id", (YASSINE, "parent", (FATIMA,))),
        ("other_id", (SALMA, "parent", (ROQAYA,))),
        ("other_id", (OMAR, "parent", (FATIMA,))),
        ("other_id", (OMAR, "parent", (ROQAYA,))),
        ("other_id", (FATIMA, "parent", (OMAR,))),
        ("other_id", (ROQAYA, "spouse", (FATIMA,))),
        ("kind", (FATIMA, "cousin", (OMAR,))),
        ("first_day", (FATIMA, "houses", (OMAR,), date(2999, 1, 1))),
        ("last_day", (FATIMA, "houses", (OMAR,), DAY, date(2026, 2, 1))),
        ("note", (FATIMA, "houses", (OMAR,), None, None, "x" * 300)),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, field: str, given: tuple[Any, ...]
) -> None:
    office.do(say_relationship, ROQAYA, "parent", (FATIMA,))
    office.do(say_relationship, FATIMA, "parent", (OMAR,))
    office.do(say_relationship, FATIMA, "spouse", (ROQAYA,))
    with pytest.raises(Refusal) as refusal:
        office.do(say_relationship, *given)
    assert refusal.value.field == field
    assert len(office.ask(family_ties, HOME)) == 3


def test_one_that_is_refused_leaves_the_others_unsaid(office: Office) -> None:
    office.do(say_relationship, FATIMA, "houses", (SALMA,))
    with pytest.raises(Refusal):
        office.do(say_relationship, FATIMA, "houses", (YASSINE, SALMA))
    assert len(office.ask(family_ties, HOME)) == 1


def test_it_is_changed_taken_back_and_stands_again(office: Office) -> None:
    (tie_id,) = office.do(say_relationship, FATIMA, "houses", (SALMA,))
    office.do(change_relationship, tie_id, 1, DAY, None, "attestation")
    (tie,) = office.ask(family_ties, HOME)
    assert (tie.first_day, tie.note, tie.version) == (DAY, "attestation", 2)
    office.do(remove_relationship, tie_id, 2)
    assert office.ask(family_ties, HOME) == ()
    card = office.ask(family_card, HOME)
    assert card is not None
    sentences = [line.sentence for line in office.ask(history, card.rows)]
    assert sentences[:3] == [
        "Took back what a person is to another",
        "Changed what a person is to another",
        "Said what a person is to another",
    ]
    assert office.undo_last()
    assert [t.note for t in office.ask(family_ties, HOME)] == ["attestation"]


def test_what_leads_to_a_protected_family_is_not_told(office: Office) -> None:
    office.do(add_staff_member, "Hind", Role.SOCIAL_WORKER, "quatre mots bien à elle")
    hind = Office(
        office._engine,
        SignedIn(2, "Hind", Role.SOCIAL_WORKER),
        office.clock,
        office.folder,
        office.vault,
    )
    office.do(say_relationship, FATIMA, "parent", (SALMA,))
    (signs,) = office.do(say_relationship, ROQAYA, "signs", (SALMA,))
    assert len(hind.ask(family_ties, HOME)) == 2
    protect(office, GRANDMOTHER)
    for family in (HOME, GRANDMOTHER):
        assert "Roqaya" not in repr(hind.ask(family_ties, family))
        card = hind.ask(family_card, family)
        assert card is not None and not any(p.is_signing for p in card.persons)
        assert ("relationship", signs) not in card.rows
    assert hind.ask(history, (("relationship", signs),)) == ()
    with pytest.raises(NotAllowed):
        hind.do(say_relationship, ROQAYA, "houses", (SALMA,))
    with pytest.raises(NotAllowed):
        hind.do(remove_relationship, signs, 1)
    office.do(remove_relationship, signs, 1)
    card = hind.ask(family_card, HOME)
    assert card is not None and ("relationship", signs) not in card.rows
