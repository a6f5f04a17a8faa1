"""A page of the guide as a document, on the screen or on paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)

from amane_desktop.i18n import is_rtl
from ui import theme
from ui.guide.jobs import FOLDER, Job, guide_language

# By level: the size of the letters, the room above and below.
_HEADINGS = {1: (20, 0, 8), 2: (15, 18, 6), 3: (13, 12, 4)}
_LINE_HEIGHT = 118.0
# What a key does needs more room than its name.
_COLUMNS = (30, 70)


@dataclass(frozen=True)
class _Room:
    width: float
    ratio: float


def guide_document(job: Job, width: float, ratio: float = 1.0) -> QTextDocument:
    """The page, `width` wide; its pictures are made for a screen of that pixel ratio."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(theme.FAMILY, theme.POINTS))
    is_turned = is_rtl(guide_language())
    options = document.defaultTextOption()
    directions = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    options.setTextDirection(directions[is_turned])
    document.setDefaultTextOption(options)
    document.setMarkdown(_turned(job.text) if is_turned else job.text)
    document.setTextWidth(width)
    for block in _blocks(document):
        _set_block(block)
        if is_turned:
            _turn_number(block)
    for start, length, words in _pieces(document):
        cursor = _at(document, start, length)
        if words.isImageFormat():
            _set_picture(document, cursor, words.toImageFormat(), _Room(width, ratio))
        else:
            _set_words(cursor, words)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame, is_turned=is_turned)
    return document


def _turned(text: str) -> str:
    """The text with its tables from the right: Qt sets columns from the left in any language."""
    lines = text.splitlines()
    rows = ("|".join(reversed(line.split("|"))) if line.startswith("|") else line for line in lines)
    return "\n".join(rows)


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def _pieces(document: QTextDocument) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each piece of text in one format stands: read before any is changed."""
    found = []
    for block in _blocks(document):
        if block.blockFormat().headingLevel():
            continue
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            found.append((piece.position(), piece.length(), piece.charFormat()))
            pieces += 1
    return found


def _set_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    size, above, below = _HEADINGS.get(level, (0, 4, 4))
    shape.setTopMargin(above)
    shape.setBottomMargin(below)
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    if not _holds_picture(block):
        shape.setLineHeight(_LINE_HEIGHT, proportional)
    cursor.mergeBlockFormat(shape)
    if level:
        letters = QTextCharFormat()
        letters.setFont(_font(size))
        letters.setForeground(QBrush(QColor(theme.INK)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(letters)


def _turn_number(block: QTextBlock) -> None:
    """Put the point behind the number of a step: Qt sets it before, in a text from the right."""
    steps = block.textList()
    if steps is not None:
        shape = steps.format()
        shape.setNumberPrefix(".")
        shape.setNumberSuffix("")
        steps.setFormat(shape)


def _font(pixels: int) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _holds_picture(block: QTextBlock) -> bool:
    pieces = block.begin()
    return not pieces.atEnd() and pieces.fragment().charFormat().isImageFormat()


def _at(document: QTextDocument, start: int, length: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _set_picture(
    document: QTextDocument, cursor: QTextCursor, picture: QTextImageFormat, room: _Room
) -> None:
    image = _picture(picture.name(), room)
    kind = QTextDocument.ResourceType.ImageResource.value
    document.addResource(kind, QUrl(picture.name()), image)
    picture.setWidth(image.width() / image.devicePixelRatio())
    picture.setHeight(image.height() / image.devicePixelRatio())
    cursor.setCharFormat(picture)


def _set_words(cursor: QTextCursor, words: QTextCharFormat) -> None:
    """What a button says and the keys stand out, as they do on the screen's own pages."""
    shown = QTextCharFormat()
    shown.setFontWeight(QFont.Weight.DemiBold)
    table = cursor.currentTable()
    if table is not None and table.cellAt(cursor).row() == 0:
        shown.setForeground(QBrush(QColor(theme.SECONDARY)))
    elif words.isAnchor():
        shown = words
        shown.setForeground(QBrush(QColor(theme.ACCENTS["school"])))
    elif words.fontItalic():
        shown.setForeground(QBrush(QColor(theme.ACCENTS["school"])))
    elif words.fontFixedPitch() or words.fontWeight() == QFont.Weight.Bold:
        shown.setBackground(QBrush(QColor(theme.MUTED)))
    else:
        return
    cursor.setCharFormat(shown)


def _picture(name: str, room: _Room) -> QImage:
    """A picture no wider than the text, drawn smaller once rather than at each turn."""
    image = QImage(str((FOLDER / guide_language() / name).resolve()))
    shown = min(image.width(), room.width)
    if image.width() > shown * room.ratio:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaledToWidth(round(shown * room.ratio), smooth)
    image.setDevicePixelRatio(image.width() / shown)
    return image


def _set_table(table: QTextTable, *, is_turned: bool) -> None:
    shape = table.format()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setCellPadding(5)
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(QColor(theme.HAIRLINE)))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setTopMargin(8)
    shape.setBottomMargin(8)
    widths = [QTextLength(QTextLength.Type.PercentageLength, share) for share in _COLUMNS]
    shape.setColumnWidthConstraints(widths[::-1] if is_turned else widths)
    table.setFormat(shape)
