"""The pages of the guide, one a job, in their order: the one list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.i18n import N_, language

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"
GROUPS = (
    (N_("To begin"), ("first-start", "every-morning")),
    (N_("Families"), ("new-family", "find", "family", "scans", "civil-registration")),
    (
        N_("School support"),
        ("week", "door", "rosters", "other-papers", "timetable", "schools", "school-follow-up"),
    ),
    (N_("The centre"), ("friday-backup", "update", "staff", "settings", "spreadsheets")),
    (
        N_("When something goes wrong"),
        ("when-it-fails", "lost-password", "lost-stick", "when-the-pc-dies"),
    ),
)


@dataclass(frozen=True)
class Job:
    """A page of the guide: the name of its file, its title, and its words in Markdown."""

    name: str
    title: str
    text: str


def guide_language() -> str:
    """The language of the guide for the screen's reader: French where it has not theirs."""
    return language() if (FOLDER / language()).is_dir() else "fr"


def names() -> Iterator[str]:
    """The names of all jobs, in their order."""
    for _title, jobs in GROUPS:
        yield from jobs


def read_job(name: str) -> Job:
    """A page as its file has it, without what turns it round for other readers of Markdown."""
    lines = (FOLDER / guide_language() / f"{name}.md").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("<")).strip()
    return Job(name, text.partition("\n")[0].removeprefix("# "), text)
