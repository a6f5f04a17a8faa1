"""What the centre is called and where it is, on every page and paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amane_desktop.i18n import _
from amane_desktop.office.change_centre import change_centre
from amane_desktop.office.queries import CentreCard, centre_card
from ui.centre_settings.section import FormSection
from ui.tasks import Desk
from ui.widgets.forms import Form, Values


class CentreSection(FormSection):
    """The form for the centre's name and address."""

    kinds = frozenset({"centre_settings"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addLayout(self.host)
        self.body.addStretch(1)
        self.show_form(None)

    def make(self, key: int | None) -> Form:
        """The one form."""
        return CentreForm(self.desk)

    def refresh(self) -> None:
        """Show what is kept now."""
        self.renew_form()


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
