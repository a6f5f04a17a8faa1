"""Which family may be there already, beside the form that enters one or its telephone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from amane_desktop.i18n import _, in_its_own_direction, isolate
from amane_desktop.people.likely_families import LikelyFamily, Why, likely_families
from amane_desktop.people.names import in_reader_script
from amane_desktop.people.states import STATES
from ui.families.hints import Hints
from ui.tasks import Desk


class FamilyHints(Hints):
    """The likeliest same families, and what each has in common with what is typed."""

    def __init__(self, desk: Desk, told: Callable[[], dict[str, Any]]) -> None:
        super().__init__(desk, told)
        self.setObjectName("sameFamilies")

    def title(self) -> str:
        """What stands above the rows."""
        return _("This family may be there already:")

    def likely(self, told: dict[str, Any]) -> tuple[LikelyFamily, ...]:
        """The likeliest same families."""
        return self.desk.ask(likely_families, **told)

    def make_row(self, likely: LikelyFamily) -> QWidget:
        """The family, with where to look."""
        family = in_its_own_direction(in_reader_script(likely.name, likely.name_ar))
        told = (
            _("{name} family").format(name=family),
            isolate(likely.file_number),
            in_its_own_direction(likely.address) if likely.address else "",
            _(STATES[likely.state]) if likely.state != "open" else "",
            _("the same address") if likely.why is Why.ADDRESS else "",
        )
        look = partial(self.opened.emit, likely.id, None)
        return self.line(" · ".join(filter(None, told)), ("openSame", _("Open"), look))


class NumberHints(FamilyHints):
    """The other families that a telephone number is told of."""

    def title(self) -> str:
        """A number can be a neighbour's; so nothing more is said."""
        return _("Another family has this number:")
