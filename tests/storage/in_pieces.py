"""A stream that gives less than it is asked for."""

from io import RawIOBase
from typing import BinaryIO


class InPieces(RawIOBase):
    """A stream that gives a few bytes at a time, as a slow drive may."""

    most = 70_001

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        return self._content.read(min(size, self.most))
