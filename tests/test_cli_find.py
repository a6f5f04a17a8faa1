"""The verb that finds: a line each, best first, and nothing is written."""

from pathlib import Path

import pytest

from amane_desktop.access.permissions import Role
from amane_desktop.office import centre
from amane_desktop.office.front_door import DEMO_PASSWORD
from amane_desktop.office.staff import add_staff_member
from tests.conftest import PASSWORD
from tests.test_cli import amane, snapshot


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration centre that is only read."""
    folder = tmp_path_factory.mktemp("find") / "demo"
    made = amane("--data", folder, "demo", "--families", "30", "--today", "2026-11-24")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["ait", "bella"], "Aït Bella"),
        (["أيت بلا"], "أيت بلا"),
        (["mohammed"], "محمد"),
        (["mohaemd"], "محمد"),
    ],
)
def test_found_are_told_a_line_each(demo: Path, words: list[str], name: str) -> None:
    before = snapshot(demo)
    told = amane("--data", demo, "find", *words, "--limit", "3")
    assert (told.returncode, told.stderr) == (0, "")
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    assert 1 <= len(lines) <= 3
    assert name in lines[0][1] or name in lines[0][2]
    assert all(len(line) == 5 and line[0][:2] == "20" and line[4] for line in lines)
    assert snapshot(demo) == before


def test_a_file_number_finds_its_family(demo: Path) -> None:
    line = amane("--data", demo, "find", "a", "--limit", "1").stdout.split("\t")
    assert amane("--data", demo, "find", line[0]).stdout.startswith(line[0])


def test_nobody_found_is_no_failure_and_no_words_are_wrong_usage(demo: Path) -> None:
    nobody = amane("--data", demo, "find", "xqxqxq")
    assert (nobody.returncode, nobody.stdout, nobody.stderr) == (0, "", "")
    assert amane("--data", demo, "find").returncode == 2
    assert amane("--data", demo, "find", "a", "--limit", "0").returncode == 2
    strange = amane("--data", demo, "find", '"; DROP TABLE person; --', "\u202e*")
    assert (strange.returncode, strange.stderr) == (0, "")


def test_a_teacher_finds_the_children_of_the_groups(demo: Path) -> None:
    office = centre.open_centre(demo, "demo", DEMO_PASSWORD)
    office.do(add_staff_member, "Touria", Role.TEACHER, PASSWORD)
    office.close()
    all_, taught = (
        amane("--data", demo, "find", "a", "--limit", "400", AMANE_USER=user, AMANE_PASSWORD=word)
        for user, word in (("demo", DEMO_PASSWORD), ("Touria", PASSWORD))
    )
    assert 0 < len(taught.stdout.splitlines()) < len(all_.stdout.splitlines())
