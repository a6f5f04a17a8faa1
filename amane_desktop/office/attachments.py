"""Photos and the logo: which encrypted file holds them, and under which key."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from amane_desktop.storage.database import Base


class Attachment(Base):
    """A file of the attachment store, by the name it is stored as; its key is its own, in hex."""

    __tablename__ = "attachment"
    stored_as: Mapped[str]
    key: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
