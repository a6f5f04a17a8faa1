"""An area as tall as what stands in it while there is room, which scrolls when there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from amane_desktop.i18n import is_rtl

_LEAST, _AWAY = 120, 8


class ShrinkingArea(QScrollArea):
    """What is put under it stays in sight."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self._inside = QWidget()
        self._inside.setLayout(content)
        # (beside the scroll bar)
        content.setContentsMargins(*((_AWAY, 0, 0, 0) if is_rtl() else (0, 0, _AWAY, 0)))
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """As tall as what stands in it, at the width that it has."""
        layout = self._inside.layout()
        assert layout is not None
        width = self.viewport().width()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return QSize(
            layout.totalSizeHint().width(), max(height, layout.totalMinimumSize().height())
        )

    def minimumSizeHint(self) -> QSize:
        """Enough to see where one is."""
        hint = self.sizeHint()
        return QSize(self._inside.minimumSizeHint().width(), min(hint.height(), _LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more or less room when what stands inside does."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
