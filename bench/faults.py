"""Try every fault of tests/faults in full, and write what came of it to docs/reliability.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bench.watched import ROOT
from tests.faults.amount import FULL, SEED, TRIED

TESTS = ROOT / "tests" / "faults"
PAGE = ROOT / "docs" / "reliability.md"


@dataclass
class Outcome:
    """What was tried and came out well, how often; what did not, and what could not be tried."""

    tried: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    others: int = 0
    seconds: float = 0.0

    def read(self, results: Path) -> None:
        """Add the results of one run of pytest."""
        for case in ElementTree.parse(results).iter("testcase"):
            name = f"{case.get('classname', '').rsplit('.', 1)[-1]}: {case.get('name')}"
            self.seconds += float(case.get("time", 0))
            has_failed = case.find("failure") is not None or case.find("error") is not None
            if has_failed:
                self.failed.append(name)
            elif (skipped := case.find("skipped")) is not None:
                self.skipped.append(f"{name}: {skipped.get('message')}")
            told = [
                (each.get("name", "").removeprefix(TRIED), int(each.get("value", 0)))
                for each in case.iter("property")
                if each.get("name", "").startswith(TRIED)
            ]
            self.tried.update(dict(told))
            self.others += not (told or has_failed or case.find("skipped") is not None)


def report(outcome: Outcome, day: date, seed: str) -> str:
    """The page as it stands in docs/."""
    rows = [f"| {what} | {times:,} |" for what, times in sorted(outcome.tried.items())]
    return "\n".join(
        [
            "# What it survives",
            "",
            f"Written by `python3 dev.py bench --faults` on {day}, seed {seed} "
            f"(`{SEED}={seed}` repeats it), on {platform.system()} {platform.release()}, "
            f"{os.cpu_count()} cores, in {outcome.seconds / 60:.0f} minutes of tests.",
            "",
            "After each turn the centre is opened again, all its data are checked as *Check the "
            "data* does, and every record that had been shown as saved is compared; every backup "
            "on the drive is verified, and nothing half-written is left in the centre's folder.",
            "",
            "| what befell it | times, each survived |",
            "| --- | ---: |",
            *rows,
            "",
            f"Beside these, {outcome.others} single tests (`tests/faults`) came out well.",
            "",
            *_told("Failed", outcome.failed),
            *_told("NOT tried here", outcome.skipped),
        ]
    )


def _told(title: str, names: Iterable[str]) -> list[str]:
    lines = [f"- {name}" for name in names]
    return [f"## {title}", "", *lines, ""] if lines else []


def run(test: Path, results: Path, seed: str) -> None:
    """Run one file of tests in full."""
    print(f"{test.name}…", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-n", "auto", "--maxprocesses", "4"]
    subprocess.run(
        [*command, "-o", "junit_family=xunit1", "--junitxml", str(results), str(test)],
        cwd=ROOT,
        env={**os.environ, FULL: "1", SEED: seed, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def main() -> int:
    """Try everything, write the page, and say what did not come out well."""
    began, day = time.monotonic(), date.today()
    seed, outcome = os.environ.get(SEED, f"{day:%Y%m%d}"), Outcome()
    with tempfile.TemporaryDirectory() as place:
        for test in sorted(TESTS.glob("test_*.py")):
            results = Path(place, test.stem).with_suffix(".xml")
            run(test, results, seed)
            outcome.read(results)
    outcome.seconds = time.monotonic() - began
    PAGE.write_text(report(outcome, day, seed), "utf-8")
    print(PAGE.read_text("utf-8"))
    return int(bool(outcome.failed))


if __name__ == "__main__":
    sys.exit(main())
