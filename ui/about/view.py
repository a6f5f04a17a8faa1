"""Which program this is, and where help begins: a line each, with its button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amane_desktop import build
from amane_desktop.i18n import _, isolate
from ui import theme
from ui.widgets import named
from ui.widgets.basics import Card, at_its_beginning, let_shrink, line_label, plain_button
from ui.widgets.logo import Logo

_WIDEST, _BUTTON = 860, 190


class AboutView(QWidget):
    """The same for whoever is signed in and whoever is not; these may not check the data."""

    guide_wanted = Signal()
    report_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, folder: Path, *, may_check: bool) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDEST)
        self._folder = folder
        self._rows = Card()
        self._rows.body.setSpacing(16)
        self.guide = self._row(
            _("Guide"),
            _("What to do, job by job. F1 opens the page of where you are."),
            named(plain_button(_("Open the guide"), "mdi6.book-open-variant"), "openGuide"),
        )
        self.guide.clicked.connect(self.guide_wanted)
        self._row(
            _("Something does not work?"),
            _("A report for whoever helps you. It names nobody, and you read it first."),
            named(plain_button(_("Make a report…"), "mdi6.file-document-outline"), "makeReport"),
        ).clicked.connect(self.report_wanted)
        if may_check:
            check = self._row(
                _("Check the data"),
                _("Amane reads everything again and says whether all is in order."),
                named(plain_button(_("Check the data"), "mdi6.shield-check-outline"), "goToCheck"),
            )
            check.clicked.connect(self.check_wanted)
        self._row(
            _("Where the centre’s data are"),
            isolate(str(folder)),
            named(plain_button(_("Open the folder"), "mdi6.folder-open-outline"), "openFolder"),
        ).clicked.connect(self._open_folder)
        self._row(
            _("Licences"),
            _("What Amane is made of, with versions and terms."),
            named(plain_button(_("See the licences"), "mdi6.scale-balance"), "seeLicences"),
        ).clicked.connect(self._show_licences)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(line_label("subject", _("About and help")))
        column.addWidget(self._who())
        column.addWidget(self._rows)
        column.addStretch()

    def _who(self) -> Card:
        card = Card()
        words = QVBoxLayout()
        words.setSpacing(2)
        version = _("Amane, version {version}").format(version=isolate(build.version()))
        words.addWidget(named(let_shrink(line_label("strong", version)), "version"))
        stays = _("All stays on this PC and on your own drives: Amane sends nothing anywhere.")
        words.addWidget(let_shrink(line_label("secondary", stays)))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Logo())
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _row(self, title: str, words: str, button: QPushButton) -> QPushButton:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(line_label("strong", title))
        # (a folder's path begins where the words do, too)
        said.addWidget(at_its_beginning(let_shrink(line_label("secondary", words))))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(said, 1)
        button.setMinimumWidth(_BUTTON)
        row.addWidget(button)
        self._rows.body.addLayout(row)
        return button

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.resolve())))

    def _show_licences(self) -> None:
        from ui.about.licences_sheet import LicencesSheet

        LicencesSheet(self).open()
