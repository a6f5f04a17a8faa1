"""The look of the window: colours, spacing, fonts and icons, in one place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from amane_desktop.i18n import is_rtl, language
from ui import icons

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE, CARD, HAIRLINE = "#F6F4EF", "#FFFFFF", "#E4E0D8"
INK, SECONDARY, MUTED, SELECTED = "#22272E", "#667085", "#EDEBE5", "#EEF1F6"
GOOD, GOOD_GROUND = "#1E7B45", "#E3F3E8"
WAITING, WAITING_GROUND = "#7F5F00", "#FBF0CF"
DANGER, DANGER_GROUND = "#8A1F11", "#FBE7E3"
CHOSEN_DOSSIER = "#F8F0DC"
# What was, and is only looked at.
PAST, PAST_GROUND = "#4A3F7A", "#EFECF8"
LOGO = "#A8481F"
ACCENTS: Mapping[str, str] = {
    "neutral": "#3B4252",
    "social": "#A8481F",
    "health": "#0B6E69",
    "school": "#1B5E9E",
    "integration": "#6B46A0",
    "civil_registration": "#7F5F00",
    # What cannot be taken back: nothing else is red.
    "danger": DANGER,
}
# Each stands out on white, and from the others also to who sees red and green alike.
GROUPS: Mapping[str, str] = {
    "blue": "#11509B",
    "orange": "#EB5500",
    "green": "#009063",
    "violet": "#51009A",
    "sky": "#418BE1",
    "olive": "#879522",
    "pink": "#AE6899",
    "grey": "#39333D",
}
EDGE, GAP, INSIDE, RADIUS, CONTROL = 20, 10, 14, 8, 34
FAMILY, POINTS = "IBM Plex Sans Arabic", 10
_COLOURS = {
    "page": PAGE,
    "card": CARD,
    "hairline": HAIRLINE,
    "ink": INK,
    "secondary": SECONDARY,
    "muted": MUTED,
    "selected": SELECTED,
    "good": GOOD,
    "waiting": WAITING,
    "danger": DANGER,
    "chosen_dossier": CHOSEN_DOSSIER,
    "civil_registration": ACCENTS["civil_registration"],
}
# Windows gives these a font of its own, which would go before the program's.
_FONTS_OF_WINDOWS = (
    *("QAbstractItemView", "QHeaderView", "QMenu", "QMessageBox", "QTipLabel"),
    *("QStatusBar", "QDockWidgetTitle", "QMdiSubWindowTitleBar", "QTitleBar"),
)
_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def colour(name: str) -> QColor:
    """One of the window's colours, to paint with."""
    return QColor(_COLOURS[name])


def accent(pillar: str) -> str:
    """The accent of a pillar, of what belongs to none (*neutral*), or of *danger*."""
    return ACCENTS[pillar]


def group_colour(code: str) -> str:
    """The colour of a group, by its code; a quiet one for a group without."""
    return GROUPS.get(code, SECONDARY)


def icon(name: str, ink: str = INK, *, mirrored: bool = False) -> QIcon:
    """A Material Design icon (*mdi6.printer*); `mirrored` ones turn with the writing."""
    return icons.icon(name, ink, is_turned=mirrored and is_rtl())


def apply(app: QApplication) -> None:
    """Give the program its font, its palette and its style sheet."""
    for font in sorted((_RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    app.setWindowIcon(QIcon(str(_RESOURCES / "icons" / "amane.ico")))
    app.setStyle("Fusion")
    app.setFont(QFont(FAMILY, POINTS))
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, PAGE),
        (QPalette.ColorRole.Base, CARD),
        (QPalette.ColorRole.AlternateBase, PAGE),
        (QPalette.ColorRole.Button, CARD),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.PlaceholderText, SECONDARY),
        (QPalette.ColorRole.Highlight, ACCENTS["school"]),
        (QPalette.ColorRole.HighlightedText, CARD),
    ):
        palette.setColor(role, QColor(name))
    app.setPalette(palette)
    app.setStyleSheet(_style_sheet())
    # The style sheet brings the system's own fonts back.
    for kind in _FONTS_OF_WINDOWS:
        app.setFont(QFont(FAMILY, POINTS), kind)  # type: ignore[arg-type]


