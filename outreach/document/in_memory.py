"""A document that is in memory only: what is made there never reaches a disk by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.header import RawFile


class RawMemory(RawFile):
    """The bytes of a database that SQLite has in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read what is behind ``connection``.

        Raises:
            Refusal: when the SQLite of this computer cannot hand the bytes over.
        """
        if not hasattr(connection, "serialize"):
            raise Refusal(
                tr(
                    "The SQLite of this computer cannot hand over what it has in "
                    "memory, so nothing was written. Write the copy to a file instead."
                )
            )
        self._connection = connection

    def content(self) -> bytes:
        """Return all bytes."""
        return self._connection.serialize()

    def release(self) -> None:
        """Let go; the memory is the connection's."""

    def is_at(self, path: Path) -> bool:
        """Say that nobody can have taken it away."""
        return True

    def read(self, at: int, size: int) -> bytes:
        """Return up to ``size`` bytes from offset ``at``."""
        return self.content()[at : at + size]

    def length(self) -> int:
        """Return how many bytes there are."""
        return len(self.content())

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes at once."""
        yield self.content()
