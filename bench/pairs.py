"""Two things timed in turn, so that a busy machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 9


@dataclass(frozen=True)
class Pair:
    """Seconds of ours and of the peer, and the median of the ratios of each round."""

    ours: float
    peer: float
    ratio: float


@dataclass(frozen=True)
class Promise:
    """Something of ours beside a peer, and the ratio that it must not pass."""

    ours: str
    peer: str
    most: float
    pair: Pair | None

    @property
    def is_broken(self) -> bool:
        """Whether it was measured and is too slow."""
        return self.pair is not None and self.pair.ratio > self.most


def paired(ours: Callable[[], float], peer: Callable[[], float], rounds: int = ROUNDS) -> Pair:
    """Let both run in turn, A B A B; each says itself how many seconds it took."""
    ours()
    peer()
    return pair_of([(ours(), peer()) for _ in range(rounds)])


def pair_of(times: list[tuple[float, float]]) -> Pair:
    """What the rounds come to, each what ours took and what the peer took."""
    return Pair(
        median(one for one, _ in times),
        median(other for _, other in times),
        median(one / other for one, other in times),
    )


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The seconds that a piece of work takes, each time it is done."""

    def run() -> float:
        before = time.perf_counter()
        work()
        return time.perf_counter() - before

    return run
