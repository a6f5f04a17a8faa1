"""Boxes for pens: to tick, to sign in, to stamp; written as a PDF says them, as pages have many."""

from __future__ import annotations

from amane_desktop.printing.frame import MM, Page

_CORNER = 2 * MM
# So far the handles of a curve reach that is to be a quarter of a circle.
ROUND = 0.5523


def tick_box(page: Page, offset: float, down: float, size: float, *, is_ticked: bool) -> None:
    """A square box below a place, ticked or empty; a tick is the same from either side."""
    x, y = page.x(offset, size), page.y(down + size)
    page.canvas.addLiteral(f"q 0 G 1 w {x:.2f} {y:.2f} {size:.2f} {size:.2f} re S")
    if is_ticked:
        page.canvas.addLiteral(
            f"{size / 6:.2f} w {x + size * 0.2:.2f} {y + size * 0.52:.2f} m"
            f" {x + size * 0.42:.2f} {y + size * 0.27:.2f} l"
            f" {x + size * 0.8:.2f} {y + size * 0.76:.2f} l S"
        )
    page.canvas.addLiteral("Q")


def card(
    page: Page, offset: float, down: float, width: float, tall: float, *, line: float = 1.0
) -> None:
    """A box with round corners below a place."""
    left, low = page.x(offset, width), page.y(down + tall)
    right, high = left + width, low + tall
    turn, bend = _CORNER, _CORNER * (1 - ROUND)
    page.canvas.addLiteral(
        f"q 0 G {line:.2f} w {left + turn:.2f} {low:.2f} m {right - turn:.2f} {low:.2f} l"
        f" {right - bend:.2f} {low:.2f} {right:.2f} {low + bend:.2f}"
        f" {right:.2f} {low + turn:.2f} c {right:.2f} {high - turn:.2f} l"
        f" {right:.2f} {high - bend:.2f} {right - bend:.2f} {high:.2f}"
        f" {right - turn:.2f} {high:.2f} c {left + turn:.2f} {high:.2f} l"
        f" {left + bend:.2f} {high:.2f} {left:.2f} {high - bend:.2f}"
        f" {left:.2f} {high - turn:.2f} c {left:.2f} {low + turn:.2f} l"
        f" {left:.2f} {low + bend:.2f} {left + bend:.2f} {low:.2f}"
        f" {left + turn:.2f} {low:.2f} c h S Q"
    )


def rule(
    page: Page, offset: float, down: float, width: float, *, line: float = 0.4, grey: float = 0.72
) -> None:
    """A line across, from a place."""
    x, y = page.x(offset, width), page.y(down)
    page.canvas.addLiteral(
        f"q {grey:.2f} G {line:.2f} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S Q"
    )
