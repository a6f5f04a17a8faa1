"""The centre's logo, for its pages and papers."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy import select

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_
from amane_desktop.office.attachments import attach, content_of, detach
from amane_desktop.office.pictures import EXAMPLE, PNG, small_picture
from amane_desktop.office.registry import action, query
from amane_desktop.office.settings import CentreSettings
from amane_desktop.office.work import Reading, Work


@action(N_("Changed the logo"), Permission.CHANGE_SETTINGS, {"content": EXAMPLE})
def change_logo(work: Work, content: bytes) -> None:
    """Put a logo in the place of the one before, or take it away where nothing is given."""
    settings = work.session.scalars(select(CentreSettings)).one()
    logo = small_picture(content, "logo", PNG) if content else b""
    before, settings.logo_id = settings.logo_id, attach(work, BytesIO(logo), PNG) if logo else None
    work.session.flush()
    if before is not None:
        detach(work, before)


@query(Permission.SEE_CENTRE, {})
def centre_logo(reading: Reading) -> bytes:
    """The logo as a PNG that may be seen through; nothing when there is none."""
    logo_id = reading.session.scalars(select(CentreSettings.logo_id)).one()
    return b"" if logo_id is None else b"".join(content_of(reading, logo_id))
