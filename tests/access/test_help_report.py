"""Whose report tells which counts: how many dossiers there are is not for everybody either."""

from collections.abc import Iterator

import pytest

from amane_desktop.office.help_report.figures import CentreFigures, centre_figures
from amane_desktop.office.office import Office
from tests.access.marked_centre import PEOPLE, fill, seen_by

# In words, from the roles' table in the issue and from care.md, not from the program's own.
EXPECTED = {
    "director": {"families", "dossiers", "scans", "settings"},
    "responsible": {"families", "dossiers", "scans"},
    "social worker": {"families", "dossiers", "scans"},
    "teacher": set(),
    "administrator": {"families", "dossiers", "scans"},
    "volunteer": set(),
}
TABLES = {
    "families": ("family", "person", "telephone"),
    "dossiers": ("dossier", "required_paper", "checklist"),
    "scans": ("scan",),
    "settings": ("centre_settings",),
    # Nobody needs to know by whom records were looked at, and what was erased, to help.
    "looks, erasures, numbers given out": ("look", "erasure", "dossier_number"),
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = fill(tmp_path_factory.mktemp("counts") / "centre")
    yield office
    office.close()


def told(office: Office, who: str) -> CentreFigures:
    return seen_by(office, who).ask(centre_figures)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_role_is_told_the_counts_of_what_it_may_see(marked: Office, who: str) -> None:
    names = {name for name, _count in told(marked, who).rows}
    for what, tables in TABLES.items():
        expected = set(tables) if what in EXPECTED[who] else set()
        assert names & set(tables) == expected, what


def test_the_rest_is_told_as_one_sum_so_that_all_see_how_large_the_centre_is(
    marked: Office,
) -> None:
    sums = set()
    for who in PEOPLE:
        figures = told(marked, who)
        sums.add(figures.other_rows + sum(count for _name, count in figures.rows))
    assert len(sums) == 1
    assert dict(told(marked, "director").rows)["dossier"] == 3
