"""A paper drawn beside the window's work, then shown before it is printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.tasks import Desk
from ui.widgets.sections import Section


def preview(
    desk: Desk,
    parent: QWidget,
    title: str,
    file_name: str,
    draw: Callable[[], bytes],
    *,
    sections: Callable[[], Sequence[Section]] = tuple,
    taken: Callable[[], None] = lambda: None,
) -> None:
    """Draw a paper beside the window's work, then open it; what is refused is said there."""
    from ui.widgets.document_preview import DocumentPreview

    def show(pdf: bytes) -> None:
        dialog = DocumentPreview(
            pdf, file_name, parent, desk=desk, sections=sections(), taken=taken
        )
        dialog.setWindowTitle(title)
        dialog.open()

    desk.read(parent, draw, show)
