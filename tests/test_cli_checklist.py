"""The checklist of a dossier by the command line: exit codes, one line on stderr, the paper."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amane_desktop.office import centre
from tests.civil_registration.dossiers import on, opened
from tests.conftest import PASSWORD
from tests.printing import paper

ROOT = Path(__file__).resolve().parent.parent


def checklist(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the verb as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "amane_desktop", "--data", folder, "checklist", *arguments],
        cwd=ROOT,
        env={**os.environ, "AMANE_USER": "Khadija", "AMANE_PASSWORD": PASSWORD},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checklist") / "centre"
    centre.create(folder, name="Centre", name_ar="مركز", director="Khadija", password=PASSWORD)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    assert opened(on(office)).number == "EC-2026-001"
    office.close()
    return folder


@pytest.mark.parametrize(
    ("lang", "pages", "words"),
    [("fr", 1, "Pièces manquantes"), ("ar", 1, "الوثائق الناقصة"), ("fr+ar", 2, "وثائق")],
)
def test_the_checklist_is_written_in_the_languages_asked_for(
    filled: Path, tmp_path: Path, lang: str, pages: int, words: str
) -> None:
    out = tmp_path / "liste.pdf"
    printed = checklist(filled, "--dossier", "EC-2026-001", "--paper-lang", lang, "--out", out)
    assert (printed.returncode, printed.stdout, printed.stderr) == (0, "", "")
    assert len(paper.sheets(out.read_bytes())) == pages
    assert words in paper.text(out.read_bytes())
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_refused_says_why_in_one_line_and_writes_nothing(
    filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "liste.pdf"
    unknown = checklist(filled, "--dossier", "EC-2026-999", "--out", out)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert len(unknown.stderr.strip().splitlines()) == 1
    nowhere = checklist(filled, "--dossier", "EC-2026-001", "--out", tmp_path / "no" / "x.pdf")
    assert nowhere.returncode == 1 and len(nowhere.stderr.strip().splitlines()) == 1
    assert checklist(filled, "--out", out).returncode == 2
    assert not any(tmp_path.iterdir())
