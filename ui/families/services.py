"""What the services show on a family's record: one card each, in this one list."""

from __future__ import annotations

from collections.abc import Callable

from ui.civil_registration.family_card import DossiersCard
from ui.school_support.family_card import SchoolSupportCard
from ui.school_support.follow_up_card import FollowUpCard
from ui.tasks import Desk
from ui.widgets.service_card import ServiceCard

SERVICE_CARDS: tuple[Callable[[Desk], ServiceCard], ...] = (
    SchoolSupportCard,
    FollowUpCard,
    DossiersCard,
)
