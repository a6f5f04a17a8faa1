"""Hairline grids for pens: rules, and light hatching that leaves room for words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HAIRLINE = 0.35
RULE = 0.9
PALE = 0.72
_PITCH = 9.0

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in points from its lower left corner."""

    x: float
    y: float
    width: float
    height: float


def rules(canvas: Any, segments: Sequence[Segment], width: float, grey: float = 0.0) -> None:
    """Draw lines of one width and grey in one stroke."""
    if segments:
        canvas.setLineWidth(width)
        canvas.setStrokeGray(grey)
        canvas.lines(segments)


def hatch(canvas: Any, box: Box, hole: Box) -> None:
    """Hatch a box lightly, as a pen would to close it, round the place of its words."""
    around(canvas, box, [hole])
    rules(canvas, _slanted(box), HAIRLINE, PALE)
    canvas.restoreState()


def around(canvas: Any, outside: Box, holes: Sequence[Box]) -> None:
    """Keep what is drawn next inside a box and out of its holes, until the state is restored."""
    canvas.saveState()
    path = canvas.beginPath()
    for box in (outside, *holes):
        path.rect(box.x, box.y, box.width, box.height)
    # Even-odd: what lies inside the box and inside a hole is outside again.
    canvas.clipPath(path, stroke=0, fill=0, fillMode=0)


def _slanted(box: Box) -> list[Segment]:
    """Lines at 45 degrees, on one raster for the whole page so that boxes continue each other."""
    first = int((box.y - box.x - box.width) // _PITCH)
    last = int((box.y + box.height - box.x) // _PITCH) + 1
    return [
        (box.x, box.x + step * _PITCH, box.x + box.width, box.x + box.width + step * _PITCH)
        for step in range(first, last + 1)
    ]
