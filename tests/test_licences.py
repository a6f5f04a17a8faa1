"""The list of what is inside: every package that the program loads, with its licence and text."""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from amane_desktop import build, licences

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;]+)", LOCK, re.M))
NOT_PACKAGES = {
    *("Python", "Qt", "SQLCipher", "SQLite", "OpenSSL"),
    *("IBM Plex Sans Arabic", "Material Design Icons"),
}
# What the window and every verb load, and from which packages that came.
LOADED = """
import importlib, pkgutil, sys
from importlib.metadata import packages_distributions
import amane_desktop, ui
for room in (amane_desktop, ui):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if "__main__" not in module.name and "migrations" not in module.name:
            importlib.import_module(module.name)
import amane_desktop.people.importing.spreadsheet, openpyxl, python_calamine, alembic.command
import pypdfium2, reportlab.pdfgen.canvas, qtawesome, zxcvbn, jsonschema, yaml, holidays, PIL.Image
tops = {name.partition(".")[0] for name in sys.modules}
print(*sorted({d for top, ds in packages_distributions().items() if top in tops for d in ds}))
"""


def test_every_package_that_the_program_loads_is_named_with_its_licence_and_version() -> None:
    asked = [sys.executable, "-c", LOADED]
    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {licences.plain_name(name) for name in ran.stdout.split()}
    # (the environment's own start loads these, not the program)
    loaded -= {"setuptools", "pip", "rich", "pygments", "defusedxml", "lxml"} | _of_formats()
    assert len(loaded) > 25
    told = {licences.plain_name(part.name): part for part in licences.parts()}
    assert loaded <= told.keys()
    for name in loaded:
        assert told[name].version == PINS[name], name


def _of_formats() -> set[str]:
    """What jsonschema looks for and finds here, because other tools brought it; not bundled."""
    spec = (ROOT / "installer.spec").read_text("utf-8")
    unused = spec.partition("UNUSED = [")[2].partition("\n]")[0]
    return {licences.plain_name(name) for name in re.findall(r'"(\w+)"', unused)}


def test_each_part_has_a_version_a_licence_and_its_whole_text() -> None:
    for part in licences.parts():
        assert part.version and part.licence.strip(), part.name
        # (the shortest is SQLite's blessing)
        assert len(part.text) > 300, part.name


def test_what_no_package_tells_is_named_too_and_nothing_made_only_for_trying() -> None:
    names = {part.name for part in licences.parts()}
    assert names >= NOT_PACKAGES
    packages = {licences.plain_name(name) for name in names - NOT_PACKAGES}
    assert packages <= PINS.keys()
    assert not packages & {"pytest", "mypy", "ruff", "hypothesis", "pyinstaller", "cyclonedx-bom"}


def test_the_lesser_licence_comes_with_both_of_its_texts() -> None:
    (qt,) = (part for part in licences.parts() if part.name == "Qt")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text
    assert "TERMS AND CONDITIONS" in qt.text


def test_a_bundle_reads_what_was_collected_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = licences.collected(is_bundle=True)
    assert "PyInstaller’s bootloader" in {part.name for part in collected}
    made = tmp_path / "licences" / "inside.json"
    licences.write(made, collected)
    assert json.loads(made.read_text("utf-8")) == list(map(asdict, collected))
    monkeypatch.setattr(licences, "MADE", made)
    assert licences.parts() == collected


def test_the_build_is_known_by_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "commit.txt"
    made.write_text("0123456789\n", "utf-8")
    monkeypatch.setattr(build, "MADE", made)
    assert build.version() == f"{build.__version__} (0123456789)"
    monkeypatch.setattr(build, "MADE", tmp_path / "nothing")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    assert build.version() == build.__version__, "a source that was handed on without its history"
