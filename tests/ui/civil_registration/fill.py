"""Filling in a sheet, and reading what it says."""

from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.civil_registration.visit import plain
from ui.widgets.forms import Form


def fields(form: Form, **typed: str) -> None:
    """Put what is typed into the fields."""
    for key, raw in typed.items():
        form.fields[key].set_raw(raw)
        form.fields[key].edited.emit()


def said(form: Form) -> str:
    """All that the sheet says."""
    QApplication.processEvents()
    labels = [label for label in form.findChildren(QLabel) if label.isVisible()]
    return plain("\n".join(label.text() for label in labels))
