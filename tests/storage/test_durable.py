"""Putting a file in another's place, while another program has it open for a moment."""

import os
from pathlib import Path
from threading import Timer

import pytest

from amane_desktop.storage import durable
from amane_desktop.storage.durable import put_in_place, write_durably


def test_what_is_open_elsewhere_for_a_moment_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    write_durably(place, "old")
    # On Windows nobody may replace it until it is closed.
    held = place.open("rb")
    Timer(0.5, held.close).start()
    write_durably(place, "new")
    assert place.read_text("utf-8") == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


class Held:
    """A system that says a few times that another program has the file."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.really = os.replace

    def replace(self, new: Path, place: Path) -> None:
        self.times -= 1
        if self.times >= 0:
            raise PermissionError(13, "used by another process")
        self.really(new, place)


@pytest.mark.parametrize(("times", "holds"), [(0, "new"), (2, "new"), (3, "old")])
def test_it_is_tried_for_a_while_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, holds: str
) -> None:
    place = tmp_path / "keyring.json"
    place.write_text("old")
    aside = tmp_path / "aside"
    aside.write_text("new")
    monkeypatch.setattr(durable, "_TRIES", 3)
    monkeypatch.setattr(durable, "_PAUSE", 0)
    monkeypatch.setattr(os, "replace", Held(times).replace)
    if holds == "old":
        with pytest.raises(PermissionError):
            put_in_place(aside, place)
    else:
        put_in_place(aside, place)
    assert place.read_text() == holds
