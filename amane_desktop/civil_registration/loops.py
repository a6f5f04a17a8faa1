"""Whether things that come after each other run in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def loop_in(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle, its first named again as its last; empty when there is none."""
    done: set[str] = set()
    for start in after:
        way: list[str] = [start]
        open_ = [iter(after[start])]
        while open_:
            step = next(open_[-1], None)
            if step is None:
                done.add(way.pop())
                open_.pop()
            elif step in way:
                return (*way[way.index(step) :], step)
            elif step not in done:
                way.append(step)
                open_.append(iter(after.get(step, ())))
    return ()
