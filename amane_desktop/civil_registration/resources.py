"""Where the procedures that the program ships stand."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "procedures"
