"""Choosing the language of the screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from amane_desktop.i18n import LANGUAGES, language

# Each language in its own words, whatever the screen's language is.
NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


class LanguageButton(QPushButton):
    """The language of the screen, with the others in a menu."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NAMES[language()], parent)
        self.setObjectName("language")
        self.setProperty("role", "flat")
        menu = QMenu(self)
        for lang in LANGUAGES:
            menu.addAction(NAMES[lang], partial(self.chosen.emit, lang))
        self.setMenu(menu)
