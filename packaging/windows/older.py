"""A centre as an older version of the program left it, made with that version's own code."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile

from places import CACHE, ROOT

# The last commit before the tables that this schema lacks.
COMMIT, SCHEMA = "4b76b1d", "0006"
FOLDER = CACHE / "check" / "older"
CENTRE, PAPER = FOLDER / "centre", FOLDER / "roster.pdf"


def make() -> None:
    """Make its demonstration, and print from it what has to be there afterwards."""
    code = FOLDER / "program"
    shutil.rmtree(FOLDER, ignore_errors=True)
    code.mkdir(parents=True)
    packed = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(code, filter="data")
    who = {"AMANE_USER": "demo", "AMANE_PASSWORD": "amane-demo-2026"}
    for verb in (
        ["demo", "--families", "60", "--today", "2026-11-24"],
        ["roster", "--week", "2026-W48", "--paper-lang", "fr", "--out", PAPER],
    ):
        program = [sys.executable, "-m", "amane_desktop", "--data", CENTRE]
        subprocess.run([*program, *verb], cwd=code, env={**os.environ, **who}, check=True)
