"""All dossiers at a glance, what is chosen among them, and what wants attention."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.checklists.papers import ask_for_paper, paper_not_needed
from amane_desktop.civil_registration.attention import dossiers_wanting_attention
from amane_desktop.civil_registration.board import BoardFilter, chosen, dossier_lines
from amane_desktop.civil_registration.course import change_dossier, close_dossier, rest_dossier
from amane_desktop.civil_registration.hearings import add_dossier_appointment
from amane_desktop.civil_registration.opening import open_dossier
from amane_desktop.civil_registration.tour import tour
from amane_desktop.office.office import Office
from amane_desktop.people.actions import add_family, add_person
from amane_desktop.people.finding import find
from tests.civil_registration.dossiers import (
    TODAY,
    TRIAL,
    family,
    finish,
    gather,
    later,
    on,
    opened,
    shown,
)


def test_a_line_says_what_the_page_says(office: Office) -> None:
    on(office)
    record = gather(office, opened(office, answers={"marriage_act": "yes"}))
    paper = record.papers[0]
    on(office, later(80))
    other = opened(office, children=2)
    office.do(paper_not_needed, other.papers[0].id, 1, "Le tribunal l'a")
    lines = {line.id: line for line in office.ask(dossier_lines)}
    for told in (shown(office, record.id), shown(office, other.id)):
        line = lines[told.id]
        counts = (line.ready, line.due, line.is_complete, line.next_expiry, line.days_untouched)
        assert counts == (
            told.ready,
            told.due,
            told.is_complete,
            told.next_expiry,
            told.days_untouched,
        )
        assert line.step_name == told.current_step.name  # type: ignore[union-attr]
    assert lines[record.id].days_left == 12
    assert paper.code == "birth_notice"


def test_brothers_and_sisters_are_called_by_their_family_name(office: Office) -> None:
    on(office)
    opened(office)
    opened(office, children=3)
    both, one = office.ask(dossier_lines)
    assert (one.persons, one.name) == (1, "Enfant 1 Aït Baha")
    assert (both.persons, both.name) == (3, "Aït Baha")


def test_lines_are_chosen_by_words_in_either_script_and_by_number(office: Office) -> None:
    on(office)
    number = office.do(add_family, "El Amrani", "العمراني")
    names = {"given_name_ar": "هدى", "family_name_ar": "العمراني"}
    child = office.do(add_person, number, "Houda", "El Amrani", **names)
    office.do(open_dossier, number, (child,), TRIAL, {})
    opened(office)
    lines = office.ask(dossier_lines)
    for words in ("houda", "el amrani", "AMRANI houda", "هدى العمراني", "ec-2026-001"):
        assert [line.id for line in chosen(lines, BoardFilter(words=words))] == [1], words
    assert chosen(lines, BoardFilter(words="houda baha")) == ()


def test_lines_are_chosen_by_what_is_to_be_done(office: Office) -> None:
    on(office, date(2026, 10, 1))
    old = opened(office)
    on(office)
    ready = finish(office, gather(office, opened(office)))
    rests = opened(office)
    office.do(rest_dossier, rests.id, rests.version)
    closed = opened(office)
    office.do(close_dossier, closed.id, closed.version, "moved", TODAY)
    mine = opened(office)
    office.do(change_dossier, mine.id, mine.version, responsible_id=1)
    lines = office.ask(dossier_lines)
    for wanted, ids in (
        (BoardFilter(is_untouched=True), {old.id}),
        (BoardFilter(is_to_fetch=True), {old.id, mine.id}),
        (BoardFilter(step_kind="submit"), {ready.id}),
        (BoardFilter(states=("resting", "closed")), {rests.id, closed.id}),
        (BoardFilter(responsible_id=1), {mine.id}),
        (BoardFilter(procedure="rnp"), set()),
        (BoardFilter(), {old.id, ready.id, rests.id, closed.id, mine.id}),
    ):
        assert {line.id for line in chosen(lines, wanted)} == ids, wanted
    assert {line.id for line in office.ask(dossier_lines, ("open",))} == {
        old.id,
        ready.id,
        mine.id,
    }


def test_one_way_to_a_counter_serves_several_families(office: Office) -> None:
    on(office)
    one, other = opened(office), opened(office)
    paper = next(p for p in other.papers if p.code == "life_certificate")
    office.do(ask_for_paper, paper.id, paper.version, TODAY)
    stop = next(stop for stop in office.ask(tour) if stop.authority == "local_authority")
    assert [(line.number, line.paper.name.fr) for line in stop.papers] == [
        (one.number, "Certificat de vie"),
        (other.number, "Certificat de vie"),
    ]
    office.do(close_dossier, one.id, one.version, "moved", TODAY)
    stop = next(stop for stop in office.ask(tour) if stop.authority == "local_authority")
    assert [line.number for line in stop.papers] == [other.number]


def test_what_nobody_should_miss_is_told(office: Office) -> None:
    on(office)
    expires, rests, refused = gather(office, opened(office)), opened(office), opened(office)
    office.do(rest_dossier, rests.id, rests.version, later(75))
    told = (refused.id, refused.version, "refused", TODAY, later(90))
    office.do(close_dossier, *told)
    heard = opened(office)
    office.do(add_dossier_appointment, heard.id, later(85), time(9))
    office.do(add_dossier_appointment, heard.id, later(95), time(9))
    on(office, later(80))
    attention = office.ask(dossiers_wanting_attention)
    assert [line.number for line in attention.expiring] == [expires.number]
    assert [line.number for line in attention.untouched] == [heard.number, expires.number]
    assert [line.number for line in attention.rested] == [rests.number]
    assert [line.number for line in attention.appeals] == [refused.number]
    assert [(h.number, h.appointment.day) for h in attention.hearings] == [
        (heard.number, later(85))
    ]


def test_a_dossier_is_found_in_the_search_box_by_its_number(office: Office) -> None:
    on(office)
    record = opened(office)
    for typed in ("EC-2026-001", "ec2026001", "2026-001"):
        (found,) = [hit for hit in office.ask(find, typed) if hit.kind == "dossier"]
        assert (found.id, found.family_id) == (record.id, record.family_id)
    office.undo_last()
    assert [hit for hit in office.ask(find, "EC-2026-001") if hit.kind == "dossier"] == []


@given(st.text(max_size=12))
def test_any_words_choose_without_failing(words: str) -> None:
    assert chosen((), BoardFilter(words=words)) == ()


def test_a_new_family_has_no_dossier(office: Office) -> None:
    family(on(office))
    assert office.ask(dossier_lines) == ()
