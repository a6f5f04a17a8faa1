"""A process that draws the week's rosters and shows them, for a test that watches what it writes.

`python -m tests.faults.preview FOLDER`
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

import amane_desktop.rooms  # noqa: F401
from amane_desktop.office import centre
from amane_desktop.office.recovery_sheet import draw_recovery_sheet
from amane_desktop.school_support.queries import rosters
from amane_desktop.school_support.roster import draw_rosters
from tests.faults.driver import PASSWORD
from ui import theme
from ui.widgets.document_preview import DocumentPreview


def look_at(pdf: bytes) -> None:
    """Open the preview on a paper, let it draw, and close it."""
    preview = DocumentPreview(pdf, "paper")
    preview.show()
    QApplication.processEvents()
    assert not preview.grab().isNull()
    preview.close()


def main(folder: Path) -> None:
    """Look at the rosters in both languages, and at a recovery sheet."""
    app = QApplication([])
    theme.apply(app)
    office = centre.open_centre(folder, "Khadija", PASSWORD)
    sheets = office.ask(rosters, date(2026, 11, 16), "", "fr+ar")
    at = office.clock.local()
    look_at(draw_rosters(sheets, "fr+ar", "Khadija", at))
    look_at(draw_recovery_sheet("Amane", "أمان", "0000-1111-2222-3333-4444-5555", at, "fr"))
    office.close()
    print("looked", flush=True)
    os._exit(0)  # nothing may tidy up at the end


if __name__ == "__main__":
    main(Path(sys.argv[1]))