def turn(app: QApplication) -> None:
    """Turn the whole window to the direction and the calendar of the screen's language."""
    is_turned = is_rtl()
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_turned else Qt.LayoutDirection.LeftToRight
    )
    # Calendars and spin boxes follow the locale; digits stay Western in Morocco.
    QLocale.setDefault(QLocale("ar_MA" if is_turned else "fr_MA"))
    _translate_qt(app)


def _translate_qt(app: QApplication) -> None:
    """Let Qt's own dialogs (files, printers) speak the screen's language."""
    old = app.findChild(QTranslator, "qt")
    if old is not None:
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName("qt")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)


_CHEVRON = (_RESOURCES / "icons" / "chevron-down.png").as_posix()


def _style_sheet() -> str:
    return f"""
    QWidget {{ color: {INK}; }}
    QLabel[role="subject"] {{ font-size: 19px; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: 14px; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="secondary"] {{ color: {SECONDARY}; }}
    QLabel[role="error"] {{ color: {DANGER}; }}
    QLabel[role="news"] {{ color: {WAITING}; background: {WAITING_GROUND}; border-radius: 4px;
        padding: 2px 6px; }}
    QLabel[role="danger"] {{ color: {DANGER}; background: {DANGER_GROUND}; border-radius: 4px;
        padding: 4px 6px; font-weight: 600; }}
    QLabel[role="pill-good"] {{ color: {GOOD}; background: {GOOD_GROUND}; border-radius: 8px;
        padding: 2px 10px; }}
    QLabel[role="pill-waiting"] {{ color: {WAITING}; background: {WAITING_GROUND};
        border-radius: 8px; padding: 2px 10px; }}
    QLabel[role="pill-danger"] {{ color: {DANGER}; background: {DANGER_GROUND};
        border-radius: 8px; padding: 2px 10px; }}
    QFrame#insideBand {{ background: {PAST}; border: none; }}
    QLabel[role="inside"] {{ color: {CARD}; font-size: 15px; font-weight: 600; }}
    QLabel[role="inside-quiet"] {{ color: {PAST_GROUND}; }}
    QLabel[role="inside-pill"] {{ color: {PAST}; background: {PAST_GROUND}; border-radius: 8px;
        padding: 2px 10px; font-weight: 600; }}
    QLabel[role="then"] {{ color: {PAST}; background: {PAST_GROUND}; border-radius: 4px;
        padding: 1px 6px; font-weight: 600; }}
    QLabel[role="key"] {{ background: {MUTED}; border-radius: 6px; padding: 2px 8px; }}
    QLabel[role="code"] {{ background: {PAGE}; border: 1px solid {HAIRLINE}; border-radius: 6px;
        padding: 14px; font-size: 19px; font-weight: 600; }}
    QLabel[role="banner"] {{ background: {WAITING_GROUND}; color: {WAITING}; font-weight: 600; }}
    QFrame#topBar, QFrame#tabRow {{ background: {CARD}; border: none;
        border-bottom: 1px solid {HAIRLINE}; }}
    QFrame#card, QFrame#popup {{ background: {CARD}; border: 1px solid {HAIRLINE};
        border-radius: {RADIUS}px; }}
    QPushButton {{ background: {CARD}; border: 1px solid #D5D0C6; border-radius: 6px;
        padding: 0 14px; min-height: {CONTROL - 2}px; outline: none; }}
    QPushButton:hover {{ background: {PAGE}; }}
    QPushButton:pressed {{ background: {MUTED}; }}
    QPushButton:focus {{ border: 2px solid {ACCENTS["school"]}; padding: 0 13px;
        min-height: {CONTROL - 4}px; }}
    QPushButton:disabled {{ color: #A8A49A; }}
    QPushButton[role="large"] {{ min-height: 76px; font-size: 17px; }}
    QPushButton[role="large"]:focus {{ min-height: 74px; }}
    QPushButton[role="flat"] {{ background: transparent; border: none; }}
    QPushButton[role="flat"]:hover {{ background: {MUTED}; }}
    QPushButton[role="flat"]:focus {{ border: 2px solid {ACCENTS["school"]}; padding: 0 12px; }}
    QPushButton[role="danger"] {{ background: transparent; border: none; color: {DANGER}; }}
    QPushButton[role="danger"]:hover {{ background: {DANGER_GROUND}; }}
    QPushButton[role="danger"]:focus {{ border: 2px solid {DANGER}; padding: 0 12px; }}
    QPushButton[role="small"] {{ background: transparent; border: none; color: {SECONDARY};
        padding: 0 8px; min-height: 20px; }}
    QPushButton[role="small"]:hover {{ background: {MUTED}; color: {INK}; }}
    QPushButton[role="small"]:focus {{ border: 2px solid {ACCENTS["school"]}; color: {INK};
        padding: 0 6px; min-height: 16px; }}
    QPushButton[role="tab"] {{ background: transparent; border: none; border-radius: 0;
        border-bottom: 3px solid transparent; padding: 0 18px; min-height: 38px; }}
    QPushButton[role="section"] {{ background: transparent; border: none; padding: 0 4px;
        min-height: 30px; font-weight: 600; text-align: left; }}
    QPushButton[role="section"]:focus {{ background: {MUTED}; }}
    QPushButton[role="tab"]:hover {{ background: {PAGE}; }}
    QPushButton[role="tab"]:focus {{ background: {MUTED}; }}
    QProgressBar {{ background: {MUTED}; border: none; border-radius: 4px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {ACCENTS["social"]}; border-radius: 4px; }}
    QPushButton::menu-indicator {{ width: 0; }}
    QPushButton[role="chip"] {{ background: transparent; border: none; border-radius: 14px;
        min-height: 28px; }}
    QPushButton[role="chip"]:checked {{ background: {ACCENTS["school"]}; color: {CARD}; }}
    QPushButton[role="chip"]:focus {{ border: 2px solid {ACCENTS["school"]}; padding: 0 12px;
        min-height: 24px; }}
    QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit {{ background: {CARD};
        border: 1px solid #D5D0C6; border-radius: 6px; padding: 0 10px;
        min-height: {CONTROL - 2}px; selection-background-color: {ACCENTS["school"]}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {{
        border: 2px solid {ACCENTS["school"]}; padding: 0 9px; min-height: {CONTROL - 4}px; }}
    QLineEdit#qt_spinbox_lineedit {{ border: none; padding: 0; min-height: 0;
        background: transparent; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QPlainTextEdit {{ padding: 4px 6px; }}
    QPlainTextEdit:focus {{ border: 2px solid {ACCENTS["school"]}; }}
    QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QComboBox[refused="true"] {{
        border: 1px solid {DANGER}; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({_CHEVRON}); width: 16px;
        height: 16px; }}
    QComboBox QAbstractItemView {{ background: {CARD}; border: 1px solid {HAIRLINE};
        selection-background-color: {SELECTED}; selection-color: {INK}; outline: none; }}
    QTableView, QListView, QTreeView {{ background: {CARD}; border: none;
        gridline-color: {HAIRLINE}; selection-background-color: {SELECTED};
        selection-color: {INK}; outline: none; }}
    QHeaderView {{ background: transparent; }}
    QHeaderView::section {{ background: #FAF9F5; color: {SECONDARY}; border: none;
        border-bottom: 1px solid {HAIRLINE}; padding: 2px 6px; }}
    QTableCornerButton::section {{ background: #FAF9F5; border: none; }}
    QScrollBar:vertical {{ width: 10px; background: transparent; }}
    QScrollBar:horizontal {{ height: 10px; background: transparent; }}
    QScrollBar::handle {{ background: #D5D0C6; border-radius: 5px; min-height: 30px;
        min-width: 30px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QToolTip {{ background: {INK}; color: {CARD}; border: none; padding: 4px 6px; }}
    QMenu {{ background: {CARD}; border: 1px solid {HAIRLINE}; padding: 4px; }}
    QMenu::item {{ padding: 6px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {SELECTED}; }}
    """
