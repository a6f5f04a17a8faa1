"""What the centre is called and where it is, on every page and paper."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from amane_desktop.i18n import _
from amane_desktop.office.change_centre import change_centre
from amane_desktop.office.logo import centre_logo, change_logo
from amane_desktop.office.queries import CentreCard, centre_card
from ui.centre_settings.section import FormSection
from ui.tasks import Desk
from ui.widgets.basics import Card
from ui.widgets.forms import Form, Values
from ui.widgets.photo_field import PhotoField


class CentreSection(FormSection):
    """The form for the centre's name and address, and its logo beneath."""

    kinds, subject = frozenset({"centre_settings"}), "centre"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.logo = PhotoField(_("The centre's logo"), _("Choose a logo…"), "mdi6.image-outline")
        self.logo.setObjectName("logo")
        self.logo.chosen.connect(self._keep_logo)
        self.logo.removed.connect(lambda: self._keep_logo(b""))
        card = Card()
        card.body.addWidget(self.logo)
        self.body.addLayout(self.host)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.refresh()
        self.show_form(None)

    def make(self, key: int | None) -> Form:
        """The one form."""
        return CentreForm(self.desk)

    def refresh(self) -> None:
        """Show what is kept now."""
        self.logo.show_picture(self.desk.ask(centre_logo))
        self.renew_form()

    def show_form(self, key: int | None, *, take_keyboard: bool = False) -> None:
        """Show the form, with the logo after it for the keyboard too."""
        super().show_form(key, take_keyboard=take_keyboard)
        self._order_tabs()

    def showEvent(self, event: QShowEvent) -> None:
        """Put Tab in order once more: Qt mixes it when a page is put into its window."""
        super().showEvent(event)
        self._order_tabs()

    def _order_tabs(self) -> None:
        buttons = self.findChildren(QPushButton)
        stops = [b for b in buttons if self.form is not None and self.form.isAncestorOf(b)]
        stops += [b for b in buttons if self.logo.isAncestorOf(b)]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _keep_logo(self, content: bytes) -> None:
        self.desk.do(
            change_logo, content, refused=lambda refusal: self.logo.say_error(refusal.message)
        )


class CentreForm(Form):
    """The centre's name and address in both scripts."""

    accent = "neutral"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("The centre"))
        self._card: CentreCard = desk.ask(centre_card)
        self.add_name("name", _("Name in Latin letters"), _("Name in Arabic"), row=0)
        self.add_name("address", _("Address in Latin letters"), _("Address in Arabic"), row=1)

    def kept(self) -> Values:
        """What is kept of the centre."""
        card = self._card
        return {
            "name": card.name,
            "name_ar": card.name_ar,
            "address": card.address,
            "address_ar": card.address_ar,
        }

    def newest(self) -> Values:
        """The centre as it is now."""
        self._card = self.desk.ask(centre_card)
        return self.kept()

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """Change the centre."""
        return change_centre, {"version": self._card.version, **self.typed()}
