"""Files and pictures that somebody gives: chosen, dropped, pasted, or left by the scanner."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QStandardPaths
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from amane_desktop.i18n import _

_FILES = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.heic"
# A file by its place, or a pasted picture.
Given = Path | QImage


def given_in(data: QMimeData) -> list[Given]:
    """The files of this PC that are dragged or pasted, or else the picture."""
    files: list[Given] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if not files and data.hasImage():
        image = data.imageData()
        files = [image] if isinstance(image, QImage) and not image.isNull() else []
    return files


def may_be_given(data: QMimeData) -> bool:
    """Whether what is dragged holds anything to be taken."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def pasted() -> list[Given]:
    """What the clipboard holds that can be taken."""
    return given_in(QGuiApplication.clipboard().mimeData())


def chosen_files(parent: QWidget, folder: Path | None) -> list[Given]:
    """Files that the reader chooses, at first among those of a folder."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    place = str(folder) if folder is not None else QStandardPaths.writableLocation(documents)
    kinds = _("Scans and photos ({files})").format(files=_FILES)
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Choose files"), place, kinds)
    return [Path(name) for name in names]


def chosen_folder(parent: QWidget, folder: Path | None) -> Path | None:
    """The folder that the scanner writes to, as the reader chooses it."""
    title = _("The folder that the scanner writes to")
    name = QFileDialog.getExistingDirectory(parent, title, str(folder or ""))
    return Path(name) if name else None


def content_of(given: Given) -> Path | bytes:
    """What is looked at and kept; a large picture takes its time."""
    if isinstance(given, Path):
        return given
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(given)
    return bytes(buffer.data().data())
