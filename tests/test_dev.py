"""Setting up: a lock that serves any index, and the week's work where there is no screen."""

import importlib.util
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`dev.py`, whose environment is the one that runs the tests."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


def test_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^(-i|-f|-e|--index|--extra-index|--find-links)|^[./]", LOCK, re.M)


def test_every_requirement_is_pinned_and_hashed() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK.strip()) if entry[0] != "#"]
    assert len(entries) > 15
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_dev_needs_nothing_but_python() -> None:
    asked = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "dev.py", "--help"], capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    assert all(name in asked.stdout for name in ("run", "test", "lint", "bundle", "bench"))


def test_without_a_screen_the_weeks_work_is_done(
    dev: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    last_week_of_a_long_year = date(2026, 12, 29)
    assert dev.demonstration(last_week_of_a_long_year, out) == 0
    told = capfd.readouterr().out
    for name in ("2026-W53-fr", "2026-W53-ar", "2027-W01-fr", "2027-W01-ar"):
        paper = out / f"roster-{name}.pdf"
        assert paper.read_bytes().startswith(b"%PDF")
        assert str(paper) in told
    assert (out / "week.png").read_bytes().startswith(b"\x89PNG")
    assert str(out / "week.png") in told
    assert told.splitlines()[-1].startswith("For the window")
    # Again, with the centre that stands, and half of another that was killed.
    (out / "half-made").mkdir()
    before = (out / "demonstration-2026-12-29" / "amane.db").read_bytes()
    assert dev.demonstration(last_week_of_a_long_year, out) == 0
    assert (out / "demonstration-2026-12-29" / "amane.db").read_bytes() == before
