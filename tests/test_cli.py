"""The command line as scripts use it: exit codes, one line on stderr, papers."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SIGN_IN = {"AMANE_USER": "demo", "AMANE_PASSWORD": "amane-demo-2026"}


def amane(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "amane_desktop", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **SIGN_IN, **env},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "demo"
    made = amane("--data", folder, "demo", "--families", "30", "--today", "2026-11-24")
    assert made.returncode == 0, made.stderr
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "shm" not in file.name
    }


@pytest.mark.parametrize(("paper_lang", "words"), [("fr", "Groupe"), ("ar", "مجموعة")])
def test_a_roster_is_written_and_the_centre_is_not(
    demo: Path, tmp_path: Path, paper_lang: str, words: str
) -> None:
    before = snapshot(demo)
    out = tmp_path / "roster.pdf"
    week = ("--week", "2026-W48", "--paper-lang", paper_lang)
    printed = amane("--data", demo, "roster", *week, "--out", out)
    assert (printed.returncode, printed.stderr) == (0, "")
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True).stdout.decode()
    assert words in unicodedata.normalize("NFKC", text)
    assert snapshot(demo) == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_roster_of_a_filled_centre_reckons_no_holidays(demo: Path, tmp_path: Path) -> None:
    arguments = ["--data", str(demo), "roster", "--week", "2026-W47", "--out", "roster.pdf"]
    code = (
        "import sys; from amane_desktop.cli import main;"
        f" assert main({arguments!r}) == 0; assert 'holidays' not in sys.modules"
    )
    run = [sys.executable, "-c", code]
    env = {**os.environ, **SIGN_IN, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("roster", "--week", "2026-W99", "--out", "x.pdf"),
        ("roster", "--week", "2026-W48", "--group", "Nowhere", "--out", "x.pdf"),
        ("roster", "--week", "2026-W48", "--out", "/nowhere/at/all/x.pdf"),
        ("demo",),
    ],
    ids=["week 99", "unknown group", "no such folder", "a centre stands there"],
)
def test_what_is_refused_says_why_in_one_line(demo: Path, arguments: tuple[str, ...]) -> None:
    refused = amane("--data", demo, *arguments)
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not Path(ROOT / "x.pdf").exists()


def test_a_wrong_password_and_an_empty_folder_are_refused(demo: Path, tmp_path: Path) -> None:
    week = ("roster", "--week", "2026-W48", "--out", tmp_path / "x.pdf")
    assert amane("--data", demo, *week, AMANE_PASSWORD="wrong").returncode == 1
    assert amane("--data", tmp_path, *week).returncode == 1
    assert amane("--data", demo, "roster").returncode == 2


def test_the_demonstration_is_the_same_for_a_seed_and_a_day(demo: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    made = amane("--data", again, "demo", "--families", "30", "--today", "2026-11-24")
    assert made.returncode == 0
    texts = []
    for folder in (demo, again):
        out = tmp_path / "r.pdf"
        amane("--data", folder, "roster", "--week", "2026-W47", "--out", out)
        shown = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, check=True)
        texts.append([line for line in shown.stdout.splitlines() if b"demo" not in line])
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (("roster", "--week", "2026-W48", "--blank", "--all-groups"), "lun 23"),
        (("day-sheet", "--day", "2026-11-24"), "24 novembre 2026"),
        (("register", "--month", "2026-11"), "novembre 2026"),
        (("group-list", "--day", "2026-11-24"), "Groupe"),
    ],
)
def test_the_other_papers_are_written_too(
    demo: Path, tmp_path: Path, verb: tuple[str, ...], words: str
) -> None:
    out = tmp_path / "paper.pdf"
    printed = amane("--data", demo, *verb, "--out", out)
    assert (printed.returncode, printed.stderr) == (0, "")
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True).stdout.decode()
    assert words in unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("register", "--month", "2026-13"), "a month like 2026-11, not 2026-13"),
        (("day-sheet", "--day", "2026-11-31"), "a day like 2026-11-25, not 2026-11-31"),
    ],
)
def test_what_is_no_day_or_month_is_said_in_clear_words(
    tmp_path: Path, given: tuple[str, ...], words: str
) -> None:
    refused = amane("--data", tmp_path, *given, "--out", tmp_path / "paper.pdf")
    assert refused.returncode == 2
    assert refused.stderr.endswith(f"{given[1]}: {words}\n")


def test_a_letter_for_a_name_that_the_file_does_not_have_is_refused(
    demo: Path, tmp_path: Path
) -> None:
    days = ("--from", "2026-10-01", "--to", "2026-10-31")
    whose = ("--family", "2026-0001", "--child", "Personne")
    refused = amane("--data", demo, "letter", *whose, *days, "--out", tmp_path / "letter.pdf")
    assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1
    assert not any(tmp_path.iterdir())
