"""What a report tells of the log: kinds, places and times, never a folder that names somebody."""

from pathlib import Path

import pytest

from amane_desktop.office.help_report.faults import LOG, OLDER_LOG, last_faults, place_in_program

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (str(ROOT / "ui" / "tasks.py"), "ui/tasks.py"),
        ("ui\\tasks.py", "ui/tasks.py"),
        (r"C:\Users\Fatima\Amane\ui\tasks.py", "tasks.py"),
        (r"C:\Users\Fatima\venv\Lib\site-packages\PIL\Image.py", "PIL/Image.py"),
        ("/home/fatima/lib/python3.11/json/decoder.py", "decoder.py"),
        ("<string>", "<string>"),
    ],
)
def test_a_place_says_nothing_of_the_folders_above(file: str, place: str) -> None:
    assert place_in_program(file) == place


def test_the_newest_stands_first_and_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    (tmp_path / OLDER_LOG).write_text(
        "2026-11-20 08:00:00,001 ERROR KeyError at /home/fatima/amane/ui/old.py:7\n", "utf-8"
    )
    (tmp_path / LOG).write_text(
        "2026-11-24 08:00:00,001 WARNING settings not kept: Fatima\n"
        "Traceback of Fatima\n"
        "2026-11-24 08:30:00,001 ERROR OSError at C:\\Users\\Fatima, Ali\\ui\\old.py:7\n"
        "2026-11-24 09:00:00,001 ERROR ValueError at ui/new.py:12, decoder.py:355\n",
        "utf-8",
    )
    told = [(fault.at[:10], fault.level, fault.what) for fault in last_faults(tmp_path)]
    assert told == [
        ("2026-11-24", "ERROR", "ValueError, ui/new.py:12, decoder.py:355"),
        ("2026-11-24", "ERROR", ""),
        ("2026-11-24", "WARNING", ""),
        ("2026-11-20", "ERROR", "KeyError, old.py:7"),
    ]


def test_only_the_last_twenty_are_told(tmp_path: Path) -> None:
    line = "2026-11-24 09:00:{n:02},001 ERROR ValueError at ui/new.py:{n}\n"
    (tmp_path / LOG).write_text("".join(line.format(n=n) for n in range(50)), "utf-8")
    told = last_faults(tmp_path)
    assert len(told) == 20 and told[0].what.endswith(":49")


def test_without_a_log_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert last_faults(tmp_path) == ()
