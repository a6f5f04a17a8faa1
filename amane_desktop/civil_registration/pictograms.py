"""A small picture of the kind of office, for whoever reads pictures before words."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from amane_desktop.printing.frame import Page
from amane_desktop.printing.shapes import ROUND

_STROKE = 1.1

_Point = tuple[float, float]
# Lines through points of a square of one, from its lower left corner, and circles.
_Picture = tuple[tuple[tuple[_Point, ...], ...], tuple[tuple[float, float, float], ...]]

_HALL: _Picture = (
    (
        ((0.06, 0.66), (0.5, 0.94), (0.94, 0.66), (0.06, 0.66)),
        ((0.18, 0.6), (0.18, 0.2)),
        ((0.39, 0.6), (0.39, 0.2)),
        ((0.61, 0.6), (0.61, 0.2)),
        ((0.82, 0.6), (0.82, 0.2)),
        ((0.08, 0.18), (0.92, 0.18)),
        ((0.02, 0.07), (0.98, 0.07)),
    ),
    (),
)
_SCALES: _Picture = (
    (
        ((0.5, 0.95), (0.5, 0.08)),
        ((0.28, 0.07), (0.72, 0.07)),
        ((0.14, 0.8), (0.86, 0.8)),
        ((0.02, 0.4), (0.14, 0.8), (0.26, 0.4)),
        ((0.74, 0.4), (0.86, 0.8), (0.98, 0.4)),
        ((0.0, 0.4), (0.06, 0.31), (0.22, 0.31), (0.28, 0.4), (0.0, 0.4)),
        ((0.72, 0.4), (0.78, 0.31), (0.94, 0.31), (1.0, 0.4), (0.72, 0.4)),
    ),
    (),
)
_CROSS: _Picture = (
    (
        ((0.08, 0.06), (0.08, 0.92), (0.92, 0.92), (0.92, 0.06), (0.08, 0.06)),
        (
            (0.42, 0.26),
            (0.58, 0.26),
            (0.58, 0.42),
            (0.74, 0.42),
            (0.74, 0.58),
            (0.58, 0.58),
            (0.58, 0.74),
            (0.42, 0.74),
            (0.42, 0.58),
            (0.26, 0.58),
            (0.26, 0.42),
            (0.42, 0.42),
            (0.42, 0.26),
        ),
    ),
    (),
)
_SHIELD: _Picture = (
    (
        (
            (0.5, 0.96),
            (0.9, 0.82),
            (0.9, 0.5),
            (0.8, 0.28),
            (0.5, 0.05),
            (0.2, 0.28),
            (0.1, 0.5),
            (0.1, 0.82),
            (0.5, 0.96),
        ),
        (
            (0.5, 0.74),
            (0.63, 0.35),
            (0.3, 0.59),
            (0.7, 0.59),
            (0.37, 0.35),
            (0.5, 0.74),
        ),
    ),
    (),
)
_BOOK: _Picture = (
    (
        ((0.5, 0.16), (0.5, 0.8)),
        ((0.5, 0.8), (0.3, 0.88), (0.04, 0.84), (0.04, 0.2), (0.3, 0.24), (0.5, 0.16)),
        ((0.5, 0.8), (0.7, 0.88), (0.96, 0.84), (0.96, 0.2), (0.7, 0.24), (0.5, 0.16)),
    ),
    (),
)
_CAMERA: _Picture = (
    (
        (
            (0.04, 0.16),
            (0.04, 0.7),
            (0.28, 0.7),
            (0.36, 0.84),
            (0.64, 0.84),
            (0.72, 0.7),
            (0.96, 0.7),
            (0.96, 0.16),
            (0.04, 0.16),
        ),
    ),
    ((0.5, 0.44, 0.19), (0.84, 0.6, 0.03)),
)
_HOUSE: _Picture = (
    (
        ((0.02, 0.5), (0.5, 0.94), (0.98, 0.5)),
        ((0.14, 0.58), (0.14, 0.07), (0.86, 0.07), (0.86, 0.58)),
        ((0.41, 0.07), (0.41, 0.38), (0.59, 0.38), (0.59, 0.07)),
    ),
    (),
)
_SHEET: _Picture = (
    (
        ((0.16, 0.05), (0.16, 0.95), (0.62, 0.95), (0.84, 0.73), (0.84, 0.05), (0.16, 0.05)),
        ((0.62, 0.95), (0.62, 0.73), (0.84, 0.73)),
        ((0.3, 0.58), (0.7, 0.58)),
        ((0.3, 0.42), (0.7, 0.42)),
        ((0.3, 0.26), (0.55, 0.26)),
    ),
    (),
)
_PICTURES: dict[str, _Picture] = {
    "registry_office": _HALL,
    "local_authority": _HALL,
    "province": _HALL,
    "consulate": _HALL,
    "social_fund": _HALL,
    "hospital": _CROSS,
    "health_centre": _CROSS,
    "court": _SCALES,
    "prosecutor": _SCALES,
    "legal_aid": _SCALES,
    "police": _SHIELD,
    "gendarmerie": _SHIELD,
    "school": _BOOK,
    "photographer": _CAMERA,
    "family": _HOUSE,
}


def pictogram(page: Page, authority: str, offset: float, down: float, size: float) -> None:
    """Draw the picture of an authority's kind below a place; a sheet of paper for any other."""
    x, y = page.x(offset, size), page.y(down + size)
    page.canvas.addLiteral(
        f"q {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm"
        f" 0.25 G {_STROKE / size:.4f} w 1 j {_path(authority)} S Q"
    )


@cache
def _path(authority: str) -> str:
    """The picture as a PDF says it."""
    lines, circles = _PICTURES.get(authority, _SHEET)
    said = []
    for (first_x, first_y), *others in lines:
        said.append(f"{first_x} {first_y} m")
        said += [f"{across} {up} l" for across, up in others]
    said += [_circle(*circle) for circle in circles]
    return " ".join(said)


def _circle(x: float, y: float, radius: float) -> str:
    """Four curves, each from one side of the circle to the next."""
    sides = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    said = [f"{x + radius:.3f} {y:.3f} m"]
    for (from_x, from_y), (to_x, to_y) in pairwise(sides):
        points = (
            (from_x + ROUND * to_x, from_y + ROUND * to_y),
            (to_x + ROUND * from_x, to_y + ROUND * from_y),
            (to_x, to_y),
        )
        said += [f"{x + radius * across:.3f} {y + radius * up:.3f}" for across, up in points]
        said.append("c")
    return " ".join(said)
