"""The guide on paper: its contents, then a job after the other, each from a new page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from amane_desktop.i18n import is_rtl, isolate
from ui import theme
from ui.guide.jobs import Job, guide_language
from ui.guide.text import guide_document

_DPI = 96
_MARGIN_MM = 18.0
_FOOT, _ROW = 30, 26


@dataclass(frozen=True)
class _Part:
    job: Job
    document: QTextDocument
    first: int  # the number of its first page, counted from 1


def draw_booklet(title: str, jobs: Sequence[Job]) -> bytes:
    """The jobs as a PDF on A4; with contents before them where there are several."""
    content = QByteArray()
    out = QBuffer(content)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(out, title)
    room = QRectF(0, 0, writer.width(), writer.height() - _FOOT)
    parts: list[_Part] = []
    number = 2 if len(jobs) > 1 else 1
    for job in jobs:
        parts.append(_Part(job, _laid_out(job, room.size(), writer), number))
        number += parts[-1].document.pageCount()
    painter = QPainter(writer)
    painter.setPen(QColor(theme.INK))
    if len(jobs) > 1:
        _draw_contents(painter, room, title, parts)
        _draw_foot(painter, writer, 1, number - 1)
    for part in parts:
        for page in range(part.document.pageCount()):
            if part.first + page > 1:
                writer.newPage()
            _draw_page(painter, room, part.document, page)
            _draw_foot(painter, writer, part.first + page, number - 1)
    painter.end()
    out.close()
    return bytes(content.data())


def _writer(out: QBuffer, title: str) -> QPdfWriter:
    writer = QPdfWriter(out)
    writer.setTitle(title)
    writer.setCreator("Amane")
    writer.setResolution(_DPI)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    return writer


def _laid_out(job: Job, room: QSizeF, writer: QPdfWriter) -> QTextDocument:
    document = guide_document(job, room.width(), ratio=2.0)
    document.documentLayout().setPaintDevice(writer)
    # Letters stand where the font has them, not on a screen's dots.
    document.setUseDesignMetrics(True)
    document.setPageSize(room)
    _keep_headings_with_text(document, room.height())
    return document


def _keep_headings_with_text(document: QTextDocument, tall: float) -> None:
    """Let a heading that would end a page begin the next one."""
    block = document.begin()
    while block.next().isValid():
        follows = block.next()
        if block.blockFormat().headingLevel() and _page(document, block, tall) < _page(
            document, follows, tall
        ):
            shape = block.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(shape)
        block = follows


def _page(document: QTextDocument, block: QTextBlock, tall: float) -> int:
    """The page on which the first line of a block stands."""
    place = document.documentLayout().blockBoundingRect(block)
    return int((place.top() + block.layout().lineAt(0).y()) // tall)


def _draw_page(painter: QPainter, room: QRectF, document: QTextDocument, page: int) -> None:
    painter.save()
    seen = room.translated(0, page * room.height())
    painter.translate(0, -seen.top())
    # What begins the next page must not show as a line at the foot of this one.
    painter.setClipRect(seen.adjusted(0, 0, 0, -1))
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = seen
    context.palette.setColor(context.palette.ColorRole.Text, QColor(theme.INK))
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_contents(painter: QPainter, room: QRectF, title: str, parts: Sequence[_Part]) -> None:
    leading, trailing = _sides()
    line = QRectF(0, 0, room.width(), 2 * _ROW)
    painter.setFont(QFont(theme.FAMILY, 16, QFont.Weight.DemiBold))
    painter.drawText(line, leading, title)
    painter.setFont(QFont(theme.FAMILY, theme.POINTS))
    for row, part in enumerate(parts):
        line = QRectF(0, (row + 3) * _ROW, room.width(), _ROW)
        painter.drawText(line, leading, part.job.title)
        painter.drawText(line, trailing, str(part.first))


def _draw_foot(painter: QPainter, writer: QPdfWriter, number: int, count: int) -> None:
    _leading, trailing = _sides()
    painter.setFont(QFont(theme.FAMILY, 8))
    line = QRectF(0, writer.height() - _FOOT, writer.width(), _FOOT)
    painter.drawText(line, trailing | Qt.AlignmentFlag.AlignBottom, isolate(f"{number} / {count}"))


def _sides() -> tuple[Qt.AlignmentFlag, Qt.AlignmentFlag]:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    return (right, left) if is_rtl(guide_language()) else (left, right)
