"""Killed over a half-typed form, the program offers again what was typed."""

from pathlib import Path

import pytest

from tests.faults.processes import start


def killed(folder: Path, letters: str) -> str:
    """What the form of a new family offered, before more was typed and the power was cut."""
    process = start("type", folder, letters)
    assert process.stdout is not None and process.stderr is not None
    offered = process.stdout.readline().strip()
    told = process.stdout.readline().strip()
    assert told == "typed", process.stderr.read()
    process.kill()
    process.communicate()
    return offered.removeprefix("offers").strip()


def test_what_was_half_typed_is_there_after_a_power_cut(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert killed(folder, "Derb") == ""
    assert killed(folder, "Lalla") == "Derb"
    assert killed(folder, "Aicha") == "DerbLalla"
    held = b"".join(path.read_bytes() for path in folder.glob("amane.db*"))
    assert b"Derb" not in held
