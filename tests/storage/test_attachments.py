"""The attachment store: what was put comes out whole, or is refused."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from amane_desktop.storage.attachments import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentStore,
    Stored,
)
from tests.storage.in_pieces import InPieces

MIB = 1024 * 1024
MARK, CHUNK = len(b"amane attachment 1\n"), MIB + 16


def some(size: int) -> bytes:
    return bytes(n * n % 251 for n in range(1000)) * (size // 1000) + b"x" * (size % 1000)


def read(store: AttachmentStore, stored: Stored) -> bytes:
    return b"".join(store.chunks(stored))


@pytest.fixture
def store(tmp_path: Path) -> AttachmentStore:
    return AttachmentStore(tmp_path / "attachments", b"k" * 32)


@pytest.fixture
def kept(store: AttachmentStore, tmp_path: Path) -> Iterator[tuple[Stored, Path]]:
    """A file of three chunks and a bit; nothing of it can be read wherever it was changed."""
    stored = store.put(BytesIO(some(3 * MIB + 5)))
    yield stored, tmp_path / "attachments" / stored.name
    with pytest.raises(AttachmentDamaged):
        read(store, stored)


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])
def test_what_was_put_comes_out(store: AttachmentStore, size: int) -> None:
    stored = store.put(InPieces(BytesIO(some(size))))  # type: ignore[arg-type]
    assert read(store, stored) == some(size)
    assert stored.size == size
    assert store.names() == {stored.name}


def test_nothing_of_it_stands_in_clear_and_twice_the_same_are_two(
    store: AttachmentStore, tmp_path: Path
) -> None:
    one, other = store.put(BytesIO(b"Zineb" * 100)), store.put(BytesIO(b"Zineb" * 100))
    assert one.name != other.name and one.key != other.key
    for file in (tmp_path / "attachments").iterdir():
        assert b"Zineb" not in file.read_bytes()


def test_a_flipped_bit(kept: tuple[Stored, Path]) -> None:
    content = bytearray(kept[1].read_bytes())
    content[CHUNK + 1000] ^= 1
    kept[1].write_bytes(content)


@pytest.mark.parametrize("length", [0, MARK, MARK + 7, MARK + CHUNK, MARK + 3 * CHUNK, -1])
def test_cut_short(kept: tuple[Stored, Path], length: int) -> None:
    kept[1].write_bytes(kept[1].read_bytes()[:length])


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 1, 2), (0, 2), (0, 1, 2, 2)])
def test_chunks_swapped_repeated_or_left_out(
    kept: tuple[Stored, Path], order: tuple[int, ...]
) -> None:
    content = kept[1].read_bytes()
    mark, body = content[:MARK], content[MARK:]
    chunks = [body[n * CHUNK : (n + 1) * CHUNK] for n in range(4)]
    kept[1].write_bytes(mark + b"".join(chunks[n] for n in order) + chunks[3])


def test_something_added(kept: tuple[Stored, Path]) -> None:
    kept[1].write_bytes(kept[1].read_bytes() + b"more")


def test_another_files_content(kept: tuple[Stored, Path], store: AttachmentStore) -> None:
    other = store.put(BytesIO(some(3 * MIB + 5)))
    kept[1].with_name(other.name).replace(kept[1])


def test_a_wrong_key_and_a_file_that_is_gone(store: AttachmentStore, tmp_path: Path) -> None:
    stored = store.put(BytesIO(b"content"))
    with pytest.raises(AttachmentDamaged):
        read(store, replace(stored, key=b"w" * 32))
    (tmp_path / "attachments" / stored.name).unlink()
    with pytest.raises(AttachmentMissing):
        read(store, stored)


def test_a_source_that_breaks_off_leaves_nothing(store: AttachmentStore) -> None:
    class Broken(InPieces):
        def read(self, size: int = -1) -> bytes:
            if self._content.tell() > MIB:
                raise OSError("the drive was pulled out")
            return super().read(size)

    with pytest.raises(OSError, match="pulled out"):
        store.put(Broken(BytesIO(some(3 * MIB))))  # type: ignore[arg-type]
    assert store.names() == frozenset()
