"""The lock must install the same files anywhere, from whichever index is set up."""

import re
from pathlib import Path

LOCK = (Path(__file__).parent.parent / "requirements.lock").read_text(encoding="utf-8")


def test_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^(-i|-f|-e|--index|--extra-index|--find-links)|^[./]", LOCK, re.M)


def test_every_requirement_is_pinned_and_hashed() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK.strip()) if entry[0] != "#"]
    assert len(entries) > 15
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
