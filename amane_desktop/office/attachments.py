"""Photos, the logo and scans: which encrypted file holds them, and under which key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import Engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from amane_desktop.i18n import _
from amane_desktop.office.errors import Refusal
from amane_desktop.storage.attachments import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentStore,
    SealedFile,
    Stored,
)
from amane_desktop.storage.database import Base

if TYPE_CHECKING:
    from amane_desktop.office.work import Reading, Work


class Attachment(Base):
    """A file of the attachment store, by the name it is stored as; its key is its own, in hex.

    `original_sha256` is of the file that staff gave, before it was made smaller. What was given
    twice has two rows that name one stored file: each row comes and goes by itself, and the file
    is removed once none names it.
    """

    __tablename__ = "attachment"
    stored_as: Mapped[str]
    key: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    original_sha256: Mapped[str] = mapped_column(default="", index=True)


def attach(work: Work, content: BinaryIO, media_type: str, original_sha256: str = "") -> int:
    """Keep a file; gives its row's id. The file is on the disk before the row is written."""
    # From here on no sweep is under way, which would take the file for one that nobody needs.
    work.session.connection()
    attachment = row_for(work.vault.attachments.put(content), media_type)
    attachment.original_sha256 = original_sha256
    work.session.add(attachment)
    work.session.flush()
    return attachment.id


def attach_once(
    work: Work, content: Callable[[], BinaryIO], media_type: str, original_sha256: str
) -> int:
    """Keep what was made of an original, whose file is stored once however often it is given."""
    work.session.connection()
    found = select(Attachment).where(Attachment.original_sha256 == original_sha256)
    for row in work.session.scalars(found):
        if work.vault.attachments.holds(row.stored_as):
            same = Attachment(
                stored_as=row.stored_as,
                key=row.key,
                media_type=row.media_type,
                size=row.size,
                original_sha256=original_sha256,
            )
            work.session.add(same)
            work.session.flush()
            return same.id
    with content() as file:
        return attach(work, file, media_type, original_sha256)


def row_for(stored: Stored, media_type: str) -> Attachment:
    """The row that names a stored file."""
    return Attachment(
        stored_as=stored.name, key=stored.key.hex(), media_type=media_type, size=stored.size
    )


def detach(work: Work, attachment_id: int) -> None:
    """Take a file's row away; undo brings it back, for the journal names the file still."""
    work.session.delete(work.session.get_one(Attachment, attachment_id))
    work.session.flush()


def content_of(reading: Reading, attachment_id: int) -> Iterator[bytes]:
    """What an attachment holds, a chunk at a time; refuses one that is missing or damaged."""
    store, stored = reading.vault.attachments, _stored_of(reading, attachment_id)

    def chunks() -> Iterator[bytes]:
        with _plainly():
            yield from store.chunks(stored)

    # Its row is read already: the chunks may be asked for when the answer is given.
    return chunks()


def opened(reading: Reading, attachment_id: int) -> SealedFile:
    """An attachment to read anywhere in it; refuses one that is missing."""
    with _plainly():
        return reading.vault.attachments.open(_stored_of(reading, attachment_id))


def _stored_of(reading: Reading, attachment_id: int) -> Stored:
    row = reading.session.get_one(Attachment, attachment_id)
    return _stored(row.stored_as, row.key, row.size)


@contextmanager
def _plainly() -> Iterator[None]:
    """Tell what befell a stored file as a refusal."""
    try:
        yield
    except AttachmentMissing:
        told = _("A photo or paper is missing on this PC. Restore the last backup.")
        raise Refusal(told) from None
    except AttachmentDamaged:
        told = _("A photo or paper is damaged on this PC. Restore the last backup.")
        raise Refusal(told) from None


def sweep(
    engine: Engine,
    store: AttachmentStore,
    spared: Callable[[], Collection[str] | None] = frozenset,
) -> None:
    """Remove the files that neither a row nor the journal names: of work that was cut short.

    Those that a snapshot needs are `spared`, and all of them where one cannot say which.
    """
    if not (found := store.names()):
        return
    with Session(engine) as session:
        if not _unnamed(session, found):
            return
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        # In its turn as a writer: what is written now by another belongs to no work under way.
        session.connection()
        if (kept := spared()) is not None:
            store.remove(_unnamed(session, store.names()) - set(kept))


def _unnamed(session: Session, names: Collection[str]) -> set[str]:
    left = set(names) - set(session.scalars(select(Attachment.stored_as)))
    return left - named_by_journal(session).keys() if left else left


def named_files(session: Session) -> dict[str, Stored]:
    """Every file that a row names, or the journal alone, by the name it is stored as."""
    found = select(Attachment.stored_as, Attachment.key, Attachment.size)
    rows = {name: _stored(name, key, size) for name, key, size in session.execute(found)}
    return named_by_journal(session) | rows


def named_by_journal(session: Session) -> dict[str, Stored]:
    """The files that the journal names: undo may need them again."""
    from amane_desktop.office.journal import JournalChange

    found = {}
    for side in (JournalChange.before, JournalChange.after):
        named = select(
            side["stored_as"].as_string(), side["key"].as_string(), side["size"].as_integer()
        ).where(JournalChange.kind == Attachment.__tablename__)
        for name, key, size in session.execute(named):
            if name and key:
                found[name] = _stored(name, key, size)
    return found


def _stored(name: str, key: str, size: int) -> Stored:
    return Stored(name, bytes.fromhex(key), size)
