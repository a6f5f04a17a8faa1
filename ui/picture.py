"""A picture of the week page for those who have no screen: `python -m ui.picture FOLDER OUT.png`.

It signs in with AMANE_USER and AMANE_PASSWORD, as the verbs of the command line do.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from amane_desktop import i18n
from ui import theme


def week_picture(folder: Path, out: Path, lang: str = "fr") -> None:
    """Write the page of the week as it looks on the office PC's screen."""
    import amane_desktop.rooms  # noqa: F401
    from amane_desktop.office.centre import open_centre
    from ui.tasks import Desk
    from ui.workplace import Workplace

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    i18n.set_language(lang)
    theme.apply(app)
    theme.turn(app)
    office = open_centre(folder, os.environ["AMANE_USER"], os.environ["AMANE_PASSWORD"])
    desk = Desk(office)
    try:
        workplace = Workplace(desk)
        workplace.resize(1366, 728)
        workplace.restore({"page": "school_support", "pages": {}, "drafts": {}})
        if not workplace.grab().save(str(out), "PNG"):
            raise OSError(f"{out} could not be written")
    finally:
        desk.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    week_picture(Path(sys.argv[1]), Path(sys.argv[2]))
