"""Where things stand: in the project, and in the small Debian that has Wine."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# What is set up once and kept between runs; may be thrown away at any time.
CACHE = ROOT / ".windows"
DEBIAN = CACHE / "debian"
PYTHON = CACHE / "python"
OUT = ROOT / "dist-windows"
PROGRAM = OUT / "Amane"
# The project as the small Debian sees it: the same place on every machine, so builds are alike.
INSIDE = Path("/amane")


def inside(path: Path) -> str:
    """A file of the project, as the small Debian sees it."""
    return str(INSIDE / path.relative_to(ROOT))


def on_wine(path: Path) -> str:
    """A file of the project, as Windows sees it."""
    return "Z:" + inside(path).replace("/", "\\")
