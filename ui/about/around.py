"""What Qt knows of the system and its screens, for the report."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication, QScreen

from amane_desktop.office.help_report.report import Around


def around() -> Around:
    """The system by its own name and version, never by the name that somebody gave to this PC."""
    kernel = f"{QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"
    system = f"{QSysInfo.prettyProductName()} ({kernel}, {QSysInfo.currentCpuArchitecture()})"
    screens = tuple(map(_screen, QGuiApplication.screens()))
    return Around(system, qVersion(), QLocale.system().name(), screens)


def _screen(screen: QScreen) -> str:
    size, scale = screen.size(), screen.devicePixelRatio()
    return f"{size.width()}×{size.height()}, × {scale:g}, {screen.logicalDotsPerInch():g} dpi"
