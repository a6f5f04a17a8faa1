"""Dossiers that wait for one another: told in order, never in a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amane_desktop.civil_registration.board import dossier_lines
from amane_desktop.civil_registration.chain import along, need_dossier, need_no_more
from amane_desktop.civil_registration.course import close_dossier
from amane_desktop.office.errors import Refusal
from amane_desktop.office.office import Office
from tests.civil_registration.dossiers import TODAY, on, opened, shown


def test_the_chain_is_told_to_its_end_the_next_ones_first(office: Office) -> None:
    on(office)
    child, mother, grandmother = (opened(office) for _ in range(3))
    office.do(need_dossier, child.id, mother.id)
    office.do(need_dossier, mother.id, grandmother.id)
    needs = shown(office, child.id).needs
    assert [(line.number, line.depth) for line in needs] == [("EC-2026-002", 1), ("EC-2026-003", 2)]
    assert [line.step.fr for line in needs] == ["Réunir les pièces"] * 2
    assert [line.id for line in shown(office, grandmother.id).needed_by] == [mother.id, child.id]
    office.do(need_no_more, child.id, mother.id)
    assert shown(office, child.id).needs == ()


def test_the_board_says_who_waits_for_whom_until_it_is_closed(office: Office) -> None:
    on(office)
    child, mother = opened(office), opened(office)
    office.do(need_dossier, child.id, mother.id)
    first, second = office.ask(dossier_lines)
    assert (first.id, first.blocks, first.waits_for) == (mother.id, ("EC-2026-001",), ())
    assert (second.id, second.blocks, second.waits_for) == (child.id, (), ("EC-2026-002",))
    office.do(close_dossier, mother.id, shown(office, mother.id).version, "moved", TODAY)
    assert [line.waits_for for line in office.ask(dossier_lines)] == [(), ()]


def test_a_circle_is_refused(office: Office) -> None:
    on(office)
    one, two, three = (opened(office) for _ in range(3))
    office.do(need_dossier, one.id, two.id)
    office.do(need_dossier, two.id, three.id)
    for dossier_id, needs_id in ((three.id, one.id), (two.id, one.id), (one.id, one.id)):
        with pytest.raises(Refusal) as refused:
            office.do(need_dossier, dossier_id, needs_id)
        assert refused.value.field == "needs_id"
    with pytest.raises(Refusal, match="already"):
        office.do(need_dossier, one.id, two.id)


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3)))
def test_whatever_is_linked_the_way_along_it_ends(links: dict[int, list[int]]) -> None:
    for start in range(7):
        reached = along(links, start)
        assert start not in reached
        for number, depth in reached.items():
            before = {start} if depth == 1 else {n for n, d in reached.items() if d == depth - 1}
            assert any(number in links.get(one, ()) for one in before)
