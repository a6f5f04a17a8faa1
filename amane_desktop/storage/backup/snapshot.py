"""A snapshot on this PC: a backup's form without attachments, which stand beside it."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

from amane_desktop.storage.attachments import sealed_size
from amane_desktop.storage.backup.contents import attachments_of, contents_of
from amane_desktop.storage.backup.copying import CHUNK
from amane_desktop.storage.backup.layout import (
    DATABASE,
    MANIFEST,
    UNFINISHED,
    Found,
    free_moment,
    stamp,
)
from amane_desktop.storage.backup.manifest import seal
from amane_desktop.storage.backup.progress import Progress, Step
from amane_desktop.storage.backup.source import Source
from amane_desktop.storage.backup.taking import take
from amane_desktop.storage.durable import flush, flush_names, put_in_place
from amane_desktop.storage.keyring import KEY_RING


def write_snapshot(
    source: Source, folder: Path, progress: Progress, now: datetime, why: str
) -> Found:
    """Keep the database and the key ring as they are now, in a folder of this PC."""
    folder.mkdir(exist_ok=True)
    made_at = free_moment(folder, now)
    place = folder / stamp(made_at)
    new = place.with_name(place.name + UNFINISHED)
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir()
        progress.begin(Step.SNAPSHOT)
        taken = take(source, new / DATABASE)
        with taken.reading() as connection:
            contents, attachments = contents_of(connection), attachments_of(connection)
        named = {name: sealed_size(each.size) for name, each in attachments.items()}
        digest = hashlib.sha256()
        with taken.path.open("rb") as file:
            while part := file.read(CHUNK):
                digest.update(part)
                progress.advance(len(part))
        manifest = taken.manifest(source, made_at, contents, digest.hexdigest(), named, why=why)
        (new / KEY_RING).write_bytes(taken.ring)
        (new / MANIFEST).write_bytes(seal(manifest, source.master))
        for name in (DATABASE, KEY_RING, MANIFEST):
            flush(new / name)
        flush_names(new)
        progress.advance(0)
        put_in_place(new, place)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    flush_names(folder)
    return Found(place, made_at, "", sum(each.stat().st_size for each in place.iterdir()))
