"""The look of the window, whatever the system's own look is."""

from PySide6.QtWidgets import QApplication

from ui import theme


def test_the_window_bears_the_logo(qapp: QApplication) -> None:
    theme.apply(qapp)
    logo = qapp.windowIcon().pixmap(64, 64).toImage()
    assert logo.pixelColor(32, 8).name() == theme.LOGO.lower()
