"""A window in a process of its own, watched as `bench.window` says."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.pairs import ROUNDS, Pair, paired

ROOT = Path(__file__).resolve().parent.parent
OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default=false"}


def window(*arguments: str | Path) -> list[float]:
    """The figures of one watched start."""
    command = [sys.executable, "-m", "bench.window", *map(str, arguments)]
    shown = subprocess.run(command, cwd=ROOT, env=OFFSCREEN, stdout=subprocess.PIPE, check=True)
    return [float(figure) for figure in shown.stdout.split()]


def start_beside_empty(folder: Path) -> Pair:
    """The start until the password field takes a key, beside an empty window's text field."""
    return paired(lambda: _until_a_key("ready", folder), lambda: _until_a_key("empty"))


def _until_a_key(*arguments: str | Path) -> float:
    before = time.monotonic()
    return window(*arguments)[0] - before


def first_page(folder: Path) -> str:
    """From Enter to the first page, in a sentence."""
    entered = [window("enter", folder) for _ in range(ROUNDS)]
    rest, hashing = (median(f) for f in zip(*((a - b, b) for a, b, _ in entered), strict=True))
    return (
        f"From Enter to the first page, less the password's hash: **{rest / hashing:.2f}** times "
        f"what that hash takes ({rest * 1000:.0f} beside {hashing * 1000:.0f} ms)."
    )


def families_beside_few(many: Path, few: Path) -> tuple[Pair, float]:
    """From Enter to the list of families, less the hash, of many people beside few; the bytes."""
    held = []

    def listed(folder: Path) -> float:
        seconds, hashing, memory = window("families", folder)
        held.append(memory)
        return seconds - hashing

    return paired(lambda: listed(many), lambda: listed(few)), max(held)
