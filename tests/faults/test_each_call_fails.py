"""Every write and every flush fails once: the old state or the new one, and a message."""

from pathlib import Path

import pytest

from amane_desktop.office.errors import Refusal
from tests.faults.amount import Amount
from tests.faults.forked import calls_in, counted, injected
from tests.faults.scenes import (
    Backed,
    BackingUp,
    Entering,
    Migrating,
    Restoring,
    RestoringAnew,
    Scene,
)

CALLS = ("pwrite64", "write", "fsync", "fdatasync")
ERRORS = ("EIO", "ENOSPC")


class Saving(Entering):
    """A few things are entered, each of them saved."""

    what, goes_on = "a save", False
    more = ("1",)


SCENES = (Saving, BackingUp, Restoring, RestoringAnew, Migrating)


@pytest.mark.parametrize("kind", SCENES)
def test_each_fails_once(backed: Backed, tmp_path: Path, amount: Amount, kind: type[Scene]) -> None:
    scene = kind(backed, tmp_path / "pc", tmp_path / "stick")
    with scene.start(counted(",".join(CALLS), tmp_path / "calls")) as chore:
        told = chore.end()
    assert not told.refused
    scene.check(told)
    turns = [
        (call, nth, error)
        for call, times in sorted(calls_in(tmp_path / "calls").items())
        for nth in range(1, times + 1)
        for error in ERRORS
    ]
    wrong = []
    for call, nth, error in turns if amount.is_full else amount.random.sample(turns, 8):
        scene.again()
        try:
            with scene.start(injected(f"{call}:error={error}:when={nth}")) as chore:
                told = chore.end()
            assert told.words[-1] in ("closed", "refused") and all(told.refused)
            scene.check(told)
        except (AssertionError, Refusal) as fault:
            wrong.append((call, nth, error, str(fault)[-1500:]))
            scene.begin()
        else:
            amount.count(f"{call} failed once ({error}): {scene.what}")
    assert not wrong, "\n".join(map(str, wrong))
