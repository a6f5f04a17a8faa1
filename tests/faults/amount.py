"""How much of each fault is tried, and by what chance: a short run among the tests, or in full."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from random import Random

# Set by `dev.py bench --faults`, which tells in docs/reliability.md what was tried.
FULL, SEED = "AMANE_FAULTS_IN_FULL", "AMANE_FAULTS_SEED"
_SEED_OF_THE_TESTS = "20261127"
TRIED = "tried: "


@dataclass
class Amount:
    """What one test tries; `random` begins alike wherever the seed and the test are the same."""

    seed: str
    is_full: bool
    random: Random
    tried: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of_test(cls, name: str) -> Amount:
        """The amount of the test of that name, in this run."""
        seed = os.environ.get(SEED, _SEED_OF_THE_TESTS)
        return cls(seed, bool(os.environ.get(FULL)), Random(f"{seed} {name}"))

    def times(self, short: int, full: int) -> range:
        """So many turns, in the short run or in the full one."""
        return range(full if self.is_full else short)

    def some(self, found: range, short: int, always: tuple[int, ...] = ()) -> list[int]:
        """All of them in the full run; in the short one a few by chance, and these always."""
        if self.is_full or len(found) <= short:
            return list(found)
        return sorted({*always, *self.random.sample(found, short)})

    def count(self, what: str, times: int = 1) -> None:
        """Say that it was tried and came out well."""
        self.tried[what] += times
